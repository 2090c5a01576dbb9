//! `jiuzhu`: the packs and the engine as a command line.

#![warn(clippy::print_stdout, clippy::print_stderr)]

use anyhow::Result;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use jiuzhu::files::{reader_gone, tell};
use jiuzhu::{bench, evaluate, packs, usage};
use std::process::ExitCode;

/// 救在身边 on the command line.
#[derive(Parser)]
#[command(name = "jiuzhu", version, about = "救在身边的命令行：判断家庭能不能得到救助，检查和比较政策包")]
#[command(override_usage = "jiuzhu 命令 …", subcommand_required = true, arg_required_else_help = true)]
#[command(after_help = "每个命令自己的说明：jiuzhu evaluate --help、jiuzhu packs --help")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check, compare and compile policy packs.
    #[command(subcommand, about = "政策包：检查、比较、编译", override_usage = "jiuzhu packs 命令 …")]
    Packs(packs::Packs),
    /// Judge households: JSON in, JSON out.
    #[command(about = "判断一户或许多户：家庭情况（JSON）进，结果和理由（JSON）出")]
    Evaluate(evaluate::Evaluate),
    /// Measure the engine on the rule table of the peer baselines.
    #[command(subcommand, about = "测速度（开发用）", override_usage = "jiuzhu bench 命令 …")]
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let matches = usage::in_chinese(Args::command()).try_get_matches();
    let args = match matches.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => return usage::show(&error),
    };
    match run(args) {
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
