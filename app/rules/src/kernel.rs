//! Runs a plan over columns: one step at a time, all rows of a step together.

use crate::case::Layout;
use crate::columns::{Columns, Table};
use crate::demand::fact_at;
use crate::numbers::*;
use crate::plan::{At, Plan, Shape, Step};
use crate::truth::*;
use crate::value::{Num, Sets, Truths, Val, zip};
use crate::{lists, truth};
use policy::{List, Pack, Scope};

/// What a run needs besides its columns.
pub struct Setting<'a> {
    pub pack: &'a Pack,
    pub layout: &'a Layout,
    pub plan: &'a Plan,
}

impl Setting<'_> {
    /// The row of a step for whom is judged: that of their household, or their own.
    pub fn row(&self, step: At, house: usize, own: usize) -> usize {
        if self.plan.scopes[step] == Scope::House { house } else { own }
    }
}

/// Readings chosen for each household: option bits, or none if all are open everywhere.
pub type Chosen = Vec<Vec<u32>>;

/// Pairs of different members of each household.
#[derive(Default)]
pub struct Pairs {
    /// First pair of each member, and the end.
    pub start: Vec<u32>,
    /// The other member of each pair.
    pub other: Vec<u32>,
}

/// The values of all steps that ran, and the shape of what they ran on.
#[derive(Default)]
pub struct Values {
    pub vals: Vec<Val>,
    pub houses: usize,
    pub members: usize,
    pub obligors: usize,
    pub member_house: Vec<u32>,
    pub obligor_house: Vec<u32>,
    pub pairs: Pairs,
    pub pair_member: Vec<u32>,
}

impl Values {
    /// How many rows a scope has.
    pub fn rows(&self, scope: Scope) -> usize {
        match scope {
            Scope::House => self.houses,
            Scope::Member => self.members,
            Scope::Obligor => self.obligors,
            Scope::Pair => self.pairs.other.len(),
        }
    }

    /// The household to which a row belongs.
    pub fn house(&self, scope: Scope, row: usize) -> usize {
        match scope {
            Scope::House => row,
            Scope::Member => self.member_house[row] as usize,
            Scope::Obligor => self.obligor_house[row] as usize,
            Scope::Pair => self.member_house[self.pair_member[row] as usize] as usize,
        }
    }

    /// Runs the steps `slice` over `columns`.
    pub fn run(&mut self, setting: &Setting, slice: &[At], columns: &Columns, chosen: &Chosen) {
        self.start(setting.plan, columns, slice);
        self.steps(setting, slice, columns, chosen);
    }

    /// Runs steps over columns that were started on.
    pub fn steps(&mut self, setting: &Setting, slice: &[At], columns: &Columns, chosen: &Chosen) {
        // Swapped with one and the same, instead of making and dropping one for each step.
        let mut val = Val::Truth(Truths::default());
        for &at in slice {
            std::mem::swap(&mut self.vals[at], &mut val);
            self.step(setting, at, columns, chosen, &mut val);
            std::mem::swap(&mut self.vals[at], &mut val);
        }
    }

    /// Sizes everything for `columns`.
    pub fn start(&mut self, plan: &Plan, columns: &Columns, slice: &[At]) {
        self.houses = columns.n;
        self.members = columns.members.rows();
        self.obligors = columns.obligors.rows();
        owners(&columns.members, &mut self.member_house);
        owners(&columns.obligors, &mut self.obligor_house);
        let wanted =
            slice.iter().any(|at| plan.scopes[*at] == Scope::Pair || plan.steps[*at].list() == Some(List::Pairs));
        self.pair_up(columns, wanted);
        if self.vals.len() != plan.steps.len() {
            self.vals = (0..plan.steps.len()).map(|at| before_any_run(plan, at)).collect();
        }
    }

    fn pair_up(&mut self, columns: &Columns, wanted: bool) {
        self.pairs.start.clear();
        self.pairs.other.clear();
        self.pair_member.clear();
        if !wanted {
            return;
        }
        for house in columns.members.start.windows(2) {
            for person in house[0]..house[1] {
                self.pairs.start.push(self.pairs.other.len() as u32);
                for other in (house[0]..house[1]).filter(|o| *o != person) {
                    self.pairs.other.push(other);
                    self.pair_member.push(person);
                }
            }
        }
        self.pairs.start.push(self.pairs.other.len() as u32);
    }

    fn step(&self, setting: &Setting, at: At, columns: &Columns, chosen: &Chosen, out: &mut Val) {
        let scope = setting.plan.scopes[at];
        let rows = self.rows(scope);
        match out {
            Val::Num(num) => self.number(setting, at, scope, rows, columns, num),
            Val::Truth(truths) => self.truths(setting, at, scope, rows, columns, chosen, truths),
            Val::Set(sets) => self.sets(setting, at, scope, rows, columns, sets),
        }
    }

    fn number(&self, s: &Setting, at: At, scope: Scope, rows: usize, columns: &Columns, out: &mut Num) {
        let num = |a: &At| self.vals[*a].num();
        match &s.plan.steps[at] {
            Step::FactNum { fact, part, when, min, max } => {
                self.fact_number(s, (*fact, *part), (*when, *min, *max), scope, rows, columns, out);
            }
            Step::OrElse(a, b, fact, _) => {
                let absent = self.absence(s, *fact, 0, scope, columns);
                let (fact, other) = (num(a), num(b));
                out.fill(rows, |row| {
                    let stand_in = other.at(row);
                    if absent(row) && stand_in.2 & NULL == 0 { stand_in } else { fact.at(row) }
                });
            }
            Step::Add(a, b) => add(num(a), num(b), rows, out),
            Step::Sub(a, b) => sub(num(a), num(b), rows, out),
            Step::Mul(a, b) => mul(num(a), num(b), rows, out),
            Step::Scale(a, k) => scale(num(a), *k, out),
            Step::Min(a, b) => min_of(num(a), num(b), rows, out),
            Step::Max(a, b) => max_of(num(a), num(b), rows, out),
            Step::Between(a, b) => between(num(a), num(b), rows, out),
            Step::If(c, a, b) => choose(self.vals[*c].truth(), num(a), num(b), rows, out),
            Step::Pick(set, of) => {
                let (set, of): (&Sets, Vec<&Num>) = (self.vals[*set].set(), of.iter().map(num).collect());
                pick(set, &of, rows, out);
            }
            Step::Age(a) => age(num(a), s.plan.today, rows, out),
            Step::Sum(list, value, cond) => lists::sum(self, *list, columns, num(value), self.vals[*cond].truth(), out),
            Step::Count(list, cond) => lists::count(self, *list, columns, self.vals[*cond].truth(), out),
            Step::Spread(a) | Step::Other(a) => {
                let source = num(a);
                let from = self.source(s.plan.scopes[*a], scope, matches!(s.plan.steps[at], Step::Other(_)));
                match from {
                    Some(_) if source.konst => out.clone_from(source),
                    Some(from) => gather(source, from, out),
                    None => out.clone_from(source),
                }
            }
            _ => out.set_const(0, 0, NULL | RULE),
        }
    }

    /// For each row of `to`, the row of `from` it belongs to.
    fn source(&self, from: Scope, to: Scope, other: bool) -> Option<Owner<'_>> {
        match (from, to) {
            (Scope::House, Scope::Member) => Some(Owner::One(&self.member_house)),
            (Scope::House, Scope::Obligor) => Some(Owner::One(&self.obligor_house)),
            (Scope::House, Scope::Pair) => Some(Owner::Two(&self.pair_member, &self.member_house)),
            (Scope::Member, Scope::Pair) => Some(Owner::One(if other { &self.pairs.other } else { &self.pair_member })),
            _ => None,
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn truths(
        &self,
        s: &Setting,
        at: At,
        scope: Scope,
        rows: usize,
        columns: &Columns,
        chosen: &Chosen,
        out: &mut Truths,
    ) {
        let truth = |a: &At| self.vals[*a].truth();
        match &s.plan.steps[at] {
            Step::Reading(reading, option) => match chosen.get(usize::from(*reading)).filter(|c| !c.is_empty()) {
                None => out.set_const(OPEN | RULE | SPLIT),
                Some(chosen) => {
                    out.start();
                    out.b.extend(chosen.iter().map(|mask| in_mask(*mask, 1 << option, RULE | SPLIT)));
                }
            },
            Step::FactTruth { fact, part, when } => self.fact_truth(s, *fact, *part, *when, scope, rows, columns, out),
            Step::Absent(fact, when) => self.fact_absent(s, *fact, *when, scope, rows, columns, out),
            Step::OrElse(a, b, fact, _) => {
                // One scope's finding is written or not, whatever another's is.
                let part = fact_at(s, *a).map_or(0, |(_, part, _)| part);
                let absent = self.absence(s, *fact, part, scope, columns);
                let (fact, other) = (truth(a), truth(b));
                out.start();
                out.b.extend((0..rows).map(|row| {
                    let stand_in = other.at(row);
                    if absent(row) && stand_in & NULL == 0 { stand_in } else { fact.at(row) }
                }));
            }
            Step::Compare(op, a, b) => compare(*op, self.vals[*a].num(), self.vals[*b].num(), rows, out),
            Step::In(a, mask) => {
                let sets = self.vals[*a].set();
                out.start();
                out.konst = sets.konst;
                match sets.taint.is_empty() {
                    true => out.b.extend(sets.mask.iter().map(|set| 2 - u8::from(set & mask != 0))),
                    false => {
                        out.b.extend(sets.mask.iter().zip(&sets.taint).map(|(set, taint)| in_mask(*set, *mask, *taint)))
                    }
                }
            }
            Step::Not(a) => each(truth(a), truth::not, out),
            Step::All(of) => self.fold(of, rows, and, out),
            Step::Any(of) => self.fold(of, rows, or, out),
            Step::None(of) => {
                self.fold(of, rows, or, out);
                out.b.iter_mut().for_each(|b| *b = truth::not(*b));
            }
            Step::AtMost(a, why) => each(truth(a), |b| at_most(b, *why), out),
            Step::Seems(a) => each(truth(a), |b| if Outcome::of(b) >= Outcome::Likely { YES } else { NO }, out),
            Step::OpenIf(a, b) => {
                let (a, b) = (truth(a), truth(b));
                out.konst = a.konst && b.konst;
                zip((&a.b, a.konst), (&b.b, b.konst), rows, &mut out.b, open_if);
            }
            Step::Every(list, cond) => lists::every(self, *list, columns, truth(cond), out),
            Step::Some(list, cond) => lists::some(self, *list, columns, truth(cond), out),
            Step::Spread(a) | Step::Other(a) => {
                let source = truth(a);
                match self.source(s.plan.scopes[*a], scope, matches!(s.plan.steps[at], Step::Other(_))) {
                    Some(owner) if !source.konst => {
                        out.konst = false;
                        owner.gather(&source.b, &mut out.b);
                    }
                    _ => out.clone_from(source),
                }
            }
            _ => out.set_const(OPEN | RULE),
        }
    }

    /// Folds truths pairwise, without a copy of the first where it can be had.
    fn fold(&self, of: &[At], rows: usize, op: impl Fn(u8, u8) -> u8 + Copy, out: &mut Truths) {
        let [first, rest @ ..] = of else { return out.set_const(YES) };
        let first = self.vals[*first].truth();
        let Some((second, rest)) = rest.split_first() else {
            out.clone_from(first);
            return;
        };
        let second = self.vals[*second].truth();
        out.konst = first.konst && second.konst;
        zip((&first.b, first.konst), (&second.b, second.konst), rows, &mut out.b, op);
        for at in rest {
            let next = self.vals[*at].truth();
            match (out.konst, next.konst) {
                (_, true) => {
                    let y = next.b[0];
                    out.b.iter_mut().for_each(|x| *x = op(*x, y));
                }
                (false, false) => out.b.iter_mut().zip(&next.b).for_each(|(x, y)| *x = op(*x, *y)),
                (true, false) => {
                    let x = out.b[0];
                    out.b.clear();
                    out.b.extend(next.b.iter().map(|y| op(x, *y)));
                    out.konst = false;
                }
            }
        }
    }

    fn sets(&self, s: &Setting, at: At, scope: Scope, rows: usize, columns: &Columns, out: &mut Sets) {
        out.mask.clear();
        out.taint.clear();
        out.konst = false;
        match &s.plan.steps[at] {
            Step::FactSet { fact, when } => self.fact_set(s, *fact, *when, scope, rows, columns, out),
            Step::Spread(a) | Step::Other(a) => {
                let source = self.vals[*a].set();
                match self.source(s.plan.scopes[*a], scope, matches!(s.plan.steps[at], Step::Other(_))) {
                    Some(owner) if !source.konst => {
                        owner.gather(&source.mask, &mut out.mask);
                        owner.gather(&source.taint, &mut out.taint);
                    }
                    _ => out.clone_from(source),
                }
            }
            _ => {}
        }
    }
}

/// Which rows of another scope the rows of this one belong to.
pub enum Owner<'a> {
    One(&'a [u32]),
    Two(&'a [u32], &'a [u32]),
}

impl Owner<'_> {
    /// The values of the rows that these belong to; none if there are none at all.
    pub fn gather<T: Copy>(&self, from: &[T], to: &mut Vec<T>) {
        to.clear();
        match self {
            _ if from.is_empty() => {}
            Owner::One(rows) => to.extend(rows.iter().map(|r| from[*r as usize])),
            Owner::Two(rows, of) => to.extend(rows.iter().map(|r| from[of[*r as usize] as usize])),
        }
    }
}

/// `f` of every truth.
fn each(from: &Truths, f: impl Fn(u8) -> u8, out: &mut Truths) {
    out.start();
    out.konst = from.konst;
    out.b.extend(from.b.iter().map(|b| f(*b)));
}

/// The value of a step if it is fixed; else its shape alone.
fn before_any_run(plan: &Plan, at: At) -> Val {
    let (mut num, mut truths) = (Num::default(), Truths::default());
    match plan.steps[at] {
        Step::Num(lo, hi, taint) => num.set_const(lo, hi, taint),
        Step::Truth(b) => truths.set_const(b),
        _ => {}
    }
    match plan.shapes[at] {
        Shape::Num => Val::Num(num),
        Shape::Truth => Val::Truth(truths),
        Shape::Set => Val::Set(Sets::default()),
    }
}

fn owners(table: &Table, out: &mut Vec<u32>) {
    // Counted on where households begin, not filled in one by one: most have very few people.
    out.clear();
    out.resize(table.rows() + 1, 0);
    table.start.iter().skip(1).for_each(|start| out[*start as usize] += 1);
    let mut house = 0;
    for owner in out.iter_mut() {
        house += *owner;
        *owner = house;
    }
    out.pop();
}

fn in_mask(set: u32, mask: u32, taint: u8) -> u8 {
    match (set & mask != 0, set & !mask != 0) {
        (true, false) => YES,
        (false, true) => NO,
        _ => OPEN | taint,
    }
}
