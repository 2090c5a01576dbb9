//! What lies where in the repository, and what no file in it may say.

mod workspace;

use std::fs;

use workspace::{BUILT, files, members, root};

/// All that may lie at the top.
const TOP: [&str; 16] = [
    ".cargo",
    ".ci",
    ".clippy.toml",
    ".gitignore",
    ".typos.toml",
    "Cargo.lock",
    "Cargo.toml",
    "README.md",
    "Trunk.toml",
    "app",
    "deny.toml",
    "public",
    "rust-toolchain.toml",
    "rustfmt.toml",
    "tests",
    ".gitattributes",
];

const LICENSE: &str = "Apache-2.0 OR MIT";

/// Starts of paths that exist on one machine only. In two parts, so that this file passes its own test.
const MACHINE_PATHS: [(&str, &str); 7] = [
    ("/wo", "rk/"),
    ("/fa", "rm/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/Us", "ers/"),
    ("C:\\", "Users"),
    ("../sha", "red"),
];

#[test]
fn the_top_level_holds_only_what_belongs_there() {
    for entry in fs::read_dir(root()).expect("the root can be read") {
        let name = entry.expect("the root can be read").file_name().to_string_lossy().into_owned();
        let allowed = TOP.contains(&name.as_str()) || BUILT.contains(&name.as_str());
        assert!(allowed, "`{name}` lies at the top of the repository: put it under app/, public/ or tests/");
    }
}

#[test]
fn every_crate_states_its_licence() {
    for member in members() {
        assert_eq!(member.license, LICENSE, "the licence of `{}`", member.package);
    }
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md is there");
    assert!(readme.contains(LICENSE), "README.md states the licence: {LICENSE}");
}

#[test]
fn no_file_names_a_place_on_someone_s_machine() {
    let mut wrong = Vec::new();
    for file in files(&root()) {
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            if let Some((start, rest)) =
                MACHINE_PATHS.iter().find(|(start, rest)| line.contains(&format!("{start}{rest}")))
            {
                wrong.push(format!("{}:{}: {start}{rest}…", file.display(), number + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "such a path means nothing elsewhere:\n{}", wrong.join("\n"));
}
