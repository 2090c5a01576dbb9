//! Worlds: every way in which what still matters could turn out, each as a copy of the household. The worlds of many
//! households are evaluated together.

use crate::columns::{Cell, Columns, State, Table};
use crate::copies::table;
use crate::demand::{Demands, Run, Wanted, demand, digested, fact_at};
use crate::judge::{Judged, Program1, Relation1, Unit};
use crate::kernel::{Chosen, Setting, Values};
use crate::plan::{At, Shape, Step};
use crate::scratch::{Fanned, Marks};
use crate::sources::Sources;
use crate::splits::{Split, What, count, splits};
use crate::truth::*;
use policy::Scope;

/// Judges one outcome by worlds, or widely if there would be too many.
pub fn refine(setting: &Setting, unit: &Unit, one: &Columns, values: &Values, scratch: &mut Fanned) -> Judged {
    let row = unit.row();
    let run = (values, one);
    let open = demand(setting, run, &unit.program.slice, unit.root, &[row], &mut scratch.marks);
    let splits = splits(setting, run, open.readings.iter().map(|(r, _)| *r).collect(), &open.facts);
    match count(&splits) {
        Some(count) => {
            let mut worlds = [Worlds { splits, count, house: 0, member: unit.member, first: 0, void: Vec::new() }];
            fan_out(setting, unit.program, run, &mut worlds, true, scratch);
            let mut marks = std::mem::take(&mut scratch.marks);
            let judged = Fan::new(setting, unit.program, run, &worlds[0], scratch).explained(&mut marks);
            scratch.marks = marks;
            judged
        }
        None => Judged::plain(setting, unit, values, one, &open),
    }
}

/// At most so many worlds are run together: their columns stay in the cache.
const MOST_TOGETHER: usize = 512;

/// Judges by worlds those rows of a programme's outcome that have several, and hands on what each comes to;
/// no two rows are of one household.
pub fn refine_many(
    setting: &Setting,
    program: &Program1,
    run: Run,
    rows: &[usize],
    scratch: &mut Fanned,
    see: &mut impl FnMut(usize, Judged),
) {
    let scope = setting.plan.scopes[program.state];
    let open = demand(setting, run, &program.slice, program.state, rows, &mut scratch.marks);
    let mut of_house = by_house(setting, run, open);
    let (mut together, mut worlds) = (Vec::new(), 0);
    for &row in rows {
        let house = run.0.house(scope, row);
        let (readings, facts) = std::mem::take(&mut of_house[house]);
        let splits = splits(setting, run, readings, &facts);
        let Some(count) = count(&splits) else { continue };
        let alone = splits.iter().any(|split| tells_absence(setting, run.1, split));
        if worlds > 0 && (alone || worlds + count > MOST_TOGETHER) {
            told(setting, program, run, std::mem::take(&mut together), scratch, see);
            worlds = 0;
        }
        let member = (scope == Scope::Member).then_some(row);
        together.push(Worlds { splits, count, house, member, first: worlds, void: Vec::new() });
        worlds = if alone { MOST_TOGETHER } else { worlds + count };
    }
    if worlds > 0 {
        told(setting, program, run, together, scratch, see);
    }
}

/// Whether it is split what wasn't written, and some step asks whether it was: in this household that step may have
/// to stay as it was, though in others it differs.
fn tells_absence(setting: &Setting, columns: &Columns, split: &Split) -> bool {
    let What::Fact { fact, column, scope, row, .. } = split.what else { return false };
    setting.plan.told_absent[fact] && columns.col(scope, column).cell(row, false).state == State::Absent
}

/// Hands on what some outcomes come to, by the rows that they have.
fn told(
    setting: &Setting,
    program: &Program1,
    run: Run,
    mut together: Vec<Worlds>,
    scratch: &mut Fanned,
    see: &mut impl FnMut(usize, Judged),
) {
    fan_out(setting, program, run, &mut together, false, scratch);
    for worlds in &together {
        let judged = Fan::new(setting, program, run, worlds, scratch).told();
        see(worlds.member.unwrap_or(worlds.house), judged);
    }
}

/// The readings and facts that matter for each household.
fn by_house(setting: &Setting, (values, _): Run, open: Demands) -> Vec<(Vec<u16>, Vec<Wanted>)> {
    let mut of_house: Vec<(Vec<u16>, Vec<Wanted>)> = vec![Default::default(); values.houses];
    open.readings.iter().for_each(|(reading, house)| of_house[*house as usize].0.push(*reading));
    for wanted in open.facts {
        of_house[values.house(setting.plan.scopes[wanted.at], wanted.row as usize)].1.push(wanted);
    }
    of_house
}

/// What a step does in a fan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Nothing: nobody asks for it.
    Unused,
    /// It is as it was, and is read.
    Kept,
    /// It can differ between worlds.
    Differs,
}

/// The worlds of one outcome among those of a fan.
struct Worlds {
    splits: Vec<Split>,
    count: usize,
    /// The first of them.
    first: usize,
    /// The household of which they are copies.
    house: usize,
    /// The row of the member who is judged, before.
    member: Option<usize>,
    /// Worlds that contradict a fact's bounds.
    void: Vec<bool>,
}

impl Worlds {
    /// Way of the `ix`-th split in a world: the worlds count through all ways, the first split fastest.
    fn way(&self, ix: usize, world: usize) -> usize {
        let before: usize = self.splits[..ix].iter().map(|s| s.ways.len()).product();
        world / before % self.splits[ix].ways.len()
    }

    /// What each world says of the `ix`-th split.
    fn ways(&self, ix: usize) -> impl Iterator<Item = (usize, (i64, i64))> + '_ {
        (0..self.count).map(move |world| (world, self.splits[ix].ways[self.way(ix, world)]))
    }

    /// The row of a world for what was a row of its household.
    fn row(&self, before: &Columns, columns: &Columns, scope: Scope, row: usize, world: usize) -> usize {
        let world = self.first + world;
        let of = |before: &Table, now: &Table| row + now.start[world] as usize - before.start[self.house] as usize;
        match scope {
            Scope::House => world,
            Scope::Obligor => of(&before.obligors, &columns.obligors),
            _ => of(&before.members, &columns.members),
        }
    }

    /// Those that are possible.
    fn possible(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.count).filter(|w| !self.void[*w])
    }

    /// How many ways to read the texts there are; they come first and vary fastest.
    fn readings(&self) -> usize {
        self.splits.iter().filter(|s| matches!(s.what, What::Reading(_))).map(|s| s.ways.len()).product()
    }
}

/// Runs a programme over the worlds of some outcomes; `all` of its steps will be read, or only what it comes to.
fn fan_out(setting: &Setting, program: &Program1, run: Run, together: &mut [Worlds], all: bool, scratch: &mut Fanned) {
    let Fanned { values, columns, origin, parts, .. } = scratch;
    let columns = columns.get_or_insert_with(|| Columns::new(setting.layout, State::Absent));
    find_parts(setting, program, together, all, parts);
    origin.clear();
    together.iter().for_each(|worlds| origin.add(run, worlds.house, worlds.count));
    origin.shape(run.1, columns);
    for &at in &program.slice {
        let told = all && matches!(setting.plan.steps[at], Step::OrElse(..) | Step::Absent(..));
        if told || parts[at] == Part::Differs {
            origin.columns(setting, at, run.1, columns);
        }
    }
    let chosen = choose(setting, run.1, together, columns);
    values.start(setting.plan, columns, &program.slice);
    let mut again = Vec::new();
    for &at in &program.slice {
        match parts[at] {
            Part::Differs => again.push(at),
            Part::Kept => origin.value(setting.plan.scopes[at], at, run.0, values),
            Part::Unused => {}
        }
    }
    values.steps(setting, &again, columns, &chosen);
    together.iter_mut().for_each(|worlds| worlds.void = void(setting, run.1, worlds, values, columns));
}

/// What each step does in a fan: it can differ if it comes from what is split.
fn find_parts(setting: &Setting, program: &Program1, together: &[Worlds], all: bool, parts: &mut Vec<Part>) {
    let plan = setting.plan;
    let mut sources = Sources::default();
    for split in together.iter().flat_map(|worlds| &worlds.splits) {
        sources.add(match split.what {
            What::Reading(reading) => setting.pack.facts.len() + reading,
            What::Fact { fact, .. } => fact,
        });
    }
    parts.clear();
    parts.resize(plan.steps.len(), Part::Unused);
    for &at in &program.slice {
        if plan.sources[at].meets(&sources) {
            plan.inputs(at, |input| keep(parts, input));
            parts[at] = Part::Differs;
        } else if all {
            keep(parts, at);
        }
    }
    program.ends(|at| keep(parts, at));
}

fn keep(parts: &mut [Part], at: At) {
    if parts[at] == Part::Unused {
        parts[at] = Part::Kept;
    }
}

/// Writes what the worlds suppose into their columns; gives the readings chosen in them.
fn choose(setting: &Setting, before: &Columns, together: &[Worlds], columns: &mut Columns) -> Chosen {
    let mut chosen: Chosen = vec![Vec::new(); setting.pack.readings.len()];
    for worlds in together {
        for (ix, split) in worlds.splits.iter().enumerate() {
            match split.what {
                What::Reading(reading) => {
                    let chosen = &mut chosen[reading];
                    // Where it doesn't matter it stays open.
                    chosen.resize(columns.n, u32::MAX);
                    for (world, way) in worlds.ways(ix) {
                        chosen[worlds.first + world] = u32::try_from(way.0).unwrap_or(0);
                    }
                }
                What::Fact { at, column, scope, row, asked, .. } => {
                    let state = if asked { State::SupposedAnyway } else { State::Supposed };
                    let rows: Vec<usize> =
                        (0..worlds.count).map(|world| worlds.row(before, columns, scope, row, world)).collect();
                    let (all, choice) = (columns.rows(scope), setting.plan.shapes[at] == Shape::Set);
                    let cells = table(columns, scope, column).cells(all, choice);
                    for ((_, (lo, hi)), row) in worlds.ways(ix).zip(rows) {
                        cells[row] = Cell { state, lo, hi };
                    }
                }
            }
        }
    }
    chosen
}

/// The worlds with a band outside the bounds that the other answers set: it can't be.
fn void(setting: &Setting, before: &Columns, worlds: &Worlds, values: &Values, columns: &Columns) -> Vec<bool> {
    let mut void = vec![false; worlds.count];
    for (ix, split) in worlds.splits.iter().enumerate() {
        let What::Fact { at, scope, row, .. } = split.what else { continue };
        let Step::FactNum { min, max, .. } = setting.plan.steps[at] else { continue };
        for (world, (lo, hi)) in worlds.ways(ix) {
            let row = worlds.row(before, columns, scope, row, world);
            let (low, high) = (values.vals[min].num().at(row).0, values.vals[max].num().at(row).1);
            void[world] |= hi < low || lo > high;
        }
    }
    if void.iter().all(|v| *v) {
        void.fill(false);
    }
    void
}

/// One outcome fanned out into its worlds.
struct Fan<'a> {
    setting: &'a Setting<'a>,
    unit: Unit<'a>,
    before: &'a Columns,
    worlds: &'a Worlds,
    values: &'a Values,
    columns: &'a Columns,
}

impl<'a> Fan<'a> {
    fn new(setting: &'a Setting, program: &'a Program1, run: Run<'a>, worlds: &'a Worlds, scratch: &'a Fanned) -> Self {
        let unit = Unit::new(program, worlds.member);
        let columns = scratch.columns.as_ref().unwrap_or(run.1);
        Fan { setting, unit, before: run.1, worlds, values: &scratch.values, columns }
    }

    /// The row of the outcome in a world.
    fn root_row(&self, world: usize) -> usize {
        let first = self.worlds.first + world;
        self.unit.member.map_or(first, |row| self.worlds.row(self.before, self.columns, Scope::Member, row, world))
    }

    fn outcome(&self, world: usize) -> Outcome {
        Outcome::of(self.values.vals[self.unit.root].truth().at(self.root_row(world)))
    }

    /// What it comes to, without what is left to ask.
    fn told(&self) -> Judged {
        let mut judged = Judged::empty(&self.unit, self.merged(&|world| self.outcome(world)));
        for world in self.worlds.possible() {
            let first = self.worlds.first + world;
            judged.add_world(self.setting, &self.unit, self.values, first, self.root_row(world));
        }
        judged.relations = self.unit.program.relations.iter().map(|r| self.related(r)).collect();
        judged
    }

    /// What it comes to, with what is left to ask.
    fn explained(&self, marks: &mut Marks) -> Judged {
        let mut judged = self.told();
        if judged.outcome == Outcome::Undecided || judged.outcome == Outcome::Likely {
            let open = self.worlds.possible();
            let open = open.filter(|w| matches!(self.outcome(*w), Outcome::Undecided | Outcome::Likely));
            let rows: Vec<usize> = open.map(|w| self.root_row(w)).collect();
            let (run, slice) = ((self.values, self.columns), &self.unit.program.slice);
            let demands = digested(self.setting, run, slice, self.unit.root, &rows, marks);
            self.missing(&demands, &mut judged);
        }
        judged
    }

    /// What is told of a relation: what has to be done first as soon as some world needs it, others where they hold
    /// as the outcome does.
    fn related(&self, relation: &Relation1) -> Outcome {
        let first = self.worlds.first;
        let of = |world: usize| Outcome::of(self.values.vals[relation.test].truth().at(first + world));
        match relation.first {
            true => self.worlds.possible().map(of).max().unwrap_or(Outcome::NotEligible),
            false => self.merged(&of),
        }
    }

    /// First over what the authority knows, then over what residents know and how texts are read.
    fn merged(&self, outcome: &dyn Fn(usize) -> Outcome) -> Outcome {
        let mut worlds = self.worlds.possible().map(outcome);
        let first = worlds.next().unwrap_or(Outcome::Undecided);
        if worlds.all(|other| other == first) {
            return first;
        }
        let key = |world: usize| -> Vec<usize> {
            (0..self.worlds.splits.len())
                .filter(|ix| !self.worlds.splits[*ix].authority)
                .map(|ix| self.worlds.way(ix, world))
                .collect()
        };
        let mut groups: Vec<(Vec<usize>, Outcome)> = Vec::new();
        for world in self.worlds.possible() {
            let (key, outcome) = (key(world), outcome(world));
            match groups.iter_mut().find(|(k, _)| *k == key) {
                Some((_, so_far)) => *so_far = so_far.blur_authority(outcome),
                None => groups.push((key, outcome)),
            }
        }
        groups.into_iter().map(|(_, o)| o).reduce(Outcome::blur).unwrap_or(Outcome::Undecided)
    }

    fn missing(&self, demands: &Demands, judged: &mut Judged) {
        for (ix, split) in self.worlds.splits.iter().enumerate() {
            if !self.matters(ix, &demands.digest) {
                continue;
            }
            match split.what {
                What::Reading(reading) => judged.readings.push(reading),
                What::Fact { fact, scope, row, .. } => judged.want(fact, scope, row),
            }
        }
        let people = (self.before.members.rows(), self.before.obligors.rows());
        for wanted in &demands.facts {
            let Some((fact, _, shape)) = fact_at(self.setting, wanted.at) else { continue };
            let (scope, row) = (self.setting.plan.scopes[wanted.at], wanted.row as usize);
            let local = match scope {
                Scope::House => 0,
                Scope::Obligor => row % people.1.max(1),
                _ => row % people.0.max(1),
            };
            let split = |s: &Split| matches!(s.what, What::Fact { fact: f, scope: sc, row: r, .. } if (f, sc, r) == (fact, scope, local));
            if shape == Shape::Num && !self.worlds.splits.iter().any(split) {
                judged.want(fact, scope, local);
            } else if shape == Shape::Num {
                self.inside_band(wanted, fact, scope, local, judged);
            }
        }
        judged.want_lists(self.setting, self.before, &demands.lists);
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
        let reading = matches!(self.worlds.splits[ix].what, What::Reading(_));
        let together = if reading { 1 } else { self.worlds.readings() };
        let step: usize = self.worlds.splits[..ix].iter().map(|s| s.ways.len()).product::<usize>() / together;
        let ways = self.worlds.splits[ix].ways.len();
        let looks: Vec<Option<(Outcome, u64)>> =
            (0..self.worlds.count / together).map(|group| self.look(group * together, together, digest)).collect();
        looks.iter().enumerate().any(|(group, look)| {
            let base = group - (group / step % ways) * step;
            let other = |way: usize| looks[base + way * step];
            look.is_some() && (0..ways).any(|way| other(way).is_some() && other(way) != *look)
        })
    }

    /// The outcome over some neighbouring worlds, and a digest of what is left to ask in them.
    fn look(&self, first: usize, count: usize, digest: &[u64]) -> Option<(Outcome, u64)> {
        let worlds = (first..first + count).filter(|w| !self.worlds.void[*w]);
        worlds
            .map(|w| (self.outcome(w), digest[w]))
            .reduce(|a, b| (a.0.blur(b.0), a.1.rotate_left(7).wrapping_add(b.1)))
    }
}
