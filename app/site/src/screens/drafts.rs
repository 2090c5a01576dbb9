//! The answers in memory, on a machine that many people use. On one's own device, the drafts' page is one of the forms'
//! app.

use super::main;
use crate::route::{Check, Route};
use crate::session::session;
use crate::shell::Shell;
use parts::{Look, Node, Tag, Tone, about, acts, draft_card, go, note, tag};
use store::{Draft, Listing};

/// The screen.
pub fn drafts(shell: Shell) -> Node {
    let page = main("flow sec").child(tag("h1").text("我的草稿"));
    let page = page.child(tag("p").class("lead-in muted").text("这里只有您这次答的。用完自动清空，不留您的信息。"));
    page.child(list(shell, &session().shelf().held())).into()
}

fn list(shell: Shell, listing: &Listing) -> Node {
    if listing.drafts.is_empty() {
        let start = go(shell.to(&Route::Check(Check::Start)), "开始自测", Look::Go);
        let says = tag("p").child(tag("strong").text("还没有草稿。"));
        return note(Tone::Plain).child(says).child(tag("p").child(start)).into();
    }
    let cards = listing.drafts.iter().enumerate().map(|(n, draft)| card(shell, n + 1, draft));
    tag("ul").class("drafts").children(cards).into()
}

fn card(shell: Shell, n: usize, draft: &Draft) -> Tag {
    let name = format!("第{n}份自测");
    let resume = shell.to(&Route::Check(Check::Resume(draft.id.clone())));
    let all = [
        go(resume.clone(), "接着答", Look::Main),
        go(shell.to(&Route::Result(draft.id.clone())), "看结果", Look::Slim),
    ];
    let all = all.into_iter().map(|act| act.child(about(name.clone()))).collect();
    draft_card(
        name,
        resume,
        String::new(),
        format!("答了{}题", draft.trail.len()),
        Node::default(),
        acts(all),
        Node::default(),
    )
}
