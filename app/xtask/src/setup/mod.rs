//! Installing what a command needs: pinned, once, into `target/tools`.
//!
//! Adding a tool: a `pub static` in the file of its installer, and its line in [`ALL`].

mod compiled;
mod lanes;
mod node;
mod python;
mod stamp;
mod system;

use std::fs::{self, File, TryLockError};
use std::sync::atomic::AtomicUsize;
use std::time::Instant;

use anyhow::{Context, Result};

pub use compiled::{BINDGEN, DENY, TRUNK, WASM_TARGET};
pub use node::{BROWSER_PACKAGES, ESBUILD, NODE, PDFJS, PDFJS_PATH, WASM_OPT};
pub use python::TYPOS;
pub use system::{BROWSER, chromedriver, chromium};

use crate::repo::Repo;
use crate::steps::spoken;

/// Something that may have to be installed.
pub struct Tool {
    /// What it is called, with its version.
    pub name: &'static str,
    /// What it is for, to end the sentence “installing … ”.
    pub why: &'static str,
    /// What it is installed beside.
    lane: Lane,
    /// Whether it is there; quick, since every command asks.
    ready: fn(&Repo) -> bool,
    /// Installs it; counts the crates it compiles.
    install: fn(&Repo, &AtomicUsize) -> Result<()>,
}

/// Tools of one lane are installed one after the other, lanes at the same time. The compiled ones are shared out so
/// that two cores finish together; the downloaded ones need each other (npm needs node) and hardly the processor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lane {
    Downloaded,
    CompiledFirst,
    CompiledSecond,
}

const LANES: [Lane; 3] = [Lane::Downloaded, Lane::CompiledFirst, Lane::CompiledSecond];

/// Every tool, in the order of installation within its lane.
pub const ALL: &[&Tool] =
    &[&WASM_TARGET, &BROWSER, &NODE, &WASM_OPT, &ESBUILD, &PDFJS, &BROWSER_PACKAGES, &TYPOS, &TRUNK, &BINDGEN, &DENY];

/// Installs those of `tools` that are missing. Silent and quick if none is.
pub fn ensure(repo: &Repo, tools: &[&'static Tool]) -> Result<()> {
    if missing(repo, tools).is_empty() {
        return Ok(());
    }
    let _lock = lock(repo)?;
    let missing = missing(repo, tools);
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing into target/tools, once:");
    for tool in &missing {
        println!("  {:<28} {}", tool.name, tool.why);
    }
    let started = Instant::now();
    lanes::install(repo, &missing)?;
    println!("Set-up took {}.", spoken(started.elapsed()));
    Ok(())
}

fn missing(repo: &Repo, tools: &[&'static Tool]) -> Vec<&'static Tool> {
    tools.iter().copied().filter(|tool| !(tool.ready)(repo)).collect()
}

/// Held while installing, so that two terminals don't do it at once.
fn lock(repo: &Repo) -> Result<File> {
    let path = repo.tools("lock");
    fs::create_dir_all(repo.tools("")).context("target/tools can't be made")?;
    let file = File::create(&path).with_context(|| format!("{} can't be written", path.display()))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            println!("Another `cargo xtask` is installing; waiting for it.");
            file.lock()?;
        }
        taken => taken.context("target/tools can't be locked")?,
    }
    Ok(file)
}
