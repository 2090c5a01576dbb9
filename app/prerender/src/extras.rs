//! What a host needs besides pages: a page for addresses that lead nowhere, and the sitemap.

use crate::pages::{Around, Page};
use anyhow::{Result, ensure};
use parts::{Look, go, tag};
use site::{Kit, Route, Shell};
use std::sync::Arc;

/// The title of the page for addresses that lead nowhere.
const LOST: &str = "没有这一页 · 救在身边";

/// The base of all addresses: with a scheme, ending in `/`.
pub fn base_url(given: &str) -> Result<String> {
    ensure!(given.starts_with("https://") || given.starts_with("http://"), "SITE_BASE_URL {given}: no http address");
    ensure!(!given.contains(['"', '<', '&', ' ']), "SITE_BASE_URL {given}: a mark that no address has");
    Ok(format!("{}/", given.trim_end_matches('/')))
}

/// The path of a base URL, from the first `/` on.
fn path_of(base: &str) -> &str {
    let host = base.find("://").map_or(0, |at| at + "://".len());
    base[host..].find('/').map_or("/", |at| &base[host + at..])
}

/// `404.html`. A host shows it at any depth: with a base URL its links are absolute, without they hold at the root.
pub fn lost(around: &Around, kit: &Arc<Kit>, base: Option<&str>) -> Page {
    let up = base.map_or("./", path_of);
    let shell = Shell::new(if base.is_some() { up } else { "" }, Route::Lost, kit.clone());
    let ways =
        [go(shell.to(&Route::Home), "回首页", Look::Go), go(shell.file(crate::guide::FIND), "看办事指南", Look::Plain)];
    let page = tag("main").id("main").class("flow sec stack").child(tag("h1").text("没有这一页"));
    let page = page.child(tag("p").text("地址可能写错了，或者这一页已经不在了。急事请直接找乡镇（街道）窗口。"));
    let page = page.child(tag("p").class("cluster").children(ways));
    let screen = site::page(shell, page.into()).html();
    let html = around
        .plain(up, LOST, "没有这一页。", &screen)
        .replace("<head>", "<head>\n<meta name=\"robots\" content=\"noindex\">");
    Page { path: "404.html".into(), html }
}

/// `sitemap.xml`: every page under the base URL. Pages that show what is on a device are left out.
pub fn sitemap(base: &str, pages: &[Page], day: base::Date) -> String {
    const PRIVATE: [&str; 4] = ["result/", "drafts/", "drafts/history/", "drafts/changes/"];
    let (year, month, date) = day.ymd();
    let entry = |page: &Page| {
        let path = page.path.strip_suffix("index.html")?;
        let listed = !PRIVATE.contains(&path);
        listed.then(|| format!("<url><loc>{base}{path}</loc><lastmod>{year}-{month:02}-{date:02}</lastmod></url>\n"))
    };
    let entries: String = pages.iter().filter_map(entry).collect();
    let head =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
    format!("{head}\n{entries}</urlset>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sitemap_lists_every_page_that_says_the_same_to_everybody() {
        let page = |path: &str| Page { path: format!("{path}index.html"), html: String::new() };
        let pages = ["", "guide/dibao/", "papers/shenqing/", "drafts/", "drafts/history/", "result/"].map(page);
        let map = sitemap("https://a.example/b/", &pages, base::Date::from_ymd(2026, 7, 1).unwrap());
        let listed: Vec<&str> = map.lines().filter(|line| line.starts_with("<url>")).collect();
        let url = |path: &str| format!("<url><loc>https://a.example/b/{path}</loc><lastmod>2026-07-01</lastmod></url>");
        assert_eq!(listed, ["", "guide/dibao/", "papers/shenqing/"].map(url));
        assert!(map.starts_with("<?xml") && map.ends_with("</urlset>\n"));
    }

    #[test]
    fn base_urls_end_in_a_slash() {
        for (given, expect, path) in
            [("https://a.example", "https://a.example/", "/"), ("https://a.example/b/", "https://a.example/b/", "/b/")]
        {
            let base = base_url(given).unwrap();
            assert_eq!((base.as_str(), path_of(&base)), (expect, path));
        }
        assert!(base_url("a.example").is_err());
    }
}
