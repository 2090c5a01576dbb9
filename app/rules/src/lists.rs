//! Sums, counts, “every” and “some” over lists of people.

use crate::columns::Columns;
use crate::kernel::Values;
use crate::truth::{self, *};
use crate::value::{Num, Truths};
use policy::List;

/// A list of unknown length has at most this many more people.
const MOST_PEOPLE: i64 = 30;
/// What one more person can at most bring.
const MOST_EACH: i64 = 1_000_000_000_000;

/// The rows of each group of a list, and the groups whose list may be longer.
fn groups<'a>(values: &'a Values, list: List, columns: &'a Columns) -> (&'a [u32], Open<'a>) {
    match list {
        List::Members => (&columns.members.start, Open { flags: &columns.members.open, house: None }),
        List::Obligors => (&columns.obligors.start, Open { flags: &columns.obligors.open, house: None }),
        List::Pairs => (&values.pairs.start, Open { flags: &columns.members.open, house: Some(&values.member_house) }),
    }
}

struct Open<'a> {
    flags: &'a [bool],
    house: Option<&'a [u32]>,
}

impl Open<'_> {
    fn at(&self, group: usize) -> bool {
        let ix = self.house.map_or(group, |h| h[group] as usize);
        self.flags.get(ix).copied().unwrap_or(false)
    }
}

/// Sum of the values for which the condition holds.
pub fn sum(values: &Values, list: List, columns: &Columns, value: &Num, cond: &Truths, out: &mut Num) {
    let (start, open) = groups(values, list, columns);
    let total = |group: usize| {
        let (mut lo, mut hi, mut taint) = (0, 0, 0);
        for row in start[group] as usize..start[group + 1] as usize {
            let counts = cond.at(row);
            if counts == NO {
                continue;
            }
            let (low, high, why) = value.at(row);
            taint |= why;
            if counts == YES {
                lo += low;
                hi += high;
            } else {
                lo += low.min(0);
                hi += high.max(0);
                taint |= truth::taint(counts);
            }
        }
        if open.at(group) {
            let more = MOST_PEOPLE * MOST_EACH;
            return (lo - more, hi + more, taint | RESIDENT);
        }
        (lo, hi, taint)
    };
    let rows = start.len() - 1;
    if value.exact() && open.flags.is_empty() && cond.b.iter().all(|b| decided(*b)) {
        out.clear();
        out.lo.extend((0..rows).map(|group| exact_sum(start, group, value, cond)));
        return;
    }
    out.fill(rows, total);
}

#[inline(always)]
fn exact_sum(start: &[u32], group: usize, value: &Num, cond: &Truths) -> i64 {
    let range = start[group] as usize..start[group + 1] as usize;
    match (value.konst, cond.konst) {
        (false, false) => {
            value.lo[range.clone()].iter().zip(&cond.b[range]).map(|(n, c)| if *c == YES { *n } else { 0 }).sum()
        }
        (false, true) if cond.b[0] == YES => value.lo[range].iter().sum(),
        (true, false) => value.lo[0] * cond.b[range].iter().map(|c| i64::from(*c == YES)).sum::<i64>(),
        (true, true) if cond.b[0] == YES => value.lo[0] * range.len() as i64,
        _ => 0,
    }
}

#[inline(always)]
fn exact_count(start: &[u32], group: usize, cond: &Truths) -> i64 {
    let range = start[group] as usize..start[group + 1] as usize;
    match cond.konst {
        true => i64::from(cond.at(0) & CAN) * range.len() as i64,
        false => cond.b[range].iter().map(|c| i64::from(*c & CAN)).sum(),
    }
}

/// How many fulfil the condition.
pub fn count(values: &Values, list: List, columns: &Columns, cond: &Truths, out: &mut Num) {
    let (start, open) = groups(values, list, columns);
    if open.flags.is_empty() && cond.b.iter().all(|b| decided(*b)) {
        return out.fill_exact(start.len() - 1, |group| exact_count(start, group, cond));
    }
    out.fill(start.len() - 1, |group| {
        let (mut lo, mut hi, mut taint) = (0, 0, 0);
        for row in start[group] as usize..start[group + 1] as usize {
            let counts = cond.at(row);
            lo += i64::from(counts & CANNOT == 0);
            hi += i64::from(counts & CAN);
            taint |= truth::taint(counts);
        }
        if open.at(group) { (lo, hi + MOST_PEOPLE, taint | RESIDENT) } else { (lo, hi, taint) }
    });
}

/// Whether every one is.
pub fn every(values: &Values, list: List, columns: &Columns, cond: &Truths, out: &mut Truths) {
    fold(values, list, columns, cond, out, YES, and);
}

/// Whether some one is.
pub fn some(values: &Values, list: List, columns: &Columns, cond: &Truths, out: &mut Truths) {
    fold(values, list, columns, cond, out, NO, or);
}

fn fold(
    values: &Values,
    list: List,
    columns: &Columns,
    cond: &Truths,
    out: &mut Truths,
    start_with: u8,
    op: impl Fn(u8, u8) -> u8,
) {
    let (start, open) = groups(values, list, columns);
    out.start();
    out.b.extend((0..start.len() - 1).map(|group| {
        let rows = start[group] as usize..start[group + 1] as usize;
        let all = match cond.konst {
            true => rows.fold(start_with, |so_far, _| op(so_far, cond.at(0))),
            false => cond.b[rows].iter().fold(start_with, |so_far, truth| op(so_far, *truth)),
        };
        if open.at(group) { op(all, OPEN | RESIDENT) } else { all }
    }));
}
