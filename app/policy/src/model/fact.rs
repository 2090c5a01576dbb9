//! Questions, and what the authority knows.

use crate::graph::Ix;
use serde::{Deserialize, Serialize};

/// What a fact belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Of {
    /// Each member and each obligor.
    Person,
    /// The household.
    Household,
    /// This request.
    Case,
}

/// The kind of answer a fact takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Yes or no.
    Bool,
    /// One of its options.
    Choice,
    /// A whole number.
    Number,
    /// Money in fen.
    Money,
    /// A date.
    Date,
    /// Any of its options.
    Flags,
    /// Any of its options, each with money per month.
    Benefits,
    /// Yes or no for each of its options.
    Scoped,
    /// A list of people.
    List,
}

/// Who can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KnownBy {
    /// The resident: it is asked.
    Resident,
    /// The authority checks it itself.
    Authority,
    /// The system fills it in.
    System,
}

/// One option of a fact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Id, as in the interchange format.
    pub id: String,
    /// Chinese label.
    pub label: String,
    /// Explanation; may be empty.
    pub hint: String,
    /// May not stand beside other options.
    pub exclusive: bool,
    /// Nobody says this of themselves: it isn't offered about the applicant.
    pub others_only: bool,
}

/// The value a fact takes when it is not written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum AbsentValue {
    /// None: it stays unknown.
    Unknown,
    /// A truth, for every option.
    Truth(bool),
    /// A number, money or date.
    Number(i64),
    /// The option of that index.
    Choice(u16),
    /// No option.
    Empty,
}

/// A question, or what the authority knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Id.
    pub id: String,
    /// Household, person or case.
    pub of: Of,
    /// Kind of answer.
    pub kind: Kind,
    /// Unit of a number, as in the pack (`fen/month`).
    pub unit: String,
    /// Who can tell.
    pub known_by: KnownBy,
    /// The question; `{name}` stands for the person, and `|` where its heading may break. Empty if it is not asked.
    pub question: String,
    /// What a yes is called under it (是, 有, 愿意).
    pub yes: String,
    /// What a no is called.
    pub no: String,
    /// What not knowing is called.
    pub unsure: String,
    /// Hint under the question.
    pub hint: String,
    /// Why it is asked; may be empty.
    pub why: String,
    /// Asking order.
    pub order: u16,
    /// Topic id.
    pub topic: String,
    /// Sensitive personal information of this kind, if it is.
    pub sensitive: Option<String>,
    /// What to do at once where the answer is yes: index among the guide's urgent entries.
    pub at_once: Option<u16>,
    /// Never stored and never scored.
    pub never_stored: bool,
    /// Options.
    pub values: Vec<Choice>,
    /// Value when not written.
    pub absent: AbsentValue,
    /// Its own nodes: for members, and (person facts) for obligors; 0 if it is in no test.
    pub relevant: Option<Ix>,
}

impl Fact {
    /// The question as it is said.
    pub fn asks(&self) -> String {
        self.question.replace('|', "")
    }
}
