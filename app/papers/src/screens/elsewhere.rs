//! Another page changed or deleted the draft meanwhile: what was written here, what stands there, and what is to stay.

use super::gaps::who;
use crate::desk::Desk;
use forms::{At, Field, FormState, Input, masked, read, show};
use parts::{Look, Node, Tag, dialog, go, press_to, tag};
use store::Trouble;

/// The question, as an alert.
pub fn stopped(desk: Desk, trouble: Trouble) -> Tag {
    if trouble == Trouble::Deleted {
        let says = "这份草稿已经在另一个页面删掉了，不会再存。";
        let button = go(desk.file("drafts/"), "去草稿", Look::Go);
        return dialog("草稿已经删掉了", says, || (), tag("div").child(button));
    }
    let title = "另一个页面也在改";
    match desk.conflict() {
        Some((theirs, mine)) if !mine.is_empty() => {
            let says = "这份草稿在别的页面也开着，那边刚存过。您在这里写的这几处还没有存上。";
            let list = tag("ul").class("both").attr("tabindex", "0").attr("aria-label", "还没有存上的");
            let list = list.children(mine.iter().map(|at| line(desk, at, &theirs)));
            let full = match desk.without_room() {
                0 => None,
                n => Some(tag("p").text(format!("名单最多60人，那边满了：这里新写的{n}个人放不上，先抄下来。"))),
            };
            let put = press_to("放上这里写的，接着填", Look::Go, move || desk.put_onto());
            let drop = press_to("不要这里写的，看那边的", Look::Plain, again);
            dialog(title, says, || (), tag("div").child(list).child(full).child(put).child(drop))
        }
        Some(_) => {
            let says = "这份草稿在别的页面也开着，那边刚存过。请看最新的，再接着填。";
            dialog(title, says, || (), tag("div").child(press_to("看最新的", Look::Go, again)))
        }
        None => {
            let says = "那边存的，这一页读不出来。这里写的没有存上：先抄下来，再刷新这一页。";
            dialog(title, says, || (), tag("div").child(press_to("刷新", Look::Go, again)))
        }
    }
}

fn again() {
    #[cfg(target_arch = "wasm32")]
    crate::start::reload();
}

/// A place: what was written here, and what stands there if that is something else.
fn line(desk: Desk, at: &At, theirs: &FormState) -> Node {
    let Some((_, field)) = desk.kit.forms.list.iter().find_map(|form| form.field(&at.field)) else {
        return parts::nothing();
    };
    let said =
        |input: Option<&Input>| input.map_or("空着".into(), |input| format!("“{}”", words(desk, field, input)));
    let here = desk.watch(|state| said(state.input(at)));
    let whose = at.row.and_then(|key| desk.watch(|state| who(state, key))).unwrap_or_default();
    let there = said(theirs.input(at));
    let there = (there != here).then(|| tag("span").text(format!("那边是：{there}")));
    let name = tag("b").text(format!("{whose}{}", field.label));
    tag("li").child(name).child(tag("span").text(format!("这里写的：{here}"))).child(there).into()
}

/// What stands in a field, covered where it is covered on the form.
fn words(desk: Desk, field: &Field, input: &Input) -> String {
    match (read(field, input, desk.kit.today), input) {
        (_, Input::Text(text)) if field.kind.masked() => masked(field, text),
        (_, Input::Text(text)) => text.clone(),
        (Ok(Some(value)), _) => show(field, &value),
        _ => String::new(),
    }
}
