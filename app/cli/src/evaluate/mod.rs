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

use crate::files::{read_text, tell};
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

/// Runs it: households are judged one after the other, and each report is written before the next household is read.
/// A file is looked through first, so that nothing is written if one of its households can't be read.
pub fn run(args: Evaluate) -> Result<ExitCode> {
    let today = Date::parse(&args.date).map_err(|p| anyhow::anyhow!("--date {p}"))?;
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
    let shape = input.each(&mut |item| {
        let household = household(&item)?;
        for odd in engine.out_of_bounds(&household) {
            tell(format_args!("{}{}：数值超出常见范围，请核对", item.place(), path(&pack, odd)));
        }
        output.put(item.shape, &write_report(&engine, &engine.evaluate(&household)))
    })?;
    output.end(shape)?;
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
