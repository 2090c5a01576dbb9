//! Every kind of mistake in a pack has its own message, at its place.
//!
//! `faults/base` is a small pack without a mistake. Each other folder lays its files over it and says in
//! `expect.toml` what the checker finds: the code, the file, the line, and words of the message or the hint.

use policy::source::{Fault, SourceFile};
use std::path::{Path, PathBuf};

struct Expect {
    code: String,
    file: String,
    line: usize,
    words: Vec<String>,
    without: Vec<String>,
}

#[test]
fn the_small_pack_has_no_mistake() {
    let faults = jiuzhu::packs::check(&files("base", &[]), None).err();
    assert_eq!(faults, None);
}

#[test]
fn every_mistake_is_told_once_at_its_place() {
    let mut wrong = Vec::new();
    for name in names() {
        if let Err(error) = check(&name) {
            wrong.push(format!("{name}: {error}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn check(name: &str) -> Result<(), String> {
    let expect = expected(name);
    let files = files(name, &expect.without);
    let faults = jiuzhu::packs::check(&files, None).err().ok_or("no fault was found")?.0;
    let told: Vec<String> = faults.iter().map(|f| tell(f, &files)).collect();
    let [fault] = faults.as_slice() else { return Err(format!("{} faults:\n  {}", faults.len(), told.join("\n  "))) };
    let found = (fault.code, files[fault.file].path.as_str(), line(fault, &files));
    if found != (expect.code.as_str(), expect.file.as_str(), expect.line) {
        return Err(format!("{} {}:{} was expected\n  {}", expect.code, expect.file, expect.line, told[0]));
    }
    let text = format!("{} {} {}", fault.what, fault.why, fault.hint);
    match expect.words.iter().find(|w| !text.contains(*w)) {
        Some(word) => Err(format!("“{word}” was expected\n  {}", told[0])),
        None if fault.what.is_empty() || fault.hint.is_empty() => Err(format!("nothing to do is told\n  {}", told[0])),
        None => Ok(()),
    }
}

fn tell(fault: &Fault, files: &[SourceFile]) -> String {
    format!(
        "{} {}:{} {} | {} | {}",
        fault.code,
        files[fault.file].path,
        line(fault, files),
        fault.what,
        fault.why,
        fault.hint
    )
}

/// The line on which a fault begins.
fn line(fault: &Fault, files: &[SourceFile]) -> usize {
    files[fault.file].text[..fault.span.start].matches('\n').count() + 1
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("packs/faults")
}

fn names() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.filter(|name| name != "base").collect();
    names.sort();
    assert!(names.len() > 40, "folders are missing");
    names
}

/// The small pack, with the files of a folder over it and some of its own left out.
pub fn files(name: &str, without: &[String]) -> Vec<SourceFile> {
    let mut files = jiuzhu::packs::read_folder(&folder().join("base")).unwrap();
    files.retain(|f| !without.contains(&f.path));
    if name != "base" {
        for file in jiuzhu::packs::read_folder(&folder().join(name)).unwrap() {
            files.retain(|f| f.path != file.path);
            files.push(file);
        }
    }
    files.retain(|f| f.path != "expect.toml");
    files
}

fn expected(name: &str) -> Expect {
    let path = folder().join(name).join("expect.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let table: toml::Table = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let list = |key: &str| {
        table
            .get(key)
            .and_then(toml::Value::as_array)
            .into_iter()
            .flatten()
            .map(|v| v.as_str().unwrap().to_string())
            .collect()
    };
    let word = |key: &str| table[key].as_str().unwrap().to_string();
    Expect {
        code: word("code"),
        file: word("file"),
        line: usize::try_from(table["line"].as_integer().unwrap()).unwrap(),
        words: list("words"),
        without: list("without"),
    }
}
