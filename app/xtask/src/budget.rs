//! What a resident downloads for each kind of page, and whether that is too much.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// A page with what its app needs before it can be used.
struct Load {
    what: &'static str,
    /// None: only what is fetched.
    page: Option<&'static str>,
    /// What is fetched by scripts: no page names it as a resource.
    fetched: &'static [&'static str],
    /// More than this fails.
    limit: u64,
    /// More than this is told.
    aim: Option<u64>,
}

const LOADS: [Load; 5] = [
    Load {
        what: "up to the first question",
        page: Some("check/index.html"),
        fetched: &["packs.bin", "amounts.json"],
        limit: 230_000,
        aim: Some(180_000),
    },
    Load {
        what: "up to the first field of a form",
        page: Some("papers/shenqing/index.html"),
        fetched: &["packs.bin", "words.bin", "forms.bin", "amounts.json"],
        limit: 332_000,
        aim: None,
    },
    Load {
        what: "up to the drafts",
        page: Some("drafts/index.html"),
        fetched: &["packs.bin", "words.bin", "forms.bin", "amounts.json", "changes.bin"],
        limit: 302_000,
        aim: None,
    },
    Load {
        what: "up to the first search",
        page: Some("guide/find/index.html"),
        fetched: &["find.js", "finder.js", "finder_bg.wasm", "search.bin"],
        limit: 90_000,
        aim: None,
    },
    Load {
        what: "for the first PDF file, Chinese without its font",
        page: None,
        fetched: &["drawing.js", "pdf/pdf.js", "pdf/worker.js", "pdf/GBK-EUC-H.bin", "pdf/Adobe-GB1-UCS2.bin"],
        limit: 480_000,
        aim: None,
    },
];
/// Any page with its styles and all scripts that it may come to load, but no app: more than this fails.
const READ_LIMIT: u64 = 40_000;
/// The apps that a script may come to start on a page of another.
const APPS: [&str; 2] = ["papers.js", "drafts.js"];

/// A file of the site, with its bytes before and after compression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    /// The path inside the site, with `/`.
    pub path: String,
    /// As it lies on disk.
    pub raw: u64,
    /// By gzip.
    pub gzip: u64,
    /// By brotli at its best quality: what budgets count.
    pub brotli: u64,
}

impl Size {
    /// Reads a line of `compress.mjs`.
    pub fn parse(line: &str) -> Option<Size> {
        let mut fields = line.split('\t');
        let mut field = || fields.next();
        let path = field()?.to_owned();
        let mut number = || field()?.parse().ok();
        Some(Size { path, raw: number()?, gzip: number()?, brotli: number()? })
    }
}

/// Prints what each kind of page loads; fails over a limit. Returns the lines that sum it up.
pub fn check(dist: &Path, sizes: &[Size]) -> Result<Vec<String>> {
    let text = |path: &str| fs::read_to_string(dist.join(path)).with_context(|| format!("dist/{path}"));
    let mut lines = Vec::new();
    for load in &LOADS {
        let loaded = match load.page {
            Some(page) => loaded(page, &text(page)?, load.fetched, sizes)?,
            None => of(load.what, &load.fetched.iter().map(|&path| path.to_owned()).collect(), sizes)?,
        };
        lines.push(within(load, &loaded)?);
    }
    let pages = sizes.iter().filter(|size| size.path.ends_with(".html"));
    let weights: Vec<(u64, &str)> =
        pages.map(|page| Ok((without_app(&page.path, &text, sizes)?, page.path.as_str()))).collect::<Result<_>>()?;
    let (most, page) = weights.iter().max().context("dist/ has no page")?;
    let line = format!(
        "{:.1} KB brotli for the heaviest of {} pages without its app, {page} (limit {} KB)",
        *most as f64 / 1000.0,
        weights.len(),
        READ_LIMIT / 1000
    );
    ensure!(*most <= READ_LIMIT, "{line}");
    println!("{line}");
    lines.push(line);
    Ok(lines)
}

/// The table of what is loaded, and whether it is too much.
fn within(load: &Load, loaded: &[&Size]) -> Result<String> {
    println!("{:<44} {:>10} {:>10} {:>10}", load.what, "bytes", "gzip", "brotli");
    for size in loaded {
        println!("{:<44} {:>10} {:>10} {:>10}", size.path, size.raw, size.gzip, size.brotli);
    }
    let total: u64 = loaded.iter().map(|size| size.brotli).sum();
    let aim = load.aim.map(|aim| format!(", aim {} KB", aim / 1000)).unwrap_or_default();
    let (total_kb, limit_kb) = (total as f64 / 1000.0, load.limit / 1000);
    let line = format!("{total_kb:.1} KB brotli {} (limit {limit_kb} KB{aim})", load.what);
    ensure!(total <= load.limit, "{line}: find what grew in the table above");
    println!("{line}");
    Ok(line)
}

/// The page, what its head names, and what scripts fetch.
fn loaded<'a>(page: &str, html: &str, fetched: &[&str], sizes: &'a [Size]) -> Result<Vec<&'a Size>> {
    let named = resources(html).filter(|(rel, _)| *rel != Some("later"));
    let mut wanted: BTreeSet<String> = named.map(|(_, link)| resolve(page, link)).collect();
    wanted.insert(page.to_owned());
    wanted.extend(fetched.iter().map(|&path| path.to_owned()));
    of(page, &wanted, sizes)
}

/// The weight of a page with its styles and each script that one of its scripts may come to load, but without its app.
fn without_app(page: &str, text: &impl Fn(&str) -> Result<String>, sizes: &[Size]) -> Result<u64> {
    let html = text(page)?;
    let named = resources(&html).filter(|(rel, _)| !matches!(rel, Some("preload" | "modulepreload")));
    let mut wanted: BTreeSet<String> = named.map(|(_, link)| resolve(page, link)).collect();
    let mut open: Vec<String> = wanted.iter().filter(|path| path.ends_with(".js")).cloned().collect();
    while let Some(script) = open.pop() {
        // What wasm-bindgen's scripts call their own imports is named like a script, but is none.
        let is_script = |name: &&str| sizes.iter().any(|size| size.path == **name);
        for name in imports(&text(&script)?).filter(is_script).filter(|name| !APPS.contains(&&*without_hash(name))) {
            if wanted.insert(name.to_owned()) {
                open.push(name.to_owned());
            }
        }
    }
    wanted.insert(page.to_owned());
    Ok(of(page, &wanted, sizes)?.iter().map(|size| size.brotli).sum())
}

fn of<'a>(page: &str, wanted: &BTreeSet<String>, sizes: &'a [Size]) -> Result<Vec<&'a Size>> {
    let one = |path: &String| {
        let size = sizes.iter().find(|size| size.path == *path || without_hash(&size.path) == *path);
        size.with_context(|| format!("dist/{page} loads {path}, which dist/ hasn't got"))
    };
    // A page may name what its scripts fetch as well.
    let found: BTreeMap<&str, &Size> =
        wanted.iter().map(|path| one(path).map(|size| (size.path.as_str(), size))).collect::<Result<_>>()?;
    Ok(found.into_values().collect())
}

/// What a file was called before `hashed.mjs`.
fn without_hash(path: &str) -> String {
    let hashed = path.rsplit_once('.').and_then(|(stem, kind)| Some((stem.rsplit_once('-')?, kind)));
    match hashed {
        Some(((stem, hash), kind)) if hash.len() == 8 => format!("{stem}.{kind}"),
        _ => path.to_owned(),
    }
}

/// The scripts beside it that a script names, in `import … from` or `import(…)`.
fn imports(script: &str) -> impl Iterator<Item = &str> {
    script
        .split("\"./")
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(name, _)| name)
        .filter(|n| n.ends_with(".js"))
}

/// The `rel` and address of each `<link>` and `<script>`; those that boot.js gets as `data-…` are preloaded as well.
fn resources(page: &str) -> impl Iterator<Item = (Option<&str>, &str)> {
    page.split('<')
        .filter(|tag| tag.starts_with("link ") || tag.starts_with("script "))
        .map(|tag| (attribute(tag, "rel"), tag))
        .filter(|(rel, _)| !matches!(rel, Some("canonical" | "alternate" | "manifest" | "apple-touch-icon")))
        .filter_map(|(rel, tag)| Some((rel, attribute(tag, "href").or(attribute(tag, "src"))?)))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let inside = tag.split('>').next()?;
    let at = inside.find(&format!(" {name}="))? + name.len() + 2;
    let quote = inside[at..].chars().next().filter(|c| ['"', '\''].contains(c))?;
    inside[at + 1..].split(quote).next()
}

/// A relative address on `page`, as a path from the site's root.
fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split(['?', '#']).next().unwrap_or_default().split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><link rel="stylesheet" href="../parts-1.css"><link rel="canonical" href="https://x/"><link rel="later" href="../rest.css">
        <link rel="preload" href='../packs.bin' as="fetch"><script type="module" src="../boot.js" data-root="../"></script>
        <a href="../guide/">指南</a>"#;

    fn size(path: &str, brotli: u64) -> Size {
        Size { path: path.to_owned(), raw: 4 * brotli, gzip: 2 * brotli, brotli }
    }

    #[test]
    fn lines() {
        assert_eq!(Size::parse("a/b.css\t40\t20\t10"), Some(size("a/b.css", 10)));
        assert_eq!(Size::parse("a/b.css\t40"), None);
    }

    const NAMES: [&str; 8] =
        ["a.js", "amounts.json", "b.js", "boot.js", "check/index.html", "packs.bin", "parts-1.css", "rest.css"];

    #[test]
    fn what_a_page_loads() {
        let sizes = NAMES.map(|path| size(path, 1));
        let loaded = loaded("check/index.html", PAGE, &["amounts.json"], &sizes).unwrap();
        let loaded: Vec<&str> = loaded.iter().map(|size| size.path.as_str()).collect();
        assert_eq!(loaded, ["amounts.json", "boot.js", "check/index.html", "packs.bin", "parts-1.css"]);
    }

    #[test]
    fn what_scripts_fetch_is_known_without_its_hash() {
        let (now, before) = ("words-0a1b2c3d.bin", "words.bin");
        let wanted = [before, now].map(str::to_owned).into();
        assert_eq!(of("x", &wanted, &[size(now, 1)]).unwrap(), [&size(now, 1)]);
        assert_eq!(["words.bin", "pdf/GBK-EUC-H.bin"].map(without_hash), ["words.bin", "pdf/GBK-EUC-H.bin"]);
    }

    #[test]
    fn a_page_without_its_app_counts_every_script_it_may_come_to_load() {
        let sizes = NAMES.map(|path| size(path, 1));
        let text = |path: &str| {
            Ok(match path {
                "check/index.html" => PAGE.to_owned(),
                "boot.js" => r#"import("./a.js")"#.to_owned(),
                "a.js" => r#"import"./b.js";import"./a.js";let x={"./x_bg.js":1}"#.to_owned(),
                _ => String::new(),
            })
        };
        // The page, boot.js, a.js, b.js and both styles: no packs.
        assert_eq!(without_app("check/index.html", &text, &sizes).unwrap(), 6);
    }

    #[test]
    fn too_much_fails() {
        let load = Load { what: "x", page: None, fetched: &[], limit: 10, aim: None };
        assert!(within(&load, &[&size("a", 4), &size("b", 6)]).is_ok());
        assert!(within(&load, &[&size("a", 4), &size("b", 7)]).unwrap_err().to_string().contains("0.0 KB brotli x"));
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = loaded("check/index.html", PAGE, &[], &[size("check/index.html", 1)]).unwrap_err();
        assert!(error.to_string().contains("boot.js"), "{error}");
    }
}
