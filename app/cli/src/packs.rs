//! `jiuzhu packs`: check, diff, compile.

use anyhow::{Context, Result, bail};
use ariadne::{Color, Config, IndexType, Label, Report, ReportKind, sources};
use base::{Date, Problem};
use clap::Subcommand;
use policy::Pack;
use policy::source::{Fault, Faults, SourceFile, check_coverage, compile, constant_row, diff_dates, diff_packs};
use rules::Tri;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// What to do with packs.
#[derive(Subcommand)]
pub enum Packs {
    /// Check a folder of packs; faults are shown at their place.
    Check {
        /// The folder; the built-in packs if left out.
        dir: Option<PathBuf>,
        /// The day on which no row may come out the same for everybody; the newest day in the packs if left out.
        #[arg(long)]
        date: Option<String>,
    },
    /// What changed between two dates, or between two folders, in plain Chinese.
    Diff {
        /// A date or a folder.
        from: String,
        /// A date or a folder.
        to: String,
        /// The day for which two folders are compared; today if left out.
        #[arg(long)]
        date: Option<String>,
    },
    /// Write what the browser loads.
    Compile {
        /// The file to write.
        out: PathBuf,
        /// Where the long texts go, which only results and the guide need; in the same file if left out.
        #[arg(long)]
        words: Option<PathBuf>,
        /// The folder; the built-in packs if left out.
        #[arg(long)]
        packs: Option<PathBuf>,
    },
}

/// Runs it.
pub fn run(command: Packs) -> Result<ExitCode> {
    match command {
        Packs::Check { dir, date } => {
            let files = read_folder(&dir.unwrap_or_else(crate::default_packs))?;
            let pack = match check(&files, date.as_deref().map(Date::parse).transpose()?) {
                Ok(pack) => pack,
                Err(faults) => {
                    show(&files, &faults);
                    eprintln!("{}", count(&faults));
                    return Ok(ExitCode::FAILURE);
                }
            };
            if let (true, Err(problems)) = (files.iter().any(|f| f.path == "coverage.toml"), check_coverage(&files)) {
                problems.iter().for_each(|problem| eprintln!("coverage.toml：{problem}"));
                eprintln!("条文登记表有{}处问题", problems.len());
                return Ok(ExitCode::FAILURE);
            }
            println!(
                "没有问题：{}个项目，{}个事实，{}个金额，版本 {}",
                pack.programs.len(),
                pack.facts.len(),
                pack.amounts.len(),
                pack.version
            );
            Ok(ExitCode::SUCCESS)
        }
        Packs::Diff { from, to, date } => diff(&from, &to, date.as_deref()),
        Packs::Compile { out, words, packs } => {
            let pack = load(packs.as_deref())?;
            let Some(texts) = words else {
                write(&out, &pack.encode()?)?;
                return Ok(ExitCode::SUCCESS);
            };
            let (core, rest) = pack.split();
            write(&out, &core.encode()?)?;
            write(&texts, &rest.encode()?)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn write(out: &Path, bytes: &[u8]) -> Result<()> {
    std::fs::write(out, bytes).with_context(|| format!("写不了 {}", out.display()))?;
    println!("{}：{} 字节", out.display(), bytes.len());
    Ok(())
}

fn diff(from: &str, to: &str, date: Option<&str>) -> Result<ExitCode> {
    let lines = match (Date::parse(from), Date::parse(to)) {
        (Ok(from), Ok(to)) => diff_dates(&load(None)?, from, to),
        (Err(_), Err(_)) => diff_packs(
            &load(Some(Path::new(from)))?,
            &load(Some(Path::new(to)))?,
            date.map_or_else(|| Ok(today()), Date::parse)?,
        ),
        _ => bail!("两个日期，或者两个文件夹，不能一个日期一个文件夹"),
    };
    match lines.is_empty() {
        true => println!("没有变化"),
        false => lines.iter().for_each(|line| println!("{line}")),
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads, checks and compiles a folder of packs; faults go to standard error.
pub fn load(dir: Option<&Path>) -> Result<Pack> {
    let dir = dir.map_or_else(crate::default_packs, Path::to_path_buf);
    let files = read_folder(&dir)?;
    check(&files, None).map_err(|faults| {
        show(&files, &faults);
        anyhow::anyhow!(count(&faults))
    })
}

/// Compiles pack files and the forms among them, and lets the engine look for rows that no answer can change on that day
/// (the newest day in the packs if left out).
pub fn check(files: &[SourceFile], day: Option<Date>) -> Result<Pack, Faults> {
    let pack = compile(files)?;
    forms::source::compile(files, &pack)?;
    let Some(day) = day.or_else(|| pack.newest_day()) else { return Ok(pack) };
    let faults = match rules::constant_rows(&pack, day) {
        Ok(rows) => rows
            .iter()
            .filter_map(|(program, row, always)| {
                constant_row(files, &pack.programs[*program].id, row, *always == Tri::Yes)
            })
            .collect(),
        Err(problem) => vec![whole(&problem)],
    };
    if faults.is_empty() { Ok(pack) } else { Err(Faults(faults)) }
}

/// What concerns no single file is shown at the first one.
fn whole(problem: &Problem) -> Fault {
    Fault {
        code: "engine",
        file: 0,
        span: 0..1,
        what: format!("{}：{}", problem.place, problem.what),
        why: String::new(),
        hint: problem.hint.clone(),
    }
}

fn count(faults: &Faults) -> String {
    format!("政策包有{}处问题", faults.0.len())
}

/// The day in China.
#[expect(clippy::disallowed_methods, reason = "a native command line asks the clock itself, and only here")]
fn today() -> Date {
    const BEIJING: u64 = 8 * 3_600;
    const DAY: u64 = 86_400;
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    Date::from_days(i64::try_from((since + BEIJING) / DAY).unwrap_or_default())
}

/// All pack files of a folder, paths relative to it.
pub fn read_folder(dir: &Path) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).with_context(|| format!("读不了文件夹 {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                let text = std::fs::read_to_string(&path).with_context(|| format!("读不了 {}", path.display()))?;
                let relative = path.strip_prefix(dir)?.to_string_lossy().replace('\\', "/");
                files.push(SourceFile { path: relative, text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if files.is_empty() {
        bail!("{} 里没有政策包", dir.display());
    }
    Ok(files)
}

/// Shows faults at their place, as an editor would.
fn show(files: &[SourceFile], faults: &Faults) {
    let config = Config::default().with_index_type(IndexType::Byte).with_color(std::io::stderr().is_terminal());
    let mut cache = sources(files.iter().map(|f| (f.path.clone(), f.text.as_str())));
    for fault in &faults.0 {
        let path = &files[fault.file].path;
        let span = (path.clone(), fault.span.clone());
        let why = if fault.why.is_empty() { &fault.what } else { &fault.why };
        let mut report = Report::build(ReportKind::Error, span.clone())
            .with_config(config)
            .with_code(fault.code)
            .with_message(&fault.what)
            .with_label(Label::new(span).with_message(why).with_color(Color::Red));
        if !fault.hint.is_empty() {
            report = report.with_help(&fault.hint);
        }
        let mut text = Vec::new();
        match report.finish().write(&mut cache, &mut text) {
            Ok(()) => eprintln!("{}", in_chinese(&String::from_utf8_lossy(&text))),
            Err(_) => eprintln!("{path}：{}（{}）", fault.what, fault.hint),
        }
    }
}

/// The two English words of a report stand before what is wrong and before the hint.
fn in_chinese(report: &str) -> String {
    let report = report.replacen("Error", "问题", 1);
    match report.rfind("Help") {
        Some(at) => format!("{}怎么改{}", &report[..at], &report[at + "Help".len()..]),
        None => report,
    }
}
