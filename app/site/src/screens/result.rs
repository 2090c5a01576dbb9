//! The result of a draft.

use super::opening;
use leptos::prelude::*;

/// The screen.
#[component]
pub fn Screen(
    /// The draft.
    draft: String,
) -> impl IntoView {
    let _ = draft;
    view! { <main id="main" class="flow sec"><h1>"自测结果"</h1>{opening()}</main> }.into_any()
}
