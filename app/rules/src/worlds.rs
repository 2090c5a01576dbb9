//! Worlds: every way in which what still matters could turn out, each as a copy of the household. The worlds of many
//! households are evaluated together.

use crate::columns::{Columns, State};
use crate::demand::{Demands, Run, Wanted, demand, digested, fact_at};
use crate::fan::{Worlds, alone, fan_out};
use crate::judge::{Judged, Pay, Program1, Relation1, Unit};
use crate::kernel::{Setting, Values};
use crate::plan::{At, Shape};
use crate::scratch::{Fanned, Marks};
use crate::splits::{MOST_WORLDS, Split, What, count, splits};
use crate::truth::*;
use policy::Scope;

/// Judges one outcome by worlds, or widely if there would be too many.
pub fn refine(setting: &Setting, unit: &Unit, one: &Columns, values: &Values, scratch: &mut Fanned) -> Judged {
    let row = unit.row();
    let run = (values, one);
    let open = demand(setting, run, &unit.program.slice, unit.root, &[row], &mut scratch.marks);
    let splits = splits(setting, run, open.readings.iter().map(|(r, _)| *r).collect(), &open.facts, None);
    if count(&splits).is_none() {
        return Judged::plain(setting, unit, values, one, &open);
    }
    let worlds = alone(setting, unit.program, run, (0, unit.member), splits, true, scratch);
    let mut marks = std::mem::take(&mut scratch.marks);
    let (mut judged, doubt) = Fan::new(setting, unit.program, run, &worlds, scratch).explained(&mut marks);
    scratch.marks = marks;
    if let Some(doubt) = doubt {
        let outcome = doubt.settled(setting, unit.program, run, (0, unit.member), scratch);
        judged.rescue(setting, unit, values, 0, outcome);
    }
    judged
}

/// At most so many worlds are run together: their columns stay in the cache.
const MOST_TOGETHER: usize = MOST_WORLDS;

/// Judges by worlds those rows of a programme's outcome that have several, and hands on what each comes to;
/// no two rows are of one household.
pub fn refine_many(
    setting: &Setting,
    program: &Program1,
    run: Run,
    rows: &[usize],
    scratch: &mut Fanned,
    see: &mut dyn FnMut(usize, Judged),
) {
    let mut doubts = Vec::new();
    fan_many(setting, program, run, program.state, rows, scratch, &mut |fan| {
        let (judged, doubt) = fan.told();
        match doubt {
            None => see(fan.row(), judged),
            Some(doubt) => doubts.push((fan.worlds.house, fan.unit.member, judged, doubt)),
        }
    });
    for (house, member, mut judged, doubt) in doubts {
        let unit = Unit::new(program, member);
        let outcome = doubt.settled(setting, program, run, (house, member), scratch);
        judged.rescue(setting, &unit, run.0, house, outcome);
        see(member.unwrap_or(house), judged);
    }
}

/// Hands on the amounts of those rows of a programme's outcome that would get it, by the worlds in which these differ;
/// no two rows are of one household.
pub fn pay_many(
    setting: &Setting,
    program: &Program1,
    run: Run,
    rows: &[usize],
    scratch: &mut Fanned,
    see: &mut dyn FnMut(usize, Pay),
) {
    let Some((amount, _)) = program.benefit else { return };
    fan_many(setting, program, run, amount, rows, scratch, &mut |fan| see(fan.row(), fan.pay()));
}

/// Hands on the worlds of those rows of a programme's outcome for which a step of it has several.
fn fan_many(
    setting: &Setting,
    program: &Program1,
    run: Run,
    root: At,
    rows: &[usize],
    scratch: &mut Fanned,
    see: &mut dyn FnMut(Fan),
) {
    let scope = setting.plan.scopes[program.state];
    let houses: Vec<usize> = rows.iter().map(|row| run.0.house(scope, *row)).collect();
    let wanted = if setting.plan.scopes[root] == Scope::House { &houses } else { rows };
    let open = demand(setting, run, &program.slice, root, wanted, &mut scratch.marks);
    let of_houses = by_house(setting, run, &houses, open);
    let (mut together, mut worlds) = (Vec::new(), 0);
    for ((&row, house), (readings, facts)) in rows.iter().zip(houses).zip(of_houses) {
        let splits = splits(setting, run, readings, &facts, None);
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

/// Hands on some worlds once they were run.
fn told(
    setting: &Setting,
    program: &Program1,
    run: Run,
    mut together: Vec<Worlds>,
    scratch: &mut Fanned,
    see: &mut dyn FnMut(Fan),
) {
    fan_out(setting, program, run, &mut together, false, scratch);
    together.iter().for_each(|worlds| see(Fan::new(setting, program, run, worlds, scratch)));
}

/// The readings and facts that matter for each of these households, which ascend.
fn by_house(setting: &Setting, (values, _): Run, houses: &[usize], open: Demands) -> Vec<(Vec<u16>, Vec<Wanted>)> {
    let mut of_houses: Vec<(Vec<u16>, Vec<Wanted>)> = vec![Default::default(); houses.len()];
    for (reading, house) in open.readings {
        if let Ok(place) = houses.binary_search(&(house as usize)) {
            of_houses[place].0.push(reading);
        }
    }
    for wanted in open.facts {
        let house = values.house(setting.plan.scopes[wanted.at], wanted.row as usize);
        if let Ok(place) = houses.binary_search(&house) {
            of_houses[place].1.push(wanted);
        }
    }
    of_houses
}

/// What an outcome comes to in one way.
#[derive(Clone, Copy)]
struct Way {
    outcome: Outcome,
    /// The authority may still say yes.
    hope: bool,
}

/// What it comes to over all ways; `wide` is that in one before the authority's word is supposed.
fn settle(ways: &[Option<Way>], wide: impl Fn(usize) -> Outcome) -> Outcome {
    let of = |(place, way): (usize, &Option<Way>)| {
        way.map(|way| match way.outcome {
            Outcome::Undecided if way.hope && wide(place) == Outcome::Likely => Outcome::Likely,
            outcome => outcome,
        })
    };
    ways.iter().enumerate().filter_map(of).reduce(Outcome::blur).unwrap_or(Outcome::Undecided)
}

/// Ways that were only looked at with the authority's answers supposed already: looked at again without these, each may be likely.
pub struct Doubt {
    splits: Vec<Split>,
    ways: Vec<Option<Way>>,
}

impl Doubt {
    /// The outcome of a household, or of a member, after a look at the ways alone.
    fn settled(
        self,
        setting: &Setting,
        program: &Program1,
        run: Run,
        (house, member): (usize, Option<usize>),
        scratch: &mut Fanned,
    ) -> Outcome {
        let Doubt { splits, ways } = self;
        let worlds = alone(setting, program, run, (house, member), splits, false, scratch);
        let fan = Fan::new(setting, program, run, &worlds, scratch);
        settle(&ways, |way| fan.outcome(way))
    }
}

/// One outcome fanned out into its worlds.
pub struct Fan<'a> {
    setting: &'a Setting<'a>,
    unit: Unit<'a>,
    /// The run before there were worlds.
    run: Run<'a>,
    /// What it came to before, without worlds.
    wide: Outcome,
    worlds: &'a Worlds,
    values: &'a Values,
    columns: &'a Columns,
}

impl<'a> Fan<'a> {
    /// What some worlds came to that were run last.
    pub fn new(
        setting: &'a Setting,
        program: &'a Program1,
        run: Run<'a>,
        worlds: &'a Worlds,
        scratch: &'a Fanned,
    ) -> Self {
        let unit = Unit::new(program, worlds.member);
        let columns = scratch.columns.as_ref().unwrap_or(run.1);
        let wide = Outcome::of(run.0.vals[unit.root].truth().at(worlds.member.unwrap_or(worlds.house)));
        Fan { setting, unit, run, wide, worlds, values: &scratch.values, columns }
    }

    /// The row of the outcome in a world.
    fn root_row(&self, world: usize) -> usize {
        let first = self.worlds.first + world;
        self.unit.member.map_or(first, |row| self.worlds.row(self.run.1, self.columns, Scope::Member, row, world))
    }

    fn outcome(&self, world: usize) -> Outcome {
        Outcome::of(self.values.vals[self.unit.root].truth().at(self.root_row(world)))
    }

    /// Its row before.
    fn row(&self) -> usize {
        self.worlds.member.unwrap_or(self.worlds.house)
    }

    /// Over all worlds; where some way waits for the authority alone, it stays likely, though its no would leave others open. There is a
    /// doubt where that may be so in each of the ways.
    fn came_to(&self) -> (Outcome, Option<Doubt>) {
        let ways = self.ways(&|world| self.outcome(world));
        let outcome = settle(&ways, |_| self.wide);
        let doubtful =
            outcome == Outcome::Undecided && ways.len() > 1 && settle(&ways, |_| Outcome::Likely) >= Outcome::Likely;
        let splits = || self.worlds.splits.iter().filter(|split| !split.authority).cloned().collect();
        (outcome, doubtful.then(|| Doubt { splits: splits(), ways }))
    }

    /// The amounts, wherever it is not refused.
    fn pay(&self) -> Pay {
        let mut pay = Pay::new(self.unit.program);
        for world in self.worlds.possible().filter(|world| self.outcome(*world) != Outcome::NotEligible) {
            pay.add(self.setting, &self.unit, self.values, self.worlds.first + world, self.root_row(world));
        }
        pay
    }

    /// What it comes to, without what is left to ask.
    fn told(&self) -> (Judged, Option<Doubt>) {
        let (outcome, doubt) = self.came_to();
        let mut judged = Judged::empty(&self.unit, outcome);
        for world in self.worlds.possible() {
            let first = self.worlds.first + world;
            judged.add_world(self.setting, &self.unit, self.values, first, self.root_row(world));
        }
        if outcome == Outcome::Likely && self.worlds.possible().any(|world| self.outcome(world) == Outcome::Undecided) {
            judged.rescue(self.setting, &self.unit, self.run.0, self.worlds.house, outcome);
        }
        judged.relations = self.unit.program.relations.iter().map(|r| self.related(r)).collect();
        (judged, doubt)
    }

    /// What it comes to, with what is left to ask.
    fn explained(&self, marks: &mut Marks) -> (Judged, Option<Doubt>) {
        let (mut judged, doubt) = self.told();
        if judged.outcome == Outcome::Undecided || judged.outcome == Outcome::Likely {
            let open = self.worlds.possible();
            let open = open.filter(|w| matches!(self.outcome(*w), Outcome::Undecided | Outcome::Likely));
            let rows: Vec<usize> = open.map(|w| self.root_row(w)).collect();
            let (run, slice) = ((self.values, self.columns), &self.unit.program.slice);
            let demands = digested(self.setting, run, slice, self.unit.root, &rows, marks);
            self.missing(&demands, &mut judged);
        }
        (judged, doubt)
    }

    /// What is told of a relation: what has to be done first as soon as some world needs it, others where they hold
    /// as the outcome does.
    fn related(&self, relation: &Relation1) -> Outcome {
        let first = self.worlds.first;
        let of = |world: usize| relation.told(self.setting, self.values, first + world, self.root_row(world));
        match relation.first {
            true => self.worlds.possible().map(of).max().unwrap_or(Outcome::NotEligible),
            false => settle(&self.ways(&of), |_| Outcome::Undecided),
        }
    }

    /// What it comes to over what the authority knows, in each way in which what residents know and how texts are read can turn out.
    fn ways(&self, outcome: &dyn Fn(usize) -> Outcome) -> Vec<Option<Way>> {
        let splits = || self.worlds.splits.iter().enumerate().filter(|(_, split)| !split.authority);
        let mut ways: Vec<Option<Way>> = vec![None; splits().map(|(_, split)| split.ways.len()).product()];
        for world in self.worlds.possible() {
            let (place, _) = splits().fold((0, 1), |(place, step), (ix, split)| {
                (place + self.worlds.way(ix, world) * step, step * split.ways.len())
            });
            let outcome = outcome(world);
            let so_far = ways[place].unwrap_or(Way { outcome, hope: false });
            let hope = so_far.hope || outcome >= Outcome::Likely;
            ways[place] = Some(Way { outcome: so_far.outcome.blur_authority(outcome), hope });
        }
        ways
    }

    fn missing(&self, demands: &Demands, judged: &mut Judged) {
        for (ix, split) in self.worlds.splits.iter().enumerate() {
            if !self.matters(ix, &demands.digest) && !self.rules_out(ix) {
                continue;
            }
            match split.what {
                What::Reading(reading) => judged.readings.push(reading),
                What::Fact { fact, scope, row, .. } => judged.want(fact, scope, row),
            }
        }
        let people = (self.run.1.members.rows(), self.run.1.obligors.rows());
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
        judged.want_lists(self.setting, self.run.1, &demands.lists);
    }

    /// A banded number that still matters inside one of its bands.
    fn inside_band(&self, wanted: &Wanted, fact: usize, scope: Scope, local: usize, judged: &mut Judged) {
        if !self.values.vals[wanted.at].settled(wanted.row as usize) {
            judged.want(fact, scope, local);
        }
    }

    /// Whether choosing another way can change the outcome, or what is left to ask. A household's outcome
    /// is that over all readings, so an answer only matters if it changes that.
    pub fn matters(&self, ix: usize, digest: &[u64]) -> bool {
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

    /// Whether some way decides by what it makes impossible, where that can't be asked any more: who has no disability
    /// has no level either, if the level isn't known.
    fn rules_out(&self, ix: usize) -> bool {
        let (worlds, splits) = (self.worlds, &self.worlds.splits);
        let unclear = |split: &Split| matches!(split.what, What::Fact { asked: true, .. });
        let others_unclear = splits.iter().enumerate().any(|(other, split)| other != ix && unclear(split));
        others_unclear
            && (0..splits[ix].ways.len()).any(|way| {
                let (void, possible): (Vec<usize>, Vec<usize>) =
                    (0..worlds.count).filter(|w| worlds.way(ix, *w) == way).partition(|w| worlds.void[*w]);
                let mut left = possible.into_iter().map(|world| self.outcome(world));
                let first = left.next();
                !void.is_empty()
                    && matches!(first, Some(Outcome::Eligible | Outcome::NotEligible))
                    && left.all(|outcome| Some(outcome) == first)
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
