//! One programme of the result: a line, and everything behind it once opened.

use crate::icon::{Picture, icon};
use crate::node::{Node, Tag, live, nothing, tag};
use crate::title::title;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDetailsElement};

/// A programme: name, one line on the outcome, the amount and a line below it (empty for none), and its body,
/// made when first opened: nineteen at once are slow on an old phone.
pub fn prog(
    id: String,
    name: String,
    says: String,
    amount: (String, String),
    body: impl Fn() -> Node + Send + 'static,
) -> Tag {
    let opened = RwSignal::new(false);
    let toggle = move |event: Event| {
        let details = event.target().and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok());
        if details.is_some_and(|details| details.open()) && !opened.get_untracked() {
            opened.set(true);
        }
    };
    let (main, small) = amount;
    let has_amount = !main.is_empty() || !small.is_empty();
    let amount = has_amount.then(|| tag("span").class("amt").text(main).child(tag("small").text(small)));
    let words = tag("div").child(title("h3", name)).child(tag("p").class("one").text(says));
    let line = tag("summary").child(words).child(amount).child(icon(Picture::Chev));
    let body = live(move || if opened.get() { tag("div").class("body").child(body()).into() } else { nothing() });
    tag("details").class("prog").id(id).on("toggle", toggle).child(line).child(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn shows_name_reason_and_amount_while_closed() {
        let part = prog(
            "p".into(),
            "临时救助".into(),
            "吃住暂时很难。".into(),
            ("看情况定".into(), "问窗口".into()),
            || "里面".into(),
        );
        let html = Node::from(part).html();
        assert!(!html.contains("里面"));
        check(html, &["临时救助", "看情况定", "问窗口"]);
    }
}
