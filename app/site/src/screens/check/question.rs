//! One question.

use super::{Desk, consent, input, people, saved};
use crate::route::{Check, Route};
use crate::wording;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::{Back, ErrSum, Fault, Grains, Icon, Look, Picture, Press, Why};
use policy::Fact;
use store::{Asked, Draft, Whom};

/// The `n`th question: as it was asked, or the engine's next one.
pub fn question(desk: &Desk, n: usize, review: bool) -> AnyView {
    let draft = desk.session.draft();
    let asked = draft.trail.get(n - 1).cloned().or_else(|| desk.kit.next(&draft));
    let Some((asked, fact)) = asked.and_then(|asked| Some((asked.clone(), desk.kit.fact(&asked.fact)?))) else {
        return ().into_any();
    };
    let body = match (&fact.sensitive, desk.kit.list(fact)) {
        (Some(kind), _) if draft.consent(kind).is_none() => consent::consent(desk, kind),
        (_, Some(list)) => people::list(desk, n, review, fact, list),
        _ => form(desk, n, review, &asked, fact),
    };
    let left = if n > draft.trail.len() { desk.kit.left(&draft) } else { draft.trail.len() + 1 - n + desk.kit.left(&draft) };
    view! {
        <div class="qbar">{back(desk, &draft, n, review)}</div>
        <Grains done=n - 1 left=Some(left)/>
        {body}
        <div class="gap">{saved(desk.session)}</div>
    }
    .into_any()
}

fn back(desk: &Desk, draft: &Draft, n: usize, review: bool) -> AnyView {
    let id = draft.id.clone();
    let (route, label) = match (n, review) {
        (_, true) => (Check::Review(id), "回到全部答案"),
        (1, _) => (Check::Start, "回到开头"),
        _ => (Check::Question { draft: id, n: n - 1, review: false }, "上一题"),
    };
    view! { <Back href=desk.shell.to(&Route::Check(route)) label/> }.into_any()
}

fn form(desk: &Desk, n: usize, review: bool, asked: &Asked, fact: &Fact) -> AnyView {
    let draft = desk.session.draft();
    let name = desk.kit.name(&draft, asked.whom);
    let title = wording::about(&fact.question, &name);
    let faults = RwSignal::new(Vec::<Fault>::new());
    let input::Input { view, read, labelled } = input::input(fact, draft.answer(&fact.id, asked.whom), faults);
    let submit = {
        let (desk, asked) = (desk.clone(), asked.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            match read() {
                Ok(kept) => {
                    desk.session.change(|draft| draft.set(&asked.fact, asked.whom, kept));
                    desk.shell.go(desk.after(n, review));
                }
                Err(found) => {
                    desk.shell.faulty.set(true);
                    faults.set(found);
                }
            }
        }
    };
    let hint = wording::about(&fact.hint, &name);
    let hint = (!hint.is_empty()).then(|| view! { <p class="hint" id="hint">{hint}</p> });
    let described = hint.is_some().then_some("hint");
    let bad = move || faults.with(|f| !f.is_empty());
    let ask = match labelled {
        Some(id) => view! {
            <div class="field"><label for=id><h1>{title}</h1></label>{hint}{view}</div>
        }
        .into_any(),
        None => view! {
            <fieldset aria-describedby=described class:bad=bad><legend><h1>{title}</h1></legend>{hint}{view}</fieldset>
        }
        .into_any(),
    };
    let why = (!fact.why.is_empty()).then(|| view! { <Why title="为什么问这个？" text=format!("{}。", fact.why.trim_end_matches('。'))/> });
    view! {
        <ErrSum faults=faults.into()/>
        {tag(desk, &draft, asked.whom)}
        <form on:submit=submit novalidate>{ask}{why}<Press label="下一题" look=Look::Big/></form>
    }
    .into_any()
}

/// Whom the question is about, where it isn't the applicant.
fn tag(desk: &Desk, draft: &Draft, whom: Whom) -> Option<AnyView> {
    if whom == Whom::Household || desk.kit.is_applicant(draft, whom) {
        return None;
    }
    let name = desk.kit.name(draft, whom);
    let says = match desk.kit.age(draft, whom) {
        Some((least, most)) if least == most => format!("{name}，{least}岁"),
        _ => name,
    };
    Some(view! { <p class="tag"><Icon picture=Picture::Person/>{says}</p> }.into_any())
}
