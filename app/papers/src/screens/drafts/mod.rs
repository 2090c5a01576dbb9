//! The drafts on this device: go on, rename, copy, look back, delete for good; how much room they take.

mod ask;
mod card;
mod space;

use super::{framed, main};
use crate::ledger::{Asking, Ledger};
use leptos::prelude::*;
use parts::{Look, Node, Picture, Tag, Tone, go, icon, live, many, note, press_to, tag};
use store::Listing;

pub use ask::dialog_for;
pub use card::{last_saved, lately, moment, name};

/// The screen.
pub fn screen(ledger: Ledger) -> Node {
    let page = main("flow sec").live_flag("inert", move || ledger.asking.get().is_some());
    let page = page.child(heading()).child(said(ledger));
    let page = page.child(live(move || match ledger.listing() {
        None => super::reading().into(),
        Some(Ok(listing)) => list(ledger, listing),
        Some(Err(trouble)) => note(Tone::Urgent).attr("role", "alert").child(tag("p").text(trouble.says())).into(),
    }));
    let page = page.child(live(move || ledger.no_kit().map(no_packs)));
    framed(&ledger.file(""), many([page.into(), dialog_for(ledger)]))
}

/// The page rendered ahead of time. What it says holds where the app never starts, too.
pub fn early(root: &str) -> Node {
    let lost = "列表一直打不开，草稿也没有丢，还在这台设备上。连上网，刷新这一页再试。不要清理浏览器。";
    let page = main("flow sec").child(heading()).child(super::reading());
    framed(root, page.child(tag("p").class("small muted gap").text(lost)).into())
}

fn heading() -> Node {
    let lead = "草稿只存在这台设备上。清理浏览器会把草稿一起清掉。";
    many([tag("h1").text("我的草稿"), tag("p").class("lead-in muted").text(lead)])
}

/// What was done last.
pub fn said(ledger: Ledger) -> Tag {
    let line = tag("p").class("small").id("said").attr("role", "status").attr("tabindex", "-1");
    line.child(live(move || ledger.said.get()))
}

/// The list stands without the packs; only how far each draft is, and what changed, can't be told.
fn no_packs(problem: base::Problem) -> Tag {
    let says = format!("{problem}。草稿都在，只是这会儿看不出政策变没变。");
    note(Tone::Stale).class("gap").attr("role", "status").child(tag("p").text(says))
}

fn list(ledger: Ledger, listing: Listing) -> Node {
    let start = ledger.file("check/");
    if listing.drafts.is_empty() && listing.unreadable.is_empty() {
        let says = tag("p").child(tag("strong").text("还没有草稿。")).text("开始自测，答案会自动存成一份草稿。");
        let start = tag("p").child(go(start, "开始自测", Look::Go));
        return many([note(Tone::Plain).child(says).child(start), tag("p").class("gap").child(take_in(ledger))]);
    }
    let cards = listing.drafts.iter().enumerate().map(|(n, draft)| card::card(ledger, n == 0, draft));
    let cards = cards.collect::<Vec<Tag>>();
    let broken = listing.unreadable.into_iter().map(|(id, problem)| card::broken(ledger, id, problem.to_string()));
    let cards = tag("ul").class("drafts").children(cards).children(broken);
    let again = go(start, "再测一次", Look::Plain).insert(0, icon(Picture::Plus));
    let shared =
        tag("p").child(tag("strong").text("用的是别人的或公用的设备？")).text("用完请点“全部删掉”。删了就找不回来。");
    let clear = press_to("全部删掉", Look::Bad, ledger.ask(Asking::Clear));
    let shared = note(Tone::Plain).child(shared).child(tag("p").child(clear));
    many([
        cards.into(),
        tag("div").class("cluster gap").child(again).child(take_in(ledger)).into(),
        tag("div").class("gap").child(shared).into(),
        space::space(),
    ])
}

/// Where a draft comes in from another device.
fn take_in(ledger: Ledger) -> Tag {
    go(ledger.file("hand/"), "从另一台设备接草稿", Look::Plain)
}
