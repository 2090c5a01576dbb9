//! A question that must be answered before going on: deletion, an idle screen.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;

/// An alert dialog. Its first button should be the safe one: Esc does the same.
#[component]
pub fn Dialog(
    /// The question.
    #[prop(into)]
    title: String,
    /// What happens, in one sentence.
    #[prop(into)]
    says: String,
    /// Called on Esc.
    on_escape: Callback<()>,
    /// Called when its form is submitted, if it has one.
    #[prop(optional)]
    on_submit: Option<Callback<()>>,
    /// Its buttons and fields.
    children: Children,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(div) = place.get() {
            let _ = div.focus();
        }
    });
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" => on_escape.run(()),
        "Tab" => stay_inside(&event, place),
        _ => (),
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(call) = on_submit {
            call.run(());
        }
    };
    view! {
        <div class="scrim" on:keydown=keys>
            <div class="dialog" role="alertdialog" aria-modal="true" aria-labelledby="dialog-title" aria-describedby="dialog-says" tabindex="-1" node_ref=place>
                <h2 id="dialog-title">{title}</h2>
                <p id="dialog-says">{says}</p>
                <form class="stack" on:submit=submit>{children()}</form>
            </div>
        </div>
    }
    .into_any()
}

/// Keeps Tab among the dialog's own controls.
fn stay_inside(event: &KeyboardEvent, place: NodeRef<html::Div>) {
    use leptos::wasm_bindgen::JsCast;
    use web_sys::HtmlElement;
    let Some(div) = place.get_untracked() else { return };
    let Ok(all) = div.query_selector_all("button, input, a[href]") else { return };
    let nth = |n: u32| all.get(n).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let (Some(first), Some(last)) = (nth(0), nth(all.length().saturating_sub(1))) else { return };
    let here = document().active_element();
    let is = |element: &HtmlElement| here.as_ref().is_some_and(|e| e.is_same_node(Some(element)));
    let turn = if event.shift_key() { is(&first) || is(&div) } else { is(&last) };
    if turn {
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
            || view! { <Dialog title="删掉这份草稿？" says="删了就找不回来。" on_escape=Callback::new(|()| ())>"…"</Dialog> },
            &[r#"role="alertdialog""#, r#"aria-modal="true""#, "删了就找不回来。"],
        );
    }
}
