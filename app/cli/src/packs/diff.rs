//! `jiuzhu packs diff`: what changed between two days or two folders.

use super::load;
use crate::files::print;
use anyhow::Result;
use base::{Date, Problem};
use policy::source::{diff_dates, diff_packs, entered_on_neither};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// What is compared.
#[derive(Debug, PartialEq)]
enum Side {
    Day(Date),
    Folder(PathBuf),
}

/// Runs it; `date` is the day for which folders are compared.
pub fn run(from: &str, to: &str, date: Option<&str>) -> Result<ExitCode> {
    let (lines, neither) = match (side(from)?, side(to)?) {
        (Side::Day(_), Side::Day(_)) if date.is_some() => {
            return Err(Problem::new("--date", "比较两个日期时不用写").hint("去掉 --date").into());
        }
        (Side::Day(from), Side::Day(to)) => {
            let pack = load(None)?;
            let neither: Vec<String> = entered_on_neither(&pack, from, to).iter().map(ToString::to_string).collect();
            (diff_dates(&pack, from, to), neither)
        }
        (Side::Folder(from), Side::Folder(to)) => {
            let day = date.map_or_else(|| Ok(today()), Date::parse)?;
            (diff_packs(&load(Some(&from))?, &load(Some(&to))?, day), Vec::new())
        }
        _ => {
            let place = format!("{from} {to}");
            return Err(Problem::new(place, "一个是日期，一个是文件夹").hint("写两个日期，或者两个文件夹").into());
        }
    };
    match lines.is_empty() {
        true => print("没有变化")?,
        false => lines.iter().try_for_each(print)?,
    }
    if !neither.is_empty() {
        print(format_args!(
            "另有{}个项目，这两天的规定都没有录入，比不出变没变：{}",
            neither.len(),
            neither.join("、")
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A day or a folder; what looks like a day, but isn't one, is told as such.
fn side(text: &str) -> Result<Side, Problem> {
    let wrong = match Date::parse(text) {
        Ok(day) => return Ok(Side::Day(day)),
        Err(wrong) => wrong,
    };
    let path = Path::new(text);
    let numeric = |c: char| c.is_ascii_digit() || "-/.年月日号 ".contains(c);
    match () {
        () if path.is_dir() => Ok(Side::Folder(path.to_path_buf())),
        () if path.exists() => Err(Problem::new(text, "这是文件，应当是政策包的文件夹").hint("写它所在的文件夹")),
        () if text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().all(numeric) => Err(wrong),
        () => {
            Err(Problem::new(text, "不是日期，也没有这个文件夹")
                .hint("日期写成 2026-11-23 这样；文件夹请检查名字和位置"))
        }
    }
}

/// The day in China.
#[expect(clippy::disallowed_methods, reason = "a native command line asks the clock itself, and only here")]
fn today() -> Date {
    const BEIJING: u64 = 8 * 3_600;
    const DAY: u64 = 86_400;
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    Date::from_days(i64::try_from((since + BEIJING) / DAY).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let found = match side(text) {
            Ok(side) => format!("{side:?}"),
            Err(problem) => problem.to_string(),
        };
        assert!(found.starts_with(expected), "{text}: {found}");
    }

    #[test]
    fn a_wrong_day_is_not_a_folder() {
        check("2026-07-01", "Day(");
        check(".", "Folder(");
        for text in ["2026-6-30", "2026-02-30", "2026/07/01", "20260701", "2026年7月1日"] {
            check(text, &format!("日期：“{text}”不是一个日期（写成 2026-11-23 这样）"));
        }
        check("no/such/folder", "no/such/folder：不是日期，也没有这个文件夹");
        check(file!().rsplit('/').next().unwrap_or_default(), "diff.rs：不是日期，也没有这个文件夹");
        check("Cargo.toml", "Cargo.toml：这是文件");
    }
}
