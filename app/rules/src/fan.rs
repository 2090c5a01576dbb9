//! Many outcomes of a programme fanned out into their worlds: run together, and only where worlds differ.

use crate::columns::{Cell, Columns, State, Table};
use crate::copies::{column_read, table};
use crate::demand::Run;
use crate::judge::Program1;
use crate::kernel::{Chosen, Setting, Values};
use crate::plan::{At, Step};
use crate::scratch::Fanned;
use crate::sources::Sources;
use crate::splits::{Split, What, size};
use policy::Scope;

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
pub struct Worlds {
    pub splits: Vec<Split>,
    pub count: usize,
    /// The first of them.
    pub first: usize,
    /// The household of which they are copies.
    pub house: usize,
    /// The row of the member who is judged, before.
    pub member: Option<usize>,
    /// Worlds that contradict a fact's bounds.
    pub void: Vec<bool>,
}

impl Worlds {
    /// Way of the `ix`-th split in a world: the worlds count through all ways, the first split fastest.
    pub fn way(&self, ix: usize, world: usize) -> usize {
        let before: usize = self.splits[..ix].iter().map(|s| s.ways.len()).product();
        world / before % self.splits[ix].ways.len()
    }

    /// What each world says of the `ix`-th split.
    pub fn ways(&self, ix: usize) -> impl Iterator<Item = (usize, (i64, i64))> + '_ {
        (0..self.count).map(move |world| (world, self.splits[ix].ways[self.way(ix, world)]))
    }

    /// The row of a world for what was a row of its household.
    pub fn row(&self, before: &Columns, columns: &Columns, scope: Scope, row: usize, world: usize) -> usize {
        let world = self.first + world;
        let of = |before: &Table, now: &Table| row + now.start[world] as usize - before.start[self.house] as usize;
        match scope {
            Scope::House => world,
            Scope::Obligor => of(&before.obligors, &columns.obligors),
            _ => of(&before.members, &columns.members),
        }
    }

    /// Those that are possible.
    pub fn possible(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.count).filter(|w| !self.void[*w])
    }

    /// How many ways to read the texts there are; they come first and vary fastest.
    pub fn readings(&self) -> usize {
        self.splits.iter().filter(|s| matches!(s.what, What::Reading(_))).map(|s| s.ways.len()).product()
    }
}

/// What worlds suppose in one column.
struct Supposed {
    scope: Scope,
    column: usize,
    cells: Vec<(usize, Cell)>,
}

/// Runs a programme over the worlds of some outcomes; `all` of its steps will be read, or only what it comes to.
pub fn fan_out(
    setting: &Setting,
    program: &Program1,
    run: Run,
    together: &mut [Worlds],
    all: bool,
    scratch: &mut Fanned,
) {
    let Fanned { values, columns, origin, parts, .. } = scratch;
    let columns = columns.get_or_insert_with(|| Columns::new(setting.layout, State::Absent));
    find_parts(setting, program, together, all, parts);
    origin.clear();
    together.iter().for_each(|worlds| origin.add(run, worlds.house, worlds.count));
    origin.shape(run.1, columns);
    values.start(setting.plan, columns, &program.slice);
    let (chosen, supposed) = suppose(setting, run.1, together, columns);
    let (mut again, mut patched, mut copied) = (Vec::new(), Vec::new(), Vec::new());
    for &at in &program.slice {
        let step = &setting.plan.steps[at];
        let told = all && matches!(step, Step::OrElse(..) | Step::Absent(..));
        let differs = parts[at] == Part::Differs;
        let patch = differs && step.is_fact() && inputs_kept(setting, at, parts);
        if told || (differs && !patch) {
            origin.columns(setting, at, run.1, columns, &mut copied);
        }
        if parts[at] == Part::Kept || patch {
            origin.value(setting.plan.scopes[at], at, run.0, values);
        }
        match differs {
            true if patch => patched.push(at),
            true => again.push(at),
            false => {}
        }
    }
    write(&supposed, &copied, columns);
    patch(setting, &supposed, &patched, values);
    values.steps(setting, &again, columns, &chosen);
    together.iter_mut().for_each(|worlds| worlds.void = void(setting, run.1, worlds, values, columns));
}

/// The worlds of one outcome, run by themselves; `all` of its steps will be read, or only what it comes to.
pub fn alone(
    setting: &Setting,
    program: &Program1,
    run: Run,
    (house, member): (usize, Option<usize>),
    splits: Vec<Split>,
    all: bool,
    scratch: &mut Fanned,
) -> Worlds {
    let count = size(&splits);
    let mut worlds = [Worlds { splits, count, house, member, first: 0, void: Vec::new() }];
    fan_out(setting, program, run, &mut worlds, all, scratch);
    let [worlds] = worlds;
    worlds
}

/// Writes what is supposed into those columns that were copied.
fn write(supposed: &[Supposed], copied: &[(Scope, usize)], columns: &mut Columns) {
    for Supposed { scope, column, cells } in supposed.iter().filter(|s| copied.contains(&(s.scope, s.column))) {
        let rows = columns.rows(*scope);
        let all = table(columns, *scope, *column).cells(rows);
        cells.iter().for_each(|(row, cell)| all[*row] = *cell);
    }
}

/// Lets facts that are as they were say what is supposed of them.
fn patch(setting: &Setting, supposed: &[Supposed], facts: &[At], values: &mut Values) {
    for &at in facts {
        let of = (setting.plan.scopes[at], column_read(setting, at));
        if let Some(supposed) = supposed.iter().find(|s| (s.scope, Some(s.column)) == of) {
            values.patch(setting, at, &supposed.cells);
        }
    }
}

/// Whether what says if a fact is relevant, and its bounds, are the same in all worlds of a household.
fn inputs_kept(setting: &Setting, at: At, parts: &[Part]) -> bool {
    let mut kept = true;
    setting.plan.inputs(at, |input| kept &= parts[input] != Part::Differs);
    kept
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

/// The readings chosen in worlds, and what is supposed in them.
fn suppose(setting: &Setting, before: &Columns, together: &[Worlds], columns: &Columns) -> (Chosen, Vec<Supposed>) {
    let mut chosen: Chosen = vec![Vec::new(); setting.pack.readings.len()];
    let mut supposed: Vec<Supposed> = Vec::new();
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
                What::Fact { column, scope, row, asked, .. } => {
                    let state = if asked { State::SupposedAnyway } else { State::Supposed };
                    let cell =
                        |(world, (lo, hi))| (worlds.row(before, columns, scope, row, world), Cell { state, lo, hi });
                    let cells = worlds.ways(ix).map(cell);
                    match supposed.iter_mut().find(|s| (s.scope, s.column) == (scope, column)) {
                        Some(of) => of.cells.extend(cells),
                        None => supposed.push(Supposed { scope, column, cells: cells.collect() }),
                    }
                }
            }
        }
    }
    (chosen, supposed)
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
