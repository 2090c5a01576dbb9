//! Programmes, what they give, and how one gets it.

use super::{Cite, Row, Used};
use crate::graph::Ix;
use base::Date;
use serde::{Deserialize, Serialize};

/// A programme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Program {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Judged for each person.
    pub per_person: bool,
    /// First day on which it is entered; before it the outcome is open.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Group id.
    pub group: String,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// Who decides.
    pub who_decides: String,
    /// Articles.
    pub law: Vec<Cite>,
    /// All rows must hold (else: any).
    pub all: bool,
    /// Conditions.
    pub rows: Vec<Row>,
    /// Rows that exclude, with the programme they come from.
    pub excluded: Vec<(Row, Option<u16>)>,
    /// Relations told beside the outcome.
    pub relations: Vec<Relation>,
    /// The outcome: per person or household.
    pub state: Ix,
    /// The outcome for the household.
    pub house: Ix,
    /// The basic amount.
    pub benefit: Option<Benefit>,
    /// Further amounts.
    pub extras: Vec<Benefit>,
    /// Where to apply.
    pub apply: Option<Apply>,
    /// What to bring.
    pub documents: Vec<Document>,
    /// What may not be demanded.
    pub not_required: Vec<Document>,
    /// The procedure.
    pub steps: Vec<Step>,
    /// Rights special to it.
    pub rights: Vec<Said>,
    /// What else is worth saying.
    pub notes: Vec<Said>,
}

/// How one programme stands to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// Kind.
    pub kind: RelationKind,
    /// The other programme (or the same one, for `already`).
    pub program: u16,
    /// When it is told.
    pub node: Ix,
    /// A sentence.
    pub says: String,
    /// Articles.
    pub law: Vec<Cite>,
}

/// Kinds of relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// Receives it already.
    Already,
    /// Excluded by it.
    ExcludedBy,
    /// One of the two.
    Choose,
    /// The other has to be recognised first.
    After,
    /// Opens the other.
    Opens,
}

/// An amount paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Benefit {
    /// Id (the programme's for the basic amount).
    pub id: String,
    /// Name.
    pub name: String,
    /// When it is paid, beyond the outcome.
    pub test: Option<Ix>,
    /// How much, fen.
    pub value: Option<Ix>,
    /// `month`, `year` or `once`.
    pub per: String,
    /// For the person (else the household).
    pub for_person: bool,
    /// Only an upper bound, no promise.
    pub up_to: bool,
    /// How it is computed.
    pub says: String,
    /// Articles.
    pub law: Vec<Cite>,
    /// Named values it reads.
    pub used: Vec<Used>,
}

/// Where and by whom to apply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Apply {
    /// Where.
    pub place: String,
    /// Who may.
    pub who: String,
    /// Articles.
    pub law: Vec<Cite>,
}

/// A paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Explanation.
    pub says: String,
    /// Articles.
    pub law: Vec<Cite>,
}

/// A step of a procedure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Who does it.
    pub who: String,
    /// How long it may take; empty if no source says.
    pub limit: String,
    /// Explanation.
    pub says: String,
    /// Articles.
    pub law: Vec<Cite>,
    /// Texts disagree on it.
    pub dual: bool,
}

/// A sentence with its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Id; may be empty.
    pub id: String,
    /// Title; may be empty.
    pub title: String,
    /// The sentence.
    pub says: String,
    /// Phone number; may be empty.
    pub phone: String,
    /// Articles.
    pub law: Vec<Cite>,
}
