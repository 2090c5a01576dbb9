//! What is asked before something is done with a draft.

use super::card::moment;
use crate::ledger::{Asking, Ledger, Work};
use leptos::prelude::*;
use parts::{Look, Node, Tag, dialog, live, press, press_to, tag};

/// The open dialog.
pub fn dialog_for(ledger: Ledger) -> Node {
    live(move || ledger.asking.get().map(|asking| ask(ledger, asking)))
}

fn ask(ledger: Ledger, asking: Asking) -> Tag {
    let close = move || ledger.asking.set(None);
    let keep = || press_to("不删", Look::Go, close);
    match asking {
        Asking::Rename { id, name } => {
            let says = ("改个名字", "方便您自己认出来。不用写真名。", "改好了", "不改了");
            named(ledger, says, name, move |name| Work::Rename { id: id.clone(), name })
        }
        Asking::Copy { id, name } => {
            let says = ("复制一份", "答案、填好的表和材料照片都会复制。起个名字，好认。", "复制", "不复制");
            named(ledger, says, name, move |name| Work::Copy { id: id.clone(), name })
        }
        Asking::Delete { id, name } => {
            let delete = press_to("删掉", Look::Bad, move || ledger.act(Work::Delete { id: id.clone() }));
            let says = format!("“{name}”，连同材料照片和以前的样子，删了就找不回来。");
            dialog("删掉这份草稿？", says, close, tag("div").child(keep()).child(delete))
        }
        Asking::Clear => {
            let clear = press_to("全部删掉", Look::Bad, move || ledger.act(Work::Clear));
            let says = "这台设备上的草稿，连同材料照片，都会删掉，找不回来。";
            dialog("全部删掉？", says, close, tag("div").child(keep()).child(clear))
        }
        Asking::Restore { draft, at } => {
            let back = press_to("换回去", Look::Go, move || ledger.act(Work::Restore { draft: draft.clone(), at }));
            let says = format!("草稿会变回{}的样子，材料照片不变。现在的样子也留着，还能再换回来。", moment(at));
            dialog("换回这一份？", says, close, tag("div").child(back).child(press_to("不换", Look::Plain, close)))
        }
    }
}

/// As the browser counts it, and takes no more.
const LONGEST: &str = "30";

/// How long the name is, and whether more has room.
fn told(length: usize) -> String {
    match length.to_string() {
        full if full == LONGEST => format!("写满{LONGEST}个字了，再多写不进去。"),
        length => format!("最多{LONGEST}个字，现在{length}个。"),
    }
}

/// Asks for a name: title, sentence, and what its two buttons say.
fn named(
    ledger: Ledger,
    (title, says, yes, no): (&'static str, &'static str, &'static str, &'static str),
    name: String,
    work: impl Fn(String) -> Work + Send + 'static,
) -> Tag {
    let close = move || ledger.asking.set(None);
    let typed = RwSignal::new(name);
    let input = tag("input").class("input").id("new-name").attr("maxlength", LONGEST).attr("autocomplete", "off");
    let input = input.attr("aria-describedby", "new-length");
    let length = tag("span").class("hint").id("new-length");
    let length = length.child(live(move || told(typed.with(|name| name.encode_utf16().count()))));
    let input = input.typed(move || typed.get()).on("input", move |event| typed.set(parts::typed(&event)));
    let field = tag("div").class("field").child(tag("label").attr("for", "new-name").text("名字")).child(input);
    let field = field.child(length);
    let form = tag("form").on_submit(move || ledger.act(work(typed.get_untracked())));
    let form = form.child(field).child(press(yes, Look::Go)).child(press_to(no, Look::Plain, close));
    dialog(title, says, close, form)
}
