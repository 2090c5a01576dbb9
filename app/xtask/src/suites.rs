//! The three test suites.

use std::process::Command;

use anyhow::{Result, bail};

use crate::args::{Dist, Suite};
use crate::process;
use crate::repo::{Crate, Repo};
use crate::setup::{self, BINDGEN, BROWSER, BROWSER_PACKAGES, NODE, WASM_TARGET};
use crate::steps::{Report, Steps};
use crate::{dist, lint};

/// What tells cargo to run WebAssembly: a variable and its value.
pub const WASM_RUNNER: (&str, &str) = ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");

/// Runs one suite; `extra` goes to its runner.
pub fn suite(repo: &Repo, suite: Suite, extra: &[String], steps: &mut Steps) -> Result<()> {
    match suite {
        Suite::Native => native(repo, extra, steps),
        Suite::Wasm => wasm(repo, extra, steps)?,
        Suite::Browser => browser(repo, extra, steps)?,
        Suite::Everything => everything(repo, steps)?,
    }
    Ok(())
}

/// What CI runs: the quick complaints first, the browser last.
fn everything(repo: &Repo, steps: &mut Steps) -> Result<()> {
    steps.step("set-up", || setup::ensure(repo, setup::ALL).map(|()| Vec::new()))?;
    lint::lint(repo, steps)?;
    native(repo, &[], steps);
    wasm(repo, &[], steps)?;
    browser(repo, &[], steps)
}

fn native(repo: &Repo, extra: &[String], steps: &mut Steps) {
    let mut test = repo.cargo();
    test.args(["test", "--locked", "--no-fail-fast"]);
    if !names_a_package(extra) {
        test.arg("--workspace");
    }
    test.args(extra);
    steps.reported("native tests", || cargo_report(&mut test));
}

fn names_a_package(extra: &[String]) -> bool {
    extra.iter().any(|word| word == "-p" || word == "--package")
}

fn wasm(repo: &Repo, extra: &[String], steps: &mut Steps) -> Result<()> {
    setup::ensure(repo, &[&WASM_TARGET, &BINDGEN, &BROWSER])?;
    let crates: Vec<Crate> = repo.crates()?.into_iter().filter(Crate::tested_in_browser).collect();
    if crates.is_empty() {
        steps.skip("wasm tests", "no crate depends on wasm-bindgen-test");
        return Ok(());
    }
    let mut test = repo.cargo();
    test.args(["test", "--locked", "--no-fail-fast", "--target", "wasm32-unknown-unknown"]);
    if !names_a_package(extra) {
        test.args(crates.iter().flat_map(|krate| ["-p", &krate.name]));
    }
    test.args(extra)
        .env(WASM_RUNNER.0, WASM_RUNNER.1)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", repo.path("app/xtask/webdriver.json"));
    if let Some(driver) = setup::chromedriver() {
        test.env("CHROMEDRIVER", driver);
    }
    steps.reported("wasm tests", || cargo_report(&mut test));
    Ok(())
}

fn browser(repo: &Repo, extra: &[String], steps: &mut Steps) -> Result<()> {
    setup::ensure(repo, &[&BROWSER, &NODE, &BROWSER_PACKAGES])?;
    dist::dist(repo, &Dist::default(), steps)?;
    let mut test = npm(repo, &["test", "--silent", "--"]);
    test.args(extra);
    steps.reported("browser tests", || {
        let (result, says) = process::run_keeping(&mut test, |line| node_count(line).is_some());
        Report { result, says: vec![node_summary(&says)] }
    });
    Ok(())
}

/// How fast the built site is in a slowed-down browser: printed, asserted nowhere.
pub fn measure(repo: &Repo, steps: &mut Steps) -> Result<()> {
    setup::ensure(repo, &[&BROWSER, &NODE, &BROWSER_PACKAGES])?;
    dist::dist(repo, &Dist::default(), steps)?;
    process::run(&mut npm(repo, &["run", "--silent", "measure"]))
}

/// npm among the browser tests, with the built site and the browser.
fn npm(repo: &Repo, words: &[&str]) -> Command {
    let mut npm = repo.command("npm");
    npm.args(words).current_dir(repo.path("tests/browser")).env("DIST", repo.path("dist"));
    if let Some(chromium) = setup::chromium() {
        npm.env("CHROMIUM", chromium);
    }
    npm
}

fn cargo_report(test: &mut Command) -> Report {
    let (result, lines) = process::run_keeping(test, |line| line.starts_with("test result: "));
    let counts = Counts::of(&lines);
    let result = match result {
        Ok(()) if counts.passed == 0 => no_test_ran(),
        other => other,
    };
    Report { result, says: vec![counts.line(lines.len())] }
}

fn no_test_ran() -> Result<()> {
    bail!("not one test ran")
}

/// The sums of several `test result:` lines.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl Counts {
    fn of(lines: &[String]) -> Counts {
        let sum = |word| lines.iter().filter_map(|line| count_before(line, word)).sum();
        Counts { passed: sum("passed"), failed: sum("failed"), ignored: sum("ignored") }
    }

    fn line(&self, runs: usize) -> String {
        let Counts { passed, failed, ignored } = self;
        let word = if *failed == 0 { "ok" } else { "FAILED" };
        format!("test result: {word}. {passed} passed; {failed} failed; {ignored} ignored; from {runs} runs")
    }
}

/// The number before a word: 3 of “ok. 3 passed; 0 failed”.
fn count_before(line: &str, word: &str) -> Option<u64> {
    let words: Vec<&str> = line.split([' ', ';']).filter(|part| !part.is_empty()).collect();
    let at = words.iter().position(|part| *part == word)?;
    words.get(at.checked_sub(1)?)?.parse().ok()
}

/// Name and number of a line such as “# pass 18” or “ℹ pass 18”, as node's test runner ends.
fn node_count(line: &str) -> Option<(&str, u64)> {
    let rest = line.strip_prefix("# ").or(line.strip_prefix("ℹ "))?;
    let (name, number) = rest.split_once(' ')?;
    let counted = ["tests", "pass", "fail", "skipped", "cancelled"].contains(&name);
    counted.then_some((name, number.parse().ok()?))
}

fn node_summary(lines: &[String]) -> String {
    let counts = lines.iter().filter_map(|line| node_count(line));
    counts.map(|(name, number)| format!("{name} {number}")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_counts() {
        let lines = [
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.10s",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out; finished in 0.02s",
        ];
        let counts = Counts::of(&lines.map(str::to_owned));
        assert_eq!(counts, Counts { passed: 15, failed: 2, ignored: 1 });
        assert_eq!(counts.line(2), "test result: FAILED. 15 passed; 2 failed; 1 ignored; from 2 runs");
    }

    #[test]
    fn node_counts() {
        let lines = ["# tests 19", "ℹ pass 18", "# fail 1"].map(str::to_owned);
        assert_eq!(node_summary(&lines), "tests 19, pass 18, fail 1");
        assert_eq!(node_count("# Subtest: reload"), None);
        assert_eq!(node_count("# duration_ms 812"), None);
    }
}
