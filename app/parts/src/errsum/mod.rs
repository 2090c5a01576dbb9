//! What has to be put right, at the top and at the field.

use crate::icon::{Picture, icon};
use crate::node::{Node, live, nothing, tag};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Something to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Id of the input it is about.
    pub field: String,
    /// What to do, in one line.
    pub says: String,
}

impl Fault {
    /// A fault at an input.
    pub fn new(field: impl Into<String>, says: impl Into<String>) -> Self {
        Fault { field: field.into(), says: says.into() }
    }
}

/// The summary at the top of a form; nothing while there is nothing wrong. It takes the focus when it appears.
pub fn errsum(faults: RwSignal<Vec<Fault>>) -> Node {
    live(move || {
        let faults = faults.get();
        if faults.is_empty() {
            return nothing();
        }
        let title = tag("h2").id("errors").child(icon(Picture::Alert)).text(format!("有{}处要改", faults.len()));
        let line = |fault: Fault| tag("li").child(tag("a").href(format!("#{}", fault.field)).text(fault.says));
        let list = tag("ul").class("plain").children(faults.into_iter().map(line));
        let summary = tag("div").class("errsum").attr("role", "alert").attr("tabindex", "-1");
        summary.attr("aria-labelledby", "errors").child(title).child(list).made(focus_soon).into()
    })
}

/// Moves the focus once the element stands in the document.
pub(crate) fn focus_soon(element: &Element) {
    let element = element.clone();
    request_animation_frame(move || {
        let _ = element.dyn_ref::<HtmlElement>().map(HtmlElement::focus);
    });
}

/// The line at the field itself; nothing while there is nothing wrong. `id` is for `aria-describedby`.
pub fn field_error(id: String, says: impl Fn() -> Option<String> + Send + 'static) -> Node {
    live(move || says().map(|says| tag("p").class("err").id(id.clone()).child(icon(Picture::Alert)).text(says)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn links_to_each_field() {
        let faults = RwSignal::new(vec![Fault::new("m", "写成数字，比如350")]);
        check(errsum(faults), &[r#"role="alert""#, r##"href="#m""##, "有1处要改"]);
        faults.set(vec![]);
        assert_eq!(errsum(faults).html(), "");
    }

    #[test]
    fn stands_at_the_field() {
        check(field_error("m-error".into(), || Some("写成数字".into())), &[r#"id="m-error""#, "写成数字"]);
    }
}
