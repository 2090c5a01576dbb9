//! Earlier states of a draft, and the way back to one of them.

use super::drafts::{dialog_for, moment, name, said};
use super::{absent, framed, main};
use crate::ledger::{Asking, Ledger};
use crate::place::Place;
use leptos::prelude::*;
use parts::{Look, Node, Tag, Tone, about, go, live, many, note, press_to, tag};
use store::{Draft, Listing, Shelf, Trouble};

/// A draft, if it is there, and its earlier states.
type Found = Result<(Option<Draft>, Listing), Trouble>;

/// The screen.
pub fn screen(ledger: Ledger, id: String) -> Node {
    let found = RwSignal::new(None::<Found>);
    Effect::new(move |_| {
        ledger.follow();
        let id = id.clone();
        leptos::task::spawn_local(async move { found.set(Some(read(ledger, &id).await)) });
    });
    let page = main("flow sec").live_flag("inert", move || ledger.asking.get().is_some());
    let page = page.child(live(move || match found.get() {
        None => super::opening("以前的样子"),
        Some(Ok((Some(draft), states))) => states_of(ledger, &draft, states),
        Some(Ok((None, _))) => absent(&ledger.file("")),
        Some(Err(trouble)) => {
            let says = note(Tone::Urgent).attr("role", "alert").child(tag("p").text(trouble.says()));
            many([tag("h1").text("以前的样子"), says])
        }
    }));
    framed(&ledger.file(""), many([page.into(), dialog_for(ledger)]))
}

async fn read(ledger: Ledger, id: &str) -> Found {
    let shelf = ledger.shelf();
    Ok((shelf.load(id).await?, shelf.history(id).await?))
}

fn states_of(ledger: Ledger, draft: &Draft, states: Listing) -> Node {
    let lead = "每天最后的样子，还有删减以前的样子，都会留一份。最多留20份，太早的会少留几份。";
    let now =
        tag("li").class("state-now").child(tag("h2").text("现在")).child(tag("p").class("small").text(told(draft)));
    let one = |state: &Draft| earlier(ledger, draft, state);
    let none = states.drafts.is_empty().then(|| tag("p").text("还没有以前的样子。改天再来接着填，今天的就会留下。"));
    let broken = (!states.unreadable.is_empty())
        .then(|| tag("p").class("small muted").text(format!("另有{}份读不出来。", states.unreadable.len())));
    let list = tag("ol").class("states").child(now).children(states.drafts.iter().map(one));
    many([
        super::back_to_drafts(&ledger.file("")).into(),
        tag("h1").text("以前的样子").into(),
        tag("p").class("lead-in").text(name(draft)).into(),
        tag("p").class("small muted").text(lead).into(),
        said(ledger).into(),
        list.into(),
        Node::from(none),
        Node::from(broken),
        tag("p").class("gap").child(go(ledger.file(&Place::Drafts.folder()), "我的草稿", Look::Plain)).into(),
    ])
}

fn earlier(ledger: Ledger, draft: &Draft, state: &Draft) -> Tag {
    let when = moment(state.changed);
    let ask = ledger.ask(Asking::Restore { draft: Box::new(draft.clone()), at: state.changed });
    let back = press_to("换回这一份", Look::Slim, ask).child(about(when.clone()));
    let says = tag("p").class("small").text(format!("{}{}", told(state), beside(state, draft)));
    let words = tag("div").child(tag("h2").text(when)).child(says);
    tag("li").child(words).child(back)
}

/// How much it says.
fn told(draft: &Draft) -> String {
    let people = draft.members.iter().flatten().count();
    let people = if people > 0 { format!("，家里写了{people}个人") } else { String::new() };
    let forms = if draft.forms.is_empty() { "" } else { "，填过申请表" };
    format!("答了{}题{people}{forms}", draft.trail.len())
}

/// What is different from how it is now.
fn beside(state: &Draft, now: &Draft) -> &'static str {
    match (state.mark() == now.mark(), state.forms == now.forms) {
        (true, true) => "。和现在一样",
        (true, false) => "。申请表和现在不同",
        (false, true) => "。答案和现在不同",
        (false, false) => "。答案和申请表都和现在不同",
    }
}
