//! People as cards, added one by one.

use super::{Desk, mending, saved_line};
use crate::route::{Check, Route};
use crate::wording;
use answers::YOU;
use leptos::prelude::*;
use parts::{
    Answer, Fault, Look, Node, Opt, Picture, Tag, answers, back, dialog, errsum, field_error, go, icon, live, many,
    nothing, person_card, press, press_to, radios, tag, title,
};
use policy::Fact;
use store::{Asked, Draft, Kept, PersonList, Whom};

/// The question that asks for a list: the cards, one more, and on.
pub fn list(desk: &Desk, n: usize, review: bool, fact: &Fact, list: PersonList) -> Node {
    if list == PersonList::Members && desk.session.draft().members.is_none() {
        let kit = desk.kit.clone();
        desk.session.change(move |draft| kit.add_applicant(draft));
    }
    let removing = RwSignal::new(None::<Whom>);
    let submit = {
        let (desk, fact) = (desk.clone(), fact.id.clone());
        move || {
            desk.session.change(|draft| {
                draft.people_mut(list);
                draft.ask(&fact, Whom::Household);
            });
            desk.shell.go(desk.after(n, review));
        }
    };
    let cards = {
        let desk = desk.clone();
        live(move || {
            let draft = desk.session.watch();
            let people = draft.people(list).unwrap_or_default();
            many(people.iter().map(|person| card(&desk, &draft, n, list.whom(person.key), removing)))
        })
    };
    let asking = {
        let desk = desk.clone();
        live(move || removing.get().map(|whom| ask_to_remove(&desk, whom, removing)))
    };
    let add = Check::Person { draft: desk.session.draft().id, n, key: None };
    let label = if list == PersonList::Members { "再加一个人" } else { "加一个人" };
    let body = tag("div").live_flag("inert", move || removing.get().is_some());
    let question = wording::heading("h1", &fact.question, YOU);
    let body = body.child(question).child(tag("p").class("hint").text(fact.hint.clone()));
    let body = body.child(tag("ul").class("people").child(cards));
    let body = body.child(go(desk.to(add), label, Look::Add).insert(0, icon(Picture::Plus)));
    let body = body.child(tag("form").class("gap").on_submit(submit).child(press("都填好了，下一题", Look::Big)));
    many([body.into(), asking])
}

fn card(desk: &Desk, draft: &Draft, n: usize, whom: Whom, removing: RwSignal<Option<Whom>>) -> Tag {
    let kit = &desk.kit;
    let applicant = kit.is_applicant(draft, whom);
    let (name, related) = match applicant {
        true => ("您本人".into(), "申请人".into()),
        false => (kit.name(draft, whom), kit.related(draft, whom)),
    };
    let line = match kit.age(draft, whom) {
        Some((least, most)) if least == most => format!("{related}，{least}岁"),
        _ => related,
    };
    let key = whom.listed().map(|(_, key)| key);
    let change = desk.to(Check::Person { draft: draft.id.clone(), n, key });
    let remove = (!applicant).then(|| press_to("移除", Look::Bare, move || removing.set(Some(whom))));
    person_card(name, line, change, remove)
}

fn ask_to_remove(desk: &Desk, whom: Whom, removing: RwSignal<Option<Whom>>) -> Tag {
    let name = desk.kit.name(&desk.session.draft(), whom);
    let session = desk.session;
    let close = move || removing.set(None);
    let remove = move || {
        removing.set(None);
        session.change(|draft| draft.remove_person(whom));
    };
    let form = tag("div").child(press_to("不移除", Look::Go, close)).child(press_to("移除", Look::Bad, remove));
    dialog(format!("移除{name}？"), "关于这个人的回答也会一起去掉。", close, form)
}

/// One person of the list that the `n`th question asks for: a new card, or one to change.
pub fn person(desk: &Desk, n: usize, key: Option<u32>) -> Node {
    let draft = desk.session.draft();
    let list = list_at(desk, &draft, n);
    let whom = key.map(|key| list.whom(key));
    let applicant = whom.is_some_and(|whom| desk.kit.is_applicant(&draft, whom));
    let back_to = Check::Question { draft: draft.id.clone(), n, review: false };
    let name = RwSignal::new(whom.and_then(|whom| draft.person(whom)).map(|p| p.name.clone()).unwrap_or_default());
    let (opts, ids) = relations(desk);
    let related = whom.and_then(|whom| draft.answer(&desk.kit.relation()?.id, whom));
    let chosen = RwSignal::new(related.and_then(|kept| ids.iter().position(|id| *kept == Kept::Choice(id.clone()))));
    let faults = RwSignal::new(Vec::<Fault>::new());
    let submit = {
        let (desk, back_to) = (desk.clone(), back_to.clone());
        move || {
            let relation = chosen.get_untracked().and_then(|n| ids.get(n));
            let wrong = |says| {
                desk.shell.faulty.set(true);
                faults.set(vec![Fault::new("relation-0", says)]);
            };
            match relation {
                Some(relation) if desk.kit.married(&desk.session.draft(), whom, relation) => {
                    return wrong("丈夫或妻子已经有一位了，看看选对没有");
                }
                Some(relation) => write(&desk, list, whom, name.get_untracked(), relation.clone()),
                None if applicant => (),
                None => return wrong("选一下是您的什么人"),
            }
            desk.shell.go(Route::Check(back_to.clone()));
        }
    };
    let title = if key.is_some() { "改一改这个人" } else { "加一个人" };
    let fields = if applicant { nothing() } else { fields(opts, chosen, name, faults) };
    let said = whom.map(|whom| said(desk, &draft, whom));
    let form = mending(tag("form").class("body").flag("novalidate", true).on_submit(submit), desk.shell, faults);
    let form = form.child(fields).child(said).child(press("填好了", Look::Big));
    many([
        tag("div").class("qbar").child(back(desk.to(back_to), "回到家里的人")).into(),
        errsum(faults),
        parts::title("h1", title).into(),
        form.into(),
        saved_line(desk.session),
    ])
}

fn fields(
    opts: Vec<Opt>,
    chosen: RwSignal<Option<usize>>,
    name: RwSignal<String>,
    faults: RwSignal<Vec<Fault>>,
) -> Node {
    let fault = move || faults.with(|faults| faults.first().map(|fault| fault.says.clone()));
    let relation = tag("fieldset").live_class("bad", move || fault().is_some());
    let relation = relation.child(tag("legend").child(title("h2", "这个人是|您的什么人？")));
    let relation = relation.child(field_error("relation-error".into(), fault)).child(radios("relation", opts, chosen));
    let hint = "后面问题里就这么叫，比如大儿子、妈妈。可以不填，不用写真名。";
    let input = tag("input").class("input").id("name").attr("maxlength", "12").attr("autocomplete", "off");
    let input = input.attr("aria-describedby", "name-hint").typed(move || name.get());
    let input = input.on("input", move |event| name.set(parts::typed(&event)));
    let called = tag("div").class("field").child(tag("label").attr("for", "name").text("怎么称呼？"));
    let called = called.child(tag("span").class("hint").id("name-hint").text(hint)).child(input);
    many([relation, called])
}

/// The list that the `n`th question asks for.
fn list_at(desk: &Desk, draft: &Draft, n: usize) -> PersonList {
    let asked = draft.trail.get(n - 1).cloned().or_else(|| desk.kit.next(draft));
    let fact = asked.and_then(|asked| desk.kit.fact(&asked.fact));
    fact.and_then(|fact| desk.kit.list(fact)).unwrap_or(PersonList::Members)
}

/// How somebody else can be related to the applicant.
fn relations(desk: &Desk) -> (Vec<Opt>, Vec<String>) {
    let values = desk.kit.relation().map(|fact| fact.values.as_slice()).unwrap_or_default();
    let others = values.iter().filter(|value| !desk.kit.is_self(value));
    others.map(|value| (Opt::new(&value.label).hint(&value.hint), value.id.clone())).unzip()
}

fn write(desk: &Desk, list: PersonList, whom: Option<Whom>, name: String, relation: String) {
    let fact = desk.kit.relation().map(|fact| fact.id.clone());
    desk.session.change(move |draft| {
        let whom = whom.unwrap_or_else(|| list.whom(draft.add_person(list, String::new())));
        draft.call(whom, name.trim().to_string());
        if let Some(fact) = fact {
            draft.put(&fact, whom, Kept::Choice(relation));
        }
    });
}

/// What was answered about a person, each with a way to change it.
fn said(desk: &Desk, draft: &Draft, whom: Whom) -> Node {
    let name = desk.kit.name(draft, whom);
    let one = |(n, asked): (usize, &Asked)| {
        let fact = desk.kit.fact(&asked.fact)?;
        Some(Answer {
            question: wording::about(&fact.question, &name),
            says: wording::answer(fact, draft.answer(&asked.fact, whom)?),
            change: desk.to(Check::Question { draft: draft.id.clone(), n: n + 1, review: false }),
        })
    };
    let asked = draft.trail.iter().enumerate().filter(|(_, asked)| asked.whom == whom);
    let all: Vec<Answer> = asked.filter_map(one).collect();
    (!all.is_empty()).then(|| answers(all)).into()
}
