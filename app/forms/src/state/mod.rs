//! What is filled in: one state for all forms of an application, so that a thing is typed once.
//!
//! Each place keeps what the person typed apart from what their answers said: prefilling never touches the typed.

mod bounds;
mod merge;
mod prefill;
mod row;
mod when;

use crate::{Forms, People};
use base::Problem;
use std::collections::BTreeMap;

pub use prefill::{Tag, Told};
pub use row::STATE_VERSION;

/// Everything filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FormState {
    places: BTreeMap<At, Filled>,
    members: Vec<Row>,
    obligors: Vec<Row>,
    begun: Vec<String>,
}

/// A field, in the row of a person if it stands in a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The field's id.
    pub field: String,
    /// The person's key.
    pub row: Option<u32>,
}

impl At {
    /// A field of the form itself.
    pub fn form(field: impl Into<String>) -> At {
        At { field: field.into(), row: None }
    }

    /// A field in a person's row.
    pub fn row(field: impl Into<String>, key: u32) -> At {
        At { field: field.into(), row: Some(key) }
    }

    /// The id of its control in a page: `m_name-3`.
    pub fn html_id(&self) -> String {
        match self.row {
            Some(key) => format!("{}-{key}", self.field),
            None => self.field.clone(),
        }
    }
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// As typed.
    Text(String),
    /// The ids of the chosen options.
    Chosen(Vec<String>),
    /// “不清楚”
    Unknown,
}

impl Input {
    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        match self {
            Input::Text(text) => text.trim().is_empty(),
            Input::Chosen(ids) => ids.is_empty(),
            Input::Unknown => false,
        }
    }
}

/// Where what stands in a field comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin<'a> {
    /// Nothing stands there.
    Empty,
    /// The person wrote it.
    Typed,
    /// From the answers of the self-check.
    Told,
    /// The person wrote it, and the answers say something else.
    TypedOver(&'a Input),
}

/// What a place holds.
#[derive(Clone, Debug, Default, PartialEq)]
struct Filled {
    typed: Option<Input>,
    told: Option<Input>,
}

/// A person on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Key: the one of the answers, or from [`OwnRow::FIRST`] on if added to the form.
    pub key: u32,
    /// The answers have this person.
    pub told: bool,
}

/// A row that was added to the form by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnRow(pub u32);

impl OwnRow {
    /// Keys of the answers are smaller.
    pub const FIRST: u32 = 1 << 31;
}

/// Nobody has more people on a list.
const MOST_ROWS: usize = 60;

impl FormState {
    /// Writes what a person typed or chose. The form counts as begun.
    pub fn set(&mut self, form: &str, at: At, input: Input) {
        self.begin(form);
        self.places.entry(at).or_default().typed = Some(input);
    }

    /// Takes back what was typed: what the answers say stands there again.
    pub fn reset(&mut self, at: &At) {
        if let Some(filled) = self.places.get_mut(at) {
            filled.typed = None;
        }
    }

    /// What stands in a field.
    pub fn input(&self, at: &At) -> Option<&Input> {
        let filled = self.places.get(at)?;
        filled.typed.as_ref().or(filled.told.as_ref()).filter(|input| !input.is_empty())
    }

    /// Where it comes from.
    pub fn origin(&self, at: &At) -> Origin<'_> {
        match self.places.get(at) {
            Some(Filled { typed: Some(typed), told }) => match told {
                Some(told) if told != typed => Origin::TypedOver(told),
                _ if typed.is_empty() => Origin::Empty,
                _ => Origin::Typed,
            },
            Some(Filled { typed: None, told: Some(_) }) => Origin::Told,
            _ => Origin::Empty,
        }
    }

    /// Opens a form.
    pub fn begin(&mut self, form: &str) {
        if !self.begun(form) {
            self.begun.push(form.to_string());
        }
    }

    /// Whether a form was opened.
    pub fn begun(&self, form: &str) -> bool {
        self.begun.iter().any(|id| id == form)
    }

    /// The people of a list.
    pub fn rows(&self, people: People) -> &[Row] {
        match people {
            People::Members => &self.members,
            People::Obligors => &self.obligors,
        }
    }

    /// Adds a person by hand; `None` if the list is full.
    pub fn add_row(&mut self, people: People) -> Option<OwnRow> {
        let used = self.members.iter().chain(&self.obligors).map(|row| row.key);
        let known = self.places.keys().filter_map(|at| at.row);
        let last = used.chain(known).filter(|key| *key >= OwnRow::FIRST).max();
        let key = last.map_or(Some(OwnRow::FIRST), |key| key.checked_add(1))?;
        let rows = self.rows_mut(people);
        if rows.len() >= MOST_ROWS {
            return None;
        }
        rows.push(Row { key, told: false });
        Some(OwnRow(key))
    }

    /// Takes a person off a list, with everything written about them. One whom the answers have stays:
    /// take them out there.
    pub fn remove_row(&mut self, people: People, key: u32) -> bool {
        let rows = self.rows_mut(people);
        let before = rows.len();
        rows.retain(|row| row.key != key || row.told);
        let gone = rows.len() < before;
        if gone {
            self.places.retain(|at, _| at.row != Some(key));
        }
        gone
    }

    fn rows_mut(&mut self, people: People) -> &mut Vec<Row> {
        match people {
            People::Members => &mut self.members,
            People::Obligors => &mut self.obligors,
        }
    }

    /// Moves what stands under a field's earlier id to the one it has now. What no form knows is kept.
    pub fn adopt(&mut self, forms: &Forms) {
        for (_, field) in forms.list.iter().flat_map(|form| form.fields()) {
            for was in &field.was {
                let old: Vec<At> = self.places.keys().filter(|at| at.field == *was).cloned().collect();
                for at in old {
                    let Some(filled) = self.places.remove(&at) else { continue };
                    self.places.entry(At { field: field.id.clone(), row: at.row }).or_insert(filled);
                }
            }
        }
    }

    /// As bytes; the first is [`STATE_VERSION`].
    pub fn encode(&self) -> Result<Vec<u8>, Problem> {
        row::encode(self)
    }

    /// Reads what this or an earlier version wrote.
    pub fn decode(bytes: &[u8]) -> Result<FormState, Problem> {
        row::decode(bytes)
    }
}

/// A field of that kind, for tests.
#[cfg(test)]
pub(crate) fn field_of(id: &str, kind: crate::Kind) -> crate::Field {
    crate::Field {
        id: id.into(),
        label: "标签".into(),
        hint: String::new(),
        kind,
        need: crate::Need::Free,
        source: crate::Source::Typed,
        when: vec![],
        options: vec![],
        lines: 1,
        min: None,
        max: None,
        past: false,
        birth: None,
        unit: String::new(),
        own: None,
        sensitive: None,
        was: vec![],
        law: vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Input {
        Input::Text(text.into())
    }

    #[test]
    fn what_was_typed_stands_before_what_was_told() {
        let mut state = FormState::default();
        let at = At::row("m_name", 3);
        assert_eq!(state.origin(&at), Origin::Empty);
        state.places.entry(at.clone()).or_default().told = Some(text("妈妈"));
        assert_eq!((state.input(&at), state.origin(&at)), (Some(&text("妈妈")), Origin::Told));
        state.set("f", at.clone(), text("李某"));
        assert_eq!((state.input(&at), state.origin(&at)), (Some(&text("李某")), Origin::TypedOver(&text("妈妈"))));
        state.set("f", at.clone(), text(""));
        assert_eq!(state.input(&at), None, "emptied on purpose");
        state.reset(&at);
        assert_eq!(state.input(&at), Some(&text("妈妈")));
        assert_eq!((at.html_id().as_str(), state.begun("f"), state.begun("g")), ("m_name-3", true, false));
    }

    #[test]
    fn rows_added_by_hand_never_share_a_key() {
        let mut state = FormState::default();
        let first = state.add_row(People::Members).unwrap();
        let second = state.add_row(People::Obligors).unwrap();
        assert_eq!((first.0, second.0), (OwnRow::FIRST, OwnRow::FIRST + 1));
        state.set("f", At::row("m_name", first.0), text("甲"));
        assert!(state.remove_row(People::Members, first.0) && !state.remove_row(People::Members, first.0));
        assert_eq!(state.input(&At::row("m_name", first.0)), None);
        while state.add_row(People::Members).is_some() {}
        assert_eq!(state.rows(People::Members).len(), MOST_ROWS);
    }
}
