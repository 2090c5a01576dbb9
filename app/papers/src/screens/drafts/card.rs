//! A draft as a card.

use crate::ledger::{Asking, Ledger};
use crate::moved::Standing;
use crate::place::Place;
use answers::clock;
use base::say;
use leptos::prelude::*;
use parts::{Look, Node, Picture, Tag, Tone, about, acts, draft_card, go, icon, live, note, press_to, tag, why};
use store::{Draft, Moment};

/// How far a draft is, as far as it is known.
#[derive(Clone, Copy, PartialEq)]
enum Far {
    /// The packs aren't there yet.
    Unknown,
    /// There are questions left.
    Open,
    /// All are answered.
    Done,
}

/// The card of a draft. How far the draft is comes once the packs are there; what was opened stays open.
pub fn card(ledger: Ledger, newest: bool, draft: &Draft) -> Tag {
    let name = name(draft);
    let on = if forms_only(draft) { ledger.to(&Place::Tasks, &draft.id) } else { check(ledger, draft) };
    let far = {
        let draft = draft.clone();
        Memo::new(move |_| match ledger.kit() {
            None => Far::Unknown,
            Some(kit) if kit.asks(&draft) => Far::Open,
            Some(_) => Far::Done,
        })
    };
    let (answers, forms_only) = (draft.trail.len(), forms_only(draft));
    let state = live(move || match far.get() {
        _ if forms_only => "没有做自测，只填了申请表".to_string(),
        _ if answers == 0 => "还没有答题".into(),
        Far::Unknown => format!("答了{answers}题"),
        Far::Open => format!("答了{answers}题，还没答完"),
        Far::Done => "都答完了，可以看结果".into(),
    });
    let first = {
        let draft = draft.clone();
        live(move || first(ledger, newest, &draft, far.get()))
    };
    let changed = {
        let draft = draft.clone();
        live(move || changed(ledger, &draft))
    };
    draft_card(name.clone(), on, meta(draft), state, changed, first, more(ledger, draft, name))
}

/// Whether nothing was answered, but forms were filled in.
fn forms_only(draft: &Draft) -> bool {
    draft.trail.is_empty() && !draft.forms.is_empty()
}

/// Where the self-check goes on.
fn check(ledger: Ledger, draft: &Draft) -> String {
    ledger.file(&format!("check/?d={}", draft.id))
}

/// What is wanted most, the likeliest first.
fn first(ledger: Ledger, newest: bool, draft: &Draft, far: Far) -> Tag {
    let (resume, result) = (check(ledger, draft), ledger.file(&format!("result/?d={}", draft.id)));
    let papers = (ledger.to(&Place::Tasks, &draft.id), "填申请表");
    let all = match far {
        _ if forms_only(draft) => [papers, (resume, "做自测"), (result, "看结果")],
        Far::Unknown => [(resume, "接着答"), (result, "看结果"), papers],
        Far::Open => [(resume, "接着答"), (result, "先看结果"), papers],
        Far::Done => [(result, "看结果"), (resume, "改答案"), papers],
    };
    let look = |n: usize| match (n, newest) {
        (0, true) => Look::Main,
        (0, false) => Look::MainPlain,
        _ => Look::Slim,
    };
    let link = |(n, (href, label))| go(href, label, look(n)).child(about(name(draft)));
    acts(all.into_iter().enumerate().map(link).collect())
}

/// What is seldom wanted, behind a line that opens.
fn more(ledger: Ledger, draft: &Draft, name: String) -> Node {
    let id = || draft.id.clone();
    let copied = format!("{}的复制", name.chars().take(27).collect::<String>());
    let all = [
        press_to("改名", Look::Slim, ledger.ask(Asking::Rename { id: id(), name: draft.name.clone() })),
        press_to("复制一份", Look::Slim, ledger.ask(Asking::Copy { id: id(), name: copied })),
        go(ledger.to(&Place::History, &id()), "以前的样子", Look::Slim),
        go(ledger.to(&Place::Hand, &id()), "带到另一台设备", Look::Slim),
        press_to("删掉", Look::Bad, ledger.ask(Asking::Delete { id: id(), name: name.clone() })),
    ];
    let all = all.into_iter().map(|act| act.child(about(name.clone())));
    let line = why(icon(Picture::List), "改名、复制、找回、换设备、删掉");
    line.child(acts(all.collect())).into()
}

/// What the person should look at: it comes to something else than they saw.
fn changed(ledger: Ledger, draft: &Draft) -> Node {
    let stale = |title: &'static str, says: String| {
        note(Tone::Stale).child(tag("p").class("small").child(tag("strong").text(title)).text(says))
    };
    match ledger.standing(&draft.id) {
        Some(Standing::Moved(moved)) => {
            let title = if moved.by_policy() { "政策有变化。" } else { "日子过了，结果有变化。" };
            let says = format!("有{}项和您{}看到的不一样。", moved.programs.len(), say::day(moved.seen));
            let look = go(ledger.to(&Place::Changes, &draft.id), "看看哪里变了", Look::Slim);
            stale(title, says).child(tag("p").child(look.child(about(name(draft))))).into()
        }
        Some(Standing::Unseen) if ledger.kit().is_some_and(|kit| kit.pack.version != draft.packs) => {
            stale("政策内容更新过。", "答案都还在，结果会按新的重新算。".into()).into()
        }
        _ => parts::nothing(),
    }
}

/// A row that can't be read: it stays until the person deletes it.
pub fn broken(ledger: Ledger, id: String, says: String) -> Tag {
    let name = String::from("读不出来的草稿");
    let delete = press_to("删掉", Look::Bad, ledger.ask(Asking::Delete { id, name: name.clone() })).child(about(name));
    tag("li").class("draft").child(tag("p").text(says)).child(tag("div").class("acts").child(delete))
}

/// What a draft is called: as the person named it, else by the minute in which it was begun.
pub fn name(draft: &Draft) -> String {
    match draft.name.is_empty() {
        true => format!("{}的自测", moment(draft.started)),
        false => draft.name.clone(),
    }
}

fn meta(draft: &Draft) -> String {
    format!("{}，{}开始", last_saved(draft), say::day(clock::local(draft.started).0))
}

/// When a draft was saved last.
pub fn last_saved(draft: &Draft) -> String {
    format!("{}存好", lately(draft.changed))
}

/// A moment as one says it on that day: 今天10:05.
pub fn lately(at: Moment) -> String {
    let (day, time) = clock::local(at);
    if day == clock::today() { format!("今天{time}") } else { moment(at) }
}

/// A moment as it reads: 2026年11月23日10:05.
pub fn moment(moment: Moment) -> String {
    let (day, time) = clock::local(moment);
    format!("{}{time}", say::day(day))
}
