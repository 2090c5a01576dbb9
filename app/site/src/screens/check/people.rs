//! People as cards, added one by one.

use super::{Desk, saved};
use crate::route::{Check, Route};
use crate::wording;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::{Answer, Answers, Back, Dialog, ErrSum, Fault, FieldError, Go, Look, Opt, PersonCard, Picture, Press, Radios};
use policy::Fact;
use store::{Asked, Draft, Kept, PersonList, Whom};

/// The question that asks for a list: the cards, one more, and on.
pub fn list(desk: &Desk, n: usize, review: bool, fact: &Fact, list: PersonList) -> AnyView {
    if list == PersonList::Members && desk.session.draft().members.is_none() {
        let kit = desk.kit.clone();
        desk.session.change(move |draft| kit.add_applicant(draft));
    }
    let removing = RwSignal::new(None::<Whom>);
    let id = desk.session.draft().id;
    let add = desk.shell.to(&Route::Check(Check::Person { draft: id, n, key: None }));
    let submit = {
        let (desk, fact) = (desk.clone(), fact.id.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            desk.session.change(|draft| {
                draft.people_mut(list);
                draft.ask(&fact, Whom::Household);
            });
            desk.shell.go(desk.after(n, review));
        }
    };
    let cards = {
        let desk = desk.clone();
        move || {
            let draft = desk.session.watch();
            let people = draft.people(list).unwrap_or_default();
            people.iter().map(|person| card(&desk, &draft, n, list.whom(person.key), removing)).collect_view()
        }
    };
    let dialog = {
        let desk = desk.clone();
        move || removing.get().map(|whom| ask_to_remove(&desk, whom, removing))
    };
    let label = if list == PersonList::Members { "再加一个人" } else { "加一个人" };
    view! {
        <div inert=move || removing.get().is_some()>
            <h1>{fact.question.clone()}</h1>
            <p class="hint">{fact.hint.clone()}</p>
            <ul class="people">{cards}</ul>
            <Go href=add label look=Look::Add icon=Picture::Plus/>
            <form class="gap" on:submit=submit><Press label="都填好了，下一题" look=Look::Big/></form>
        </div>
        {dialog}
    }
    .into_any()
}

fn card(desk: &Desk, draft: &Draft, n: usize, whom: Whom, removing: RwSignal<Option<Whom>>) -> AnyView {
    let kit = &desk.kit;
    let applicant = kit.is_applicant(draft, whom);
    let name = if applicant { "您本人".into() } else { kit.name(draft, whom) };
    let age = kit.age(draft, whom).filter(|(least, most)| least == most).map(|(age, _)| format!("{age}岁"));
    let related = if applicant { "申请人".into() } else { kit.related(draft, whom) };
    let line = [Some(related), age].into_iter().flatten().collect::<Vec<_>>().join("，");
    let key = whom.listed().map(|(_, key)| key);
    let change = desk.shell.to(&Route::Check(Check::Person { draft: draft.id.clone(), n, key }));
    let remove = (!applicant).then(|| Callback::new(move |()| removing.set(Some(whom))));
    view! { <PersonCard name line facts=String::new() change remove/> }.into_any()
}

fn ask_to_remove(desk: &Desk, whom: Whom, removing: RwSignal<Option<Whom>>) -> AnyView {
    let name = desk.kit.name(&desk.session.draft(), whom);
    let session = desk.session;
    let close = Callback::new(move |()| removing.set(None));
    let remove = Callback::new(move |()| {
        removing.set(None);
        session.change(|draft| draft.remove_person(whom));
    });
    view! {
        <Dialog title=format!("移除{name}？") says="关于这个人的回答也会一起去掉。" on_escape=close>
            <Press label="不移除" look=Look::Go on_press=close/>
            <Press label="移除" look=Look::Bad on_press=remove/>
        </Dialog>
    }
    .into_any()
}

/// One person of the list that the `n`th question asks for: a new card, or one to change.
pub fn person(desk: &Desk, n: usize, key: Option<u32>) -> AnyView {
    let draft = desk.session.draft();
    let list = list_at(desk, &draft, n);
    let whom = key.map(|key| list.whom(key));
    let person = whom.and_then(|whom| draft.person(whom));
    let applicant = whom.is_some_and(|whom| desk.kit.is_applicant(&draft, whom));
    let back = Route::Check(Check::Question { draft: draft.id.clone(), n, review: false });
    let name = RwSignal::new(person.map(|p| p.name.clone()).unwrap_or_default());
    let (opts, ids) = relations(desk);
    let related = whom.and_then(|whom| desk.kit.relation().and_then(|fact| draft.answer(&fact.id, whom)));
    let chosen = RwSignal::new(related.and_then(|kept| ids.iter().position(|id| *kept == Kept::Choice(id.clone()))));
    let faults = RwSignal::new(Vec::<Fault>::new());
    let submit = {
        let (desk, back) = (desk.clone(), back.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let relation = chosen.get_untracked().and_then(|n| ids.get(n)).cloned();
            let Some(relation) = relation.or(applicant.then(String::new)) else {
                desk.shell.faulty.set(true);
                return faults.set(vec![Fault::new("relation-0", "选一下是您的什么人")]);
            };
            write(&desk, list, whom, name.get_untracked(), relation);
            desk.shell.go(back.clone());
        }
    };
    let title = if key.is_some() { "改一改这个人" } else { "加一个人" };
    let fields = (!applicant).then(|| {
        let fault = Signal::derive(move || faults.with(|f| f.first().map(|f| f.says.clone())));
        view! {
            <fieldset class:bad=move || fault.get().is_some()>
                <legend><h2>"这个人是您的什么人？"</h2></legend>
                <FieldError id="relation-error".into() says=fault/>
                <Radios group="relation" opts chosen/>
            </fieldset>
            <div class="field">
                <label for="name">"怎么称呼？"</label>
                <span class="hint" id="name-hint">"后面问题里就这么叫，比如大儿子、妈妈。可以不填，不用写真名。"</span>
                <input class="input" id="name" maxlength="12" autocomplete="off" aria-describedby="name-hint" prop:value=name on:input=move |e| name.set(event_target_value(&e))/>
            </div>
        }
    });
    let said = whom.map(|whom| answers(desk, &draft, whom));
    view! {
        <div class="qbar"><Back href=desk.shell.to(&back) label="回到家里的人"/></div>
        <ErrSum faults=faults.into()/>
        <h1>{title}</h1>
        <form class="body" on:submit=submit novalidate>{fields}{said}<Press label="填好了" look=Look::Big/></form>
        <div class="gap">{saved(desk.session)}</div>
    }
    .into_any()
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
        let name = name.trim().to_string();
        let whom = whom.unwrap_or_else(|| list.whom(draft.add_person(list, String::new())));
        if relation.is_empty() {
            return;
        }
        if let Some((list, key)) = whom.listed()
            && let Some(person) = draft.people_mut(list).iter_mut().find(|p| p.key == key)
        {
            person.name = name;
        }
        if let Some(fact) = fact {
            draft.put(&fact, whom, Kept::Choice(relation));
        }
    });
}

/// What was answered about a person, each with a way to change it.
fn answers(desk: &Desk, draft: &Draft, whom: Whom) -> AnyView {
    let name = desk.kit.name(draft, whom);
    let one = |(n, asked): (usize, &Asked)| {
        let fact = desk.kit.fact(&asked.fact)?;
        let change = Route::Check(Check::Question { draft: draft.id.clone(), n: n + 1, review: false });
        Some(Answer {
            question: wording::about(&fact.question, &name),
            says: wording::answer(fact, draft.answer(&asked.fact, whom)?),
            change: desk.shell.to(&change),
        })
    };
    let answers: Vec<Answer> = draft.trail.iter().enumerate().filter(|(_, asked)| asked.whom == whom).filter_map(one).collect();
    (!answers.is_empty()).then(|| view! { <Answers answers/> }).into_any()
}
