//! Node and what npm installs.

use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;

use anyhow::{Result, ensure};

use super::{Lane, Tool, stamp, system};
use crate::process;
use crate::repo::{Repo, on_path};

/// Runs the browser tests and wasm-opt, and compresses what is put on a host.
pub static NODE: Tool = Tool {
    name: "node 20 and npm",
    why: "run the browser tests, compress the site",
    lane: Lane::Downloaded,
    ready: |repo| stamp::holds(repo, "node", OLDEST) && on_path("node") && on_path("npm"),
    install: |repo, compiled| {
        if !(on_path("node") && on_path("npm")) {
            system::install(repo, &["nodejs", "npm"], compiled)?;
        }
        new_enough(&process::output(repo.command("node").arg("--version"))?)?;
        stamp::set(repo, "node", OLDEST)
    },
};
const OLDEST: &str = "20";

/// Whether what `node --version` printed (“v20.1.0”) will do.
fn new_enough(version: &str) -> Result<()> {
    let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    let found: u32 = major.parse().unwrap_or_default();
    let oldest: u32 = OLDEST.parse()?;
    ensure!(
        found >= oldest,
        "node {oldest} or newer is needed, this is {}: install one from nodejs.org or with your version manager",
        version.trim()
    );
    Ok(())
}

/// Makes the WASM smaller. Debian's own (108) breaks it: it must be this one.
pub static WASM_OPT: Tool = Tool {
    name: "wasm-opt 132",
    why: "makes the WASM smaller",
    lane: Lane::Downloaded,
    ready: |repo| stamp::holds(repo, "wasm-opt", BINARYEN) && repo.tools(WASM_OPT_PATH).is_file(),
    install: |repo, compiled| npm_tool(repo, "wasm-opt", ("npm", BINARYEN), &[], compiled),
};
const BINARYEN: &str = "binaryen@132.0.0";
const WASM_OPT_PATH: &str = "npm/node_modules/.bin/wasm-opt";

/// Makes scripts and style sheets smaller: trunk's own minifier gives up on the script of wasm-bindgen.
pub static ESBUILD: Tool = Tool {
    name: "esbuild 0.25",
    why: "makes scripts and style sheets smaller",
    lane: Lane::Downloaded,
    ready: |repo| stamp::holds(repo, "esbuild", ESBUILD_PACKAGE) && repo.tools(ESBUILD_PATH).is_file(),
    install: |repo, compiled| npm_tool(repo, "esbuild", ("npm", ESBUILD_PACKAGE), &[], compiled),
};
const ESBUILD_PACKAGE: &str = "esbuild@0.25.12";
const ESBUILD_PATH: &str = "npm/node_modules/.bin/esbuild";

/// Draws PDF files in the browser: a part of the site, not a program. What it could use natively stays out.
pub static PDFJS: Tool = Tool {
    name: "pdf.js 5.6",
    why: "draws PDF files in the browser",
    lane: Lane::Downloaded,
    ready: |repo| stamp::holds(repo, "pdfjs", PDFJS_PACKAGE) && repo.tools(PDFJS_PATH).is_dir(),
    install: |repo, compiled| npm_tool(repo, "pdfjs", ("pdfjs", PDFJS_PACKAGE), &["--omit=optional"], compiled),
};
const PDFJS_PACKAGE: &str = "pdfjs-dist@5.6.205";
/// Where its files lie, among the tools.
pub const PDFJS_PATH: &str = "pdfjs/node_modules/pdfjs-dist";

/// Installs one package of npm into a folder among the tools.
fn npm_tool(
    repo: &Repo,
    name: &str,
    (folder, package): (&str, &str),
    options: &[&str],
    compiled: &AtomicUsize,
) -> Result<()> {
    let mut npm = repo.command("npm");
    npm.arg("install").arg("--prefix").arg(repo.tools(folder)).args(QUIETLY).args(options).arg(package);
    process::run_logged(&mut npm, &repo.tools(&format!("logs/{name}.log")), compiled)?;
    stamp::set(repo, name, package)
}

/// What the browser tests import, as their lock file names it.
pub static BROWSER_PACKAGES: Tool = Tool {
    name: "packages of tests/browser",
    why: "drive the browser, check accessibility",
    lane: Lane::Downloaded,
    ready: |repo| {
        !package_lock(repo).is_file()
            || (stamp::holds(repo, "browser-packages", &packages(repo)) && modules(repo).is_dir())
    },
    install: |repo, compiled| {
        let mut npm = repo.command("npm");
        npm.arg("ci").args(QUIETLY).current_dir(repo.path("tests/browser"));
        process::run_logged(&mut npm, &repo.tools("logs/browser-packages.log"), compiled)?;
        stamp::set(repo, "browser-packages", &packages(repo))
    },
};

const QUIETLY: [&str; 2] = ["--no-audit", "--no-fund"];

fn package_lock(repo: &Repo) -> PathBuf {
    repo.path("tests/browser/package-lock.json")
}

fn packages(repo: &Repo) -> String {
    stamp::of_files(&[package_lock(repo)])
}

fn modules(repo: &Repo) -> PathBuf {
    repo.path("tests/browser/node_modules")
}

#[cfg(test)]
mod tests {
    use super::new_enough;

    #[test]
    fn versions() {
        assert!(new_enough("v20.20.2\n").is_ok());
        assert!(new_enough("v18.19.0\n").is_err());
        assert!(new_enough("").is_err());
    }
}
