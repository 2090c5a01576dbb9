//! `jiuzhu`: the packs and the engine as a command line.

mod packs;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
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
}

/// The packs folder when none is given: that of the checkout the program was built from.
pub(crate) fn default_packs() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../policy/packs"))
}

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(args: Args) -> Result<ExitCode> {
    match args.command {
        Command::Packs(command) => packs::run(command),
    }
}
