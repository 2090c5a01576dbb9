//! What could still change a truth: the plan walked backwards from it, through what is open only.

use crate::columns::Columns;
use crate::kernel::{Setting, Values};
use crate::plan::{At, Shape, Step};
use crate::scratch::Marks;
use crate::truth::{ASK, CAN, CANNOT, NO, NULL, OPEN, SPLIT, YES};
use crate::value::Val;
use policy::{Compare, List, Scope};

/// A value that could still change the outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wanted {
    /// The step that reads it.
    pub at: At,
    /// Its row in the scope of that step.
    pub row: u32,
}

/// What some columns came to, and the columns.
pub type Run<'a> = (&'a Values, &'a Columns);

/// What could still change some rows of a truth.
#[derive(Debug, Default)]
pub struct Demands {
    /// Facts.
    pub facts: Vec<Wanted>,
    /// Readings, each with the household for which it matters; several times where several steps read it.
    pub readings: Vec<(u16, u32)>,
    /// Lists that may be longer.
    pub lists: Vec<List>,
    /// For each household, a digest of all open comparisons, if it is wanted: equal digests, equal questions left.
    pub digest: Vec<u64>,
}

struct Walk<'a> {
    setting: &'a Setting<'a>,
    values: &'a Values,
    columns: &'a Columns,
    marks: &'a mut Marks,
    found: Demands,
}

/// Walks back from the open rows `rows` of the truth `root`.
pub fn demand(setting: &Setting, run: Run, slice: &[At], root: At, rows: &[usize], marks: &mut Marks) -> Demands {
    walk(setting, run, slice, (root, rows), marks, Demands::default())
}

/// The same, and a digest for each household.
pub fn digested(setting: &Setting, run: Run, slice: &[At], root: At, rows: &[usize], marks: &mut Marks) -> Demands {
    let found = Demands { digest: vec![0; run.0.houses], ..Demands::default() };
    walk(setting, run, slice, (root, rows), marks, found)
}

fn walk(
    setting: &Setting,
    (values, columns): Run,
    slice: &[At],
    (root, rows): (At, &[usize]),
    marks: &mut Marks,
    found: Demands,
) -> Demands {
    marks.start(setting.plan.steps.len());
    let mut walk = Walk { setting, values, columns, marks, found };
    for row in rows {
        walk.want(root, *row);
    }
    let mut rows = Vec::new();
    for &at in slice.iter().rev() {
        walk.marks.take(at, &mut rows);
        rows.iter().for_each(|row| walk.visit(at, *row));
    }
    // Found from the last step and row to the first.
    walk.found.facts.reverse();
    walk.found.facts.dedup();
    walk.found
}

impl Walk<'_> {
    /// Marks a row of a step, if it is open.
    fn want(&mut self, at: At, row: usize) {
        // What never comes to anything, whatever is answered, is not asked about.
        let plan = self.setting.plan;
        if plan.fixed(at) || plan.comes_to[at] == 0 || self.values.vals[at].settled(row) {
            return;
        }
        self.marks.mark(at, row);
    }

    fn visit(&mut self, at: At, row: usize) {
        let plan = self.setting.plan;
        match &plan.steps[at] {
            Step::Num(..) | Step::Truth(_) => {}
            Step::Reading(reading, _) => {
                self.found.readings.push((*reading, u32::try_from(row).unwrap_or(u32::MAX)));
            }
            Step::FactNum { when, min, max, .. } => {
                self.fact(at, row);
                [*when, *min, *max].into_iter().for_each(|a| self.want(a, row));
            }
            Step::FactTruth { when, .. } | Step::FactSet { when, .. } => {
                self.fact(at, row);
                self.want(*when, row);
            }
            Step::Compare(op, a, b) => self.comparison(*op, *a, *b, at, row),
            Step::If(c, a, b) => self.branch(*c, *a, *b, at, row),
            Step::Max(a, b) | Step::Min(a, b) => self.extreme(*a, *b, matches!(plan.steps[at], Step::Max(..)), row),
            Step::Sum(list, value, cond) => self.sum(*list, *value, *cond, row),
            Step::Count(list, cond) | Step::Every(list, cond) | Step::Some(list, cond) => self.list(*list, *cond, row),
            Step::Spread(a) => {
                let source = self.owner(plan.scopes[*a], plan.scopes[at], row, false);
                self.want(*a, source);
            }
            Step::Other(a) => {
                let source = self.owner(plan.scopes[*a], plan.scopes[at], row, true);
                self.want(*a, source);
            }
            Step::Pick(set, of) => {
                self.want(*set, row);
                of.iter().for_each(|a| self.want(*a, row));
            }
            Step::All(of) => self.group(of, plan.comes_to[at], NO, row),
            Step::Any(of) => self.group(of, plan.comes_to[at], YES, row),
            Step::None(of) => self.group(of, crate::truth::not(plan.comes_to[at]), YES, row),
            Step::OrElse(a, b, fact, _) => self.or_else((*a, *b), *fact, at, row),
            _ if self.null(at, row) => {}
            _ => plan.inputs(at, |a| self.want(a, row)),
        }
    }

    /// A finding that wasn't written is stood in for, if there is a value to do that; else only it counts.
    fn or_else(&mut self, (a, b): (At, At), fact: u16, at: At, row: usize) {
        let part = fact_at(self.setting, a).map_or(0, |(_, part, _)| part);
        let absent = self.values.absence(self.setting, fact, part, self.setting.plan.scopes[at], self.columns);
        let valued = match &self.values.vals[b] {
            Val::Truth(t) => t.at(row) & NULL == 0,
            _ => !self.null(b, row),
        };
        let stands_in = valued && absent(row);
        self.want(if stands_in { b } else { a }, row);
    }

    /// Where a group can only be settled by one input, inputs that can't do that don't matter.
    fn group(&mut self, of: &[At], comes_to: u8, one: u8, row: usize) {
        for at in of {
            if comes_to != one || self.setting.plan.comes_to[*at] & one != 0 {
                self.want(*at, row);
            }
        }
    }

    /// A number without a value stays so, whatever is answered.
    fn null(&self, at: At, row: usize) -> bool {
        match &self.values.vals[at] {
            Val::Num(n) => n.at(row).2 & NULL != 0,
            _ => false,
        }
    }

    fn fact(&mut self, at: At, row: usize) {
        let row = if self.values.rows(self.setting.plan.scopes[at]) <= row { 0 } else { row };
        self.found.facts.push(Wanted { at, row: u32::try_from(row).unwrap_or(u32::MAX) });
    }

    fn comparison(&mut self, op: Compare, a: At, b: At, at: At, row: usize) {
        let (x, y) = (self.values.vals[a].num().at(row), self.values.vals[b].num().at(row));
        if (x.2 | y.2) & NULL != 0 {
            for (side, value) in [(a, x), (b, y)] {
                if value.2 & NULL != 0 {
                    self.want(side, row);
                }
            }
            return;
        }
        if !can_settle(op, x, y) {
            return;
        }
        self.mix(at, row, [x.0, x.1, y.0, y.1]);
        self.want(a, row);
        self.want(b, row);
    }

    fn branch(&mut self, c: At, a: At, b: At, at: At, row: usize) {
        match self.values.vals[c].truth().at(row) & OPEN {
            CAN => self.want(a, row),
            CANNOT => self.want(b, row),
            _ => {
                let same = match (&self.values.vals[a], &self.values.vals[b]) {
                    (Val::Num(x), Val::Num(y)) => {
                        x.at(row).0 == y.at(row).0
                            && self.values.vals[a].settled(row)
                            && self.values.vals[b].settled(row)
                    }
                    _ => false,
                };
                if !same {
                    self.want(c, row);
                }
                if !self.null(at, row) {
                    self.want(a, row);
                    self.want(b, row);
                }
            }
        }
    }

    /// The side that can never be the larger (smaller) one doesn't matter.
    fn extreme(&mut self, a: At, b: At, larger: bool, row: usize) {
        let (x, y) = (self.values.vals[a].num().at(row), self.values.vals[b].num().at(row));
        let matters = |x: (i64, i64, u8), y: (i64, i64, u8)| if larger { x.1 > y.0 } else { x.0 < y.1 };
        if matters(x, y) {
            self.want(a, row);
        }
        if matters(y, x) {
            self.want(b, row);
        }
    }

    fn sum(&mut self, list: List, value: At, cond: At, row: usize) {
        self.longer(list, row);
        for member in self.members(list, row) {
            if self.values.vals[cond].truth().at(member) == NO {
                continue;
            }
            self.want(value, member);
            let number = self.values.vals[value].num().at(member);
            if (number.0, number.1) != (0, 0) {
                self.want(cond, member);
            }
        }
    }

    fn list(&mut self, list: List, cond: At, row: usize) {
        self.longer(list, row);
        for member in self.members(list, row) {
            self.want(cond, member);
        }
    }

    fn longer(&mut self, list: List, _row: usize) {
        if !self.found.lists.contains(&list) {
            self.found.lists.push(list);
        }
    }

    fn members(&self, list: List, row: usize) -> std::ops::Range<usize> {
        let of = |owners: &[u32]| {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            owners.partition_point(|h| *h < row)..owners.partition_point(|h| *h <= row)
        };
        match list {
            List::Members => of(&self.values.member_house),
            List::Obligors => of(&self.values.obligor_house),
            List::Pairs => self.values.pairs.start[row] as usize..self.values.pairs.start[row + 1] as usize,
        }
    }

    fn owner(&self, from: Scope, to: Scope, row: usize, other: bool) -> usize {
        let v = self.values;
        if from == Scope::House {
            return v.house(to, row);
        }
        match (from, to) {
            (Scope::Member, Scope::Pair) if other => v.pairs.other[row] as usize,
            (Scope::Member, Scope::Pair) => v.pair_member[row] as usize,
            _ => row,
        }
    }

    fn mix(&mut self, at: At, row: usize, numbers: [i64; 4]) {
        if self.found.digest.is_empty() {
            return;
        }
        let scope = self.setting.plan.scopes[at];
        let house = self.owner(Scope::House, scope, row, false);
        let local = match scope {
            Scope::House => 0,
            Scope::Member => row - self.members(List::Members, house).start,
            Scope::Obligor => row - self.members(List::Obligors, house).start,
            Scope::Pair => row - self.values.pairs.start[self.members(List::Members, house).start] as usize,
        };
        let mut hash = 0xcbf2_9ce4_8422_2325u64;
        for part in [at as i64, local as i64].into_iter().chain(numbers) {
            hash = (hash ^ part as u64).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
        }
        self.found.digest[house] = self.found.digest[house].wrapping_add(hash);
    }
}

/// Whether some answer settles an open comparison; not if the value lies where the rule itself is open.
fn can_settle(op: Compare, x: (i64, i64, u8), y: (i64, i64, u8)) -> bool {
    let rule_only = |taint: u8| taint & (ASK | SPLIT) == 0;
    // What a side can be narrowed to: anything inside, or (a rule's own interval) nothing.
    let (x_low, x_high) = if rule_only(x.2) { (x.1, x.0) } else { (x.0, x.1) };
    let (y_low, y_high) = if rule_only(y.2) { (y.1, y.0) } else { (y.0, y.1) };
    match op {
        Compare::Lt => x_low < y_high || x_high >= y_low,
        Compare::Le => x_low <= y_high || x_high > y_low,
        Compare::Eq => true,
    }
}

/// The fact and option a step reads.
pub fn fact_at(setting: &Setting, at: At) -> Option<(usize, usize, Shape)> {
    match &setting.plan.steps[at] {
        Step::FactNum { fact, part, .. } => Some((usize::from(*fact), usize::from(*part), Shape::Num)),
        Step::FactTruth { fact, part, .. } => Some((usize::from(*fact), usize::from(*part), Shape::Truth)),
        Step::FactSet { fact, .. } => Some((usize::from(*fact), 0, Shape::Set)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::truth::{RESIDENT, RULE};

    #[test]
    fn nothing_settles_a_value_inside_the_rules_own_interval() {
        let standard = (630, 762, RULE);
        for (income, settles) in [
            ((700, 700, 0), false),
            ((640, 750, RESIDENT), false),
            ((600, 750, RESIDENT), true),
            ((640, 800, RESIDENT), true),
            ((629, 629, RESIDENT), true),
            ((630, 761, RESIDENT), false),
            ((630, 762, RESIDENT), true),
        ] {
            assert_eq!(can_settle(Compare::Lt, income, standard), settles, "{income:?}");
        }
        assert!(can_settle(Compare::Le, (630, 761, RESIDENT), standard));
        assert!(
            can_settle(Compare::Lt, standard, (762, 900, RESIDENT))
                || can_settle(Compare::Lt, standard, (763, 900, RESIDENT))
        );
    }
}
