//! The compiled form of every test and value: one graph of small operations, shared by all programmes.

use base::Date;
use serde::{Deserialize, Serialize};

/// Index of a node in [`crate::Pack::nodes`]. A node only refers to smaller indices.
pub type Ix = u16;

/// What one value of a node belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// One value for a household.
    House,
    /// One value for each listed member.
    Member,
    /// One value for each outside obligor of the applicant.
    Obligor,
    /// One value for each ordered pair of different members.
    Pair,
}

/// A list that can be summed, counted or quantified over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum List {
    /// The household's members (scope House → Member).
    Members,
    /// The applicant's obligors outside the household (scope House → Obligor).
    Obligors,
    /// All other members as seen from one member (scope Member → Pair).
    Pairs,
}

/// A comparison of two numbers of the same unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Compare {
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `==`
    Eq,
}

/// One operation. Numbers are exact (whole numbers with a common denominator), truth is three-valued,
/// choices are sets of options.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Op {
    /// A whole number.
    Number(i64),
    /// A fixed truth.
    Truth(bool),
    /// The sources leave it open.
    Unknown,
    /// The day for which it is evaluated.
    Today,
    /// True from the first to the last date (both included).
    InForce(Option<Date>, Option<Date>),
    /// True in the `option`-th option of a reading.
    Reading(u16, u16),
    /// The amount `amount`, key `key`.
    Amount(u16, u16),
    /// True if that amount has a value at the date.
    AmountKnown(u16, u16),
    /// A number or date fact (day number); `when`, `min`, `max` resolve what is not answered.
    /// `part` 0 is the fact, `part` k ≥ 1 the money of the k-th option of a benefits fact.
    FactNumber {
        /// The fact.
        fact: u16,
        /// The fact itself, or which option's money.
        part: u16,
        /// Whether it is asked.
        when: Ix,
        /// Its smallest value.
        min: Ix,
        /// Its largest value.
        max: Ix,
    },
    /// A yes/no fact, or the `part`-th option of a flags, benefits or scoped fact.
    FactTruth {
        /// The fact.
        fact: u16,
        /// Which option; 0 for a yes/no fact.
        part: u16,
        /// Whether it is asked.
        when: Ix,
    },
    /// A choice fact as a set of its options.
    FactChoice {
        /// The fact.
        fact: u16,
        /// Whether it is asked.
        when: Ix,
    },
    /// True where the fact is not written at all, or will not be asked; second whether it is asked.
    Absent(u16, Ix),
    /// First the fact, second what stands for it where it is not written.
    OrElse(Ix, Ix, u16),
    /// Sum of two numbers.
    Add(Ix, Ix),
    /// Difference of two numbers.
    Sub(Ix, Ix),
    /// Product of two numbers.
    Mul(Ix, Ix),
    /// A number divided by a positive whole number, exactly.
    Div(Ix, i64),
    /// The smaller of two numbers.
    Min(Ix, Ix),
    /// The larger of two numbers.
    Max(Ix, Ix),
    /// Anything from the first to the second: the rule leaves it open.
    Between(Ix, Ix),
    /// Condition, value if true, value if false.
    If(Ix, Ix, Ix),
    /// The number that belongs to the option chosen.
    Pick(Ix, Vec<Ix>),
    /// Full years since a date.
    Age(Ix),
    /// Days from today until a date.
    DaysUntil(Ix),
    /// Compares two numbers.
    Compare(Compare, Ix, Ix),
    /// True if the choice is one of the options in the mask.
    In(Ix, u32),
    /// Not.
    Not(Ix),
    /// True if all are.
    All(Vec<Ix>),
    /// True if any is.
    Any(Vec<Ix>),
    /// True if none is.
    None(Vec<Ix>),
    /// A yes counts at most as `likely`.
    AtMostLikely(Ix),
    /// True where it holds, or waits for the authority only; else false. For what is told beside an outcome: more
    /// answers can turn it round.
    Seems(Ix),
    /// A yes counts at most as `undecided`.
    AtMostUndecided(Ix),
    /// Open where the first holds, else the second.
    OpenIf(Ix, Ix),
    /// Sum over a list of the value where the condition holds.
    Sum(List, Ix, Ix),
    /// How many of a list fulfil the condition.
    Count(List, Ix),
    /// True if every one of a list is.
    Every(List, Ix),
    /// True if some one of a list is.
    Some(List, Ix),
    /// A household value for each row of a finer scope; a member value for each pair (the person).
    Spread(Ix),
    /// A member value for each pair, taken from the other one.
    Other(Ix),
}

/// An operation and what its values belong to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Node {
    /// What one value belongs to.
    pub scope: Scope,
    /// The operation.
    pub op: Op,
}

impl Op {
    /// Calls `see` with every node this one reads.
    pub fn inputs(&self, mut see: impl FnMut(Ix)) {
        match self {
            Op::Number(_) | Op::Truth(_) | Op::Unknown | Op::Today | Op::InForce(..) | Op::Reading(..) => {}
            Op::Amount(..) | Op::AmountKnown(..) => {}
            Op::FactNumber { when, min, max, .. } => [*when, *min, *max].into_iter().for_each(see),
            Op::FactTruth { when, .. } | Op::FactChoice { when, .. } | Op::Absent(_, when) => see(*when),
            Op::OrElse(a, b, _) | Op::Add(a, b) | Op::Sub(a, b) | Op::Mul(a, b) | Op::Min(a, b) => {
                [*a, *b].into_iter().for_each(see)
            }
            Op::Max(a, b) | Op::Between(a, b) | Op::Compare(_, a, b) | Op::OpenIf(a, b) => {
                [*a, *b].into_iter().for_each(see)
            }
            Op::If(a, b, c) => [*a, *b, *c].into_iter().for_each(see),
            Op::Pick(a, of) => {
                see(*a);
                of.iter().copied().for_each(see);
            }
            Op::Div(a, _) | Op::Age(a) | Op::DaysUntil(a) | Op::In(a, _) | Op::Not(a) => see(*a),
            Op::AtMostLikely(a) | Op::AtMostUndecided(a) | Op::Seems(a) | Op::Spread(a) | Op::Other(a) => see(*a),
            Op::All(of) | Op::Any(of) | Op::None(of) => of.iter().copied().for_each(see),
            Op::Sum(_, a, b) => [*a, *b].into_iter().for_each(see),
            Op::Count(_, a) | Op::Every(_, a) | Op::Some(_, a) => see(*a),
        }
    }
}
