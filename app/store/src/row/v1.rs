//! Version 1 of a row. Never edited after a release: a change is a new version and a migration.

use crate::draft;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub(super) struct Row {
    id: String,
    name: String,
    started: i64,
    changed: i64,
    revision: u32,
    packs: String,
    focus: Vec<String>,
    answers: Vec<(String, Kept)>,
    members: Option<Vec<Person>>,
    obligors: Option<Vec<Person>>,
    trail: Vec<(String, Whom)>,
    consents: Vec<(String, Consent)>,
}

#[derive(Serialize, Deserialize)]
struct Person {
    key: u32,
    name: String,
    answers: Vec<(String, Kept)>,
}

#[derive(Serialize, Deserialize)]
enum Kept {
    Unknown,
    Bool(bool),
    Choice(String),
    Number(i64, i64),
    Date(i64, i64),
    Flags(Vec<String>),
    Benefits(Vec<(String, Option<i64>)>),
}

#[derive(Clone, Copy, Serialize, Deserialize)]
enum Whom {
    Household,
    Member(u32),
    Obligor(u32),
}

#[derive(Serialize, Deserialize)]
enum Consent {
    Agreed,
    Declined,
    Nothing,
}

impl Row {
    pub(super) fn of(draft: &draft::Draft, never: &[String]) -> Row {
        let d = draft.without(never);
        let answers =
            |list: Vec<(String, draft::Kept)>| list.into_iter().map(|(fact, kept)| (fact, kept.into())).collect();
        let people = |list: Vec<draft::Person>| {
            list.into_iter().map(|p| Person { key: p.key, name: p.name, answers: answers(p.answers) }).collect()
        };
        Row {
            id: d.id,
            name: d.name,
            started: d.started,
            changed: d.changed,
            revision: d.revision,
            packs: d.packs,
            focus: d.focus,
            answers: answers(d.answers),
            members: d.members.map(people),
            obligors: d.obligors.map(people),
            trail: d.trail.into_iter().map(|a| (a.fact, a.whom.into())).collect(),
            consents: d.consents.into_iter().map(|(kind, consent)| (kind, consent.into())).collect(),
        }
    }

    pub(super) fn draft(self) -> draft::Draft {
        let answers =
            |list: Vec<(String, Kept)>| list.into_iter().map(|(fact, kept)| (fact, kept.into())).collect::<Vec<_>>();
        let people = |list: Vec<Person>| {
            list.into_iter().map(|p| draft::Person { key: p.key, name: p.name, answers: answers(p.answers) }).collect()
        };
        let asked = |(fact, whom): (String, Whom)| draft::Asked { fact, whom: whom.into() };
        draft::Draft {
            id: self.id,
            name: self.name,
            started: self.started,
            changed: self.changed,
            revision: self.revision,
            packs: self.packs,
            focus: self.focus,
            answers: answers(self.answers),
            members: self.members.map(people),
            obligors: self.obligors.map(people),
            trail: self.trail.into_iter().map(asked).collect(),
            consents: self.consents.into_iter().map(|(kind, consent)| (kind, consent.into())).collect(),
            forms: Vec::new(),
        }
    }
}

impl From<draft::Kept> for Kept {
    fn from(kept: draft::Kept) -> Self {
        match kept {
            draft::Kept::Unknown => Kept::Unknown,
            draft::Kept::Bool(yes) => Kept::Bool(yes),
            draft::Kept::Choice(id) => Kept::Choice(id),
            draft::Kept::Number(least, most) => Kept::Number(least, most),
            draft::Kept::Date(first, last) => Kept::Date(first, last),
            draft::Kept::Flags(ids) => Kept::Flags(ids),
            draft::Kept::Benefits(list) => Kept::Benefits(list),
        }
    }
}

impl From<Kept> for draft::Kept {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Unknown => draft::Kept::Unknown,
            Kept::Bool(yes) => draft::Kept::Bool(yes),
            Kept::Choice(id) => draft::Kept::Choice(id),
            Kept::Number(least, most) => draft::Kept::Number(least, most),
            Kept::Date(first, last) => draft::Kept::Date(first, last),
            Kept::Flags(ids) => draft::Kept::Flags(ids),
            Kept::Benefits(list) => draft::Kept::Benefits(list),
        }
    }
}

impl From<draft::Whom> for Whom {
    fn from(whom: draft::Whom) -> Self {
        match whom {
            draft::Whom::Household => Whom::Household,
            draft::Whom::Member(key) => Whom::Member(key),
            draft::Whom::Obligor(key) => Whom::Obligor(key),
        }
    }
}

impl From<Whom> for draft::Whom {
    fn from(whom: Whom) -> Self {
        match whom {
            Whom::Household => draft::Whom::Household,
            Whom::Member(key) => draft::Whom::Member(key),
            Whom::Obligor(key) => draft::Whom::Obligor(key),
        }
    }
}

impl From<draft::Consent> for Consent {
    fn from(consent: draft::Consent) -> Self {
        match consent {
            draft::Consent::Agreed => Consent::Agreed,
            draft::Consent::Declined => Consent::Declined,
            draft::Consent::Nothing => Consent::Nothing,
        }
    }
}

impl From<Consent> for draft::Consent {
    fn from(consent: Consent) -> Self {
        match consent {
            Consent::Agreed => draft::Consent::Agreed,
            Consent::Declined => draft::Consent::Declined,
            Consent::Nothing => draft::Consent::Nothing,
        }
    }
}
