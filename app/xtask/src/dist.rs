//! The finished site: built, prerendered, compressed, and held against its size budget.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::args::Dist;
use crate::budget::{self, Size};
use crate::pdfjs;
use crate::process;
use crate::repo::Repo;
use crate::setup::{self, BINDGEN, ESBUILD, NODE, PDFJS, TRUNK, WASM_OPT, WASM_TARGET};
use crate::steps::Steps;

/// Builds `dist/`.
pub fn dist(repo: &Repo, options: &Dist, steps: &mut Steps) -> Result<()> {
    setup::ensure(repo, &[&WASM_TARGET, &TRUNK, &BINDGEN, &NODE, &WASM_OPT, &ESBUILD, &PDFJS])?;
    steps.step("pdf.js", || pdfjs::put(repo).map(|()| Vec::new()))?;
    steps.step("site", || build(repo, options).map(|()| Vec::new()))?;
    steps.step("minify", || minify(repo).map(|()| Vec::new()))?;
    steps.step("names", || on_dist(repo, "hashed.mjs").map(|line| vec![line]))?;
    steps.step("offline list", || on_dist(repo, "offline.mjs").map(|line| vec![line]))?;
    let mut sizes = Vec::new();
    steps.step("compress", || {
        sizes = compress(repo)?;
        Ok(Vec::new())
    })?;
    steps.reported("size budget", || budget::check(&repo.path("dist"), &sizes).into());
    Ok(())
}

/// Trunk builds the WASM; its hook (Trunk.toml) prerenders, and reads what to prerender with from these variables.
fn build(repo: &Repo, options: &Dist) -> Result<()> {
    let mut trunk = repo.command("trunk");
    trunk.args(["build", "--release"]);
    // No path of this machine goes out with the site.
    let registry = cargo_home()?.join("registry/src/");
    trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", format!("--remap-path-prefix={}=", registry.display()));
    if let Some(url) = &options.base_url {
        trunk.env("SITE_BASE_URL", url);
    }
    if let Some(file) = amounts(repo, options)? {
        trunk.env("SITE_AMOUNTS", file);
    }
    process::run(&mut trunk)
}

fn cargo_home() -> Result<PathBuf> {
    let given = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    given.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).context("neither CARGO_HOME nor a home folder is set")
}

/// Scripts stay in the language they are in; style sheets must still be read by the browsers of old phones.
fn minify(repo: &Repo) -> Result<()> {
    let dist = repo.path("dist");
    for entry in dist.read_dir().context("dist/")? {
        let file = entry.context("dist/")?.path();
        let name = file.file_name().and_then(OsStr::to_str).unwrap_or_default();
        let used = match name {
            "papers.js" | "drafts.js" => Some("default, open, close"),
            _ if name.starts_with("site-") && name.ends_with(".js") => Some("default"),
            _ => None,
        };
        if let Some(used) = used {
            shake(repo, &file, used)?;
        }
        let target = match file.extension().and_then(OsStr::to_str) {
            Some("js") => "--target=esnext",
            Some("css") => "--target=chrome61,safari11",
            _ => continue,
        };
        let mut esbuild = repo.command("esbuild");
        esbuild.args(["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite", target]);
        process::run(esbuild.arg(&file).arg(format!("--outfile={}", file.display())))?;
    }
    // What the crates have in script is bundled by now.
    let snippets = dist.join("snippets");
    fs::remove_dir_all(&snippets).with_context(|| snippets.display().to_string())?;
    on_dist(repo, "names.mjs").map(drop)
}

/// Leaves out of wasm-bindgen's script all but what is `used`. The one statement after each that hangs its `free` on
/// `Symbol.dispose` would keep it.
fn shake(repo: &Repo, file: &Path, used: &str) -> Result<()> {
    let script = fs::read_to_string(file).with_context(|| file.display().to_string())?;
    let hung = |line: &&str| line.starts_with("if (Symbol.dispose) ") && line.contains(".prototype[Symbol.dispose] = ");
    let kept: Vec<&str> = script.lines().filter(|line| !hung(line)).collect();
    ensure!(kept.len() < script.lines().count(), "{}: nothing in it hangs on Symbol.dispose", file.display());
    fs::write(file, kept.join("\n"))?;
    let entry = repo.path("target/entry.js");
    fs::write(&entry, format!("export {{ {used} }} from {:?};\n", file.display().to_string()))?;
    let mut esbuild = repo.command("esbuild");
    esbuild.args(["--bundle", "--format=esm", "--target=esnext", "--log-level=warning", "--allow-overwrite"]);
    process::run(esbuild.arg(entry).arg(format!("--outfile={}", file.display())))
}

/// Runs one of the scripts beside this crate on the built site; what it prints.
fn on_dist(repo: &Repo, script: &str) -> Result<String> {
    let mut node = repo.command("node");
    node.arg(repo.path("app/xtask").join(script)).arg(repo.path("dist"));
    Ok(process::output(&mut node)?.trim().to_owned())
}

/// The county's own amounts: the file given, else the one that is part of the site.
fn amounts(repo: &Repo, options: &Dist) -> Result<Option<PathBuf>> {
    let Some(given) = &options.amounts else {
        let own = repo.path("public/amounts.json");
        return Ok(own.is_file().then_some(own));
    };
    let file = given.canonicalize().with_context(|| format!("--amounts {}: no such file", given.display()))?;
    ensure!(file.is_file(), "--amounts {}: not a file", given.display());
    Ok(Some(file))
}

fn compress(repo: &Repo) -> Result<Vec<Size>> {
    let printed = on_dist(repo, "compress.mjs")?;
    let sizes: Option<Vec<Size>> = printed.lines().map(Size::parse).collect();
    sizes.context("app/xtask/compress.mjs printed something that is no size")
}
