//! `jiuzhu evaluate`: households as JSON in, outcomes with reasons as JSON out.

mod amounts;
mod input;
mod json;
mod output;
mod read;
mod write;

pub use amounts::read_amounts;
pub use read::read_household;
pub use write::write_report;

use crate::files::{read_text, reader_gone, tell};
use anyhow::Result;
use base::{Date, Problem};
use clap::{Args, ValueEnum};
use input::{Input, Item};
use output::Output;
use policy::{Amounts, Pack};
use rules::{Answer, Engine, Household, ListKind, Missing};
use std::io::BufWriter;
use std::path::PathBuf;
use std::process::ExitCode;

/// What goes in and what comes out.
const FORM: &str = "\
输入：
  一户    {\"facts\": {\"hukou_dianjiang\": true, \"members\": [{\"p_relation\": \"self\", \"p_wage_month\": 187500}]}}
  多户    写成一个数组，或者一行一户
  钱以分为单位写整数，日期写成 \"2026-11-23\"，不清楚的写 null，没问过的不写，
  只知道范围的写 {\"min\": 100000, \"max\": 200000}

输出：每户每个项目的结果、每个条件和依据、还缺什么、接着问什么。数组进，数组出；一行一户进，一行一户出
（只有一户的 .jsonl、.ndjson 文件也是）。户数多少都不多占内存。

退出码：0 成功；2 有错，写明哪个文件、第几户、哪一项、怎么改。";

/// Judge households.
#[derive(Args)]
#[command(
    override_usage = "jiuzhu evaluate --date 日期 [选项] 文件",
    after_help = FORM
)]
pub struct Evaluate {
    /// One household or an array of them; `-` for standard input.
    #[arg(value_name = "文件", help = "家庭情况；写 - 就读标准输入")]
    file: String,
    /// The day for which to judge.
    #[arg(long, value_name = "日期", help = "按哪一天的政策判断，如 2026-11-23")]
    date: String,
    /// Amounts that replace the packs' own, a JSON object.
    #[arg(long, value_name = "文件", help = "用这里的金额代替政策包里的，如 {\"dibao_std.rural\": 61000}")]
    amounts: Option<PathBuf>,
    /// Another folder of packs.
    #[arg(long, value_name = "文件夹", help = "用别的政策包；不写就是自带的")]
    packs: Option<PathBuf>,
    /// What a fact that is not written means.
    #[arg(long, value_name = "unknown|zero", value_enum, default_value = "unknown")]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    #[arg(help = "没有写的事实算什么：unknown 还没问（不写就是它），zero 算它自己的缺省值")]
    absent: Absent,
}

/// What a fact that is not written means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Absent {
    /// Not asked yet.
    Unknown,
    /// Its own absent value.
    Zero,
}

impl Absent {
    /// The answer that stands for it.
    pub fn answer(self) -> Answer {
        match self {
            Absent::Unknown => Answer::NotAsked,
            Absent::Zero => Answer::Absent,
        }
    }
}

/// Runs it: households are judged one after the other, and each report is written before the next household is read.
/// A file is looked through first, so that nothing is written if one of its households can't be read.
pub fn run(args: Evaluate) -> Result<ExitCode> {
    let today = Date::parse(&args.date).map_err(|problem| Problem { place: "--date".into(), ..problem })?;
    let pack = crate::packs::load(args.packs.as_deref())?;
    let amounts = match &args.amounts {
        Some(path) => read_amounts(&pack, &read_text(path)?)?,
        None => Amounts::default(),
    };
    let engine = Engine::new(&pack, today, &amounts)?;
    let input = Input::new(&args.file);
    let household = |item: &Item| -> Result<Household> {
        let place = item.place();
        read_household(&pack, &item.json, args.absent.answer(), &place).map_err(|problem| at(&input, problem))
    };
    if input.rereadable() {
        input.each(&mut |item| household(&item).map(drop))?;
    }
    let mut output = Output::new(BufWriter::new(std::io::stdout().lock()));
    let judged = input.each(&mut |item| {
        let household = household(&item)?;
        for odd in engine.out_of_bounds(&household) {
            tell(format_args!("{}{}：数值超出常见范围，请核对", item.place(), path(&pack, odd)));
        }
        output.put(item.shape, &write_report(&engine, &engine.evaluate(&household)))
    });
    if judged.as_ref().is_err_and(|error| !reader_gone(error)) {
        output.stopped();
    }
    output.end(judged?)?;
    Ok(ExitCode::SUCCESS)
}

/// Where a fact stands in a household: `facts.members[2].p_wage_month`.
fn path(pack: &Pack, fact: Missing) -> String {
    let id = &pack.facts[fact.fact].id;
    match fact.of {
        None => format!("facts.{id}"),
        Some((ListKind::Members, row)) => format!("facts.members[{row}].{id}"),
        Some((ListKind::Obligors, row)) => format!("facts.obligors[{row}].{id}"),
    }
}

/// The file is named before the household.
fn at(input: &Input, problem: Problem) -> anyhow::Error {
    Problem { place: format!("{} {}", input.name(), problem.place).trim_end().into(), ..problem }.into()
}
