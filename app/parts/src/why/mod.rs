//! “为什么问这个？”: closed at first, native.

use crate::cite::{Cite, Cites};
use crate::icon::{Icon, Picture};
use leptos::prelude::*;

/// Something to open for those who want to know.
#[component]
pub fn Why(
    /// The line that is always there.
    #[prop(into)]
    title: String,
    /// What it opens.
    #[prop(into)]
    text: String,
    /// Articles below it.
    #[prop(optional)]
    cites: Vec<Cite>,
) -> impl IntoView {
    view! {
        <details class="why">
            <summary><Icon picture=Picture::Info/>{title}<Icon picture=Picture::Chev/></summary>
            <p>{text}</p>
            <p><Cites cites lead="依据："/></p>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn is_a_native_disclosure() {
        check(|| view! { <Why title="为什么问这个？" text="低保看这个。"/> }, &["<details", "<summary", "低保看这个。"]);
    }
}
