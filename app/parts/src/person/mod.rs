//! A member of the household as a card.

use crate::button::{Go, Look, Press};
use crate::icon::{Icon, Picture};
use leptos::prelude::*;

/// The card.
#[component]
pub fn PersonCard(
    /// What the person is called here.
    name: String,
    /// One line: relation and age.
    line: String,
    /// More that was answered, or empty.
    facts: String,
    /// Where to change it.
    change: String,
    /// Takes the card away; leave out for the applicant.
    #[prop(optional_no_strip)]
    remove: Option<Callback<()>>,
) -> impl IntoView {
    let facts = (!facts.is_empty()).then(|| view! { <p class="facts">{facts}</p> });
    let remove = remove.map(|call| view! { <Press label="移除" look=Look::BareSlim about=name.clone() on_press=call/> });
    view! {
        <li class="person">
            <header>
                <span class="glyph"><Icon picture=Picture::Person/></span>
                <div><h2>{name.clone()}</h2><p class="small muted">{line}</p></div>
            </header>
            {facts}
            <div class="acts"><Go href=change label="修改" look=Look::BareSlim about=name/>{remove}</div>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn buttons_name_the_person() {
        check(
            || view! { <PersonCard name="妈妈".into() line="母亲".into() facts=String::new() change="x".into() remove=Some(Callback::new(|()| ()))/> },
            &["<h2>妈妈</h2>", "移除", r#"<span class="vh">"#],
        );
    }
}
