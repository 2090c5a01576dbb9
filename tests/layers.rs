//! Arrows between crates point only downwards, and what the core must not know, it can't reach.
//! The picture these tests hold is the one in `app/ARCHITECTURE.md`.

mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use workspace::{Member, files, members, root, text};

/// Folder and layer of every crate there is or will be. A crate may need crates of lower layers only.
const LAYERS: [(&str, u8); 22] = [
    ("base", 0),
    ("policy", 1),
    ("rules", 2),
    ("forms", 3),
    ("guide", 3),
    ("casework", 3),
    ("registry", 3),
    ("handover", 3),
    ("store", 4),
    ("answers", 5),
    ("parts", 5),
    ("site", 6),
    ("finder", 6),
    ("reader", 6),
    ("papers", 6),
    ("desk", 6),
    ("worker", 6),
    ("cli", 6),
    ("prerender", TOOL),
    ("tests", TOOL),
    ("benches", TOOL),
    ("xtask", TOOL),
];
/// Tools: they may need any crate, no crate needs them.
const TOOL: u8 = 7;

/// Layers 0 to this one are the core.
const CORE: u8 = 3;

/// Where folder and package have different names: the program is called for what it does, and so are the checks.
const CALLED: [(&str, &str); 2] = [("cli", "jiuzhu"), ("tests", "checks")];

/// What the core may not need: a browser, a clock, randomness, files, async.
const NOT_IN_CORE: [&str; 14] = [
    "console_error_panic_hook",
    "futures",
    "getrandom",
    "gloo-timers",
    "indexed_db_futures",
    "js-sys",
    "leptos",
    "rand",
    "tokio",
    "uuid",
    "walkdir",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "web-sys",
];

/// The same, as it would look in the core's own code.
const NOT_IN_CORE_CODE: [&str; 10] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "async fn",
    "async move",
    "::now()",
    "static mut",
];

/// What only staff may download.
const STAFF: [&str; 3] = ["casework", "registry", "desk"];

fn layer(folder: &str) -> u8 {
    let known = LAYERS.iter().find(|(name, _)| *name == folder);
    known.unwrap_or_else(|| panic!("tests/layers.rs knows no crate `{folder}`: give it a layer")).1
}

/// The folders of the members that a member's code needs.
fn needed(member: &Member, all: &[Member]) -> Vec<String> {
    let folder = |package: &str| all.iter().find(|other| other.package == package).map(|other| other.folder.clone());
    member.needs.iter().filter(|need| need.member).filter_map(|need| folder(&need.package)).collect()
}

fn core(members: &[Member]) -> impl Iterator<Item = &Member> {
    members.iter().filter(|member| layer(&member.folder) <= CORE)
}

#[test]
fn arrows_point_only_to_lower_layers() {
    let members = members();
    for member in &members {
        for below in needed(member, &members) {
            let (from, to) = (layer(&member.folder), layer(&below));
            assert!(to < from, "`{}` (layer {from}) may not need `{below}` (layer {to})", member.folder);
        }
    }
}

#[test]
fn a_bare_machine_compiles_xtask_alone() {
    let members = members();
    let xtask = members.iter().find(|member| member.folder == "xtask").expect("xtask is a member");
    assert!(needed(xtask, &members).is_empty(), "`xtask` may need no crate of ours");
}

#[test]
fn the_core_needs_no_browser_clock_chance_file_or_async() {
    let members = members();
    for member in core(&members) {
        let wrong = member.needs.iter().find(|need| NOT_IN_CORE.contains(&need.package.as_str()));
        assert!(wrong.is_none(), "`{}` may not need `{}`", member.folder, wrong.map_or("", |need| &need.package));
    }
}

#[test]
fn the_core_s_code_reaches_for_none_of_them_either() {
    let members = members();
    let mut wrong = Vec::new();
    for member in core(&members) {
        for file in files(&member.src) {
            let code = fs::read_to_string(&file).expect("a source file is text");
            let code = code.split("#[cfg(test)]").next().unwrap_or_default();
            let lines = code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
            for (number, line) in lines {
                if let Some(word) = NOT_IN_CORE_CODE.iter().find(|word| line.contains(**word)) {
                    wrong.push(format!("{}:{}: `{word}`", file.display(), number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "the core takes such things as arguments:\n{}", wrong.join("\n"));
}

#[test]
fn residents_download_no_staff_code() {
    let members = members();
    let mut reached = BTreeSet::new();
    let mut next = vec!["site".to_owned(), "papers".to_owned()];
    while let Some(folder) = next.pop() {
        let Some(member) = members.iter().find(|member| member.folder == folder) else {
            continue;
        };
        next.extend(needed(member, &members).into_iter().filter(|below| reached.insert(below.clone())));
    }
    let staff: Vec<_> = reached.iter().filter(|folder| STAFF.contains(&folder.as_str())).collect();
    assert!(staff.is_empty(), "the residents' apps reach {staff:?}");
}

#[test]
fn folders_and_crates_have_the_same_names() {
    for member in members() {
        let called = CALLED.iter().find(|(folder, _)| *folder == member.folder);
        let expected = called.map_or(member.folder.as_str(), |(_, package)| package);
        assert_eq!(member.package, expected, "the package in {}/", member.folder);
    }
}

#[test]
fn every_crate_under_app_is_a_member() {
    let members: BTreeSet<String> = members().into_iter().map(|member| member.folder).collect();
    for entry in fs::read_dir(root().join("app")).expect("app/ can be read") {
        let path = entry.expect("app/ can be read").path();
        if path.join("Cargo.toml").is_file() {
            let folder = path.file_name().expect("a folder has a name").to_string_lossy().into_owned();
            assert!(members.contains(&folder), "app/{folder} is not in the workspace");
        }
    }
}

/// The rows “| `crate` | layer | …” of the architecture page.
fn drawn() -> BTreeMap<String, String> {
    let page = text("app/ARCHITECTURE.md");
    let rows = page.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split('|');
        let name = cells.next()?.trim().trim_end_matches('`').to_owned();
        Some((name, cells.next()?.trim().to_owned()))
    });
    rows.collect()
}

#[test]
fn the_architecture_page_draws_the_crates_there_are() {
    let drawn = drawn();
    let members = members();
    for member in &members {
        let row = drawn.get(&member.folder);
        let row = row.unwrap_or_else(|| panic!("app/ARCHITECTURE.md has no row for `{}`", member.folder));
        let expected = match layer(&member.folder) {
            TOOL => "tool".to_owned(),
            layer => layer.to_string(),
        };
        assert_eq!(*row, expected, "the layer of `{}` in app/ARCHITECTURE.md", member.folder);
    }
    for name in drawn.keys() {
        let exists = members.iter().any(|member| member.folder == *name);
        assert!(exists, "app/ARCHITECTURE.md has a row for `{name}`, which is no crate");
    }
}

#[test]
fn the_architecture_page_stays_a_page() {
    let lines = text("app/ARCHITECTURE.md").lines().count();
    assert!(lines <= 200, "app/ARCHITECTURE.md has {lines} lines: 200 are what one reads");
}
