//! One question.

use super::{Desk, consent, input, mending, people, saved_line};
use crate::route::Check;
use crate::screens::urgent;
use crate::wording;
use leptos::prelude::*;
use parts::{Fault, Look, Node, Picture, Tag, back, errsum, grains, icon, many, nothing, press, tag, why};
use policy::Fact;
use store::{Asked, Draft, Whom};

/// The `n`th question: as it was asked, or the engine's next one.
pub fn question(desk: &Desk, n: usize, review: bool) -> Node {
    let draft = desk.session.draft();
    let asked = draft.trail.get(n - 1).cloned().or_else(|| desk.kit.next(&draft));
    let Some((asked, fact)) = asked.and_then(|asked| Some((asked.clone(), desk.kit.fact(&asked.fact)?))) else {
        return nothing();
    };
    let body = match (&fact.sensitive, desk.kit.list(fact)) {
        (Some(kind), _) if draft.consent(kind).is_none() => consent::consent(desk, kind),
        (_, Some(list)) => people::list(desk, n, review, fact, list),
        _ => form(desk, n, review, &asked, fact),
    };
    let (way, whole) = desk.kit.way(&draft.trail[..(n - 1).min(draft.trail.len())]);
    many([
        tag("div").class("qbar").child(back_link(desk, &draft, n, review)).into(),
        grains(n - 1, way, whole).into(),
        body,
        saved_line(desk.session),
    ])
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
    let name = desk.kit.name(&draft, asked.whom);
    let title = tag("h1").text(wording::about(&fact.question, &name));
    let hint = wording::about(&fact.hint, &name);
    let hint = (!hint.is_empty()).then(|| tag("p").class("hint").id("hint").text(hint));
    let faults = RwSignal::new(Vec::<Fault>::new());
    let (shell, said) = (desk.shell, desk.kit.at_once(fact));
    let on_yes = move || Node::from(said.map(|said| urgent::at_once(shell, said).attr("role", "alert")));
    let applicant = desk.kit.is_applicant(&draft, asked.whom);
    let options = fact.values.iter().filter(|choice| !(applicant && choice.others_only));
    let input = input::input(
        fact,
        options.collect(),
        desk.kit.bounds(fact),
        draft.answer(&fact.id, asked.whom),
        faults,
        Box::new(on_yes),
    );
    let ask = match input.labelled {
        Some(id) => {
            let label = tag("label").attr("for", id).child(title);
            tag("div").class("field").child(label).child(hint).child(input.view)
        }
        None => {
            let group = tag("fieldset").live_class("bad", move || faults.with(|faults| !faults.is_empty()));
            let group = if hint.is_some() { group.attr("aria-describedby", "hint") } else { group };
            group.child(tag("legend").child(title)).child(hint).child(input.view)
        }
    };
    let why = (!fact.why.is_empty()).then(|| {
        let says = tag("p").text(format!("{}。", fact.why.trim_end_matches('。')));
        why(icon(Picture::Info), "为什么问这个？").child(says)
    });
    let (desk_, asked_, read) = (desk.clone(), asked.clone(), input.read);
    let submit = move || match read() {
        Ok(kept) => {
            desk_.session.change(|draft| draft.set(&asked_.fact, asked_.whom, kept));
            desk_.shell.go(desk_.after(n, review));
        }
        Err(found) => {
            desk_.shell.faulty.set(true);
            faults.set(found);
        }
    };
    let form = mending(tag("form").flag("novalidate", true).on_submit(submit), desk.shell, faults);
    let form = form.child(ask).child(why).child(press("下一题", Look::Big));
    many([errsum(faults), whom(desk, &draft, asked.whom), form.into()])
}

/// Whom the question is about, where it isn't the applicant.
fn whom(desk: &Desk, draft: &Draft, whom: Whom) -> Node {
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
