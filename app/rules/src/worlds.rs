//! Worlds: every way in which the readings, options, yes/no answers and bands that still matter
//! could turn out, each as a copy of the household, evaluated together.

use crate::columns::{Cell, Col, Columns, State, Table};
use crate::demand::{Demands, Wanted, demand, fact_at};
use crate::judge::{Judged, Relation1, Unit};
use crate::kernel::{Chosen, Setting, Values};
use crate::plan::{At, Shape, Step};
use crate::scratch::{Fanned, Marks};
use crate::sets::set_of;
use crate::sources::Sources;
use crate::truth::*;
use policy::{KnownBy, Scope};

/// At most so many worlds for one outcome; beyond it answers only get wider.
pub const MOST_WORLDS: usize = 96;

/// Something that can turn out in several ways.
struct Split {
    what: What,
    ways: Vec<(i64, i64)>,
    authority: bool,
}

enum What {
    Reading(usize),
    Fact { at: At, fact: usize, column: usize, scope: Scope, row: usize, asked: bool },
}

/// Judges one outcome by worlds, or widely if there would be too many.
pub fn refine(setting: &Setting, unit: &Unit, one: &Columns, values: &Values, scratch: &mut Fanned) -> Judged {
    let row = unit.row();
    let open = demand(setting, (values, one), &unit.program.slice, unit.root, &[row], &mut scratch.marks);
    let splits = splits(setting, values, one, &open);
    let count = splits.iter().try_fold(1usize, |n, s| n.checked_mul(s.ways.len()).filter(|n| *n <= MOST_WORLDS));
    match count {
        Some(count) if count > 1 => Fan::new(setting, unit, one, (splits, count), values, scratch).judge(),
        _ => Judged::plain(setting, unit, values, one, &open),
    }
}

fn splits(setting: &Setting, values: &Values, one: &Columns, open: &Demands) -> Vec<Split> {
    let readings = set_of(open.readings.clone());
    let options = |r: u16| setting.pack.readings[usize::from(r)].options.len() as i64;
    let mut splits: Vec<Split> = readings
        .iter()
        .map(|r| Split {
            what: What::Reading(usize::from(*r)),
            ways: (0..options(*r)).map(|o| (1 << o, 1 << o)).collect(),
            authority: false,
        })
        .collect();
    let mut seen = Vec::new();
    for wanted in &open.facts {
        if let Some(split) = fact_split(setting, values, one, *wanted)
            && let What::Fact { column, scope, row, .. } = split.what
            && !seen.contains(&(column, scope, row))
        {
            seen.push((column, scope, row));
            splits.push(split);
        }
    }
    splits
}

fn fact_split(setting: &Setting, values: &Values, one: &Columns, wanted: Wanted) -> Option<Split> {
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
            bands(lo, hi, &setting.plan.cuts[fact])
        }
    };
    if ways.len() < 2 {
        return None;
    }
    let column = setting.layout.column(fact, if shape == Shape::Truth { part } else { 0 });
    let asked = one.col(scope, column).cell(row, shape == Shape::Set).state != State::NotAsked;
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

/// A household fanned out into its worlds.
struct Fan<'a> {
    setting: &'a Setting<'a>,
    unit: &'a Unit<'a>,
    one: &'a Columns,
    splits: Vec<Split>,
    worlds: usize,
    values: &'a mut Values,
    marks: &'a mut Marks,
    columns: Columns,
    /// Worlds that contradict a fact's bounds.
    void: Vec<bool>,
}

impl<'a> Fan<'a> {
    fn new(
        setting: &'a Setting<'a>,
        unit: &'a Unit<'a>,
        one: &'a Columns,
        (splits, worlds): (Vec<Split>, usize),
        base: &Values,
        scratch: &'a mut Fanned,
    ) -> Self {
        let Fanned { values, marks, touched } = scratch;
        find_touched(setting, unit, &splits, touched);
        let columns = copies(setting, one, worlds, touched);
        let mut fan = Fan { setting, unit, one, splits, worlds, values, marks, columns, void: vec![false; worlds] };
        let chosen = fan.choose();
        fan.values.start(setting.plan, &fan.columns, &unit.program.slice);
        let (mut again, plan) = (Vec::new(), setting.plan);
        for &at in &unit.program.slice {
            if touched[at] {
                again.push(at);
            } else {
                fan.values.repeat(at, plan.scopes[at], &base.vals[at], worlds);
            }
        }
        fan.values.steps(setting, &again, &fan.columns, &chosen);
        fan.find_void();
        fan
    }

    /// Way of the `ix`-th split in a world: the worlds count through all ways, the first split fastest.
    fn way(&self, ix: usize, world: usize) -> usize {
        let before: usize = self.splits[..ix].iter().map(|s| s.ways.len()).product();
        world / before % self.splits[ix].ways.len()
    }

    fn choose(&mut self) -> Chosen {
        let mut chosen: Chosen = vec![Vec::new(); self.setting.pack.readings.len()];
        for ix in 0..self.splits.len() {
            let ways: Vec<(i64, i64)> = (0..self.worlds).map(|w| self.splits[ix].ways[self.way(ix, w)]).collect();
            match &self.splits[ix].what {
                What::Reading(reading) => {
                    chosen[*reading] = ways.iter().map(|w| u32::try_from(w.0).unwrap_or(0)).collect()
                }
                What::Fact { column, scope, row, asked, .. } => {
                    let (column, scope, row) = (*column, *scope, *row);
                    let state = if *asked { State::SupposedAnyway } else { State::Supposed };
                    let (table, people) = match scope {
                        Scope::House => (&mut self.columns.house, 1),
                        Scope::Obligor => (&mut self.columns.obligors.cols, self.one.obligors.rows()),
                        _ => (&mut self.columns.members.cols, self.one.members.rows()),
                    };
                    spread(&mut table[column], self.worlds * people);
                    if let Col::Full(cells) = &mut table[column] {
                        for (world, (lo, hi)) in ways.into_iter().enumerate() {
                            cells[world * people + row] = Cell { state, lo, hi };
                        }
                    }
                }
            }
        }
        chosen
    }

    /// A band outside the bounds that the other answers of a world set can't be.
    fn find_void(&mut self) {
        for ix in 0..self.splits.len() {
            let What::Fact { at, scope, row, .. } = self.splits[ix].what else { continue };
            let Step::FactNum { min, max, .. } = self.setting.plan.steps[at] else { continue };
            for world in 0..self.worlds {
                let (lo, hi) = self.splits[ix].ways[self.way(ix, world)];
                let row = self.row(scope, row, world);
                let (low, high) = (self.values.vals[min].num().at(row).0, self.values.vals[max].num().at(row).1);
                self.void[world] |= hi < low || lo > high;
            }
        }
        if self.void.iter().all(|v| *v) {
            self.void.fill(false);
        }
    }

    fn row(&self, scope: Scope, row: usize, world: usize) -> usize {
        match scope {
            Scope::House => world,
            Scope::Obligor => world * self.one.obligors.rows() + row,
            _ => world * self.one.members.rows() + row,
        }
    }

    /// The row of the outcome in a world.
    fn root_row(&self, world: usize) -> usize {
        self.unit.member.map_or(world, |member| self.row(Scope::Member, member, world))
    }

    fn outcome(&self, world: usize) -> Outcome {
        Outcome::of(self.values.vals[self.unit.root].truth().at(self.root_row(world)))
    }

    fn worlds(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.worlds).filter(|w| !self.void[*w])
    }

    fn judge(self) -> Judged {
        let outcome = self.merged(&|world| self.outcome(world));
        let open = self.worlds().filter(|w| matches!(self.outcome(*w), Outcome::Undecided | Outcome::Likely));
        let rows: Vec<usize> = open.map(|w| self.root_row(w)).collect();
        let slice = &self.unit.program.slice;
        let demands = demand(self.setting, (self.values, &self.columns), slice, self.unit.root, &rows, self.marks);
        let mut judged = Judged::empty(self.unit, outcome);
        if outcome == Outcome::Undecided || outcome == Outcome::Likely {
            self.missing(&demands, &mut judged);
        }
        for world in self.worlds() {
            judged.add_world(self.setting, self.unit, self.values, world, self.root_row(world));
        }
        judged.relations = self.unit.program.relations.iter().map(|r| self.related(r)).collect();
        judged
    }

    /// What is told of a relation: what has to be done first as soon as some world needs it, others where they hold
    /// as the outcome does.
    fn related(&self, relation: &Relation1) -> Outcome {
        let of = |world: usize| Outcome::of(self.values.vals[relation.test].truth().at(world));
        match relation.first {
            true => self.worlds().map(of).max().unwrap_or(Outcome::NotEligible),
            false => self.merged(&of),
        }
    }

    /// First over what the authority knows, then over what residents know and how texts are read.
    fn merged(&self, outcome: &dyn Fn(usize) -> Outcome) -> Outcome {
        let mut worlds = self.worlds().map(outcome);
        let first = worlds.next().unwrap_or(Outcome::Undecided);
        if worlds.all(|other| other == first) {
            return first;
        }
        let key = |world: usize| -> Vec<usize> {
            (0..self.splits.len()).filter(|ix| !self.splits[*ix].authority).map(|ix| self.way(ix, world)).collect()
        };
        let mut groups: Vec<(Vec<usize>, Outcome)> = Vec::new();
        for world in self.worlds() {
            let (key, outcome) = (key(world), outcome(world));
            match groups.iter_mut().find(|(k, _)| *k == key) {
                Some((_, so_far)) => *so_far = so_far.blur_authority(outcome),
                None => groups.push((key, outcome)),
            }
        }
        groups.into_iter().map(|(_, o)| o).reduce(Outcome::blur).unwrap_or(Outcome::Undecided)
    }

    fn missing(&self, demands: &Demands, judged: &mut Judged) {
        for (ix, split) in self.splits.iter().enumerate() {
            if !self.matters(ix, &demands.digest) {
                continue;
            }
            match split.what {
                What::Reading(reading) => judged.readings.push(reading),
                What::Fact { fact, scope, row, .. } => judged.want(fact, scope, row),
            }
        }
        let people = (self.one.members.rows(), self.one.obligors.rows());
        for wanted in &demands.facts {
            let Some((fact, _, shape)) = fact_at(self.setting, wanted.at) else { continue };
            let (scope, row) = (self.setting.plan.scopes[wanted.at], wanted.row as usize);
            let local = match scope {
                Scope::House => 0,
                Scope::Obligor => row % people.1.max(1),
                _ => row % people.0.max(1),
            };
            let split = |s: &Split| matches!(s.what, What::Fact { fact: f, scope: sc, row: r, .. } if (f, sc, r) == (fact, scope, local));
            if shape == Shape::Num && !self.splits.iter().any(split) {
                judged.want(fact, scope, local);
            } else if shape == Shape::Num {
                self.inside_band(wanted, fact, scope, local, judged);
            }
        }
        judged.want_lists(self.setting, self.one, &demands.lists);
    }

    /// A banded number that still matters inside one of its bands.
    fn inside_band(&self, wanted: &Wanted, fact: usize, scope: Scope, local: usize, judged: &mut Judged) {
        if !self.values.vals[wanted.at].settled(wanted.row as usize) {
            judged.want(fact, scope, local);
        }
    }

    /// Whether choosing another way can change the outcome, or what is left to ask. A household's outcome
    /// is that over all readings, so an answer only matters if it changes that.
    fn matters(&self, ix: usize, digest: &[u64]) -> bool {
        let reading = matches!(self.splits[ix].what, What::Reading(_));
        let together = if reading { 1 } else { self.readings() };
        let step: usize = self.splits[..ix].iter().map(|s| s.ways.len()).product::<usize>() / together;
        let ways = self.splits[ix].ways.len();
        let looks: Vec<Option<(Outcome, u64)>> =
            (0..self.worlds / together).map(|group| self.look(group * together, together, digest)).collect();
        looks.iter().enumerate().any(|(group, look)| {
            let base = group - (group / step % ways) * step;
            let other = |way: usize| looks[base + way * step];
            look.is_some() && (0..ways).any(|way| other(way).is_some() && other(way) != *look)
        })
    }

    /// How many ways to read the texts there are; they come first and vary fastest.
    fn readings(&self) -> usize {
        self.splits.iter().filter(|s| matches!(s.what, What::Reading(_))).map(|s| s.ways.len()).product()
    }

    /// The outcome over some neighbouring worlds, and a digest of what is left to ask in them.
    fn look(&self, first: usize, count: usize, digest: &[u64]) -> Option<(Outcome, u64)> {
        let worlds = (first..first + count).filter(|w| !self.void[*w]);
        worlds
            .map(|w| (self.outcome(w), digest[w]))
            .reduce(|a, b| (a.0.blur(b.0), a.1.rotate_left(7).wrapping_add(b.1)))
    }
}

/// The steps that can differ between worlds.
fn find_touched(setting: &Setting, unit: &Unit, splits: &[Split], touched: &mut Vec<bool>) {
    let plan = setting.plan;
    let mut sources = Sources::default();
    for split in splits {
        sources.add(match split.what {
            What::Reading(reading) => setting.pack.facts.len() + reading,
            What::Fact { fact, .. } => fact,
        });
    }
    touched.clear();
    touched.resize(plan.steps.len(), false);
    for &at in &unit.program.slice {
        touched[at] = plan.sources[at].meets(&sources);
    }
}

/// The household, so many times; columns that no step that runs again reads stay empty.
fn copies(setting: &Setting, one: &Columns, worlds: usize, touched: &[bool]) -> Columns {
    let plan = setting.plan;
    let mut needed = vec![false; setting.pack.facts.len()];
    for (at, touched) in touched.iter().enumerate() {
        let fact = match plan.steps[at] {
            // What is left to ask depends on whether a finding was written.
            Step::OrElse(.., fact, _) | Step::Absent(fact, _) => Some(usize::from(fact)),
            _ if !touched => None,
            _ => plan.fact_and_relevance(at).map(|(fact, _)| fact),
        };
        fact.into_iter().for_each(|f| needed[f] = true);
    }
    let repeat = |(column, col): (usize, &Col), people: usize| match col {
        _ if !needed[setting.layout.columns[column].0] => Col::Same(Cell::open(State::Absent)),
        Col::Same(cell) => Col::Same(*cell),
        Col::Full(cells) if people == 1 => Col::Same(cells[0]),
        Col::Full(cells) => Col::Full(cells.repeat(worlds)),
        Col::Plain(values) => Col::Plain(values.repeat(worlds)),
        Col::Small(values) => Col::Small(values.repeat(worlds)),
    };
    let table = |t: &Table| {
        let people = t.rows();
        Table {
            start: (0..=worlds).map(|w| u32::try_from(w * people).unwrap_or(u32::MAX)).collect(),
            cols: t.cols.iter().enumerate().map(|c| repeat(c, people)).collect(),
            open: t.open.repeat(worlds),
        }
    };
    Columns {
        n: worlds,
        house: one.house.iter().enumerate().map(|c| repeat(c, 1)).collect(),
        members: table(&one.members),
        obligors: table(&one.obligors),
    }
}

/// Makes a column hold a cell for each row.
fn spread(col: &mut Col, rows: usize) {
    let cells = match col {
        Col::Same(cell) => vec![*cell; rows],
        Col::Plain(values) => values.iter().map(|v| Cell::given(*v)).collect(),
        Col::Small(_) | Col::Full(_) => return,
    };
    *col = Col::Full(cells);
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
}
