//! `jiuzhu evaluate`: households as JSON in, outcomes with reasons as JSON out.

mod amounts;
mod read;
mod write;

pub use amounts::read_amounts;
pub use read::read_household;
pub use write::write_report;

use anyhow::{Context, Result};
use base::Date;
use clap::{Args, ValueEnum};
use policy::Amounts;
use rules::{Answer, Engine};
use serde_json::Value as Json;
use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

/// Judge households.
#[derive(Args)]
pub struct Evaluate {
    /// The day for which to judge.
    #[arg(long)]
    date: String,
    /// Amounts that replace the packs' own, a JSON object.
    #[arg(long)]
    amounts: Option<PathBuf>,
    /// Another folder of packs.
    #[arg(long)]
    packs: Option<PathBuf>,
    /// What a fact that is not written means.
    #[arg(long, value_enum, default_value = "unknown")]
    absent: Absent,
    /// One household or an array of them; `-` for standard input.
    file: String,
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

/// Runs it.
pub fn run(args: Evaluate) -> Result<ExitCode> {
    let today = Date::parse(&args.date).map_err(|p| anyhow::anyhow!("--date {p}"))?;
    let pack = crate::packs::load(args.packs.as_deref())?;
    let amounts = match &args.amounts {
        Some(path) => {
            let text = std::fs::read_to_string(path).with_context(|| format!("读不了 {}", path.display()))?;
            read_amounts(&pack, &text)?
        }
        None => Amounts::default(),
    };
    let engine = Engine::new(&pack, today, &amounts)?;
    let input: Json = serde_json::from_str(&input(&args.file)?).context("不是正确的 JSON")?;
    let one = |json: &Json, place: String| -> Result<Json> {
        let household = read_household(&pack, json, args.absent.answer(), &place)?;
        for odd in engine.out_of_bounds(&household) {
            eprintln!("{place}{}：数值超出常见范围，请核对", pack.facts[odd.fact].id);
        }
        Ok(write_report(&engine, &engine.evaluate(&household)))
    };
    let output = match &input {
        Json::Array(list) => Json::Array(
            list.iter().enumerate().map(|(ix, json)| one(json, format!("第{}户 ", ix + 1))).collect::<Result<_>>()?,
        ),
        json => one(json, String::new())?,
    };
    println!("{}", serde_json::to_string_pretty(&output)?);
    Ok(ExitCode::SUCCESS)
}

fn input(file: &str) -> Result<String> {
    if file == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("读不了标准输入")?;
        return Ok(text);
    }
    std::fs::read_to_string(file).with_context(|| format!("读不了 {file}"))
}
