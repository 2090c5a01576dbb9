//! What came, before it is kept; and what can be done with it then.

use super::{Hand, Stage, heading, said};
use crate::parcel::Parcel;
use crate::place::Place;
use crate::screens::drafts::{lately, name};
use base::Problem;
use leptos::prelude::*;
use parts::{Look, Node, Tag, Tone, go, note, press_to, tag};
use store::Trouble;

/// The stage that shows what came. Nothing of it is kept yet.
pub fn screen(hand: Hand) -> Node {
    let Some(parcel) = hand.parcel.get_value() else { return parts::nothing() };
    let drop = move || {
        hand.parcel.set_value(None);
        hand.go(Stage::Start);
    };
    let acts = tag("p").class("cluster gap").child(press_to("存成新草稿", Look::Go, move || keep(hand)));
    let part = tag("section").child(heading("读全了，先看看是什么"));
    let part = part.child(facts(&parcel)).child(notice(&parcel)).child(said(hand));
    let part = part.child(tag("p").class("gap").text("存成新的一份，原来的草稿都不动。"));
    part.child(acts.child(press_to("不要", Look::Plain, drop))).into()
}

fn facts(parcel: &Parcel) -> Tag {
    let draft = &parcel.draft;
    let people = |list: &Option<Vec<_>>| list.as_ref().map_or("没有写".into(), |list| format!("{}人", list.len()));
    let written = match (parcel.written, &parcel.forms[..]) {
        (0, _) => "没有填".into(),
        (count, []) => format!("填了{count}处"),
        (count, names) => format!("{}，填了{count}处", names.join("、")),
    };
    let lines = [
        ("名字", name(draft)),
        ("家里人", people(&draft.members)),
        ("家外的亲属", people(&draft.obligors)),
        ("自测", format!("答了{}题", draft.trail.len())),
        ("申请表", written),
        ("什么时候从那边拿出来的", lately(parcel.made)),
    ];
    let line =
        |(name, value): (&'static str, String)| tag("div").child(tag("dt").text(name)).child(tag("dd").text(value));
    tag("dl").class("answers preview").children(lines.map(line))
}

/// What was left out, rather than guessed.
fn notice(parcel: &Parcel) -> Option<Tag> {
    let says = format!("有{}个回答没有带过来。", parcel.left_out);
    let why = "这里没有那些问题或选项，或者里面的数不会是那样。以后会再问您。";
    let line = tag("p").child(tag("strong").text(says)).text(why).child(parcel.other_version());
    (parcel.left_out > 0).then(|| note(Tone::Stale).child(line))
}

fn keep(hand: Hand) {
    let Some(parcel) = hand.parcel.get_value() else { return };
    leptos::task::spawn_local(async move {
        let id = parcel.draft.id.clone();
        match hand.desk.keep(parcel.draft).await {
            Ok(()) => {
                hand.parcel.set_value(None);
                hand.go(Stage::Kept(id));
            }
            Err(Trouble::Other(problem)) => hand.say(problem),
            Err(trouble) => hand.say(Problem::new("", trouble.says())),
        }
    });
}

/// The stage after it was kept.
pub fn kept(hand: Hand, id: &str) -> Tag {
    let to = |name: &str| hand.desk.file(&format!("{name}/?d={id}"));
    let links = tag("p").class("cluster gap").child(go(to("result"), "看结果", Look::Go));
    let links = links.child(go(to("check"), "接着答", Look::Plain));
    let links = links.child(go(hand.desk.file("") + &Place::Tasks.of(id), "填申请表", Look::Plain));
    tag("section")
        .child(heading("存成新草稿了"))
        .child(tag("p").text("带来的都在新草稿里，原来的草稿没有动。"))
        .child(links)
}
