//! Callouts. Never for decoration.

use leptos::prelude::*;

/// What a callout is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    #[default]
    Plain,
    /// Danger: help comes before paper.
    Urgent,
    /// A number or a draft that may be out of date.
    Stale,
}

/// A callout. `alert` only if it appears by itself.
#[component]
pub fn Note(
    /// What it is for.
    #[prop(optional)]
    tone: Tone,
    /// Whether a screen reader should say it as soon as it appears.
    #[prop(optional)]
    alert: bool,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let class = match tone {
        Tone::Plain => "note",
        Tone::Urgent => "note urgent",
        Tone::Stale => "note stale",
    };
    view! { <div class=class role=alert.then_some("alert")>{children()}</div> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn has_no_role_unless_it_appears_by_itself() {
        check(|| view! { <Note tone=Tone::Urgent alert=true>"没有存上"</Note> }, &[r#"class="note urgent""#, r#"role="alert""#]);
        check(|| view! { <Note>"提示"</Note> }, &[r#"<div class="note">"#]);
    }
}
