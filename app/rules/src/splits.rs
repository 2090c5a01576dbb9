//! What can still turn out in several ways: the readings, options, yes/no answers and bands that matter.

use crate::columns::State;
use crate::demand::{Run, Wanted, fact_at};
use crate::kernel::Setting;
use crate::plan::{At, Shape};
use crate::sets::set_of;
use policy::{KnownBy, Scope};

/// At most so many worlds for one outcome; beyond it answers only get wider.
pub const MOST_WORLDS: usize = 96;

/// Something that can turn out in several ways.
#[derive(Clone)]
pub struct Split {
    pub what: What,
    pub ways: Vec<(i64, i64)>,
    pub authority: bool,
}

#[derive(Clone, Copy)]
pub enum What {
    Reading(usize),
    /// A fact of a row; whether it was asked.
    Fact {
        at: At,
        fact: usize,
        column: usize,
        scope: Scope,
        row: usize,
        asked: bool,
    },
}

/// How many worlds there are in which these could turn out.
pub fn size(splits: &[Split]) -> usize {
    splits.iter().fold(1, |size, split| size.saturating_mul(split.ways.len()))
}

/// The same, if there are several and not too many.
pub fn count(splits: &[Split]) -> Option<usize> {
    Some(size(splits)).filter(|count| (2..=MOST_WORLDS).contains(count))
}

/// How these readings and facts of one household can turn out. Numbers come in bands; or one is tried at many of its values, while
/// all others are at their ends.
pub fn splits(setting: &Setting, run: Run, readings: Vec<u16>, facts: &[Wanted], tried: Option<Wanted>) -> Vec<Split> {
    let options = |r: u16| setting.pack.readings[usize::from(r)].options.len() as i64;
    let mut splits: Vec<Split> = set_of(readings)
        .into_iter()
        .map(|r| Split {
            what: What::Reading(usize::from(r)),
            ways: (0..options(r)).map(|o| (1 << o, 1 << o)).collect(),
            authority: false,
        })
        .collect();
    let mut seen = Vec::new();
    for wanted in facts {
        if let Some(split) = fact_split(setting, run, *wanted, tried)
            && let What::Fact { column, scope, row, .. } = split.what
            && !seen.contains(&(column, scope, row))
        {
            seen.push((column, scope, row));
            splits.push(split);
        }
    }
    splits
}

fn fact_split(setting: &Setting, (values, columns): Run, wanted: Wanted, tried: Option<Wanted>) -> Option<Split> {
    let (fact, part, shape) = fact_at(setting, wanted.at)?;
    let meta = &setting.pack.facts[fact];
    let (row, scope) = (wanted.row as usize, setting.plan.scopes[wanted.at]);
    let ways = match shape {
        Shape::Truth => vec![(0, 0), (1, 1)],
        Shape::Set => {
            let mask = values.vals[wanted.at].set().at(row).0;
            (0..32).filter(|o| mask >> o & 1 == 1).map(|o| (1i64 << o, 1i64 << o)).collect()
        }
        Shape::Num if part > 0 => return None,
        Shape::Num => {
            let (lo, hi, _) = values.vals[wanted.at].num().at(row);
            match tried {
                None => bands(lo, hi, &setting.plan.cuts[fact]),
                Some(tried) if tried == wanted => points(lo, hi, &setting.plan.cuts[fact]),
                Some(_) => vec![(lo, lo), (hi, hi)],
            }
        }
    };
    if ways.len() < 2 {
        return None;
    }
    let column = setting.layout.column(fact, if shape == Shape::Truth { part } else { 0 });
    let asked = columns.col(scope, column).cell(row, shape == Shape::Set).state != State::NotAsked;
    Some(Split {
        what: What::Fact { at: wanted.at, fact, column, scope, row, asked },
        ways,
        authority: meta.known_by != KnownBy::Resident,
    })
}

/// The parts of `lo..=hi` between the cuts.
fn bands(lo: i64, hi: i64, cuts: &[i64]) -> Vec<(i64, i64)> {
    let mut bands = Vec::new();
    let mut from = lo;
    for cut in cuts.iter().copied().filter(|c| *c > lo && *c <= hi) {
        bands.push((from, cut - 1));
        from = cut;
    }
    bands.push((from, hi));
    bands
}

/// Some numbers from `lo` to `hi`: its ends, those at the cuts, and others: all of few; of many, those that are half as
/// far again from 0 as the one before, and a hundred at equal distances.
fn points(lo: i64, hi: i64, cuts: &[i64]) -> Vec<(i64, i64)> {
    let mut all = vec![lo, hi];
    let mut far = 1;
    while far < hi.max(-lo) {
        all.push(far);
        all.push(-far);
        far += far / 2 + 1;
    }
    let step = (hi - lo) / 100 + 1;
    (1..100).for_each(|n| all.push(lo + n * step));
    for cut in cuts {
        all.push(*cut - 1);
        all.push(*cut);
    }
    all.retain(|at| (lo..=hi).contains(at));
    set_of(all).into_iter().map(|at| (at, at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_cover_the_range_once() {
        assert_eq!(bands(0, 10, &[]), [(0, 10)]);
        assert_eq!(bands(0, 10, &[0, 3, 10, 11]), [(0, 2), (3, 9), (10, 10)]);
        assert_eq!(bands(5, 5, &[5]), [(5, 5)]);
    }

    #[test]
    fn points_hold_both_ends_and_the_cuts() {
        let of = |lo, hi, cuts: &[i64]| points(lo, hi, cuts).into_iter().map(|(at, _)| at).collect::<Vec<i64>>();
        assert_eq!(of(5, 5, &[5]), [5]);
        assert_eq!(of(10, 20, &[8, 13, 30]), (10..=20).collect::<Vec<i64>>());
        let money = of(-1_000_000_000, 1_000_000_000, &[63_001]);
        assert!(money.len() < 250 && money.contains(&63_000) && money.contains(&63_001));
        assert!(money.windows(2).all(|two| two[0] < 10_000 || two[1] - two[0] <= two[0] / 2 + 1), "{money:?}");
    }
}
