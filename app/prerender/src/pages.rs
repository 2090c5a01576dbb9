//! Every route as a page: the built `index.html` with the screen, the title and the description of the route.

use crate::guide::Guide;
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

/// Keeps what is said on a page before the app is there; runs before the script that starts that.
const EARLY: &str = "<script type=\"module\" src=\"./early.js\"></script>\n";
/// How the script that starts the app begins.
const MODULE: &str = r#"<script type="module""#;
const PLACE: &str = r#"<div id="app"></div>"#;
/// What does not work without script, before the screen itself.
pub const NO_SCRIPT: &str = r#"<noscript><div class="flow"><div class="note"><p>浏览器没有打开JavaScript，自测和这一页的按钮用不了。办事指南不用打开也能看；也可以到乡镇（街道）窗口请人帮忙。</p></div></div></noscript>"#;

/// What stands around every page.
pub struct Around {
    /// The built `index.html`.
    template: String,
    /// The same without the app.
    bare: String,
    /// The same where the app is only fetched if it is needed (`public/boot.js`).
    standing: String,
    /// Where the site will stand, if that is known.
    base: Option<String>,
}

impl Around {
    /// Around the pages of a site that will stand at `base`.
    pub fn new(template: &str, base: Option<&str>) -> Result<Around> {
        ensure!(template.contains(PLACE), "index.html has no {PLACE}");
        let (bare, standing) = (without(template, |tag| is_app(tag) || is_load(tag)), without(template, is_load));
        let standing = standing.replace(" data-root=", " data-stands data-root=");
        Ok(Around { template: template.into(), bare, standing, base: base.map(str::to_string) })
    }

    /// A page that needs no app, on a site whose root is `up`.
    pub fn plain(&self, up: &str, title: &str, description: &str, screen: &str) -> String {
        let place = format!(r#"<div id="plain">{screen}</div>"#);
        self.other(up, (title, description), "<script src=\"./plain.js\" defer></script>\n", &place)
    }

    /// A page with something else in its head than what starts the self-check's app: its title and description,
    /// and what stands in it.
    pub fn other(&self, up: &str, (title, description): (&str, &str), head: &str, place: &str) -> String {
        let html = titled(&self.bare, &escape(title), &escape(description));
        rooted(&html.replace("</head>", &format!("{head}</head>")), up).replace(PLACE, place)
    }

    /// The address of a page for those who list it.
    pub fn canonical(&self, html: &str, path: &str) -> String {
        match &self.base {
            Some(base) => html.replace("</head>", &format!("<link rel=\"canonical\" href=\"{base}{path}\">\n</head>")),
            None => html.to_string(),
        }
    }
}

/// What starts the app.
fn is_app(tag: &str) -> bool {
    tag.starts_with("script ") && tag.contains("data-root=")
}

/// What has the browser load the app before it starts.
fn is_load(tag: &str) -> bool {
    tag.starts_with("link ") && (tag.contains(r#"rel="preload""#) || tag.contains(r#"rel="modulepreload""#))
}

/// The page without some scripts and links of its head.
fn without(template: &str, gone: impl Fn(&str) -> bool) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, tail)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, after) = tail.split_once('>').unwrap_or((tail, ""));
        rest = after;
        if gone(tag) {
            rest = after.strip_prefix("</script>").unwrap_or(after);
        } else {
            out.extend(["<", tag, ">"]);
        }
    }
    out.push_str(rest);
    out
}

/// All pages of the site.
pub fn pages(around: &Around, kit: &Arc<Kit>, guide: &Guide) -> Vec<Page> {
    let screens = routes(kit).into_iter().map(|route| page(around, kit, guide, route));
    let plain = guide.pages().into_iter().map(|one| {
        let up = "../".repeat(one.path.matches('/').count());
        let screen = guide.screen(&up, kit, &one.path);
        let html = around.plain(&up, &format!("{} · 救在身边", one.title), &one.description, &screen);
        Page { html: around.canonical(&html, &one.path), path: format!("{}index.html", one.path) }
    });
    screens.chain(plain).collect()
}

fn routes(kit: &Kit) -> Vec<Route> {
    let programs = kit.pack.programs.iter().map(|program| Route::Program(program.id.clone()));
    let fixed = [
        Route::Home,
        Route::Urgent,
        Route::Harm,
        Route::Check(Check::Start),
        Route::Result(String::new()),
        Route::Guide,
        Route::Law,
    ];
    fixed.into_iter().chain(programs).collect()
}

fn page(around: &Around, kit: &Arc<Kit>, guide: &Guide, route: Route) -> Page {
    let address = route.path();
    let folder = address.split('?').next().unwrap_or_default().to_string();
    let up = "../".repeat(folder.matches('/').count());
    let title = escape(&site::title(&route, kit));
    let description = escape(&site::description(&route, kit));
    let first = matches!(route, Route::Home | Route::Check(_));
    let stands = route.stands();
    let needs_script = matches!(route, Route::Check(_) | Route::Result(_) | Route::Harm);
    let screen = screen(&up, kit, route);
    let screen = if stands { guide.explained(&up, &screen) } else { screen };
    let place = format!(r#"{}<div id="app">{screen}</div>"#, if needs_script { NO_SCRIPT } else { "" });
    let template = if stands { &around.standing } else { &around.template };
    let html = titled(template, &title, &description);
    let html = if screen.contains("<form") { html.replacen(MODULE, &format!("{EARLY}{MODULE}"), 1) } else { html };
    let html = rooted(&html, &up);
    let html = around.canonical(&html.replace(PLACE, &place), &folder);
    let html = if first { later(&html) } else { html };
    Page { path: format!("{folder}index.html"), html }
}

fn titled(template: &str, title: &str, description: &str) -> String {
    let html = replace_between(template, "<title>", "</title>", title);
    replace_between(&html, r#"<meta name="description" content=""#, r#"">"#, description)
}

/// With every address of the template relative to the root of the site.
fn rooted(html: &str, up: &str) -> String {
    html.replace(r#"="./"#, &format!(r#"="{}"#, if up.is_empty() { "./" } else { up }))
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
        provide_context(Shell::new(up, route, kit.clone()));
        provide_context(Session::new(kit.pack.never_stored()));
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
        r#"<head><title>x</title><meta name="description" content="y"><link href="./a.css">"#,
        r#"<link rel="modulepreload" href="./site.js"><link rel="preload" href="./packs.bin" as="fetch">"#,
        r#"<script type="module" src="./boot.js" data-root="./" data-js="site.js"></script></head><div id="app"></div>"#
    );

    fn all() -> Vec<Page> {
        let (pack, book, forms) = crate::read_all().unwrap();
        let day = Date::parse("2026-11-27").unwrap();
        let desk = ::papers::Kit::new(pack.clone(), forms, &Ok(Vec::new()), day).unwrap();
        let kit = Kit::new(pack, &Ok(Vec::new()), day).unwrap();
        let guide = Guide::new(book, &kit);
        let around = Around::new(TEMPLATE, None).unwrap();
        let screens = pages(&around, &Arc::new(kit), &guide);
        screens.into_iter().chain(crate::papers::pages(&around, desk)).collect()
    }

    /// Whether a page is one of those that need no app.
    fn is_plain(page: &Page) -> bool {
        page.html.contains("plain.js")
    }

    fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
        text.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(found, _)| found)
    }

    #[test]
    fn every_page_is_its_own() {
        let pages = all();
        let of = |before: &str, after: &str| {
            // A form and its sheet are headed alike.
            let own = pages.iter().filter(|p| before != "<h1" || !p.path.ends_with("/print/index.html"));
            own.map(|p| between(&p.html, before, after).to_string()).collect::<Vec<_>>()
        };
        for (what, mut found) in [("h1", of("<h1", "</h1>")), ("title", of("<title>", "</title>"))] {
            assert!(found.iter().all(|text| !text.is_empty()), "a page without {what}");
            found.sort_unstable();
            let count = found.len();
            found.dedup();
            assert_eq!(found.len(), count, "two pages with the same {what}: {found:?}");
        }
        assert_eq!(pages.iter().filter(|page| !is_plain(page)).count(), 8 + 19 + 1 + 1 + 2 * 8 + 3);
        assert_eq!(pages.iter().filter(|page| is_plain(page)).count(), 4 + 8 + 7 + 24);
    }

    #[test]
    fn pages_find_the_root_wherever_they_stand() {
        for page in all() {
            let depth = page.path.matches('/').count();
            let root = if depth == 0 { "./".to_string() } else { "../".repeat(depth) };
            assert_eq!(page.html.contains(&format!(r#"data-root="{root}""#)), !is_plain(&page), "{}", page.path);
            assert!(page.html.contains(&format!(r#"href="{root}a.css""#)), "{}", page.path);
            assert!(!page.html.contains(r#"href="/"#) && !page.html.contains("style="), "{}", page.path);
        }
    }

    #[test]
    fn what_is_said_before_the_app_is_there_is_kept_where_something_can_be_said() {
        for page in all() {
            let (early, app) = (page.html.find("early.js"), page.html.find("boot.js"));
            let form = page.html.contains("<form") && app.is_some();
            assert_eq!(early.is_some(), form, "{}", page.path);
            assert!(early < app || !form, "{}", page.path);
        }
        assert!(all().iter().any(|page| page.html.contains("early.js")));
    }

    #[test]
    fn plain_pages_say_all_without_the_app() {
        let pages = all();
        for page in pages.iter().filter(|page| is_plain(page)) {
            for gone in ["boot.js", "site.js", "packs.bin", "modulepreload"] {
                assert!(!page.html.contains(gone), "{}: {gone}", page.path);
            }
            assert_eq!(page.html.matches("<h1").count(), 1, "{}", page.path);
            assert!(page.html.contains("最后核对："), "{}", page.path);
            assert!(
                page.html.contains(r#"class="cite""#)
                    || page.path.contains("/changes/")
                    || page.path.contains("/find/")
            );
            assert!(page.html.len() < 200_000, "{}: {} bytes", page.path, page.html.len());
        }
    }

    /// The programmes' pages, by id.
    fn programs(pages: &[Page]) -> Vec<(String, &Page)> {
        let standing = pages.iter().filter(|page| page.html.contains("data-stands"));
        let id = |page: &Page| page.path.strip_prefix("guide/")?.strip_suffix("/index.html").map(str::to_string);
        standing.filter_map(|page| Some((id(page)?, page))).collect()
    }

    #[test]
    fn pages_that_say_all_have_nothing_loaded_ahead() {
        let pages = all();
        assert_eq!(programs(&pages).len(), 19);
        let standing: Vec<&Page> = pages.iter().filter(|page| page.html.contains("data-stands")).collect();
        assert_eq!(standing.len(), 19 + 2);
        for page in standing {
            assert!(!page.html.contains("preload\""), "{}", page.path);
        }
        assert!(pages.iter().any(|page| page.path == "check/index.html" && page.html.contains("preload\"")));
    }

    #[test]
    fn programs_explain_official_words_and_say_when_they_were_checked() {
        let pages = all();
        for (id, page) in programs(&pages) {
            let article = between(&page.html, "<article>", "</article>");
            let terms: Vec<&str> = article.split(r#"class="term" href=""#).skip(1).collect();
            let mut to: Vec<&str> = terms.iter().filter_map(|rest| rest.split('"').next()).collect();
            assert!(to.len() >= 3, "{id} explains {} words", to.len());
            to.sort_unstable();
            to.dedup();
            assert_eq!(to.len(), terms.len(), "{id} explains a word twice");
            assert!(article.contains("最后核对："), "{id}");
        }
    }

    /// What stands in the elements of a name, without what is in them.
    fn texts(html: &str, name: &str) -> Vec<String> {
        let inside = |part: &str| {
            let (_, rest) = part.split_once('>')?;
            let (text, _) = rest.split_once(&format!("</{name}>"))?;
            Some(text.split('<').map(|bit| bit.split_once('>').map_or(bit, |(_, text)| text)).collect::<String>())
        };
        html.split(&format!("<{name}")).skip(1).filter_map(inside).collect()
    }

    #[test]
    fn what_is_paid_says_for_what() {
        let pages = all();
        let (pack, ..) = crate::read_all().unwrap();
        for (id, page) in programs(&pages) {
            let money = between(&page.html, "<h2>多少钱</h2>", "</section>");
            for name in ["p", "dt"] {
                let lines = texts(money, name);
                for (n, line) in lines.iter().enumerate() {
                    assert!(!lines[..n].contains(line), "{id} says twice: {line}");
                }
            }
            let program = pack.programs.iter().find(|program| program.id == id).unwrap();
            for extra in program.extras.iter().filter(|extra| !extra.says.is_empty()) {
                let told = format!("{}：{}", extra.name, extra.says);
                assert!(texts(money, "p").iter().any(|line| line.starts_with(&told)), "{id} doesn't say: {told}");
            }
        }
        let of = |id: &str| programs(&pages).into_iter().find(|(other, _)| other == id).map(|(_, page)| &page.html);
        for (id, told) in [
            ("dibao", "重病人另外提高的部分：</strong>家里的重病人"),
            ("canji", "困难残疾人生活补贴：</strong>每月给多少"),
            ("guer", "孤儿基本生活费，住福利院的、住家里的"),
            ("tekun", "特困人员基本生活标准，城镇、农村"),
            ("yiliao", "医疗救助起付线，特困人员、低保户、低保边缘户、刚性支出困难户"),
        ] {
            assert!(of(id).is_some_and(|html| html.contains(told)), "{id}: {told}");
        }
    }

    #[test]
    fn every_link_leads_somewhere() {
        let pages = all();
        let mut wrong = Vec::new();
        for page in &pages {
            let links = page.html.split(r#"<a "#).skip(1).filter_map(|tag| tag.split_once(r#"href=""#));
            for link in links.filter_map(|(_, rest)| rest.split('"').next()) {
                if !link.starts_with("tel:") && !leads(page, link, &pages) {
                    wrong.push(format!("{}: {link}", page.path));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Whether a link on a page finds a page, and on it what it points at.
    fn leads(page: &Page, link: &str, pages: &[Page]) -> bool {
        let (address, anchor) = link.split_once('#').unwrap_or((link, ""));
        let mut at: Vec<&str> = page.path.split('/').collect();
        at.pop();
        for part in address.split('?').next().unwrap_or_default().split('/') {
            match part {
                "" | "." => {}
                ".." => drop(at.pop()),
                name => at.push(name),
            }
        }
        let path = at.iter().map(|part| format!("{part}/")).collect::<String>() + "index.html";
        let found = pages.iter().find(|page| page.path == path);
        // What is searched for stands there, too.
        let asks = anchor.starts_with("q=");
        found.is_some_and(|page| {
            anchor.is_empty()
                || asks && page.html.contains(r#"id="find""#)
                || page.html.contains(&format!(r#" id="{anchor}""#))
        })
    }

    #[test]
    fn a_sitemap_names_what_is_the_same_for_everybody() {
        let pages = all();
        let map = crate::extras::sitemap("https://a.example/b/", &pages, Date::parse("2026-11-27").unwrap());
        assert!(map.contains("<loc>https://a.example/b/guide/event/ill/</loc><lastmod>2026-11-27</lastmod>"));
        assert!(!map.contains("/drafts/") && !map.contains("/result/"));
    }
}
