//! Things to press: buttons that do, links that lead.

use crate::icon::{Icon, Picture};
use leptos::prelude::*;

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// An ordinary button.
    #[default]
    Plain,
    /// The one thing to do on a screen.
    Go,
    /// The same, large.
    Big,
    /// Large, but not the one thing.
    BigPlain,
    /// Like a link.
    Bare,
    /// Like a link, small.
    BareSlim,
    /// Small.
    Slim,
    /// Destroys something.
    Bad,
    /// Full width, dashed: adds one more.
    Add,
    /// The main action of the first card.
    Main,
    /// The main action of a further card.
    MainPlain,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Look::Plain => "btn",
            Look::Go => "btn go",
            Look::Big => "btn go big",
            Look::BigPlain => "btn big",
            Look::Bare => "btn bare",
            Look::BareSlim => "btn bare slim",
            Look::Slim => "btn slim",
            Look::Bad => "btn slim bad",
            Look::Add => "btn addp",
            Look::Main => "btn slim main go",
            Look::MainPlain => "btn slim main",
        }
    }
}

/// A button that does something on this page.
#[component]
pub fn Press(
    /// What it says.
    #[prop(into)]
    label: String,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<Picture>,
    /// What it is about, for screen readers, where the same words repeat on a page.
    #[prop(optional, into)]
    about: String,
    /// Called when pressed. Leave out for a button that submits its form.
    #[prop(optional)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let kind = if on_press.is_some() { "button" } else { "submit" };
    let press = move |_| {
        if let Some(call) = on_press {
            call.run(());
        }
    };
    view! {
        <button class=look.class() type=kind on:click=press>
            {icon.map(|picture| view! { <Icon picture/> })}
            {label}
            {hidden(about)}
        </button>
    }
    .into_any()
}

/// A link that looks like a button.
#[component]
pub fn Go(
    /// Where it leads.
    href: String,
    /// What it says.
    #[prop(into)]
    label: String,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// An icon before the words.
    #[prop(optional)]
    icon: Option<Picture>,
    /// What it is about, for screen readers, where the same words repeat on a page.
    #[prop(optional, into)]
    about: String,
) -> impl IntoView {
    view! {
        <a class=look.class() href=href>
            {icon.map(|picture| view! { <Icon picture/> })}
            {label}
            {hidden(about)}
        </a>
    }
    .into_any()
}

/// The link to the page before, at the top of a task.
#[component]
pub fn Back(
    /// Where it leads.
    href: String,
    /// What it says.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <a class="back" href=href><Icon picture=Picture::Back/>{label}</a> }.into_any()
}

fn hidden(about: String) -> Option<impl IntoView> {
    (!about.is_empty()).then(|| view! { <span class="vh">"：" {about}</span> })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn submits_unless_told_what_to_do() {
        check(|| view! { <Press label="下一题" look=Look::Big/> }, &[r#"type="submit""#, "btn go big", "下一题"]);
        check(|| view! { <Press label="删掉" on_press=Callback::new(|()| ())/> }, &[r#"type="button""#]);
    }

    #[test]
    fn says_what_it_is_about() {
        check(|| view! { <Go href="x".into() label="修改" about="妈妈"/> }, &[r#"class="vh""#, "妈妈"]);
    }
}
