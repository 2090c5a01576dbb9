//! The compiled forms: what the browser loads. They need no packs to be filled in, only to name articles.

use crate::FormState;
use base::{Date, Problem};
use policy::{Choice, Cite, decode_body, encode_body};
use serde::{Deserialize, Serialize};

/// All forms, in the order in which they are shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Forms {
    /// The forms.
    pub list: Vec<Form>,
}

/// A form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// Id.
    pub id: String,
    /// Its title on paper.
    pub name: String,
    /// Filled in by staff.
    pub staff: bool,
    /// How many copies are signed.
    pub copies: u8,
    /// What it is for, in a sentence or two.
    pub says: String,
    /// Ids of the programmes that need it; empty for all.
    pub programs: Vec<String>,
    /// Ids of the programmes for which it must not be used.
    pub not_for: Vec<String>,
    /// When it is needed: all of these.
    pub when: Vec<When>,
    /// Articles it rests on.
    pub law: Vec<Cite>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// What is declared by signing.
    pub declares: Vec<Line>,
    /// What nobody may ask for with this form.
    pub never: Vec<Line>,
    /// What the person should know.
    pub know: Vec<Line>,
    /// Signatures under it.
    pub signs: Vec<Sign>,
}

/// A sentence with its articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The sentence.
    pub says: String,
    /// Articles.
    pub law: Vec<Cite>,
}

/// A place for a signature and its date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sign {
    /// Who signs.
    pub label: String,
    /// When it is there: all of these.
    pub when: Vec<When>,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Id, unique in the form.
    pub id: String,
    /// Title.
    pub title: String,
    /// Explanation under the title; may be empty.
    pub hint: String,
    /// One row for each person of a list, or none.
    pub of: Option<People>,
    /// Written on paper by the office: left blank here.
    pub office: bool,
    /// Empty rows added on paper.
    pub spare: u8,
    /// Each person gets a block instead of a line of a table.
    pub cards: bool,
    /// When it is there: all of these.
    pub when: Vec<When>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Articles.
    pub law: Vec<Cite>,
}

/// A list of people, the same in all forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum People {
    /// Who lives in the household.
    Members,
    /// Who outside it is obliged to support someone in it.
    Obligors,
}

/// A field. The same id means the same thing in every form: it is filled in once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Id.
    pub id: String,
    /// Label.
    pub label: String,
    /// Hint; may be empty.
    pub hint: String,
    /// What is filled in.
    pub kind: Kind,
    /// Whether it may stay empty.
    pub need: Need,
    /// Where it is prefilled from.
    pub source: Source,
    /// When it is there: all of these.
    pub when: Vec<When>,
    /// Options of a choice.
    pub options: Vec<Choice>,
    /// Lines on paper.
    pub lines: u8,
    /// Smallest number; money in fen.
    pub min: Option<i64>,
    /// Largest number.
    pub max: Option<i64>,
    /// A date that may not be later than today.
    pub past: bool,
    /// Of an ID number: the date field that it must agree with.
    pub birth: Option<String>,
    /// What stands behind the number: 元, 个月, 人; may be empty.
    pub unit: String,
    /// In the applicant's own row: taken from that field outside the lists.
    pub own: Option<String>,
    /// The kind of sensitive personal information it asks for, to be agreed to first; that of its fact.
    pub sensitive: Option<String>,
    /// Earlier ids of the field.
    pub was: Vec<String>,
    /// Articles.
    pub law: Vec<Cite>,
}

/// What is filled into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Free text.
    Text,
    /// A person's name.
    Name,
    /// An address.
    Address,
    /// A day.
    Date,
    /// An ID number.
    IdNumber,
    /// Money.
    Money,
    /// A whole number.
    Number,
    /// A phone number.
    Phone,
    /// A bank card or passbook.
    Account,
    /// One of the options.
    Choice,
    /// Any of the options.
    Flags,
    /// A signature: on paper only.
    Sign,
    /// Written by the office: on paper only.
    Blank,
}

impl Kind {
    /// Shown masked until it is tapped.
    pub fn masked(self) -> bool {
        matches!(self, Kind::IdNumber | Kind::Account | Kind::Phone)
    }

    /// Filled in by hand, never here.
    pub fn on_paper(self) -> bool {
        matches!(self, Kind::Sign | Kind::Blank)
    }

    /// Filled in by choosing, not by typing.
    pub fn chosen(self) -> bool {
        matches!(self, Kind::Choice | Kind::Flags)
    }
}

/// Whether a field may stay empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Without it the form can't be handed in.
    Must,
    /// To be answered; “不清楚” is an answer.
    Answer,
    /// May stay empty.
    #[default]
    Free,
}

/// Where a field is prefilled from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Nowhere.
    #[default]
    Typed,
    /// The answer to a fact.
    Fact(String),
    /// What the person of the row is called; outside the lists, the applicant.
    Name,
    /// How many members there are.
    Count,
}

/// A condition on another field of the form, in the same row if it stands in one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct When {
    /// The other field.
    pub field: String,
    /// What must hold of it.
    pub test: Test,
}

/// What must hold of a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Test {
    /// One of these options is chosen.
    Is(Vec<String>),
    /// None of these options is chosen.
    Not(Vec<String>),
    /// Born at least so many full years ago.
    AgeFrom(u8),
    /// Born less than so many full years ago.
    AgeBelow(u8),
}

const MAGIC: &[u8; 4] = b"JZF\x01";

impl Forms {
    /// The form of an id.
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.list.iter().find(|form| form.id == id)
    }

    /// The forms that an application for these programmes needs, as far as it is filled in; for no programme, all
    /// that may be needed.
    pub fn needed(&self, programs: &[&str], state: &FormState, today: Date) -> Vec<&Form> {
        let serves = |form: &Form| programs.is_empty() || programs.iter().any(|program| form.serves(program));
        self.list.iter().filter(|form| serves(form) && state.holds(form, &form.when, None, today)).collect()
    }

    /// Only the residents' forms, or only those of staff.
    #[must_use]
    pub fn only(mut self, staff: bool) -> Forms {
        self.list.retain(|form| form.staff == staff);
        self
    }

    /// The bytes that the browser loads.
    pub fn encode(&self) -> Result<Vec<u8>, Problem> {
        encode_body(MAGIC, self)
    }

    /// Reads what [`Forms::encode`] wrote, refusing anything else.
    pub fn decode(bytes: &[u8]) -> Result<Forms, Problem> {
        decode_body(MAGIC, bytes)
    }
}

impl Form {
    /// Whether one of the programmes needs it, by its data alone.
    pub fn serves(&self, program: &str) -> bool {
        let listed = |ids: &[String]| ids.iter().any(|id| id == program);
        !listed(&self.not_for) && (self.programs.is_empty() || listed(&self.programs))
    }

    /// Every field with its section.
    pub fn fields(&self) -> impl Iterator<Item = (&Section, &Field)> {
        self.sections.iter().flat_map(|section| section.fields.iter().map(move |field| (section, field)))
    }

    /// The field of an id, with its section.
    pub fn field(&self, id: &str) -> Option<(&Section, &Field)> {
        self.fields().find(|(_, field)| field.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_back_and_refuses_damage() {
        let bytes = Forms::default().encode().unwrap();
        assert_eq!(Forms::decode(&bytes).unwrap(), Forms::default());
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x11;
            assert!(Forms::decode(&damaged).is_err(), "damage at {place}");
            assert!(Forms::decode(&bytes[..place]).is_err(), "cut at {place}");
        }
    }
}
