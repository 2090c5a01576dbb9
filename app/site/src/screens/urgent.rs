//! Help now, and help for a child who is being harmed. Nothing here is stored or scored.

use super::main;
use crate::engine::Kit;
use crate::route::Route;
use crate::shell::Shell;
use crate::wording;
use parts::{Look, Node, Tag, Tone, cites, go, leave, note, tag, title};
use policy::Said;

/// What the page for a harmed child shows, in this order.
const CHILD: [&str; 3] = ["child_harm", "child_alone", "child_waiting"];

/// Help now.
pub fn urgent(shell: Shell) -> Node {
    let kit = shell.kit();
    let all = kit.pack.guide.urgent.iter().map(|said| one(shell, &kit, said));
    let page = main("flow sec stack").child(tag("h1").text("急事怎么办"));
    page.child(tag("p").class("lead-in muted").text("先救人，后办手续。下面这些都不用先答题。")).children(all).into()
}

/// Signs of harm to a child: help at once, and a quick way off the page.
pub fn harm(shell: Shell) -> Node {
    let kit = shell.kit();
    let said = CHILD.iter().filter_map(|id| kit.pack.guide.urgent.iter().find(|said| said.id == *id));
    let all = said.map(|said| one(shell, &kit, said));
    let others =
        "打不了电话的，找身边信得过的大人：老师、医生、村委会（居委会）、乡镇（街道）。他们知道了，必须往上报。";
    let quiet = "这一页不存任何东西，也不影响自测结果。怕被人看见，点下面的按钮，或者连按三下Esc键，马上换成别的网页。";
    let heading = title("h1", "孩子受到伤害，马上求助");
    let page = main("flow sec stack").child(heading).child(tag("div").class("phones").child(wording::call_big("110")));
    let page = page.child(tag("p").text(others)).children(all);
    page.child(note(Tone::Plain).child(tag("p").text(quiet))).child(leave()).into()
}

/// One thing to do at once, told where somebody has just said that it is so.
pub fn at_once(shell: Shell, said: &Said) -> Tag {
    let more = go(shell.to(&Route::Urgent), "急事怎么办", Look::Slim);
    callout(said).child(tag("p").child(more))
}

fn one(shell: Shell, kit: &Kit, said: &Said) -> Tag {
    callout(said).child(tag("p").child(cites("依据：", kit.cites(shell, &said.law))))
}

fn callout(said: &Said) -> Tag {
    let phone = (!said.phone.is_empty()).then(|| tag("p").child(wording::call(&said.phone)));
    let callout = note(Tone::Urgent).child(title("h2", said.title.clone())).child(phone);
    callout.child(tag("p").text(said.says.clone()))
}
