//! Where things are, and commands that find the installed tools.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

/// The repository's root and what hangs off it.
pub struct Repo {
    root: PathBuf,
}

/// A crate under `app/`.
pub struct Crate {
    /// Its folder's name.
    pub folder: String,
    /// The package's name in its manifest.
    pub name: String,
    manifest: String,
}

impl Repo {
    /// The repository around the current directory, else the one this program was built from. A copied `target` folder
    /// brings a program along that was built elsewhere.
    pub fn find() -> Result<Repo> {
        let built_in = Path::new(env!("CARGO_MANIFEST_DIR"));
        let here = env::current_dir().context("the current directory can't be read")?;
        here.ancestors()
            .chain(built_in.ancestors())
            .find(|dir| dir.join("app/xtask/Cargo.toml").is_file())
            .map(|dir| Repo { root: dir.to_owned() })
            .context("no repository here: run `cargo xtask` from inside it")
    }

    /// A path inside the repository.
    pub fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// A path inside `target/tools`.
    pub fn tools(&self, inside: &str) -> PathBuf {
        self.root.join("target/tools").join(inside)
    }

    /// A command that runs at the root and finds the installed tools first.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.search_path());
        // trunk 0.21 stops at NO_COLOR=1: it wants `true`.
        command.env_remove("NO_COLOR");
        // An error says what to do; the stack of the tool that says it helps no one. Panics keep theirs.
        command.env("RUST_LIB_BACKTRACE", "0");
        command
    }

    /// `cargo`, the one that runs this.
    pub fn cargo(&self) -> Command {
        self.command(&env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
    }

    fn search_path(&self) -> OsString {
        let ours = ["bin", "npm/node_modules/.bin", "typos/bin"].map(|dir| self.tools(dir));
        let theirs = env::var_os("PATH").unwrap_or_default();
        let all = ours.into_iter().chain(env::split_paths(&theirs));
        env::join_paths(all).unwrap_or(theirs.clone())
    }

    /// The crates under `app/`, by name.
    pub fn crates(&self) -> Result<Vec<Crate>> {
        let app = self.path("app");
        let mut crates = Vec::new();
        for entry in fs::read_dir(&app).with_context(|| format!("{} can't be read", app.display()))? {
            let dir = entry?;
            if let Ok(manifest) = fs::read_to_string(dir.path().join("Cargo.toml")) {
                let folder = dir.file_name().to_string_lossy().into_owned();
                let name = value_of(&manifest, "name").unwrap_or(&folder).to_owned();
                crates.push(Crate { folder, name, manifest });
            }
        }
        crates.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(crates)
    }

    /// The version of `package` in the workspace's Cargo.lock, if it is in there.
    pub fn locked_version(&self, package: &str) -> Option<String> {
        let lock = fs::read_to_string(self.path("Cargo.lock")).ok()?;
        lock.split("[[package]]")
            .find(|entry| value_of(entry, "name") == Some(package))
            .and_then(|entry| value_of(entry, "version"))
            .map(str::to_owned)
    }
}

impl Crate {
    /// Whether it has unit tests for the browser.
    pub fn tested_in_browser(&self) -> bool {
        self.manifest.contains("wasm-bindgen-test")
    }
}

/// The value of the first line `key = "value"` in a TOML text.
pub fn value_of<'a>(toml: &'a str, key: &str) -> Option<&'a str> {
    toml.lines().find_map(|line| {
        let rest = line.strip_prefix(key)?.trim_start().strip_prefix('=')?;
        rest.trim().strip_prefix('"')?.strip_suffix('"')
    })
}

/// Whether a program of this name is on the machine's own PATH.
pub fn on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|dir| dir.join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::value_of;

    #[test]
    fn values() {
        let toml = "[package]\nname = \"rules\"\nversion=\"0.2.1\"\n";
        assert_eq!(value_of(toml, "name"), Some("rules"));
        assert_eq!(value_of(toml, "version"), Some("0.2.1"));
        assert_eq!(value_of(toml, "edition"), None);
    }
}
