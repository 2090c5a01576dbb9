//! Tools that cargo compiles here, with a profile that is quick to build, and rustup's WASM target.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicUsize;

use anyhow::{Result, ensure};

use super::{Lane, Tool, stamp};
use crate::process;
use crate::repo::{Repo, value_of};

/// Compiles Rust for the browser.
pub static WASM_TARGET: Tool = Tool {
    name: "wasm32-unknown-unknown",
    why: "Rust's standard library for the browser",
    lane: Lane::Downloaded,
    ready: |repo| wasm_library(repo).is_some_and(|dir| Path::new(dir.trim()).is_dir()),
    install: |repo, compiled| {
        let mut rustup = repo.command("rustup");
        rustup.args(["target", "add", "wasm32-unknown-unknown"]);
        let added = process::run_logged(&mut rustup, &repo.tools("logs/rustup.log"), compiled);
        process::advise(added, "without rustup, install the target as your system does it")
    },
};

/// Bundles the site.
pub static TRUNK: Tool = Tool {
    name: "trunk 0.21.14",
    why: "builds and serves the site",
    lane: Lane::CompiledFirst,
    ready: |repo| is_ready(repo, "trunk", TRUNK_VERSION),
    install: |repo, compiled| {
        let mut install = published(repo, "trunk", TRUNK_VERSION);
        // The one thing it computes itself: hashes of megabytes of WASM at every build.
        install.args(["--config", "profile.release.package.sha2.opt-level=3"]);
        finish(repo, install, "trunk", TRUNK_VERSION, compiled)
    },
};
// Its 0.22 needs a newer Rust than rust-toolchain.toml names.
const TRUNK_VERSION: &str = "0.21.14";

/// Holds licences, sources and banned crates against deny.toml.
pub static DENY: Tool = Tool {
    name: "cargo-deny 0.20.2",
    why: "checks licences and sources of dependencies",
    lane: Lane::CompiledSecond,
    ready: |repo| is_ready(repo, "cargo-deny", DENY_VERSION),
    install: |repo, compiled| {
        let install = published(repo, "cargo-deny", DENY_VERSION);
        finish(repo, install, "cargo-deny", DENY_VERSION, compiled)
    },
};
const DENY_VERSION: &str = "0.20.2";

/// Makes the JavaScript beside the WASM; trunk calls it, and so does `cargo test` for the browser.
pub static BINDGEN: Tool = Tool {
    name: "wasm-bindgen and its tester",
    why: "ties WASM to JavaScript, runs unit tests in the browser",
    lane: Lane::CompiledSecond,
    ready: |repo| is_ready(repo, "wasm-bindgen", &bindgen_sources(repo)) && bindgen_matches(repo).is_ok(),
    install: |repo, compiled| {
        bindgen_matches(repo)?;
        let mut install = cargo_install(repo, "wasm-bindgen");
        install.arg("--path").arg(repo.path("app/xtask/bindgen"));
        finish(repo, install, "wasm-bindgen", &bindgen_sources(repo), compiled)
    },
};

fn wasm_library(repo: &Repo) -> Option<String> {
    let mut rustc = repo.command("rustc");
    rustc.args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"]);
    process::output(&mut rustc).ok()
}

fn bindgen_sources(repo: &Repo) -> String {
    stamp::of_files(&["Cargo.toml", "Cargo.lock"].map(|file| repo.path("app/xtask/bindgen").join(file)))
}

/// wasm-bindgen refuses WASM that was made with another version of its library.
fn bindgen_matches(repo: &Repo) -> Result<()> {
    let Some(wanted) = repo.locked_version("wasm-bindgen") else {
        return Ok(());
    };
    let manifest = fs::read_to_string(repo.path("app/xtask/bindgen/Cargo.toml"))?;
    let built = value_of(&manifest, "version").unwrap_or_default();
    ensure!(
        wanted == built,
        "Cargo.lock has wasm-bindgen {wanted}, app/xtask/bindgen/Cargo.toml is for {built}: write {wanted} into its \
         two places there, then run `cargo update` in app/xtask/bindgen"
    );
    Ok(())
}

fn is_ready(repo: &Repo, tool: &str, from: &str) -> bool {
    stamp::holds(repo, tool, from)
        && repo.tools("bin").join(format!("{tool}{}", std::env::consts::EXE_SUFFIX)).is_file()
}

/// A crate from the registry, compiled for a short build instead of a fast program.
fn published(repo: &Repo, name: &str, version: &str) -> Command {
    let mut install = cargo_install(repo, name);
    install
        .args([name, "--version", version, "--no-default-features"])
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    install
}

fn cargo_install(repo: &Repo, tool: &str) -> Command {
    let mut install = repo.cargo();
    install
        .args(["install", "--locked", "--force", "--root"])
        .arg(repo.tools(""))
        .env("CARGO_TARGET_DIR", repo.tools("build").join(tool))
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("RUSTFLAGS");
    install
}

fn finish(repo: &Repo, mut install: Command, tool: &str, from: &str, compiled: &AtomicUsize) -> Result<()> {
    let log = repo.tools("logs").join(format!("{tool}.log"));
    let installed = process::run_logged(&mut install, &log, compiled);
    process::advise(installed, "if it could not download, run it again with a network")?;
    // Hundreds of megabytes that no one needs again.
    let _ = fs::remove_dir_all(repo.tools("build").join(tool));
    stamp::set(repo, tool, from)
}
