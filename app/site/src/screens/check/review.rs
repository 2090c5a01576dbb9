//! Check your answers: everything that was asked, in order, by person; each can be changed.

use super::{Desk, saved_line};
use crate::route::{Check, Route};
use crate::wording;
use parts::{Answer, Look, Node, Tag, Tone, about, answers, back, go, many, note, press_to, tag};
use policy::Fact;
use store::{Asked, Consent, Draft, Kept, PersonList, Whom};

/// The overview.
pub fn review(desk: &Desk) -> Node {
    let draft = desk.session.draft();
    let id = draft.id.clone();
    let last = Check::Question { draft: id.clone(), n: draft.trail.len().max(1), review: false };
    let more = desk.kit.next(&draft).map(|_| {
        let resume = go(desk.to(Check::Resume(id.clone())), "接着答", Look::Plain);
        note(Tone::Plain)
            .child(tag("p").text("还有题没答完，可以接着答，也可以先看结果。"))
            .child(tag("p").child(resume))
    });
    let members = draft.members.iter().flatten().map(|p| Whom::Member(p.key));
    let people = members.chain(draft.obligors.iter().flatten().map(|p| Whom::Obligor(p.key)));
    let sections = std::iter::once(Whom::Household).chain(people).map(|whom| section(desk, &draft, whom));
    let result = go(desk.shell.to(&Route::Result(id)), "看结果", Look::Big);
    let body =
        tag("div").class("body").child(tag("p").class("muted").text("哪一题答错了，点“改”。改一题，别的都还在。"));
    let body = body.child(more).children(sections).child(consents(desk, &draft));
    many([
        tag("div").class("qbar").child(back(desk.to(last), "上一题")).into(),
        tag("h1").text("看一遍答案").into(),
        body.child(tag("p").child(result)).into(),
        saved_line(desk.session),
    ])
}

fn section(desk: &Desk, draft: &Draft, whom: Whom) -> Node {
    let name = desk.kit.name(draft, whom);
    let title = if whom == Whom::Household { "全家".to_string() } else { name.clone() };
    let one = |(n, asked): (usize, &Asked)| {
        let fact = desk.kit.fact(&asked.fact)?;
        Some(Answer {
            question: wording::about(&fact.question, &name),
            says: said(desk, draft, fact, draft.answer(&asked.fact, whom)),
            change: desk.to(Check::Question { draft: draft.id.clone(), n: n + 1, review: true }),
        })
    };
    let asked = draft.trail.iter().enumerate().filter(|(_, asked)| asked.whom == whom);
    let all: Vec<Answer> = asked.filter_map(one).collect();
    (!all.is_empty()).then(|| tag("section").class("stack").child(tag("h2").text(title)).child(answers(all))).into()
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
    let names: Vec<String> = people.iter().map(|p| desk.kit.name(draft, list.whom(p.key))).collect();
    if names.is_empty() { "没有".into() } else { names.join("、") }
}

/// What was said before being asked about something sensitive; taking it back asks again.
fn consents(desk: &Desk, draft: &Draft) -> Node {
    let one = |(kind, consent): &(String, Consent)| consented(desk, draft, kind.clone(), *consent);
    let list = || tag("dl").class("answers").children(draft.consents.iter().map(one));
    let section = || tag("section").class("stack").child(tag("h2").text("愿不愿意答")).child(list());
    (!draft.consents.is_empty()).then(section).into()
}

fn consented(desk: &Desk, draft: &Draft, kind: String, consent: Consent) -> Tag {
    let question = format!("可以问{}情况吗？", answers::sensitive(&kind).0);
    let (session, shell, resume) = (desk.session, desk.shell, Check::Resume(draft.id.clone()));
    let again = move || {
        session.undecide(&kind);
        shell.go(Route::Check(resume.clone()));
    };
    let change = press_to("改", Look::Bare, again).child(about(question.clone()));
    let row = tag("div").child(tag("dt").text(question)).child(tag("dd").text(wording::consent(consent)));
    row.child(tag("dd").class("act").child(change))
}
