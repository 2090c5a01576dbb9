//! What stands around every screen: the header, the short header inside a task, the footer.

use crate::icon::{Icon, Picture};
use leptos::prelude::*;

const PETALS: &str = r#"<path d="M16 16C21.3 11.3 21.9 3.6 17 2.5L16 4.7L15 2.5C10.1 3.6 10.7 11.3 16 16Z"/><path d="M16 16C22.1 19.6 29.6 17.8 29.2 12.8L26.8 12.5L28.5 10.9C26 6.6 18.8 9.5 16 16Z"/><path d="M16 16C14.5 22.9 18.5 29.5 23.1 27.5L22.7 25.2L24.8 26.3C28.1 22.6 23.1 16.7 16 16Z"/><path d="M16 16C8.9 16.7 3.9 22.6 7.2 26.3L9.3 25.2L8.9 27.5C13.5 29.5 17.5 22.9 16 16Z"/><path d="M16 16C13.2 9.5 6 6.6 3.5 10.9L5.2 12.5L2.8 12.8C2.4 17.8 9.9 19.6 16 16Z"/><circle cx="16" cy="16" r="2.6" fill="currentColor" stroke="none"/>"#;

/// One link of the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: &'static str,
    /// Its icon, on wide screens.
    pub icon: Picture,
    /// Whether this is where one is.
    pub here: bool,
}

/// The header of the site.
#[component]
pub fn Top(
    /// Where the name leads.
    home: String,
    /// The main links.
    links: Vec<NavLink>,
    /// What stands at the end.
    children: Children,
) -> impl IntoView {
    let link = |link: NavLink| {
        view! { <a href=link.href aria-current=link.here.then_some("page")><Icon picture=link.icon/>{link.label}</a> }
    };
    view! {
        <header class="top"><div class="wrap">
            {brand(home, "垫江县社会救助")}
            <nav class="nav" aria-label="主要">{links.into_iter().map(link).collect_view()}</nav>
            <div class="end">{children()}</div>
        </div></header>
    }
    .into_any()
}

/// The header inside a task: only the name and the way out.
#[component]
pub fn Taskbar(
    /// Where the name leads.
    home: String,
    /// Where “存好退出” leads.
    out: String,
) -> impl IntoView {
    view! {
        <header class="top"><div class="wrap">
            {brand(home, "")}
            <div class="end"><a class="btn slim" href=out>"存好退出"</a></div>
        </div></header>
    }
    .into_any()
}

fn brand(home: String, place: &'static str) -> impl IntoView {
    let place = (!place.is_empty()).then(|| view! { <small>{place}</small> });
    view! {
        <a class="brand" href=home>
            <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linejoin="round" inner_html=PETALS></svg>
            "救在身边"
            {place}
        </a>
    }
}

/// The footer.
#[component]
pub fn Foot(
    /// Its lines.
    lines: Vec<String>,
    /// Its links: where and what.
    links: Vec<(String, &'static str)>,
) -> impl IntoView {
    let line = |says: String| view! { <p>{says}</p> };
    let link = |(href, label): (String, &'static str)| view! { <a href=href>{label}</a> };
    let nav = (!links.is_empty()).then(|| {
        view! { <nav aria-label="页脚"><div class="cluster">{links.into_iter().map(link).collect_view()}</div></nav> }
    });
    view! { <footer class="foot"><div class="wrap stack">{lines.into_iter().map(line).collect_view()}{nav}</div></footer> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn marks_where_one_is() {
        let links = vec![NavLink { href: "x".into(), label: "首页", icon: Picture::Home, here: true }];
        check(move || view! { <Top home="./".into() links>"…"</Top> }, &[r#"aria-current="page""#, "垫江县社会救助"]);
    }

    #[test]
    fn a_task_shows_only_the_way_out() {
        check(|| view! { <Taskbar home="./".into() out="drafts/".into()/> }, &["存好退出"]);
    }
}
