//! What a resident downloads up to the first question, and whether that is too much.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// The page with the first question.
const FIRST_QUESTION: &str = "check/index.html";
/// What the app fetches itself before it can ask: no page names them as a resource.
const FETCHED: [&str; 2] = ["packs.bin", "amounts.json"];
/// More than this fails.
const LIMIT: u64 = 230_000;
/// More than this is told.
const AIM: u64 = 180_000;

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

/// Prints the table of the first question's files; fails over [`LIMIT`]. Returns the line that sums it up.
pub fn check(dist: &Path, sizes: &[Size]) -> Result<String> {
    let page = fs::read_to_string(dist.join(FIRST_QUESTION)).with_context(|| format!("dist/{FIRST_QUESTION}"))?;
    let loaded = first_question(&page, sizes)?;
    println!("{:<44} {:>10} {:>10} {:>10}", "up to the first question", "bytes", "gzip", "brotli");
    for size in &loaded {
        println!("{:<44} {:>10} {:>10} {:>10}", size.path, size.raw, size.gzip, size.brotli);
    }
    let total: u64 = loaded.iter().map(|size| size.brotli).sum();
    let line = format!(
        "{:.1} KB brotli up to the first question (limit {} KB, aim {} KB)",
        total as f64 / 1000.0,
        LIMIT / 1000,
        AIM / 1000
    );
    ensure!(total <= LIMIT, "{line}: find what grew in the table above");
    println!("{line}");
    Ok(line)
}

/// The page, what its head names, and what the app fetches.
fn first_question<'a>(page: &str, sizes: &'a [Size]) -> Result<Vec<&'a Size>> {
    let mut wanted = vec![FIRST_QUESTION.to_owned()];
    wanted.extend(resources(page).map(|link| resolve(FIRST_QUESTION, link)));
    wanted.extend(FETCHED.map(str::to_owned));
    wanted.sort();
    wanted.dedup();
    let of = |path: &String| {
        let size = sizes.iter().find(|size| size.path == *path);
        size.with_context(|| format!("dist/{FIRST_QUESTION} loads {path}, which dist/ hasn't got"))
    };
    wanted.iter().map(of).collect()
}

/// The addresses in `<link>` and `<script>`; those that boot.js gets as `data-…` are preloaded as well.
fn resources(page: &str) -> impl Iterator<Item = &str> {
    page.split('<')
        .filter(|tag| tag.starts_with("link ") || tag.starts_with("script "))
        .filter(|tag| {
            !["canonical", "alternate", "manifest", "apple-touch-icon", "later"]
                .iter()
                .any(|rel| attribute(tag, "rel") == Some(rel))
        })
        .filter_map(|tag| attribute(tag, "href").or(attribute(tag, "src")))
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

    const PAGE: &str = r#"<!doctype html><link rel="stylesheet" href="../parts-1.css"><link rel="canonical" href="https://x/">
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

    #[test]
    fn what_a_page_loads() {
        let sizes = ["amounts.json", "boot.js", "check/index.html", "guide/index.html", "packs.bin", "parts-1.css"];
        let sizes = sizes.map(|path| size(path, 1));
        let loaded: Vec<&str> = first_question(PAGE, &sizes).unwrap().iter().map(|size| size.path.as_str()).collect();
        assert_eq!(loaded, ["amounts.json", "boot.js", "check/index.html", "packs.bin", "parts-1.css"]);
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = first_question(PAGE, &[size("check/index.html", 1), size("amounts.json", 1)]).unwrap_err();
        assert!(error.to_string().contains("boot.js"), "{error}");
    }
}
