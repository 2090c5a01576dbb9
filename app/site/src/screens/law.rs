//! The texts that are cited.

use super::with_kit;
use crate::engine::Kit;
use crate::wording;
use leptos::prelude::*;
use policy::Text;

/// The list of texts. Citations link here.
#[component]
pub fn Law() -> impl IntoView {
    view! {
        <main id="main" class="flow sec stack">
            <h1>"依据的法律和文件"</h1>
            <p class="lead-in muted">"这里列出网站用到的全部文件。正文以公布的文本为准。"</p>
            {with_kit(|kit| list(&kit))}
        </main>
    }
    .into_any()
}

fn list(kit: &Kit) -> AnyView {
    let one = |(n, text): (usize, &Text)| {
        let until = text.until.map(|date| format!("，到{}为止", wording::day(date))).unwrap_or_default();
        let since = format!("{}起{until}", wording::day(text.from));
        view! { <div><dt id=anchor(n)>{since}</dt><dd>"《"{text.full.clone()}"》"</dd></div> }
    };
    view! { <dl class="answers">{kit.pack.texts.iter().enumerate().map(one).collect_view()}</dl> }.into_any()
}

/// The id of the `n`th text on the page.
pub fn anchor(n: usize) -> String {
    format!("t{n}")
}
