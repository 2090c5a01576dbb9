//! A pack bound to a day and its amounts: constants folded, denominators aligned, ready to run.

use crate::sets::set_of;
use crate::sources::Sources;
use crate::truth::{NO, NULL, OPEN, RULE, SPLIT, YES};
use base::{Date, Problem};
use policy::{Amounts, Compare, Ix, List, Op, Pack, Scope};
use std::collections::HashMap;

/// Index of a plan node.
pub type At = usize;

/// One operation of a plan. Numbers are numerators; denominators are static.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    Num(i64, i64, u8),
    Truth(u8),
    Reading(u16, u16),
    FactNum { fact: u16, part: u16, when: At, min: At, max: At },
    FactTruth { fact: u16, part: u16, when: At },
    FactSet { fact: u16, when: At },
    Absent(u16, At),
    OrElse(At, At, u16, bool),
    Add(At, At),
    Sub(At, At),
    Mul(At, At),
    Scale(At, i64),
    Min(At, At),
    Max(At, At),
    Between(At, At),
    If(At, At, At),
    Pick(At, Vec<At>),
    Age(At),
    Compare(Compare, At, At),
    In(At, u32),
    Not(At),
    All(Vec<At>),
    Any(Vec<At>),
    None(Vec<At>),
    AtMost(At, u8),
    Seems(At),
    OpenIf(At, At),
    Sum(List, At, At),
    Count(List, At),
    Every(List, At),
    Some(List, At),
    Spread(At),
    Other(At),
}

impl Step {
    /// Whether it reads a fact.
    pub fn is_fact(&self) -> bool {
        matches!(self, Step::FactNum { .. } | Step::FactTruth { .. } | Step::FactSet { .. })
    }

    /// The list it goes through.
    pub fn list(&self) -> Option<List> {
        match self {
            Step::Sum(list, ..) | Step::Count(list, _) | Step::Every(list, _) | Step::Some(list, _) => Some(*list),
            _ => None,
        }
    }
}

/// What the values of a step are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Num,
    Truth,
    Set,
}

/// A bound pack.
#[derive(Clone, Debug)]
pub struct Plan {
    pub steps: Vec<Step>,
    pub scopes: Vec<Scope>,
    pub shapes: Vec<Shape>,
    /// Largest magnitude a number can take.
    pub reach: Vec<i64>,
    /// For each pack node: its step and denominator.
    pub of: Vec<(At, i64)>,
    /// For each reading: the option that holds, if only one does on this day.
    pub readings: Vec<Option<u16>>,
    pub today: Date,
    /// Numbers at which a fact's column changes a comparison: `< cut` against `>= cut`.
    pub cuts: Vec<Vec<i64>>,
    /// For each fact: whether some step asks if it was written.
    pub told_absent: Vec<bool>,
    /// For each step: the facts and readings it comes from.
    pub sources: Vec<Sources>,
    /// For each step: which truths it can still come to on this day (for a number, 0 if it never has a value).
    /// A limit of `undecided` keeps a yes away, one of `likely` doesn't.
    pub comes_to: Vec<u8>,
    interned: HashMap<(Scope, Step), At>,
}

/// Facts beyond this are refused when they are read, so sums and products fit.
pub const FACT_REACH: i64 = 100_000_000_000;
const LIST_REACH: i64 = 64;

impl Plan {
    /// Binds a pack.
    pub fn bind(pack: &Pack, today: Date, amounts: &Amounts) -> Result<Plan, Problem> {
        let readings = pack.readings.iter().map(|r| {
            let open = r.from.is_none_or(|d| d <= today) && r.until.is_none_or(|d| today <= d) && r.options.len() > 1;
            (!open).then_some(0)
        });
        let mut plan = Plan {
            steps: Vec::new(),
            scopes: Vec::new(),
            shapes: Vec::new(),
            reach: Vec::new(),
            of: Vec::with_capacity(pack.nodes.len()),
            readings: readings.collect(),
            today,
            cuts: vec![Vec::new(); pack.facts.len()],
            told_absent: Vec::new(),
            sources: Vec::new(),
            comes_to: Vec::new(),
            interned: HashMap::new(),
        };
        for node in &pack.nodes {
            let bound = plan.node(pack, amounts, node.scope, &node.op);
            plan.of.push(bound);
        }
        plan.told_absent = (0..pack.facts.len()).map(|fact| plan.tells_absence(fact)).collect();
        plan.find_cuts();
        plan.find_sources(pack.facts.len());
        match plan.reach.iter().all(|r| *r < i64::MAX) {
            true => Ok(plan),
            false => Err(Problem::new("政策包", "有的数大到算不准").hint("检查金额的单位和小数位")),
        }
    }

    fn push(&mut self, scope: Scope, step: Step) -> At {
        let step = self.fold(step);
        let step = self.fold(step);
        if let Step::Spread(a) = step
            && self.scopes[a] == scope
        {
            return a;
        }
        let scope = if matches!(step, Step::Num(..) | Step::Truth(_)) { Scope::House } else { scope };
        let key = (scope, step);
        if let Some(&at) = self.interned.get(&key) {
            return at;
        }
        let at = self.steps.len();
        self.shapes.push(self.shape(&key.1));
        self.reach.push(self.reach_of(&key.1));
        self.comes_to.push(self.end_of(&key.1));
        self.scopes.push(scope);
        self.steps.push(key.1.clone());
        self.interned.insert(key, at);
        at
    }

    fn node(&mut self, pack: &Pack, amounts: &Amounts, scope: Scope, op: &Op) -> (At, i64) {
        let at = |p: &Plan, ix: Ix| p.of[usize::from(ix)].0;
        let many = |p: &Plan, list: &[Ix]| list.iter().map(|ix| at(p, *ix)).collect::<Vec<At>>();
        let one = 1;
        let step = match op {
            Op::Number(n) => Step::Num(*n, *n, 0),
            Op::Today => Step::Num(self.today.days(), self.today.days(), 0),
            Op::Truth(b) => Step::Truth(if *b { YES } else { NO }),
            Op::Unknown => Step::Truth(OPEN | RULE),
            Op::InForce(from, until) => {
                let holds = from.is_none_or(|d| d <= self.today) && until.is_none_or(|d| self.today <= d);
                Step::Truth(if holds { YES } else { NO })
            }
            Op::Reading(reading, option) => match self.readings[usize::from(*reading)] {
                Some(fixed) => Step::Truth(if fixed == *option { YES } else { NO }),
                None => Step::Reading(*reading, *option),
            },
            Op::Amount(amount, key) => {
                return match amounts.at(pack, *amount, *key, self.today).value {
                    Some((lo, hi, scale)) => {
                        (self.push(scope, Step::Num(lo, hi, if lo == hi { 0 } else { RULE })), scale)
                    }
                    None => (self.push(scope, Step::Num(0, 0, RULE | NULL)), 1),
                };
            }
            Op::AmountKnown(amount, key) => {
                let known = amounts.at(pack, *amount, *key, self.today).value.is_some();
                Step::Truth(if known { YES } else { NO })
            }
            Op::FactNumber { fact, part, when, min, max } => Step::FactNum {
                fact: *fact,
                part: *part,
                when: at(self, *when),
                min: self.whole(*min),
                max: self.whole(*max),
            },
            Op::FactTruth { fact, part, when } => Step::FactTruth { fact: *fact, part: *part, when: at(self, *when) },
            Op::FactChoice { fact, when } => Step::FactSet { fact: *fact, when: at(self, *when) },
            Op::Absent(fact, when) => Step::Absent(*fact, at(self, *when)),
            Op::Add(a, b) => return self.aligned(scope, *a, *b, Step::Add),
            Op::Sub(a, b) => return self.aligned(scope, *a, *b, Step::Sub),
            Op::Min(a, b) => return self.aligned(scope, *a, *b, Step::Min),
            Op::Max(a, b) => return self.aligned(scope, *a, *b, Step::Max),
            Op::Between(a, b) => return self.aligned(scope, *a, *b, Step::Between),
            Op::Mul(a, b) => {
                let (a, b) = (self.of[usize::from(*a)], self.of[usize::from(*b)]);
                return self.product(scope, a, b);
            }
            Op::Div(a, by) => {
                let (a, scale) = self.of[usize::from(*a)];
                return (a, scale * by);
            }
            Op::OrElse(a, b, fact) => {
                if self.shapes[at(self, *a)] != Shape::Num {
                    let step = Step::OrElse(at(self, *a), at(self, *b), *fact, true);
                    return (self.push(scope, step), one);
                }
                let fact = *fact;
                return self.aligned(scope, *a, *b, move |a, b| Step::OrElse(a, b, fact, false));
            }
            Op::If(c, a, b) => {
                let c = at(self, *c);
                return self.aligned(scope, *a, *b, move |a, b| Step::If(c, a, b));
            }
            Op::Pick(a, of) => {
                let scale = of.iter().map(|ix| self.of[usize::from(*ix)].1).fold(1, lcm);
                let of = of.iter().map(|ix| self.scaled(*ix, scale)).collect();
                return (self.push(scope, Step::Pick(at(self, *a), of)), scale);
            }
            Op::Age(a) => Step::Age(at(self, *a)),
            Op::DaysUntil(a) => {
                let today = self.push(scope, Step::Num(self.today.days(), self.today.days(), 0));
                Step::Sub(at(self, *a), today)
            }
            Op::Compare(op, a, b) => {
                let scale = lcm(self.of[usize::from(*a)].1, self.of[usize::from(*b)].1);
                let (a, b) = (self.scaled(*a, scale), self.scaled(*b, scale));
                return (self.compare(scope, *op, a, b), one);
            }
            Op::In(a, mask) => Step::In(at(self, *a), *mask),
            Op::Not(a) => Step::Not(at(self, *a)),
            Op::All(of) => Step::All(many(self, of)),
            Op::Any(of) => Step::Any(many(self, of)),
            Op::None(of) => Step::None(many(self, of)),
            Op::Seems(a) => Step::Seems(at(self, *a)),
            Op::AtMostLikely(a) => Step::AtMost(at(self, *a), crate::truth::SELF),
            Op::AtMostUndecided(a) => Step::AtMost(at(self, *a), RULE),
            Op::OpenIf(a, b) => Step::OpenIf(at(self, *a), at(self, *b)),
            Op::Sum(list, a, b) => {
                let (value, scale) = self.of[usize::from(*a)];
                return (self.push(scope, Step::Sum(*list, value, at(self, *b))), scale);
            }
            Op::Count(list, a) => Step::Count(*list, at(self, *a)),
            Op::Every(list, a) => Step::Every(*list, at(self, *a)),
            Op::Some(list, a) => Step::Some(*list, at(self, *a)),
            Op::Spread(a) => {
                let (a, scale) = self.of[usize::from(*a)];
                return (self.push(scope, Step::Spread(a)), scale);
            }
            Op::Other(a) => {
                let (a, scale) = self.of[usize::from(*a)];
                return (self.push(scope, Step::Other(a)), scale);
            }
        };
        (self.push(scope, step), one)
    }

    fn aligned(&mut self, scope: Scope, a: Ix, b: Ix, step: impl FnOnce(At, At) -> Step) -> (At, i64) {
        let scale = lcm(self.of[usize::from(a)].1, self.of[usize::from(b)].1);
        let (a, b) = (self.scaled(a, scale), self.scaled(b, scale));
        (self.push(scope, step(a, b)), scale)
    }

    /// A fixed factor is taken out of the denominator first.
    fn product(&mut self, scope: Scope, a: (At, i64), b: (At, i64)) -> (At, i64) {
        for (fixed, other) in [(a, b), (b, a)] {
            if let Step::Num(n, same, 0) = self.steps[fixed.0]
                && n == same
                && n > 0
            {
                let common = gcd(n, other.1);
                return (self.push(scope, Step::Scale(other.0, n / common)), other.1 / common * fixed.1);
            }
        }
        (self.push(scope, Step::Mul(a.0, b.0)), a.1 * b.1)
    }

    /// A pack node over a given denominator.
    fn scaled(&mut self, ix: Ix, scale: i64) -> At {
        let (at, own) = self.of[usize::from(ix)];
        let scope = self.scopes[at];
        if own == scale { at } else { self.push(scope, Step::Scale(at, scale / own)) }
    }

    /// A bound of a fact: whole numbers only.
    fn whole(&self, ix: Ix) -> At {
        self.of[usize::from(ix)].0
    }

    /// The number that is taken off another one, if it is fixed.
    fn less(&self, at: At) -> Option<(At, i64)> {
        let Step::Sub(a, b) = self.steps[at] else { return None };
        if let Step::Num(n, m, 0) = self.steps[b] { (n == m).then_some((a, n)) } else { None }
    }

    /// Comparisons of an age, or of days until a date, with a fixed number become comparisons of the date.
    fn compare(&mut self, scope: Scope, op: Compare, a: At, b: At) -> At {
        let fixed = |p: &Plan, at: At| if let Step::Num(n, m, 0) = p.steps[at] { (n == m).then_some(n) } else { None };
        if let (Some((date, off)), Some(n)) = (self.less(a), fixed(self, b)) {
            let moved = self.push(Scope::House, Step::Num(n + off, n + off, 0));
            return self.compare(scope, op, date, moved);
        }
        if let (Some(n), Some((date, off))) = (fixed(self, a), self.less(b)) {
            let moved = self.push(Scope::House, Step::Num(n + off, n + off, 0));
            return self.compare(scope, op, moved, date);
        }
        match (self.steps[a].clone(), self.steps[b].clone()) {
            (Step::Age(date), Step::Num(years, same, 0)) if years == same => self.age_below(scope, op, date, years),
            (Step::Num(years, same, 0), Step::Age(date)) if years == same && op != Compare::Eq => {
                let years = if op == Compare::Lt { years + 1 } else { years };
                let latest = self.latest(years);
                self.push(scope, Step::Compare(Compare::Le, date, latest))
            }
            _ => self.push(scope, Step::Compare(op, a, b)),
        }
    }

    fn latest(&mut self, years: i64) -> At {
        let day = self.today.latest_birth_for_age(years).days();
        self.push(Scope::House, Step::Num(day, day, 0))
    }

    fn age_below(&mut self, scope: Scope, op: Compare, date: At, years: i64) -> At {
        let (at, above) = (self.latest(years), self.latest(years + 1));
        match op {
            Compare::Lt => self.push(scope, Step::Compare(Compare::Lt, at, date)),
            Compare::Le => self.push(scope, Step::Compare(Compare::Lt, above, date)),
            Compare::Eq => {
                let old_enough = self.push(scope, Step::Compare(Compare::Le, date, at));
                let young_enough = self.push(scope, Step::Compare(Compare::Lt, above, date));
                self.push(scope, Step::All(vec![old_enough, young_enough]))
            }
        }
    }

    fn truth(&self, at: At) -> Option<u8> {
        if let Step::Truth(b) = self.steps[at] { Some(b) } else { None }
    }

    /// Simplifies a step whose inputs are constants.
    fn fold(&self, step: Step) -> Step {
        match step {
            Step::All(of) => match of.iter().any(|a| self.truth(*a) == Some(NO)) {
                true => Step::Truth(NO),
                false => self.group(of, YES, Step::All),
            },
            Step::Any(of) => match of.iter().any(|a| self.truth(*a) == Some(YES)) {
                true => Step::Truth(YES),
                false => self.group(of, NO, Step::Any),
            },
            Step::None(of) => match of.iter().any(|a| self.truth(*a) == Some(YES)) {
                true => Step::Truth(NO),
                false => {
                    let kept: Vec<At> = of.into_iter().filter(|a| self.truth(*a) != Some(NO)).collect();
                    if kept.is_empty() { Step::Truth(YES) } else { Step::None(kept) }
                }
            },
            Step::Not(a) => self.truth(a).map_or(Step::Not(a), |b| Step::Truth(crate::truth::not(b))),
            Step::OpenIf(a, b) if self.truth(a) == Some(NO) => Step::Spread(b),
            Step::If(c, a, _) if self.truth(c) == Some(YES) => Step::Spread(a),
            Step::If(c, _, b) if self.truth(c) == Some(NO) => Step::Spread(b),
            Step::AtMost(a, why) => {
                self.truth(a).map_or(Step::AtMost(a, why), |b| Step::Truth(crate::truth::at_most(b, why)))
            }
            Step::Spread(a) | Step::Other(a) if matches!(self.steps[a], Step::Num(..) | Step::Truth(_)) => {
                self.steps[a].clone()
            }
            Step::Scale(a, 1) => Step::Spread(a),
            Step::Scale(a, k) => match self.steps[a] {
                Step::Num(lo, hi, taint) => Step::Num(lo * k, hi * k, taint),
                _ => Step::Scale(a, k),
            },
            other => other,
        }
    }

    fn group(&self, of: Vec<At>, neutral: u8, make: impl FnOnce(Vec<At>) -> Step) -> Step {
        let mut kept: Vec<At> = of.into_iter().filter(|a| self.truth(*a) != Some(neutral)).collect();
        let mut seen = Vec::new();
        kept.retain(|a| {
            !seen.contains(a) && {
                seen.push(*a);
                true
            }
        });
        match kept.as_slice() {
            [] => Step::Truth(neutral),
            [one] => Step::Spread(*one),
            _ => make(kept),
        }
    }

    fn shape(&self, step: &Step) -> Shape {
        match step {
            Step::FactSet { .. } => Shape::Set,
            Step::Spread(a) | Step::Other(a) => self.shapes[*a],
            Step::OrElse(.., true) => Shape::Truth,
            Step::Truth(_)
            | Step::Reading(..)
            | Step::FactTruth { .. }
            | Step::Absent(..)
            | Step::Compare(..)
            | Step::In(..) => Shape::Truth,
            Step::Not(_)
            | Step::Seems(_)
            | Step::All(_)
            | Step::Any(_)
            | Step::None(_)
            | Step::AtMost(..)
            | Step::OpenIf(..) => Shape::Truth,
            Step::Every(..) | Step::Some(..) => Shape::Truth,
            _ => Shape::Num,
        }
    }

    fn reach_of(&self, step: &Step) -> i64 {
        let of = |a: &At| self.reach[*a];
        match step {
            Step::Num(lo, hi, _) => lo.saturating_abs().max(hi.saturating_abs()),
            Step::FactNum { min, max, .. } => FACT_REACH.max(of(min)).max(of(max)),
            Step::Add(a, b) | Step::Sub(a, b) => of(a).saturating_add(of(b)),
            Step::Mul(a, b) => of(a).saturating_mul(of(b)),
            Step::Scale(a, k) => of(a).saturating_mul(*k),
            Step::Sum(_, a, _) => of(a).saturating_mul(LIST_REACH),
            Step::Count(..) => LIST_REACH,
            Step::Min(a, b) | Step::Max(a, b) | Step::Between(a, b) | Step::If(_, a, b) => of(a).max(of(b)),
            Step::OrElse(a, b, _, false) => of(a).max(of(b)),
            Step::Pick(_, list) => list.iter().map(of).max().unwrap_or(0),
            Step::Age(_) => 2_000,
            Step::Spread(a) | Step::Other(a) => of(a),
            _ => 0,
        }
    }

    fn find_cuts(&mut self) {
        for step in &self.steps {
            let Step::Compare(op, a, b) = step else { continue };
            let fact = |at: At| self.fact_of(at);
            let number = |at: At| if let Step::Num(n, m, 0) = self.steps[at] { (n == m).then_some(n) } else { None };
            let found = match (fact(*a), number(*b), number(*a), fact(*b)) {
                (Some(fact), Some(n), ..) => Some((
                    fact,
                    if *op == Compare::Lt {
                        vec![n]
                    } else if *op == Compare::Le {
                        vec![n + 1]
                    } else {
                        vec![n, n + 1]
                    },
                )),
                (.., Some(n), Some(fact)) => Some((
                    fact,
                    if *op == Compare::Lt {
                        vec![n + 1]
                    } else if *op == Compare::Le {
                        vec![n]
                    } else {
                        vec![n, n + 1]
                    },
                )),
                _ => None,
            };
            if let Some((fact, cuts)) = found {
                self.cuts[fact].extend(cuts);
            }
        }
        for cuts in &mut self.cuts {
            *cuts = set_of(std::mem::take(cuts));
        }
    }

    /// Sources of steps and their inputs; a reading is a bit behind those of the facts.
    fn find_sources(&mut self, facts: usize) {
        for at in 0..self.steps.len() {
            let mut sources = Sources::default();
            if let Some((fact, _)) = self.fact_and_relevance(at) {
                sources.add(fact);
            } else if let Step::Reading(reading, _) = self.steps[at] {
                sources.add(facts + usize::from(reading));
            }
            self.inputs(at, |input| sources.join(&self.sources[input]));
            self.sources.push(sources);
        }
    }

    /// The fact that a step reads as it is.
    fn fact_of(&self, at: At) -> Option<usize> {
        match &self.steps[at] {
            Step::FactNum { fact, part: 0, .. } => Some(usize::from(*fact)),
            Step::Spread(a) | Step::Other(a) => self.fact_of(*a),
            _ => None,
        }
    }

    /// The fact that a step reads, and the step that says whether it is relevant.
    pub fn fact_and_relevance(&self, at: At) -> Option<(usize, At)> {
        match &self.steps[at] {
            Step::FactNum { fact, when, .. } | Step::FactTruth { fact, when, .. } | Step::FactSet { fact, when } => {
                Some((usize::from(*fact), *when))
            }
            _ => None,
        }
    }

    /// Whether it makes a difference that a fact was not written, beyond its absent value.
    pub fn tells_absence(&self, fact: usize) -> bool {
        let tells = |step: &Step| match step {
            Step::Absent(f, _) | Step::OrElse(_, _, f, _) => usize::from(*f) == fact,
            _ => false,
        };
        self.steps.iter().any(tells)
    }

    /// Inputs of a step.
    pub fn inputs(&self, at: At, mut see: impl FnMut(At)) {
        match &self.steps[at] {
            Step::Num(..) | Step::Truth(_) | Step::Reading(..) => {}
            Step::FactNum { when, min, max, .. } => [*when, *min, *max].into_iter().for_each(see),
            Step::FactTruth { when, .. } | Step::FactSet { when, .. } | Step::Absent(_, when) => see(*when),
            Step::OrElse(a, b, ..) | Step::Add(a, b) | Step::Sub(a, b) | Step::Mul(a, b) => {
                [*a, *b].into_iter().for_each(see)
            }
            Step::Min(a, b) | Step::Max(a, b) | Step::Between(a, b) | Step::Compare(_, a, b) => {
                [*a, *b].into_iter().for_each(see)
            }
            Step::OpenIf(a, b) | Step::Sum(_, a, b) => [*a, *b].into_iter().for_each(see),
            Step::If(a, b, c) => [*a, *b, *c].into_iter().for_each(see),
            Step::Pick(a, of) => {
                see(*a);
                of.iter().copied().for_each(see);
            }
            Step::All(of) | Step::Any(of) | Step::None(of) => of.iter().copied().for_each(see),
            Step::Scale(a, _) | Step::Age(a) | Step::In(a, _) | Step::Not(a) | Step::AtMost(a, _) | Step::Seems(a) => {
                see(*a)
            }
            Step::Count(_, a) | Step::Every(_, a) | Step::Some(_, a) | Step::Spread(a) | Step::Other(a) => see(*a),
        }
    }

    /// Whether a step has one value for all rows on this day, which no run changes.
    pub fn fixed(&self, at: At) -> bool {
        matches!(self.steps[at], Step::Num(..) | Step::Truth(_))
    }

    /// The steps that some steps need, in order, without those that are fixed.
    pub fn slice(&self, roots: &[At]) -> Vec<At> {
        let mut needed = vec![false; self.steps.len()];
        for root in roots {
            needed[*root] = true;
        }
        for at in (0..self.steps.len()).rev() {
            if needed[at] {
                self.inputs(at, |input| needed[input] = true);
            }
        }
        (0..self.steps.len()).filter(|at| needed[*at] && !self.fixed(*at)).collect()
    }

    /// Whether an open column of this kind can be settled by choosing.
    pub fn splits(&self, fact: usize, shape: Shape) -> u8 {
        if shape == Shape::Num && self.cuts[fact].is_empty() { 0 } else { SPLIT }
    }
}

fn gcd(a: i64, b: i64) -> i64 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    x
}

fn lcm(a: i64, b: i64) -> i64 {
    a / gcd(a, b) * b
}
