//! `jiuzhu`: the packs and the engine as a command line.

#![warn(clippy::print_stdout, clippy::print_stderr)]

use anyhow::Result;
use clap::{Parser, Subcommand};
use jiuzhu::files::{reader_gone, tell};
use jiuzhu::{bench, evaluate, packs};
use std::process::ExitCode;

/// 救在身边 on the command line.
#[derive(Parser)]
#[command(name = "jiuzhu", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check, compare and compile policy packs.
    #[command(subcommand)]
    Packs(packs::Packs),
    /// Judge households: JSON in, JSON out.
    Evaluate(evaluate::Evaluate),
    /// Measure the engine on the rule table of the peer baselines.
    #[command(subcommand)]
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(code) => code,
        Err(error) if reader_gone(&error) => ExitCode::SUCCESS,
        Err(error) => {
            tell(format_args!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

fn run(args: Args) -> Result<ExitCode> {
    match args.command {
        Command::Packs(command) => packs::run(command),
        Command::Evaluate(args) => evaluate::run(args),
        Command::Bench(command) => bench::run(command),
    }
}
