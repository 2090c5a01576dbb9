//! One programme of the result: a line, and everything behind it once opened.

use crate::icon::{Icon, Picture};
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// A programme. Its body is made when first opened: nineteen bodies at once are slow on an old phone.
#[component]
pub fn Prog(
    /// Id on the page.
    id: String,
    /// Its name.
    name: String,
    /// One line on the outcome.
    says: String,
    /// The amount and a line below it; empty for none.
    amount: (String, String),
    /// What it opens.
    body: ViewFn,
) -> impl IntoView {
    let opened = RwSignal::new(false);
    let toggle = move |event: Event| {
        let is_open = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlDetailsElement>().ok());
        if is_open.is_some_and(|details| details.open()) {
            opened.set(true);
        }
    };
    let (main, small) = amount;
    let amount = (!main.is_empty() || !small.is_empty()).then(|| view! { <span class="amt">{main}<small>{small}</small></span> });
    view! {
        <details class="prog" id=id on:toggle=toggle>
            <summary>
                <div><h3>{name}</h3><p class="one">{says}</p></div>
                {amount}
                <Icon picture=Picture::Chev/>
            </summary>
            {move || opened.get().then(|| view! { <div class="body">{body.run()}</div> })}
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn shows_name_reason_and_amount_while_closed() {
        check(
            || {
                let body = ViewFn::from(|| "里面");
                view! { <Prog id="p".into() name="临时救助".into() says="吃住暂时很难。".into() amount=("看情况定".into(), "问窗口".into()) body/> }
            },
            &["<h3>临时救助</h3>", "看情况定", "问窗口"],
        );
    }
}
