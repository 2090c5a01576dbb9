//! Before fields about something sensitive: may they be filled in here?

use crate::desk::Desk;
use forms::Form;
use parts::{Look, Node, Tag, Tone, about, live, note, press_to, tag};
use store::Consent;

/// Whether the fields of a kind may be shown: asked and answered, whatever the answer.
pub fn decided(desk: Desk, kind: Option<&String>) -> bool {
    desk.watch(|_| ()); // follows the draft
    kind.is_none_or(|kind| desk.draft().consent(kind).is_some())
}

/// What is asked before the fields of each kind that nobody was asked about.
pub fn ask(desk: Desk, form: &'static Form) -> Node {
    let mut kinds: Vec<&'static String> = form.fields().filter_map(|(_, field)| field.sensitive.as_ref()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    live(move || {
        let open = kinds.iter().filter(|kind| !decided(desk, Some(kind)));
        tag("div").class("stack").children(open.map(|kind| one(desk, kind)))
    })
}

fn one(desk: Desk, kind: &'static str) -> Tag {
    let (name, purpose) = answers::sensitive(kind);
    let says = tag("p").child(tag("strong").text(format!("这张表要写{name}情况，可以吗？"))).text(purpose);
    let kept = tag("p").text("只存在这台设备上。不想写的算“不清楚”，到窗口再说也行。");
    let yes = press_to("可以写", Look::Plain, move || desk.decide(kind, Consent::Agreed)).child(about(name));
    let no = press_to("不想写", Look::Plain, move || desk.decide(kind, Consent::Declined)).child(about(name));
    note(Tone::Plain).child(says).child(kept).child(tag("p").class("cluster").child(yes).child(no))
}
