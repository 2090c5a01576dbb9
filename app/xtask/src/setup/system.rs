//! What only the system's package manager can install: Chromium, its driver, Chinese fonts.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;

use anyhow::{Result, bail};

use super::{Lane, Tool, stamp};
use crate::process;
use crate::repo::{Repo, on_path};

/// What the tests and screenshots run in.
pub static BROWSER: Tool = Tool {
    name: "Chromium, Chinese fonts",
    why: "the browser that the tests run in",
    lane: Lane::Downloaded,
    ready: |repo| stamp::holds(repo, "browser", "1") && chromium().is_some() && chromedriver().is_some(),
    install: |repo, compiled| {
        let packages = missing_packages(repo);
        if !packages.is_empty() {
            install(repo, &packages, compiled)?;
        }
        stamp::set(repo, "browser", "1")
    },
};

/// The browser: `CHROMIUM` if set, else one in the usual places.
pub fn chromium() -> Option<PathBuf> {
    named("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]).or_else(|| {
        let mac = Path::new("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
        mac.is_file().then(|| mac.to_owned())
    })
}

/// The program that remote-controls it: `CHROMEDRIVER` if set, else one in the usual places.
pub fn chromedriver() -> Option<PathBuf> {
    named("CHROMEDRIVER", &["chromedriver"])
}

/// Installs packages of the system, or says which command a person has to run.
pub fn install(repo: &Repo, packages: &[&str], compiled: &AtomicUsize) -> Result<()> {
    if !on_path("apt-get") {
        bail!("install with your system's package manager what Debian calls: {}", packages.join(" "));
    }
    let by_hand = format!("sudo apt-get update && sudo apt-get install -y {}", packages.join(" "));
    if !is_root(repo) {
        bail!("this needs an administrator: run `{by_hand}`, then start again");
    }
    let log = repo.tools("logs/apt.log");
    let mut update = repo.command("apt-get");
    update.args(["-o", LOCK_TIMEOUT, "update"]);
    process::run_logged(&mut update, &log, compiled)?;
    let mut install = repo.command("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install.args(["-o", LOCK_TIMEOUT, "install", "-y", "--no-install-recommends"]).args(packages);
    process::advise(process::run_logged(&mut install, &log, compiled), &format!("by hand it is `{by_hand}`"))
}

/// Another apt may be at work on a machine that has just started.
const LOCK_TIMEOUT: &str = "DPkg::Lock::Timeout=300";

fn missing_packages(repo: &Repo) -> Vec<&'static str> {
    let mut packages = Vec::new();
    if chromium().is_none() {
        packages.push("chromium");
    }
    if chromedriver().is_none() {
        packages.push("chromium-driver");
    }
    if !has_chinese_font(repo) {
        packages.push("fonts-noto-cjk");
    }
    packages
}

/// Without `fc-list` there is no saying: macOS and Windows bring fonts of their own.
fn has_chinese_font(repo: &Repo) -> bool {
    match process::output(repo.command("fc-list").args([":lang=zh-cn", "family"])) {
        Ok(fonts) => !fonts.trim().is_empty(),
        Err(_) => !cfg!(target_os = "linux"),
    }
}

fn named(variable: &str, programs: &[&str]) -> Option<PathBuf> {
    if let Some(path) = env::var_os(variable).map(PathBuf::from) {
        return path.is_file().then_some(path);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let candidates = programs.iter().flat_map(|program| env::split_paths(&path).map(move |dir| dir.join(program)));
    candidates.into_iter().find(|file| file.is_file())
}

fn is_root(repo: &Repo) -> bool {
    process::output(repo.command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
