//! Check your answers: everything that was asked, in order, by person; each can be changed.

use super::{Desk, saved};
use crate::route::{Check, Route};
use crate::wording;
use leptos::prelude::*;
use parts::{Answer, Answers, Back, Go, Look, Note, Press};
use policy::Fact;
use store::{Asked, Draft, Kept, PersonList, Whom};

/// The overview.
pub fn review(desk: &Desk) -> AnyView {
    let draft = desk.session.draft();
    let id = draft.id.clone();
    let last = Route::Check(Check::Question { draft: id.clone(), n: draft.trail.len().max(1), review: false });
    let open = desk.kit.next(&draft).is_some();
    let more = open.then(|| {
        let href = desk.shell.to(&Route::Check(Check::Resume(id.clone())));
        view! { <Note><p>"还有题没答完，可以接着答，也可以先看结果。"</p><p><Go href label="接着答"/></p></Note> }
    });
    let people = draft.members.iter().flatten().map(|p| Whom::Member(p.key)).chain(draft.obligors.iter().flatten().map(|p| Whom::Obligor(p.key)));
    let sections = std::iter::once(Whom::Household).chain(people).map(|whom| section(desk, &draft, whom)).collect_view();
    view! {
        <div class="qbar"><Back href=desk.shell.to(&last) label="上一题"/></div>
        <h1>"看一遍答案"</h1>
        <div class="body">
            <p class="muted">"哪一题答错了，点“改”。改一题，别的都还在。"</p>
            {more}
            {sections}
            {consents(desk, &draft)}
            <p><Go href=desk.shell.to(&Route::Result(id)) label="看结果" look=Look::Big/></p>
            {saved(desk.session)}
        </div>
    }
    .into_any()
}

fn section(desk: &Desk, draft: &Draft, whom: Whom) -> AnyView {
    let name = desk.kit.name(draft, whom);
    let title = if whom == Whom::Household { "全家".to_string() } else { name.clone() };
    let one = |(n, asked): (usize, &Asked)| {
        let fact = desk.kit.fact(&asked.fact)?;
        let change = Route::Check(Check::Question { draft: draft.id.clone(), n: n + 1, review: true });
        Some(Answer {
            question: wording::about(&fact.question, &name),
            says: said(desk, draft, fact, draft.answer(&asked.fact, whom)),
            change: desk.shell.to(&change),
        })
    };
    let answers: Vec<Answer> = draft.trail.iter().enumerate().filter(|(_, asked)| asked.whom == whom).filter_map(one).collect();
    (!answers.is_empty()).then(|| view! { <section class="stack"><h2>{title}</h2><Answers answers/></section> }).into_any()
}

fn said(desk: &Desk, draft: &Draft, fact: &Fact, kept: Option<&Kept>) -> String {
    match (kept, desk.kit.list(fact)) {
        (Some(kept), _) => wording::answer(fact, kept),
        (None, Some(list)) => names(desk, draft, list),
        (None, None) => String::new(),
    }
}

fn names(desk: &Desk, draft: &Draft, list: PersonList) -> String {
    let people = draft.people(list).unwrap_or_default();
    match people.is_empty() {
        true => "没有".into(),
        false => people.iter().map(|p| desk.kit.name(draft, list.whom(p.key))).collect::<Vec<_>>().join("、"),
    }
}

/// What was said before being asked about something sensitive; taking it back asks again.
fn consents(desk: &Desk, draft: &Draft) -> AnyView {
    let session = desk.session;
    let resume = Route::Check(Check::Resume(draft.id.clone()));
    let shell = desk.shell;
    let one = |(kind, consent): &(String, store::Consent)| {
        let (name, resume) = (wording::sensitive(kind).0, resume.clone());
        let kind = kind.clone();
        let again = Callback::new(move |()| {
            session.undecide(&kind);
            shell.go(resume.clone());
        });
        view! {
            <div>
                <dt>{format!("可以问{name}情况吗？")}</dt>
                <dd>{wording::consent(*consent)}</dd>
                <dd class="act"><Press label="改" look=Look::BareSlim about=format!("可以问{name}情况吗？") on_press=again/></dd>
            </div>
        }
    };
    (!draft.consents.is_empty())
        .then(|| view! { <section class="stack"><h2>"愿不愿意答"</h2><dl class="answers">{draft.consents.iter().map(one).collect_view()}</dl></section> })
        .into_any()
}
