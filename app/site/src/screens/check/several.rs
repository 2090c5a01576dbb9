//! For somebody who helps many people: the next few questions side by side.

use super::input::IDS;
use super::question::{ask, whom};
use super::{Desk, mending};
use crate::route::{Check, Route};
use crate::wording;
use leptos::prelude::*;
use parts::{Fault, Look, Node, errsum, many, press, tag};
use policy::{AbsentValue, Fact};
use std::sync::Arc;
use store::{Asked, Draft, Kept};

/// The questions that would be asked one after the other if all were answered as most would, up to one that needs a page of its own.
pub fn ahead(desk: &Desk, draft: &Draft) -> Vec<(Asked, &'static Fact)> {
    let mut guess = draft.clone();
    let mut found: Vec<(Asked, &'static Fact)> = Vec::new();
    while found.len() < IDS.len() {
        let Some(asked) = desk.kit.next(&guess).filter(|asked| found.iter().all(|(other, _)| other != asked)) else {
            break;
        };
        let Some(fact) = desk.kit.fact(&asked.fact) else { break };
        let gate = fact.sensitive.as_ref().is_some_and(|kind| guess.consent(kind).is_none());
        if gate || desk.kit.list(fact).is_some() {
            break;
        }
        guess.set(&asked.fact, asked.whom, usual(fact));
        found.push((asked, fact));
    }
    found
}

/// What most would say.
fn usual(fact: &Fact) -> Kept {
    match fact.absent {
        AbsentValue::Truth(said) => Kept::Bool(said),
        _ => Kept::Unknown,
    }
}

/// Their page. What is left empty is asked again if it still matters.
pub fn several(desk: &Desk, draft: &Draft, ahead: Vec<(Asked, &'static Fact)>) -> Node {
    let faults = RwSignal::new(Vec::<Fault>::new());
    let mut inputs = Vec::new();
    let mut grid = tag("div").class("several");
    for ((asked, fact), ids) in ahead.into_iter().zip(IDS) {
        let title = wording::heading("h2", &fact.question, &desk.kit.name(draft, asked.whom));
        let (view, input) = ask(desk, draft, (&asked, fact), ids, title, faults);
        grid = grid.child(tag("div").class("stack").child(whom(desk, draft, asked.whom)).child(view));
        inputs.push((asked, input.blank, input.read));
    }
    let (desk_, id) = (desk.clone(), draft.id.clone());
    let inputs = Arc::new(inputs);
    // What is said is kept before one goes on: whoever leaves here has said it.
    let (session, all) = (desk.session, inputs.clone());
    let keep = move |_| {
        let said = all.iter().filter(|(_, blank, _)| !blank());
        session.answer(said.filter_map(|(asked, _, read)| Some((asked.clone(), read().ok()?))).collect());
    };
    let submit = move || {
        let told = inputs.iter().filter(|(_, blank, _)| !blank());
        let (mut given, mut found) = (Vec::new(), Vec::new());
        for (asked, _, read) in told {
            match read() {
                Ok(kept) => given.push((asked.clone(), kept)),
                Err(wrong) => found.extend(wrong),
            }
        }
        if given.is_empty() && found.is_empty() {
            found.push(Fault::new("helping", "至少答一题。不清楚就选“不清楚”"));
        }
        if found.is_empty() {
            session.answer(given);
            desk_.shell.go(Route::Check(Check::Resume(id.clone())));
        } else {
            desk_.shell.faulty.set(true);
            faults.set(found);
        }
    };
    let form = mending(
        tag("form").id("helping").flag("novalidate", true).on("change", keep).on_submit(submit),
        desk.shell,
        faults,
    );
    let says = tag("p").class("hint").text("一页几题，问到的填上，没问的空着。");
    many([
        tag("h1").text("帮人填").into(),
        says.into(),
        errsum(faults),
        form.child(grid).child(press("存下，接着问", Look::Big)).into(),
    ])
}
