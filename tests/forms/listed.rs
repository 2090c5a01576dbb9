//! Every form and every field that has to be there is there, and can be reached.

use crate::{FORMS, PACK, form, today};
use forms::{At, Field, Form, FormState, Input, Kind, OwnRow, Section, Source, Test, When};
use std::collections::{BTreeMap, BTreeSet};

fn listed() -> toml::Table {
    toml::from_str(include_str!("listed.toml")).expect("listed.toml can be read")
}

#[test]
fn the_forms_are_those_listed_with_all_their_fields() {
    let listed = listed();
    let forms = listed["forms"].as_table().expect("a table of forms");
    let ids: BTreeSet<&str> = forms.keys().map(String::as_str).collect();
    assert_eq!(ids, FORMS.list.iter().map(|f| f.id.as_str()).collect());
    for (id, fields) in forms {
        for field in fields.as_array().expect("a list of fields") {
            let field = field.as_str().expect("an id");
            assert!(form(id).field(field).is_some(), "{id} has no field {field}");
        }
    }
    for (id, count) in listed["signs"].as_table().expect("a table of signatures") {
        assert_eq!(Some(form(id).signs.len() as i64), count.as_integer(), "signatures under {id}");
    }
}

#[test]
fn each_form_rests_on_articles_and_says_what_nobody_may_ask_for() {
    for form in &FORMS.list {
        assert!(!form.law.is_empty() && !form.says.is_empty(), "{}", form.id);
        assert!(form.law.iter().any(|cite| PACK.cite_holds(cite, today())), "{}: no article in force", form.id);
        assert!(form.staff || !form.never.is_empty(), "{} says nothing of what nobody may ask for", form.id);
        assert!(form.staff || !form.declares.is_empty(), "{} declares nothing", form.id);
        assert!(form.copies > 0 && !form.sections.is_empty(), "{}", form.id);
        for line in form.never.iter().chain(&form.declares) {
            let known = line.law.iter().any(|cite| PACK.cite_holds(cite, today()));
            assert!(known, "{}: {} rests on nothing in force", form.id, line.says);
        }
    }
}

/// Answers that make conditions true, as if somebody chose them.
fn obey(form: &Form, when: &[When], row: Option<u32>, state: &mut FormState, deep: usize) {
    assert!(deep < 9, "conditions of {} go round in a circle", form.id);
    for condition in when {
        let Some((section, field)) = FORMS.list.iter().find_map(|f| f.field(&condition.field)) else { continue };
        obey(form, &field.when, row, state, deep + 1);
        let other = |ids: &[String]| field.options.iter().find(|o| !ids.contains(&o.id)).map(|o| o.id.clone());
        let input = match &condition.test {
            Test::Is(ids) => Input::Chosen(vec![ids[0].clone()]),
            Test::Not(ids) => Input::Chosen(other(ids).into_iter().collect()),
            Test::AgeFrom(_) => Input::Text("1950-01-01".into()),
            Test::AgeBelow(_) => Input::Text("2026-01-01".into()),
        };
        let row = row.filter(|_| section.of.is_some());
        state.set(&form.id, At { field: field.id.clone(), row }, input);
    }
}

fn reachable(form: &Form, section: &Section, field: &Field) -> bool {
    let mut state = FormState::default();
    let row = section.of.and_then(|people| state.add_row(people)).map(|OwnRow(key)| key);
    obey(form, &section.when, None, &mut state, 0);
    obey(form, &field.when, row, &mut state, 0);
    state.holds(form, &section.when, None, today()) && state.holds(form, &field.when, row, today())
}

#[test]
fn every_field_of_every_form_can_be_reached() {
    for form in &FORMS.list {
        for (section, field) in form.fields() {
            assert!(reachable(form, section, field), "{}: {} is never there", form.id, field.id);
        }
    }
}

#[test]
fn one_id_is_one_thing_in_all_forms() {
    let mut seen: BTreeMap<&str, (Kind, &Source, Vec<&str>)> = BTreeMap::new();
    for (_, field) in FORMS.list.iter().flat_map(|form| form.fields()) {
        let options = field.options.iter().map(|o| o.id.as_str()).collect();
        let found = (field.kind, &field.source, options);
        let first = seen.entry(&field.id).or_insert_with(|| found.clone());
        assert_eq!(*first, found, "{}", field.id);
    }
}

#[test]
fn residents_and_staff_get_their_own_forms() {
    let (residents, staff) = (FORMS.clone().only(false), FORMS.clone().only(true));
    assert_eq!((residents.list.len(), staff.list.len()), (8, 8));
    let (ours, theirs) = (residents.encode().expect("bytes"), staff.encode().expect("bytes"));
    assert!(ours.len() < 40_000, "the residents' forms take {} bytes", ours.len());
    assert!(!String::from_utf8_lossy(&ours).contains("入户调查表"));
    assert_eq!(forms::Forms::decode(&ours).expect("residents"), residents);
    assert_eq!(forms::Forms::decode(&theirs).expect("staff"), staff);
}

#[test]
fn the_publication_shows_nothing_private() {
    let notice = form("gongshi");
    assert!(!notice.serves("shiwu") && notice.serves("dibao"));
    for (_, field) in notice.fields() {
        assert!(!field.kind.masked() || field.id == "notice_phone", "{}", field.id);
        assert_eq!(field.source, Source::Typed, "{}", field.id);
    }
}
