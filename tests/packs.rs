//! What the packs promise: the ids of the law's conditions, facts and amounts, complete registers, a case for
//! every threshold, sentences that anybody can read, and a message for every kind of mistake.
#![expect(clippy::unwrap_used, reason = "a test's helpers fail by panicking, too")]

#[path = "packs/cases.rs"]
mod cases;
#[path = "packs/compiled.rs"]
mod compiled;
#[path = "packs/faults.rs"]
mod faults;
#[path = "packs/ids.rs"]
mod ids;
#[path = "packs/sources.rs"]
mod sources;
#[path = "packs/words.rs"]
mod words;

use policy::Pack;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// The packs that are shipped.
static PACK: LazyLock<Pack> = LazyLock::new(|| jiuzhu::packs::load(None).expect("the packs have no mistake"));

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("packs")
}

/// A list that a test holds the packs against.
fn data(name: &str) -> toml::Table {
    table(&folder().join(name))
}

fn table(path: &Path) -> toml::Table {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn strings(value: Option<&toml::Value>) -> Vec<String> {
    let list = value.and_then(toml::Value::as_array).into_iter().flatten();
    list.map(|v| v.as_str().expect("a list of words").to_string()).collect()
}

/// Fails with everything that is wrong at once.
#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
