//! What was installed, from what: a small file each, so that the next run only reads.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::repo::Repo;

/// Whether `tool` was installed from exactly this.
pub fn holds(repo: &Repo, tool: &str, from: &str) -> bool {
    fs::read_to_string(path(repo, tool)).is_ok_and(|stamp| stamp == from)
}

/// Notes that `tool` is now installed from this.
pub fn set(repo: &Repo, tool: &str, from: &str) -> Result<()> {
    let path = path(repo, tool);
    fs::create_dir_all(repo.tools("stamps")).context("target/tools/stamps can't be made")?;
    fs::write(&path, from).with_context(|| format!("{} can't be written", path.display()))
}

/// A short word for the content of files; a file that isn't there counts as empty.
pub fn of_files(files: &[PathBuf]) -> String {
    let mut hasher = DefaultHasher::new();
    for file in files {
        fs::read(file).unwrap_or_default().hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

fn path(repo: &Repo, tool: &str) -> PathBuf {
    repo.tools("stamps").join(tool)
}
