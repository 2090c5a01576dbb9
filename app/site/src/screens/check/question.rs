//! One question.

use super::input::{IDS, Ids, Input};
use super::{Desk, consent, input, mending, people, saved_line, several};
use crate::route::Check;
use crate::screens::urgent;
use crate::wording;
use leptos::prelude::*;
use parts::{Fault, Look, Node, Picture, Tag, back, errsum, grains, icon, many, nothing, press, press_to, tag, why};
use policy::Fact;
use std::sync::Arc;
use store::{Asked, Draft, Whom};

/// The `n`th question: as it was asked, or the engine's next one, with more beside it for somebody who helps many people.
pub fn question(desk: &Desk, n: usize, review: bool) -> Node {
    let draft = desk.session.draft();
    let helping = desk.session.helping();
    let ahead = if !review && n > draft.trail.len() && helping.get() { several::ahead(desk, &draft) } else { vec![] };
    let first = ahead.first().map(|(asked, _)| asked.clone());
    let asked = draft.trail.get(n - 1).cloned().or(first).or_else(|| desk.kit.next(&draft));
    let Some((asked, fact)) = asked.and_then(|asked| Some((asked.clone(), desk.kit.fact(&asked.fact)?))) else {
        return nothing();
    };
    let body = match (&fact.sensitive, desk.kit.list(fact)) {
        (Some(kind), _) if draft.consent(kind).is_none() => consent::consent(desk, kind),
        (_, Some(list)) => people::list(desk, n, review, fact, list),
        _ if ahead.len() > 1 => several::several(desk, &draft, ahead),
        _ => form(desk, n, review, &asked, fact),
    };
    let (way, whole) = desk.kit.way(&draft.trail[..(n - 1).min(draft.trail.len())]);
    let turn = (!review && n > draft.trail.len()).then(|| turn(desk));
    many([
        tag("div").class("qbar").child(back_link(desk, &draft, n, review)).child(turn).into(),
        grains(n - 1, way, whole).into(),
        body,
        saved_line(desk.session),
    ])
}

/// The switch between one question and several; gone once something on the page could be lost by it.
fn turn(desk: &Desk) -> Tag {
    let (helping, touched) = (desk.session.helping(), desk.session.touched());
    touched.set(false);
    let says = if helping.get_untracked() { "一页一题" } else { "帮人填：一页几题" };
    press_to(says, Look::Slim, move || helping.update(|on| *on = !*on)).live_flag("hidden", move || touched.get())
}

fn back_link(desk: &Desk, draft: &Draft, n: usize, review: bool) -> Tag {
    let id = draft.id.clone();
    match (n, review) {
        (_, true) => back(desk.to(Check::Review(id)), "回到全部答案"),
        (1, _) => back(desk.to(Check::Start), "回到开头"),
        _ => back(desk.to(Check::Question { draft: id, n: n - 1, review: false }), "上一题"),
    }
}

fn form(desk: &Desk, n: usize, review: bool, asked: &Asked, fact: &'static Fact) -> Node {
    let draft = desk.session.draft();
    let faults = RwSignal::new(Vec::<Fault>::new());
    let title = wording::heading("h1", &fact.question, &desk.kit.name(&draft, asked.whom));
    let (ask, input) = ask(desk, &draft, (asked, fact), IDS[0], title, faults);
    let why = (!fact.why.is_empty()).then(|| {
        let says = tag("p").text(format!("{}。", fact.why.trim_end_matches('。')));
        why(icon(Picture::Info), "为什么问这个？").child(says)
    });
    let (desk_, asked_, read) = (desk.clone(), asked.clone(), Arc::new(input.read));
    // What is said is kept before one goes on: whoever leaves here has said it.
    let (session, kept, now) = (desk.session, asked.clone(), read.clone());
    let keep = move |_| {
        if let Ok(said) = now() {
            session.answer(vec![(kept.clone(), said)]);
        }
    };
    let submit = move || match read() {
        Ok(kept) => {
            desk_.session.answer(vec![(asked_.clone(), kept)]);
            desk_.shell.go(desk_.after(n, review));
        }
        Err(found) => {
            desk_.shell.faulty.set(true);
            faults.set(found);
        }
    };
    let form = mending(tag("form").flag("novalidate", true).on("change", keep).on_submit(submit), desk.shell, faults);
    let form = form.child(ask).child(why).child(press("下一题", Look::Big));
    many([errsum(faults), whom(desk, &draft, asked.whom), form.into()])
}

/// A question and its controls, and how they are read.
pub fn ask(
    desk: &Desk,
    draft: &Draft,
    (asked, fact): (&Asked, &'static Fact),
    ids: Ids,
    title: Tag,
    faults: RwSignal<Vec<Fault>>,
) -> (Tag, Input) {
    let hint = wording::about(&fact.hint, &desk.kit.name(draft, asked.whom));
    let hint = (!hint.is_empty()).then(|| tag("p").class("hint").id(ids.hint).text(hint));
    let (shell, said) = (desk.shell, desk.kit.at_once(fact));
    let on_yes = move || Node::from(said.map(|said| urgent::at_once(shell, said).attr("role", "alert")));
    let applicant = desk.kit.is_applicant(draft, asked.whom);
    let options = fact.values.iter().filter(|choice| !(applicant && choice.others_only));
    let mut input = input::input(
        ids,
        fact,
        options.collect(),
        desk.kit.bounds(fact),
        draft.answer(&fact.id, asked.whom),
        faults,
        Box::new(on_yes),
    );
    let view = std::mem::replace(&mut input.view, nothing());
    let ask = if input.labelled {
        let label = tag("label").attr("for", ids.answer).child(title);
        tag("div").class("field").child(label).child(hint).child(view)
    } else {
        let bad = move || faults.with(|faults| faults.iter().any(|fault| fault.field.starts_with(ids.answer)));
        let group = tag("fieldset").live_class("bad", bad);
        let group = if hint.is_some() { group.attr("aria-describedby", ids.hint) } else { group };
        group.child(tag("legend").child(title)).child(hint).child(view)
    };
    (ask, input)
}

/// Whom the question is about, where it isn't the applicant.
pub fn whom(desk: &Desk, draft: &Draft, whom: Whom) -> Node {
    if whom == Whom::Household || desk.kit.is_applicant(draft, whom) {
        return nothing();
    }
    let name = desk.kit.name(draft, whom);
    let says = match desk.kit.age(draft, whom) {
        Some((least, most)) if least == most => format!("{name}，{least}岁"),
        _ => name,
    };
    tag("p").class("tag").child(icon(Picture::Person)).text(says).into()
}
