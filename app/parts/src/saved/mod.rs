//! Whether the answers are on this device. “已存到这台设备上” only after the transaction completed.

use crate::icon::{Icon, Picture};
use leptos::prelude::*;

/// Where saving stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing to save yet.
    #[default]
    Idle,
    /// On its way.
    Busy,
    /// The transaction completed, at this time of day (09:12).
    Done(String),
    /// It failed, and why.
    Failed(String),
}

/// The line that says it.
#[component]
pub fn Saved(
    /// Where saving stands.
    state: Signal<Saving>,
) -> impl IntoView {
    let class = move || if matches!(state.get(), Saving::Done(_)) { "saved" } else { "saved busy" };
    let says = move || match state.get() {
        Saving::Idle => ().into_any(),
        Saving::Busy => "正在存…".into_any(),
        Saving::Done(time) => view! { <Icon picture=Picture::Tick/>{time}"已存到这台设备上" }.into_any(),
        Saving::Failed(_) => "没有存上".into_any(),
    };
    view! { <p class=class role="status">{says}</p> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn claims_nothing_before_it_is_done() {
        check(|| view! { <Saved state=Signal::stored(Saving::Done("09:12".into()))/> }, &[r#"role="status""#, "已存到这台设备上"]);
        for state in [Saving::Idle, Saving::Busy, Saving::Failed("满了".into())] {
            let html = Owner::new().with(|| view! { <Saved state=Signal::stored(state)/> }.into_view().to_html());
            assert!(!html.contains("已存"), "{html}");
        }
    }
}
