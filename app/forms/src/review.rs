//! How far a form is, and what is missing or wrong, each at its field.

use crate::{At, Field, Form, FormState, Input, Need, Section, Value, read};
use base::{Date, Problem};

/// How far a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nobody opened it.
    NotStarted,
    /// Something is missing or wrong.
    Incomplete,
    /// Nothing is.
    Done,
}

/// A form looked through.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// How far it is.
    pub status: Status,
    /// What is missing or wrong, in the order of the form.
    pub gaps: Vec<Gap>,
    /// Fields in which something stands.
    pub filled: usize,
    /// Fields that are there.
    pub fields: usize,
}

/// Something missing or wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// Where.
    pub at: At,
    /// The section's id.
    pub section: String,
    /// Missing or wrong.
    pub kind: GapKind,
    /// Label, what is wrong, what to do. Says nothing of what was typed.
    pub problem: Problem,
}

/// Missing or wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapKind {
    /// Nothing stands there, and something must.
    Missing,
    /// What stands there can't be read.
    Wrong,
}

/// Looks through a form.
pub fn review(form: &Form, state: &FormState, today: Date) -> Review {
    let mut found = Review { status: Status::NotStarted, gaps: Vec::new(), filled: 0, fields: 0 };
    for section in &form.sections {
        if section.office || !state.holds(form, &section.when, None, today) {
            continue;
        }
        let keys = state.keys(section.of);
        if let (true, Some(field)) = (keys.is_empty(), first_needed(section)) {
            found.gaps.push(gap(At::form(field.id.clone()), section, GapKind::Missing, nobody(section)));
        }
        for row in keys {
            for field in &section.fields {
                look(form, section, field, row, state, today, &mut found);
            }
        }
    }
    found.status = match (state.begun(&form.id), found.gaps.is_empty()) {
        (false, _) => Status::NotStarted,
        (true, false) => Status::Incomplete,
        (true, true) => Status::Done,
    };
    found
}

/// The first field that must be filled in for each person: with one, the list can't stay empty.
fn first_needed(section: &Section) -> Option<&Field> {
    section.fields.iter().find(|field| field.need == Need::Must && field.when.is_empty() && !field.kind.on_paper())
}

fn nobody(section: &Section) -> Problem {
    Problem::new(&section.title, "还没有写人").hint("至少写一个人")
}

fn gap(at: At, section: &Section, kind: GapKind, problem: Problem) -> Gap {
    Gap { at, section: section.id.clone(), kind, problem }
}

fn look(
    form: &Form,
    section: &Section,
    field: &Field,
    row: Option<u32>,
    state: &FormState,
    today: Date,
    found: &mut Review,
) {
    if field.kind.on_paper() || !state.holds(form, &field.when, row, today) {
        return;
    }
    found.fields += 1;
    let at = At { field: field.id.clone(), row };
    let value = state.input(&at).map_or(Ok(None), |input| read(field, input, today));
    let missing = |what: &str, hint: &str| Some((GapKind::Missing, Problem::new(&field.label, what).hint(hint)));
    let empty = if field.kind.chosen() { "还没有选" } else { "还没有写" };
    let wrong = match value {
        Err(problem) => Some((GapKind::Wrong, problem)),
        Ok(None) if field.need == Need::Must => missing(empty, &field.hint),
        Ok(None) if field.need == Need::Answer => missing(empty, "不知道的，选“不清楚”"),
        Ok(Some(Value::Unknown)) if field.need == Need::Must => missing("这一项要写清楚", &field.hint),
        Ok(value) => disagrees(field, value.as_ref(), row, state).map(|problem| (GapKind::Wrong, problem)),
    };
    found.filled += usize::from(state.input(&at).is_some());
    found.gaps.extend(wrong.map(|(kind, problem)| gap(at, section, kind, problem)));
}

/// An ID number states a day of birth: it must be the one in the other field.
fn disagrees(field: &Field, value: Option<&Value>, row: Option<u32>, state: &FormState) -> Option<Problem> {
    let (Some(other), Some(Value::IdNumber(number))) = (&field.birth, value) else { return None };
    let Input::Text(text) = state.input(&At { field: other.clone(), row })? else { return None };
    let (first, last) = base::entry::read_span(text).ok()?;
    let birth = number.birth()?;
    let problem = || Problem::new(&field.label, "和填的出生日期不一样").hint("看着身份证，把两处对一遍");
    (birth < first || birth > last).then(problem)
}

/// An empty form, for tests.
#[cfg(test)]
pub(crate) fn form_of(id: &str) -> Form {
    Form {
        id: id.into(),
        name: "表".into(),
        staff: false,
        copies: 1,
        says: String::new(),
        programs: vec![],
        not_for: vec![],
        when: vec![],
        law: vec![],
        sections: vec![],
        declares: vec![],
        never: vec![],
        know: vec![],
        signs: vec![],
    }
}
