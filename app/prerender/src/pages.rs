//! Every route as a page: the built `index.html` with the screen, the title and the description of the route.

use anyhow::{Result, ensure};
use leptos::prelude::*;
use site::{Check, Kit, Route, Session, Shell, app};
use std::sync::Arc;

/// A finished page.
pub struct Page {
    /// Its file, below the root.
    pub path: String,
    /// Its HTML.
    pub html: String,
}

const PLACE: &str = r#"<div id="app"></div>"#;
/// What does not work without script, before the screen itself.
const NO_SCRIPT: &str = r#"<noscript><div class="flow"><div class="note"><p>浏览器没有打开JavaScript，自测和这一页的按钮用不了。办事指南不用打开也能看；也可以到乡镇（街道）窗口请人帮忙。</p></div></div></noscript>"#;

/// All pages of the site.
pub fn pages(template: &str, kit: &Arc<Kit>) -> Result<Vec<Page>> {
    ensure!(template.contains(PLACE), "index.html has no {PLACE}");
    Ok(routes(kit).into_iter().map(|route| page(template, kit, route)).collect())
}

fn routes(kit: &Kit) -> Vec<Route> {
    let programs = kit.pack.programs.iter().map(|program| Route::Program(program.id.clone()));
    let fixed = [
        Route::Home,
        Route::Urgent,
        Route::Harm,
        Route::Check(Check::Start),
        Route::Result(String::new()),
        Route::Drafts,
        Route::Guide,
        Route::Law,
    ];
    fixed.into_iter().chain(programs).collect()
}

fn page(template: &str, kit: &Arc<Kit>, route: Route) -> Page {
    let address = route.path();
    let folder = address.split('?').next().unwrap_or_default().to_string();
    let up = "../".repeat(folder.matches('/').count());
    let title = escape(&site::title(&route, Some(kit)));
    let description = escape(&site::description(&route, Some(kit)));
    let first = matches!(route, Route::Home | Route::Check(_));
    let needs_script = matches!(route, Route::Check(_) | Route::Result(_) | Route::Drafts | Route::Harm);
    let screen = screen(&up, kit, route);
    let place = format!(r#"{}<div id="app">{screen}</div>"#, if needs_script { NO_SCRIPT } else { "" });
    let html = replace_between(template, "<title>", "</title>", &title);
    let html = replace_between(&html, r#"<meta name="description" content=""#, r#"">"#, &description);
    let html = html.replace(r#"="./"#, &format!(r#"="{}"#, if up.is_empty() { "./" } else { &up }));
    let html = if first { later(&html) } else { html };
    Page { path: format!("{folder}index.html"), html: html.replace(PLACE, &place) }
}

/// Leaves styles that only further screens need for later (`public/boot.js`).
fn later(html: &str) -> String {
    let Some(at) = html.find("rest-").or(html.find("rest.css")) else { return html.to_string() };
    let (before, after) = html.split_at(at);
    let Some((head, link)) = before.rsplit_once(r#"rel="stylesheet""#) else { return html.to_string() };
    format!(r#"{head}rel="later"{link}{after}"#)
}

/// The screen of a route, as the app shows it before anything was read from the device.
fn screen(up: &str, kit: &Arc<Kit>, route: Route) -> String {
    Owner::new().with(|| {
        provide_context(Shell::new(up, route, Ok(kit.clone())));
        provide_context(Session::new(kit.never_stored()));
        app().html()
    })
}

fn replace_between(text: &str, before: &str, after: &str, new: &str) -> String {
    let Some((head, rest)) = text.split_once(before) else { return text.to_string() };
    let Some((_, tail)) = rest.split_once(after) else { return text.to_string() };
    format!("{head}{before}{new}{after}{tail}")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Date;

    const TEMPLATE: &str = concat!(
        r#"<title>x</title><meta name="description" content="y"><link href="./a.css">"#,
        r#"<script src="./boot.js" data-root="./" data-js="site.js"></script><div id="app"></div>"#
    );

    fn all() -> Vec<Page> {
        let pack = crate::read_packs(std::path::Path::new(crate::PACKS)).unwrap();
        let day = Date::parse("2026-11-23").unwrap();
        pages(TEMPLATE, &Arc::new(Kit::new(pack, &Ok(Vec::new()), day).unwrap())).unwrap()
    }

    fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
        text.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(found, _)| found)
    }

    #[test]
    fn every_page_is_its_own() {
        let pages = all();
        let of = |before: &str, after: &str| {
            pages.iter().map(|p| between(&p.html, before, after).to_string()).collect::<Vec<_>>()
        };
        for (what, mut found) in [("h1", of("<h1", "</h1>")), ("title", of("<title>", "</title>"))] {
            assert!(found.iter().all(|text| !text.is_empty()), "a page without {what}");
            found.sort_unstable();
            let count = found.len();
            found.dedup();
            assert_eq!(found.len(), count, "two pages with the same {what}: {found:?}");
        }
        assert_eq!(pages.len(), 8 + 19);
    }

    #[test]
    fn pages_find_the_root_wherever_they_stand() {
        for page in all() {
            let depth = page.path.matches('/').count();
            let root = if depth == 0 { "./".to_string() } else { "../".repeat(depth) };
            assert!(page.html.contains(&format!(r#"data-root="{root}""#)), "{}", page.path);
            assert!(page.html.contains(&format!(r#"href="{root}a.css""#)), "{}", page.path);
            assert!(!page.html.contains(r#"href="/"#) && !page.html.contains("style="), "{}", page.path);
        }
    }
}
