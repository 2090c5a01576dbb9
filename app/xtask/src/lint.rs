//! Formatting, spelling, licences, and clippy for both targets.

use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::repo::{Crate, Repo};
use crate::setup::{self, DENY, TYPOS, WASM_TARGET};
use crate::steps::Steps;

/// Crates that never reach a browser; all others under `app/` have to compile for it.
const NATIVE_ONLY: [&str; 3] = ["cli", "prerender", "xtask"];

/// Runs every check, whichever fails.
pub fn lint(repo: &Repo, steps: &mut Steps) -> Result<()> {
    setup::ensure(repo, &[&TYPOS, &DENY, &WASM_TARGET])?;
    let crates = repo.crates()?;
    steps.try_step("format", || process::run(repo.cargo().args(["fmt", "--all", "--check"])));
    steps.try_step("spelling", || process::run(repo.command("typos").arg("--force-exclude")));
    steps.try_step("licences", || {
        process::run(repo.cargo().args(["deny", "--locked", "check", "bans", "licenses", "sources"]))
    });
    steps.try_step("clippy native", || {
        let mut clippy = clippy(repo);
        clippy.args(["--workspace", "--all-targets"]);
        strictly(&mut clippy)
    });
    steps.try_step("clippy wasm", || clippy_wasm(repo, &crates));
    Ok(())
}

fn clippy_wasm(repo: &Repo, crates: &[Crate]) -> Result<()> {
    let for_browser = |krate: &&Crate| !NATIVE_ONLY.contains(&krate.folder.as_str());
    let mut code = wasm_clippy(repo);
    code.args(["--lib", "--bins"]).args(packages(crates.iter().filter(for_browser)));
    strictly(&mut code)?;
    let tested = packages(crates.iter().filter(|krate| krate.tested_in_browser()));
    if tested.is_empty() {
        return Ok(());
    }
    strictly(wasm_clippy(repo).arg("--tests").args(tested))
}

fn clippy(repo: &Repo) -> Command {
    let mut command = repo.cargo();
    command.args(["clippy", "--locked"]);
    command
}

fn wasm_clippy(repo: &Repo) -> Command {
    let mut command = clippy(repo);
    command.args(["--target", "wasm32-unknown-unknown"]);
    command
}

fn strictly(command: &mut Command) -> Result<()> {
    process::run(command.args(["--", "-D", "warnings"]))
}

fn packages<'a>(crates: impl Iterator<Item = &'a Crate>) -> Vec<String> {
    crates.flat_map(|krate| ["-p".to_owned(), krate.name.clone()]).collect()
}
