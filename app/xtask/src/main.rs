//! `cargo xtask`: installs what is missing, then builds, serves, tests or packs the site.
//!
//! Kept small on purpose: it is the first thing a bare machine compiles.

mod args;
mod bench;
mod budget;
mod dist;
mod lint;
mod pdfjs;
mod process;
mod repo;
mod serve;
mod setup;
mod steps;
mod suites;

use std::process::ExitCode;

use anyhow::Result;

use crate::args::Task;
use crate::repo::Repo;
use crate::steps::Steps;

fn main() -> ExitCode {
    match args::parse(std::env::args().skip(1)) {
        Ok(task) => match run(task) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("\nxtask: {error:#}");
                ExitCode::FAILURE
            }
        },
        Err(complaint) => {
            eprintln!("xtask: {complaint}\n\n{}", args::HELP);
            ExitCode::from(2)
        }
    }
}

fn run(task: Task) -> Result<()> {
    let repo = Repo::find()?;
    match task {
        Task::Help => {
            println!("{}", args::HELP);
            Ok(())
        }
        Task::Setup => {
            setup::ensure(&repo, setup::ALL)?;
            println!("Everything is installed.");
            Ok(())
        }
        Task::Serve(options) => serve::serve(&repo, &options),
        Task::Dist(options) => Steps::run(|steps| dist::dist(&repo, &options, steps)),
        Task::Lint => Steps::run(|steps| lint::lint(&repo, steps)),
        Task::Test(suite, extra) => Steps::run(|steps| suites::suite(&repo, suite, &extra, steps)),
        Task::Measure => Steps::run(|steps| suites::measure(&repo, steps)),
        Task::Bench(extra) => bench::bench(&repo, &extra),
    }
}
