//! The finished site: built, prerendered, compressed, and held against its size budget.

use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::args::Dist;
use crate::budget::{self, Size};
use crate::process;
use crate::repo::Repo;
use crate::setup::{self, BINDGEN, NODE, TRUNK, WASM_OPT, WASM_TARGET};
use crate::steps::Steps;

/// Builds `dist/`.
pub fn dist(repo: &Repo, options: &Dist, steps: &mut Steps) -> Result<()> {
    setup::ensure(repo, &[&WASM_TARGET, &TRUNK, &BINDGEN, &NODE, &WASM_OPT])?;
    steps.step("site", || build(repo, options).map(|()| Vec::new()))?;
    let mut sizes = Vec::new();
    steps.step("compress", || {
        sizes = compress(repo)?;
        Ok(Vec::new())
    })?;
    steps.step("size budget", || {
        budget::check(&repo.path("dist"), &sizes).map(|line| vec![line])
    })
}

/// Trunk builds the WASM; its hook (Trunk.toml) prerenders, and reads what to prerender with from these variables.
fn build(repo: &Repo, options: &Dist) -> Result<()> {
    let mut trunk = repo.command("trunk");
    trunk.args(["build", "--release"]);
    if let Some(url) = &options.base_url {
        trunk.env("SITE_BASE_URL", url);
    }
    if let Some(file) = &options.amounts {
        trunk.env("SITE_AMOUNTS", readable(file)?);
    }
    process::run(&mut trunk)
}

fn readable(file: &Path) -> Result<std::path::PathBuf> {
    let whole = file
        .canonicalize()
        .with_context(|| format!("--amounts {}: no such file", file.display()))?;
    ensure!(whole.is_file(), "--amounts {}: not a file", file.display());
    Ok(whole)
}

fn compress(repo: &Repo) -> Result<Vec<Size>> {
    let mut node = repo.command("node");
    node.arg(repo.path("app/xtask/compress.mjs"))
        .arg(repo.path("dist"));
    let printed = process::output(&mut node)?;
    let sizes: Option<Vec<Size>> = printed.lines().map(Size::parse).collect();
    sizes.context("app/xtask/compress.mjs printed something that is no size")
}
