//! A draft as a card: its name leads on, its actions stand below.

use leptos::prelude::*;

/// The card.
#[component]
pub fn DraftCard(
    /// What it is called.
    name: String,
    /// Where it goes on.
    href: String,
    /// When it was saved.
    meta: String,
    /// How far it is.
    state: String,
    /// A note inside, such as a policy change.
    #[prop(optional_no_strip)]
    note: Option<AnyView>,
    /// The actions.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="draft">
            <div><h2><a href=href>{name}</a></h2><p class="meta">{meta}</p></div>
            <p class="small">{state}</p>
            {note}
            <div class="acts">{children()}</div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn its_name_is_the_link() {
        check(
            || view! { <DraftCard name="我家".into() href="x".into() meta="今天".into() state="答了3题".into()>"…"</DraftCard> },
            &[r#"<h2><a href="x">我家</a></h2>"#, "答了3题"],
        );
    }
}
