//! A question that must be answered before going on: deletion, an idle screen.

use crate::errsum::focus_soon;
use crate::node::{Tag, Words, tag};
use crate::title::title;
use leptos::prelude::{document, on_cleanup, request_animation_frame};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// An alert dialog: the question, what happens, and a form with its buttons. The first button should be the
/// safe one: Esc does the same. The focus is in it while it is there, and goes back where it was.
pub fn dialog(heading: impl Words, says: impl Words, on_escape: impl Fn() + Send + 'static, form: Tag) -> Tag {
    let keys = move |event: Event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
        match key.key().as_str() {
            "Escape" => on_escape(),
            "Tab" => stay_inside(key),
            _ => (),
        }
    };
    let dialog = tag("div").class("dialog").attr("role", "alertdialog").attr("aria-modal", "true");
    let dialog =
        dialog.attr("aria-labelledby", "dialog-title").attr("aria-describedby", "dialog-says").attr("tabindex", "-1");
    let heading = title("h2", heading).id("dialog-title");
    let dialog = dialog.child(heading).child(tag("p").id("dialog-says").text(says)).child(form.class("stack"));
    tag("div").class("scrim").on("keydown", keys).child(dialog.made(take_focus))
}

/// Moves the focus here, and back when this goes: to the page's heading if what had it is gone as well.
fn take_focus(dialog: &Element) {
    let before = SendWrapper::new(document().active_element());
    focus_soon(dialog);
    on_cleanup(move || {
        request_animation_frame(move || {
            let there = before.take().filter(|element| element.is_connected());
            let back = there.or_else(|| document().query_selector("h1").ok().flatten());
            let _ = back.and_then(|element| element.dyn_into::<HtmlElement>().ok()).map(|element| element.focus());
        });
    });
}

/// Keeps Tab among the dialog's own controls.
fn stay_inside(event: &KeyboardEvent) {
    let Some(dialog) = document().query_selector(".dialog").ok().flatten() else { return };
    let Ok(all) = dialog.query_selector_all("button, input, a[href]") else { return };
    let nth = |n: u32| all.get(n).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let (Some(first), Some(last)) = (nth(0), nth(all.length().saturating_sub(1))) else { return };
    let here = document().active_element();
    let is = |element: &Element| here.as_ref().is_some_and(|e| e.is_same_node(Some(element)));
    let turns = if event.shift_key() { is(&first) || is(&dialog) } else { is(&last) };
    if turns {
        event.prevent_default();
        let _ = if event.shift_key() { last.focus() } else { first.focus() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn is_a_named_modal() {
        check(
            dialog("删掉这份草稿？", "删了就找不回来。", || (), tag("form")),
            &[r#"role="alertdialog""#, r#"aria-modal="true""#, "删了就找不回来。"],
        );
    }
}
