//! Derived values and conditions, as they are explained.

use super::Cite;
use crate::graph::{Ix, Scope};
use base::Date;
use serde::{Deserialize, Serialize};

/// A derived value, as shown in explanations.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// Id.
    pub id: String,
    /// Chinese label.
    pub label: String,
    /// Unit; empty for a truth.
    pub unit: String,
    /// Its node.
    pub node: Ix,
    /// What one value belongs to.
    pub scope: Scope,
    /// How it is made up.
    pub parts: Vec<Part>,
}

/// One row of a derived value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Label.
    pub label: String,
    /// Added, taken off, or not counted.
    pub kind: PartKind,
    /// Its value, if it has one.
    pub node: Option<Ix>,
    /// Articles.
    pub law: Vec<Cite>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// How a row takes part in a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartKind {
    /// Added.
    Include,
    /// Taken off.
    Deduct,
    /// Named only to say that it is not counted.
    Exclude,
}

/// How the rows of a group combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowKind {
    /// A comparison.
    Test,
    /// All of its rows.
    All,
    /// Any of its rows.
    Any,
    /// None of its rows.
    None,
}

/// A condition a resident can read: a comparison or a named group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Id.
    pub id: String,
    /// The condition, as a sentence that holds.
    pub says: String,
    /// The sentence when it doesn't hold.
    pub fails: String,
    /// Whom to ask when it is open.
    pub ask: String,
    /// Why it is open although answered; may be empty.
    pub open_says: String,
    /// Articles.
    pub law: Vec<Cite>,
    /// Papers that show it: indices into the programme's documents.
    pub prove: Vec<u16>,
    /// Shown, never counts.
    pub note: bool,
    /// Comparison or group.
    pub kind: RowKind,
    /// Its result.
    pub node: Ix,
    /// Rows of a group.
    pub rows: Vec<Row>,
    /// Named values its test reads.
    pub used: Vec<Used>,
    /// Both sides, if it compares numbers.
    pub sides: Option<Sides>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Holds in one option of a reading only.
    pub reading: Option<(u16, u16)>,
}

/// A named value in a test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Used {
    /// What it is.
    pub name: Named,
    /// Its node, in the row's scope.
    pub node: Ix,
}

/// What a name in a test means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Named {
    /// A fact.
    Fact(u16),
    /// An option of a fact.
    Option(u16, u16),
    /// A quantity.
    Quantity(u16),
    /// An amount.
    Amount(u16),
    /// The outcome of a programme.
    Program(u16),
}

/// The two sides of a comparison of numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sides {
    /// Left.
    pub left: Ix,
    /// Right.
    pub right: Ix,
    /// `<`, `<=`, `>`, `>=`, `==` or `!=`.
    pub op: String,
    /// Unit of both.
    pub unit: String,
}
