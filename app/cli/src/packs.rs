//! `jiuzhu packs`: check, diff, compile.

mod diff;

use crate::files::{cannot_read, print, read_text, tell, write};
use anyhow::{Result, bail};
use ariadne::{Color, Config, IndexType, Label, Report, ReportKind, sources};
use base::{Date, Problem};
use clap::Subcommand;
use policy::Pack;
use policy::source::{Fault, Faults, SourceFile, check_coverage, compile, constant_row};
use rules::Tri;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to do with packs.
#[derive(Subcommand)]
pub enum Packs {
    /// Check a folder of packs; faults are shown at their place.
    #[command(
        about = "检查政策包：错在哪个文件、哪一行、怎么改",
        override_usage = "jiuzhu packs check [选项] [文件夹]"
    )]
    Check {
        /// The folder; the built-in packs if left out.
        #[arg(value_name = "文件夹", help = "政策包的文件夹；不写就是自带的政策包")]
        dir: Option<PathBuf>,
        /// The day on which no row may come out the same for everybody; the newest day in the packs if left out.
        #[arg(long, value_name = "日期", help = "查这一天有没有对谁都一样的条件；不写就是政策包里最新的一天")]
        date: Option<String>,
    },
    /// What changed between two dates, or between two folders, in plain Chinese.
    #[command(
        about = "两个日期之间，或者两个文件夹之间，政策变了什么",
        override_usage = "jiuzhu packs diff 日期 日期\n      jiuzhu packs diff 文件夹 文件夹 [选项]",
        after_help = "例：jiuzhu packs diff 2026-06-30 2026-07-01"
    )]
    Diff {
        /// A date or a folder.
        #[arg(value_name = "从", help = "前一个日期（2026-06-30）或文件夹")]
        from: String,
        /// A date or a folder.
        #[arg(value_name = "到", help = "后一个日期（2026-07-01）或文件夹")]
        to: String,
        /// The day for which two folders are compared; today if left out.
        #[arg(long, value_name = "日期", help = "两个文件夹按哪一天比较；不写就是今天")]
        date: Option<String>,
    },
    /// Write what the browser loads.
    #[command(about = "编译政策包，给网站用", override_usage = "jiuzhu packs compile [选项] 输出文件")]
    Compile {
        /// The file to write.
        #[arg(value_name = "输出文件", help = "写到哪个文件")]
        out: PathBuf,
        /// Where the long texts go, which only results and the guide need; in the same file if left out.
        #[arg(long, value_name = "文件", help = "长的文字另写到哪个文件；不写就放在同一个文件里")]
        words: Option<PathBuf>,
        /// The folder; the built-in packs if left out.
        #[arg(long, value_name = "文件夹", help = "政策包的文件夹；不写就是自带的政策包")]
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
                    tell(count(&faults));
                    return Ok(ExitCode::FAILURE);
                }
            };
            if let (true, Err(problems)) = (files.iter().any(|f| f.path == "coverage.toml"), check_coverage(&files)) {
                problems.iter().for_each(|problem| tell(format_args!("coverage.toml：{problem}")));
                tell(format_args!("条文登记表有{}处问题", problems.len()));
                return Ok(ExitCode::FAILURE);
            }
            print(format_args!(
                "没有问题：{}个项目，{}个事实，{}个金额，版本 {}",
                pack.programs.len(),
                pack.facts.len(),
                pack.amounts.len(),
                pack.version
            ))?;
            Ok(ExitCode::SUCCESS)
        }
        Packs::Diff { from, to, date } => diff::run(&from, &to, date.as_deref()),
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

/// All pack files of a folder, paths relative to it.
pub fn read_folder(dir: &Path) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).map_err(|e| cannot_read(&folder.display().to_string(), &e))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                let text = read_text(&path)?;
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
            Ok(()) => tell(in_chinese(&String::from_utf8_lossy(&text))),
            Err(_) => tell(format_args!("{path}：{}（{}）", fault.what, fault.hint)),
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
