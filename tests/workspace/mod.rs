//! What cargo knows of this workspace, and the files that belong to it.
#![allow(dead_code, reason = "each test binary takes its own part")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A member of the workspace.
pub struct Member {
    /// Its folder below `app/`, or `tests`: what it is called in talk.
    pub folder: String,
    /// The package's name.
    pub package: String,
    /// The licence stated in its manifest.
    pub license: String,
    /// What its code needs: the package's name, and whether it is a member. Without what only its tests need.
    pub needs: Vec<Need>,
    /// Where its sources are.
    pub src: PathBuf,
}

/// A dependency.
pub struct Need {
    /// The package's name.
    pub package: String,
    /// Whether it lies in this workspace.
    pub member: bool,
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ lies in the repository").to_owned()
}

/// The text of a file of the repository.
pub fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All members, as `cargo metadata` has them.
pub fn members() -> Vec<Member> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--locked", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs this test");
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let packages = metadata["packages"].as_array().expect("cargo metadata lists packages");
    packages.iter().map(member).collect()
}

fn member(package: &Value) -> Member {
    let manifest = Path::new(package["manifest_path"].as_str().expect("a package has a manifest"));
    let dir = manifest.parent().expect("a manifest lies in a folder");
    let word = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
    let dependencies = package["dependencies"].as_array().expect("a package lists its dependencies");
    Member {
        folder: dir.file_name().expect("a folder has a name").to_string_lossy().into_owned(),
        package: word("name"),
        license: word("license"),
        needs: dependencies.iter().filter(|need| need["kind"] != "dev").map(need).collect(),
        src: dir.join("src"),
    }
}

fn need(dependency: &Value) -> Need {
    Need { package: dependency["name"].as_str().unwrap_or_default().to_owned(), member: dependency["path"].is_string() }
}

/// Every file below a folder, without what is built or installed.
pub fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(dir) else {
        return found;
    };
    for entry in entries.map(|entry| entry.expect("a folder can be read")) {
        let path = entry.path();
        if BUILT.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found.sort();
    found
}

/// Made by a build or an installation, never part of the repository.
pub const BUILT: [&str; 4] = [".git", "dist", "node_modules", "target"];
