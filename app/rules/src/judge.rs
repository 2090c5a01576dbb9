//! One outcome: of a household, or of one person, for one programme.

use crate::case::ListKind;
use crate::columns::Columns;
use crate::demand::{Demands, demand, fact_at};
use crate::engine::paid;
use crate::kernel::{Setting, Values};
use crate::plan::{At, Plan};
use crate::scratch::Fanned;
use crate::sets::add;
use crate::truth::*;
use crate::worlds::{pay_many, refine};
use policy::{Benefit, List, Program, Row, Scope};

/// A fact that could still change an outcome, and whose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Missing {
    /// Fact index.
    pub fact: usize,
    /// The person it is about; `None` for the household.
    pub of: Option<(ListKind, usize)>,
}

/// An amount as an interval in fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Smallest, rounded down.
    pub min: i64,
    /// Largest, rounded up.
    pub max: i64,
}

impl Range {
    /// No amount at all: it holds no number.
    pub const NONE: Range = Range { min: 1, max: 0 };

    /// What is in both. Both hold what is right, so something is; else it stays as it was.
    pub fn within(self, other: Range) -> Range {
        let both = Range { min: self.min.max(other.min), max: self.max.min(other.max) };
        debug_assert!(both.min <= both.max, "{self:?} and {other:?} have nothing in common");
        if both.min <= both.max { both } else { self }
    }
}

/// The step that computes an amount, and its denominator.
pub type Amount = (At, i64);

/// A relation's step, and whether it says what has to be done first.
#[derive(Clone, Copy, Debug)]
pub struct Relation1 {
    /// Its test.
    pub test: At,
    /// The other programme comes first.
    pub first: bool,
}

impl Relation1 {
    /// What is told of it in a world, to the person of that row.
    pub fn told(&self, setting: &Setting, values: &Values, world: usize, root_row: usize) -> Outcome {
        Outcome::of(values.vals[self.test].truth().at(setting.row(self.test, world, root_row)))
    }
}

/// The steps of a programme.
#[derive(Clone, Debug)]
pub struct Program1 {
    /// Its outcome, in its own scope.
    pub state: At,
    /// Every row, nested ones after their group, then those that exclude.
    pub rows: Vec<At>,
    /// Basic amount and its denominator.
    pub benefit: Option<Amount>,
    /// Further amounts: condition, value.
    pub extras: Vec<(Option<At>, Option<Amount>)>,
    /// Relations.
    pub relations: Vec<Relation1>,
    /// Everything it needs.
    pub slice: Vec<At>,
}

impl Program1 {
    /// What it comes to is read from these.
    pub fn ends(&self, mut see: impl FnMut(At)) {
        see(self.state);
        self.rows.iter().chain(self.relations.iter().map(|r| &r.test)).for_each(|at| see(*at));
        let amounts = self.extras.iter().filter_map(|(_, value)| value.as_ref()).chain(&self.benefit);
        amounts.for_each(|(at, _)| see(*at));
        self.extras.iter().filter_map(|(test, _)| *test).for_each(see);
    }

    /// The steps of a programme in a plan.
    pub fn new(plan: &Plan, program: &Program) -> Program1 {
        let of = |ix: policy::Ix| plan.of[usize::from(ix)];
        let amount = |b: &Benefit| b.value.map(of);
        let mut rows = Vec::new();
        flatten(&program.rows, &mut |r| rows.push(of(r.node).0));
        program.excluded.iter().for_each(|(r, _)| rows.push(of(r.node).0));
        let benefit = program.benefit.as_ref().and_then(amount);
        let extras: Vec<_> = program.extras.iter().map(|e| (e.test.map(|t| of(t).0), amount(e))).collect();
        let first = |r: &policy::Relation| r.kind == policy::RelationKind::After;
        let relations: Vec<Relation1> =
            program.relations.iter().map(|r| Relation1 { test: of(r.node).0, first: first(r) }).collect();
        let state = of(program.state).0;
        Program1 { state, rows, benefit, extras, relations, slice: Vec::new() }.sliced(plan)
    }

    /// The same without further amounts and relations, of which nothing is told of many households.
    pub fn brief(&self, plan: &Plan) -> Program1 {
        Program1 { extras: Vec::new(), relations: Vec::new(), ..self.clone() }.sliced(plan)
    }

    /// Whether the basic amount, which is such a range before there are worlds, differs between some.
    pub fn pay_differs(&self, setting: &Setting, values: &Values, row: usize, range: Range) -> bool {
        // Most are one number.
        let Some((amount, _)) = self.benefit.filter(|_| range.min < range.max) else { return false };
        let row = setting.row(amount, values.house(setting.plan.scopes[self.state], row), row);
        values.vals[amount].num().at(row).2 & SPLIT != 0
    }

    fn sliced(self, plan: &Plan) -> Program1 {
        let mut ends = Vec::new();
        self.ends(|at| ends.push(at));
        Program1 { slice: plan.slice(&ends), ..self }
    }
}

/// Calls `see` for every row, groups before their rows.
pub fn flatten<'r>(rows: &'r [Row], see: &mut impl FnMut(&'r Row)) {
    for row in rows {
        see(row);
        flatten(&row.rows, see);
    }
}

/// What is judged: a programme for the household, or for one member.
pub struct Unit<'a> {
    pub program: &'a Program1,
    pub root: At,
    /// Row of the member in a batch of one household.
    pub member: Option<usize>,
}

impl Unit<'_> {
    /// The programme for the household, or for that member.
    pub fn new(program: &Program1, member: Option<usize>) -> Unit<'_> {
        Unit { program, root: program.state, member }
    }

    /// Its row in a batch of one household.
    pub fn row(&self) -> usize {
        self.member.unwrap_or(0)
    }
}

/// What one outcome came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// The outcome.
    pub outcome: Outcome,
    /// The rows, as truths of three values.
    pub rows: Vec<u8>,
    /// The amounts.
    pub pay: Pay,
    /// Whether further amounts are paid.
    pub extras: Vec<u8>,
    /// Relations, as outcomes: told from likely on.
    pub relations: Vec<Outcome>,
    /// Facts that could still change the outcome.
    pub missing: Vec<Missing>,
    /// Those that could at some values only of a number that is open.
    pub behind: Vec<Missing>,
    /// Readings that could.
    pub readings: Vec<usize>,
}

/// What is paid, over the worlds in which something is.
#[derive(Clone, Debug, PartialEq)]
pub struct Pay {
    /// The basic amount.
    pub benefit: Spread,
    /// Further amounts.
    pub extras: Vec<Spread>,
}

/// An amount over worlds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    range: Option<Range>,
    /// It has no value in some world.
    lacks: bool,
}

impl Spread {
    /// From the least to the most, if it could be computed in every world.
    pub fn range(self) -> Option<Range> {
        self.range.filter(|_| !self.lacks)
    }

    fn add(&mut self, world: Option<Range>) {
        self.lacks |= world.is_none();
        self.range = world.map(|new| self.range.map_or(new, |old| hull(old, new))).or(self.range);
    }

    fn narrow(&mut self, other: Spread) {
        if let (Some(own), Some(other)) = (self.range(), other.range()) {
            self.range = Some(own.within(other));
        }
    }
}

impl Pay {
    /// Nothing yet.
    pub fn new(program: &Program1) -> Pay {
        Pay { benefit: Spread::default(), extras: vec![Spread::default(); program.extras.len()] }
    }

    /// Takes in what is paid in one world.
    pub fn add(&mut self, setting: &Setting, unit: &Unit, values: &Values, world: usize, root_row: usize) {
        let at = |step: At| setting.row(step, world, root_row);
        let range = |value: Amount| money(values, value, at(value.0));
        for (so_far, (_, value)) in self.extras.iter_mut().zip(&unit.program.extras) {
            so_far.add(value.and_then(range));
        }
        self.benefit.add(unit.program.benefit.and_then(range));
    }

    /// Keeps what is possible by `other` as well.
    pub fn narrow(&mut self, other: &Pay) {
        self.benefit.narrow(other.benefit);
        self.extras.iter_mut().zip(&other.extras).for_each(|(own, other)| own.narrow(*other));
    }
}

impl Judged {
    /// Nothing yet but the outcome.
    pub fn empty(unit: &Unit, outcome: Outcome) -> Judged {
        Judged {
            outcome,
            rows: vec![0; unit.program.rows.len()],
            pay: Pay::new(unit.program),
            extras: vec![0; unit.program.extras.len()],
            relations: vec![Outcome::NotEligible; unit.program.relations.len()],
            missing: Vec::new(),
            behind: Vec::new(),
            readings: Vec::new(),
        }
    }

    /// All facts that could still change the outcome.
    pub fn all_missing(&self) -> impl Iterator<Item = Missing> {
        self.missing.iter().chain(&self.behind).copied()
    }

    /// Judges one unit of a household, and what it is paid.
    pub fn of(setting: &Setting, unit: &Unit, one: &Columns, values: &Values, scratch: &mut Fanned) -> Judged {
        let mut judged = Judged::before_pay(setting, unit, one, values, scratch);
        if paid(&judged).is_some_and(|range| unit.program.pay_differs(setting, values, unit.row(), range)) {
            let see = &mut |_, pay: Pay| judged.pay.narrow(&pay);
            pay_many(setting, unit.program, (values, one), &[unit.row()], scratch, see);
        }
        judged
    }

    /// Directly if that settles it, else by worlds.
    fn before_pay(setting: &Setting, unit: &Unit, one: &Columns, values: &Values, scratch: &mut Fanned) -> Judged {
        let row = unit.row();
        let truth = values.vals[unit.root].truth().at(row);
        if decided(truth) {
            return Judged::plain(setting, unit, values, one, &Demands::default());
        }
        if truth & SPLIT != 0 {
            return refine(setting, unit, one, values, scratch);
        }
        let open = demand(setting, (values, one), &unit.program.slice, unit.root, &[row], &mut scratch.marks);
        Judged::plain(setting, unit, values, one, &open)
    }

    /// Judges from one run, without worlds.
    pub fn plain(setting: &Setting, unit: &Unit, values: &Values, one: &Columns, open: &Demands) -> Judged {
        let row = unit.row();
        let mut judged = Judged::empty(unit, Outcome::of(values.vals[unit.root].truth().at(row)));
        judged.add_world(setting, unit, values, 0, row);
        judged.relations = unit.program.relations.iter().map(|r| r.told(setting, values, 0, row)).collect();
        open.readings.iter().for_each(|(reading, _)| add(&mut judged.readings, usize::from(*reading)));
        wanted(setting, open).for_each(|missing| add(&mut judged.missing, missing));
        judged.want_lists(setting, one, &open.lists);
        judged
    }

    /// Takes in what holds in one world.
    pub fn add_world(&mut self, setting: &Setting, unit: &Unit, values: &Values, world: usize, root_row: usize) {
        let at = |step: At| setting.row(step, world, root_row);
        for (row, step) in self.rows.iter_mut().zip(&unit.program.rows) {
            *row = blur_row(*row, values.vals[*step].truth().at(at(*step)));
        }
        if Outcome::of(values.vals[unit.root].truth().at(root_row)) >= Outcome::Likely {
            self.add_pay(setting, unit, values, world, root_row);
        }
    }

    fn add_pay(&mut self, setting: &Setting, unit: &Unit, values: &Values, world: usize, root_row: usize) {
        let at = |step: At| setting.row(step, world, root_row);
        for (paid, (test, _)) in self.extras.iter_mut().zip(&unit.program.extras) {
            *paid = blur_row(*paid, test.map_or(YES, |t| values.vals[t].truth().at(at(t))));
        }
        self.pay.add(setting, unit, values, world, root_row);
    }

    /// Likely all the same, though it is open in some worlds: what is paid is that before there were any.
    pub fn rescue(&mut self, setting: &Setting, unit: &Unit, values: &Values, house: usize, outcome: Outcome) {
        self.outcome = outcome;
        if outcome >= Outcome::Likely {
            self.pay = Pay::new(unit.program);
            self.add_pay(setting, unit, values, house, unit.member.unwrap_or(house));
        }
    }

    /// Adds a fact that could still change the outcome.
    pub fn want(&mut self, fact: usize, scope: Scope, row: usize) {
        add(&mut self.missing, Missing::at(fact, scope, row));
    }

    /// Adds the lists that may be longer and matter.
    pub fn want_lists(&mut self, setting: &Setting, one: &Columns, lists: &[List]) {
        for list in lists {
            let open = if *list == List::Obligors { &one.obligors.open } else { &one.members.open };
            let id = if *list == List::Obligors { "obligors" } else { "members" };
            if let (true, Some(fact)) = (open.first() == Some(&true), setting.pack.fact(id)) {
                self.want(fact, Scope::House, 0);
            }
        }
    }
}

impl Missing {
    /// A fact of a row of its scope.
    pub(crate) fn at(fact: usize, scope: Scope, row: usize) -> Missing {
        let of = match scope {
            Scope::House => None,
            Scope::Obligor => Some((ListKind::Obligors, row)),
            Scope::Member | Scope::Pair => Some((ListKind::Members, row)),
        };
        Missing { fact, of }
    }
}

/// The facts that keep the basic amount of a household, or of that member, from being exact.
pub(crate) fn amount_missing(
    setting: &Setting,
    program: &Program1,
    member: usize,
    run: (&Values, &Columns),
    fan: &mut Fanned,
) -> Vec<Missing> {
    let Some((amount, _)) = program.benefit else { return Vec::new() };
    let row = setting.row(amount, 0, member);
    let open = demand(setting, run, &program.slice, amount, &[row], &mut fan.marks);
    wanted(setting, &open).collect()
}

/// The facts in demands of one household.
pub(crate) fn wanted(setting: &Setting, open: &Demands) -> impl Iterator<Item = Missing> {
    open.facts.iter().filter_map(|wanted| {
        let (fact, ..) = fact_at(setting, wanted.at)?;
        Some(Missing::at(fact, setting.plan.scopes[wanted.at], wanted.row as usize))
    })
}

/// A number of fen, rounded outwards; `None` without a value.
pub(crate) fn money(values: &Values, (step, scale): Amount, row: usize) -> Option<Range> {
    let (lo, hi, taint) = values.vals[step].num().at(row);
    if taint & NULL != 0 {
        return None;
    }
    let min = lo.div_euclid(scale);
    let max = if lo == hi { min + i64::from(min * scale != lo) } else { -((-hi).div_euclid(scale)) };
    Some(Range { min, max })
}

fn hull(a: Range, b: Range) -> Range {
    Range { min: a.min.min(b.min), max: a.max.max(b.max) }
}
