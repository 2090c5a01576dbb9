//! What pip installs: `typos` is published as a finished program.

use super::{Lane, Tool, stamp, system};
use crate::process;

/// Finds spelling mistakes.
pub static TYPOS: Tool = Tool {
    name: "typos 1.52.0",
    why: "finds spelling mistakes",
    lane: Lane::Downloaded,
    ready: |repo| stamp::holds(repo, "typos", REQUIREMENT) && repo.tools("typos/bin").is_dir(),
    install: |repo, compiled| {
        if !process::succeeds(repo.command("python3").args(["-m", "pip", "--version"])) {
            system::install(repo, &["python3-pip"], compiled)?;
        }
        let mut pip = repo.command("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--no-deps", "--upgrade", "--target"]);
        pip.arg(repo.tools("typos")).arg(REQUIREMENT);
        process::run_logged(&mut pip, &repo.tools("logs/typos.log"), compiled)?;
        stamp::set(repo, "typos", REQUIREMENT)
    },
};
const REQUIREMENT: &str = "typos==1.52.0";
