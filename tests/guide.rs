//! What the guide promises: pages that name only what the packs have, sentences that anybody can read, and a search
//! that finds what people type.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail by panicking, too")]

#[path = "guide/pages.rs"]
mod pages;
#[path = "guide/readable.rs"]
mod readable;
#[path = "guide/search.rs"]
mod search;
mod workspace;

use guide::source::{Book, read, told};
use policy::Pack;
use policy::source::{SourceFile, compile};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static PACK_FILES: LazyLock<Vec<SourceFile>> = LazyLock::new(|| files("policy/packs"));
static PAGE_FILES: LazyLock<Vec<SourceFile>> = LazyLock::new(|| files("guide/pages"));
static PACK: LazyLock<Pack> = LazyLock::new(|| compile(&PACK_FILES).expect("the packs have no mistake"));
static BOOK: LazyLock<Book> = LazyLock::new(|| {
    read(&PAGE_FILES, &PACK_FILES, &PACK)
        .unwrap_or_else(|faults| panic!("the guide has mistakes:\n{}", told(&PAGE_FILES, &faults)))
});

fn files(folder: &str) -> Vec<SourceFile> {
    let folder = workspace::root().join("app").join(folder);
    let file = |path: PathBuf| SourceFile {
        path: path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/"),
        text: std::fs::read_to_string(&path).unwrap(),
    };
    workspace::files(&folder)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .map(file)
        .collect()
}

/// A list that a test holds the guide against.
fn data(name: &str) -> toml::Table {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("guide").join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn strings(value: &toml::Value) -> Vec<String> {
    let list = value.as_array().into_iter().flatten();
    list.map(|v| v.as_str().expect("a list of words").to_string()).collect()
}

/// Fails with everything that is wrong at once.
#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
