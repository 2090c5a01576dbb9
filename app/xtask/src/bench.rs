//! The benchmarks, natively and as WebAssembly, in one table.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process;
use crate::repo::Repo;
use crate::setup::{self, BINDGEN, NODE, WASM_TARGET};
use crate::suites::WASM_RUNNER;

/// Where the packs for the WebAssembly go.
const PACKS: &str = "target/bench/packs.bin";

/// What a worker that goes through a county may need of a browser, unlike the residents' app: a variable and its value.
const SIMD: (&str, &str) = ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Ctarget-feature=+simd128");

/// Runs them all; `extra` goes to the native ones. WebAssembly runs in node, which has Chromium's engine: once
/// compiled for speed, as a worker that goes through a county has it, once for size, as the residents' app has it.
pub fn bench(repo: &Repo, extra: &[String]) -> Result<()> {
    setup::ensure(repo, &[&WASM_TARGET, &BINDGEN, &NODE])?;
    let native = times(cargo(repo, "native").arg("--").args(extra))?;
    compile_packs(repo)?;
    let fast = times(wasm(repo, "bench").env(SIMD.0, SIMD.1))?;
    let small = times(&mut wasm(repo, "wasm-release"))?;
    println!("\n{:<46} {:>12} {:>12} {:>12} {:>7}", "median", "native", "WASM, SIMD", "WASM, Oz", "SIMD ×");
    for (name, time) in &native {
        let of = |all: &[(String, f64)]| all.iter().find(|(other, _)| other == name).map(|(_, time)| *time);
        let (fast, small) = (of(&fast), of(&small));
        let said = |figure: Option<f64>| figure.map(|figure| spoken(name, figure)).unwrap_or_default();
        let ratio = fast.map(|fast| format!("{:.2}", fast / time)).unwrap_or_default();
        println!("{name:<46} {:>12} {:>12} {:>12} {ratio:>7}", spoken(name, *time), said(fast), said(small));
    }
    Ok(())
}

fn cargo(repo: &Repo, bench: &str) -> Command {
    let mut cargo = repo.cargo();
    cargo.args(["bench", "--locked", "-p", "benches", "--bench", bench]);
    cargo
}

fn wasm(repo: &Repo, profile: &str) -> Command {
    let mut cargo = cargo(repo, "wasm");
    cargo.args(["--target", "wasm32-unknown-unknown", "--profile", profile]);
    cargo.env(WASM_RUNNER.0, WASM_RUNNER.1).env("WASM_BINDGEN_TEST_TIMEOUT", "3600").env("PACKS", repo.path(PACKS));
    // What the next run is compared with; the runner would put it beside the benchmarks.
    cargo.env("WASM_BINDGEN_BENCH_RESULT", repo.path("target/bench").join(profile).with_extension("json"));
    cargo
}

fn compile_packs(repo: &Repo) -> Result<()> {
    let folder = repo.path("target/bench");
    std::fs::create_dir_all(&folder).with_context(|| format!("{} can't be made", folder.display()))?;
    let mut compile = repo.cargo();
    compile.args(["run", "-q", "--locked", "-p", "jiuzhu", "--", "packs", "compile"]);
    process::run(compile.arg(repo.path(PACKS)))
}

/// The medians that a run prints, in nanoseconds, and memory in bytes, by name.
fn times(command: &mut Command) -> Result<Vec<(String, f64)>> {
    let (result, lines) = process::run_keeping(command, |line| !line.trim().is_empty());
    result?;
    let found = read(&lines);
    ensure!(!found.is_empty(), "not one benchmark ran");
    Ok(found)
}

/// How names of figures in bytes begin.
const MEMORY: &str = "memory of";

/// Reads `name   time:   [1.1 µs 1.2 µs 1.3 µs]`, where a long name stands on the line before, and `memory of name: 1 B`.
fn read(lines: &[String]) -> Vec<(String, f64)> {
    let mut found = Vec::new();
    let mut before = "";
    let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
    for line in &lines {
        if line.trim().starts_with(MEMORY)
            && let Some((name, bytes)) = line.trim().trim_end_matches(" B").split_once(": ")
            && let Ok(bytes) = bytes.parse()
        {
            found.push((name.to_owned(), bytes));
        }
        let Some((name, rest)) = line.split_once("time:") else {
            before = line.trim();
            continue;
        };
        let name = if name.trim().is_empty() { before } else { name.trim() };
        let words: Vec<&str> = rest.trim().trim_matches(['[', ']']).split_whitespace().collect();
        if let [_, _, number, unit, ..] = words[..]
            && let (Ok(number), Some(unit)) = (number.parse::<f64>(), nanoseconds(unit))
        {
            found.push((name.to_owned(), number * unit));
        }
    }
    found
}

/// A line without a terminal's colours.
fn plain(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let first = parts.next().unwrap_or_default();
    let coloured = parts.map(|part| part.split_once('m').map_or(part, |(_, text)| text));
    std::iter::once(first).chain(coloured).collect()
}

fn nanoseconds(unit: &str) -> Option<f64> {
    Some(match unit {
        "ps" => 1e-3,
        "ns" => 1.0,
        "µs" | "us" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        _ => return None,
    })
}

fn spoken(name: &str, figure: f64) -> String {
    match figure {
        n if name.starts_with(MEMORY) => format!("{n:.0} B"),
        n if n < 1e3 => format!("{n:.0} ns"),
        n if n < 1e6 => format!("{:.1} µs", n / 1e3),
        n if n < 1e9 => format!("{:.1} ms", n / 1e6),
        n => format!("{:.2} s", n / 1e9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_criterion_prints() {
        let lines = [
            "next question           time:   [1.0 µs 1.5 µs 2.0 µs]",
            "\u{1b}[32mbatch of 1000000, 50 % unknown\u{1b}[0m",
            "\u{1b}[32m\u{1b}[0m                        time:   [\u{1b}[2m1.0 s\u{1b}[0m \u{1b}[1m2.0 s\u{1b}[0m \u{1b}[2m3.0 s\u{1b}[0m]",
            "                        change: [-1% 0% +1%] (p = 0.5 > 0.05)",
            "memory of columns, 50 % unknown: 2100 B",
        ];
        let found = read(&lines.map(str::to_owned));
        let expected = [
            ("next question", 1500.0),
            ("batch of 1000000, 50 % unknown", 2e9),
            ("memory of columns, 50 % unknown", 2100.0),
        ];
        assert_eq!(found, expected.map(|(name, figure)| (name.to_owned(), figure)));
        assert_eq!(
            (spoken("next question", 1500.0), spoken("memory of columns", 1500.0)),
            ("1.5 µs".into(), "1500 B".into())
        );
    }
}
