//! Outcomes with their reasons, for people and for other programs.

pub(crate) mod explain;

use crate::engine::Ask;
pub use crate::judge::{Missing, Range};
use crate::truth::Outcome;
use policy::{Named, Program, Row};
use std::fmt;
use std::ops::{Deref, Range as Places};
use std::sync::Arc;

/// Everything about one household.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Each programme, in the pack's order.
    pub programs: Vec<ProgramReport>,
    /// What to ask next.
    pub next: Option<Ask>,
}

/// One programme.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgramReport {
    /// Programme index.
    pub program: usize,
    /// Its outcome: of the household, or the best of its people.
    pub outcome: Outcome,
    /// Whether the packs say anything about that day.
    pub entered: bool,
    /// The basic amount.
    pub benefit: Option<Range>,
    /// Further amounts.
    pub extras: Vec<ExtraReport>,
    /// How it stands to other programmes.
    pub relations: Vec<RelationReport>,
    /// Conditions: of the household, or of the first of the people with that outcome.
    pub conditions: Arc<[Condition]>,
    /// Facts that could still change the outcome.
    pub missing: Vec<Missing>,
    /// Readings that could.
    pub readings: Vec<usize>,
    /// The member whose conditions are shown.
    pub shown: Option<usize>,
    /// Each person, where it is judged for each person.
    pub persons: Option<Vec<PersonReport>>,
    /// The member of whom [`ProgramReport::because`] speaks, where there are several.
    pub about: Option<usize>,
    /// Why, in one Chinese sentence.
    pub because: String,
}

/// One person's outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonReport {
    /// Member index.
    pub member: usize,
    /// Outcome.
    pub outcome: Outcome,
    /// The basic amount.
    pub benefit: Option<Range>,
    /// Conditions.
    pub conditions: Arc<[Condition]>,
}

/// A further amount.
#[derive(Clone, Debug, PartialEq)]
pub struct ExtraReport {
    /// Index among the programme's extras.
    pub extra: usize,
    /// Certainly paid.
    pub sure: bool,
    /// How much, if it has a value.
    pub amount: Option<Range>,
}

/// A relation told beside the outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationReport {
    /// Kind.
    pub kind: policy::RelationKind,
    /// The other programme.
    pub program: usize,
    /// A sentence.
    pub says: String,
}

/// Yes, no, or open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tri {
    /// Holds.
    Yes,
    /// Doesn't hold.
    No,
    /// Open.
    Unknown,
}

/// One condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// Index among the programme's rows, nested ones after their group, then those that exclude.
    pub row: usize,
    /// How deep it is nested.
    pub depth: usize,
    /// It comes from the rows that exclude.
    pub excludes: bool,
    /// Result.
    pub result: Tri,
    /// Named values its test reads.
    pub used: UsedValues,
    /// Both sides of a comparison of numbers.
    pub sides: Option<(Shown, Shown)>,
    /// By how much a comparison fails, in the unit of its sides, rounded up.
    pub gap: Option<i64>,
}

/// The named values of one condition; those of all conditions lie in one list.
#[derive(Clone)]
pub struct UsedValues {
    all: Arc<[UsedValue]>,
    places: Places<usize>,
}

impl Deref for UsedValues {
    type Target = [UsedValue];

    fn deref(&self) -> &[UsedValue] {
        self.all.get(self.places.clone()).unwrap_or(&[])
    }
}

impl PartialEq for UsedValues {
    fn eq(&self, other: &UsedValues) -> bool {
        **self == **other
    }
}

impl fmt::Debug for UsedValues {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// A named value.
#[derive(Clone, Debug, PartialEq)]
pub struct UsedValue {
    /// What it is.
    pub name: Named,
    /// Its value.
    pub value: Shown,
    /// How it is made up: values of a quantity's rows, in their order.
    pub parts: Vec<Option<Shown>>,
}

/// A value as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// From – to, numerators, and their denominator.
    Number(i64, i64, i64),
    /// A truth.
    Truth(Tri),
    /// A set of options, as bits.
    Options(u32),
    /// No value: an amount without a source.
    Nothing,
}

/// A programme's rows in the order of [`Condition::row`].
pub fn flat_rows(program: &Program) -> Vec<&Row> {
    explain::rows(program).into_iter().map(|(row, ..)| row).collect()
}
