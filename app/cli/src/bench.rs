//! `jiuzhu bench`: the engine on the rule table of the peer baselines, in their own output format.

mod columns;
mod table;

use crate::files::print;
use anyhow::{Context, Result};
use base::Date;
use clap::Subcommand;
use policy::Amounts;
use rules::{Batch, Engine, Findings, Outcome};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// What to measure.
#[derive(Subcommand)]
pub enum Bench {
    /// Three programmes of eight conditions over many households, as the peer baselines have them.
    #[command(
        about = "很多户、三个项目、每个八个条件，要多长时间",
        override_usage = "jiuzhu bench rules --data 文件夹 --n 户数 [选项]"
    )]
    Rules {
        /// The folder with `hh_N.csv` and `pp_N.csv`.
        #[arg(long, value_name = "文件夹", help = "有 hh_户数.csv 和 pp_户数.csv 的文件夹")]
        data: PathBuf,
        /// How many households.
        #[arg(long, value_name = "户数", help = "多少户")]
        n: usize,
        /// How often each mode runs; the median counts.
        #[arg(
            long,
            value_name = "次数",
            default_value_t = 5,
            hide_default_value = true,
            help = "每种方式跑几次，取中间的；不写就是 5"
        )]
        repeat: usize,
    },
}

/// The day the baselines screen.
const DAY: &str = "2026-07-15";
/// Fewer households than this are run several times in one sample, so that the clock can see it.
const SAMPLE: usize = 200_000;

/// How much of the work a sample does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Outcome and amount.
    Plain,
    /// And every condition as a bit.
    Mask,
    /// And every failed condition as a record.
    Trace,
}

/// Runs it.
pub fn run(command: Bench) -> Result<ExitCode> {
    let Bench::Rules { data, n, repeat } = command;
    let started = now();
    let pack = crate::packs::load(Some(&bench_packs()))?;
    let engine = Engine::new(&pack, Date::parse(DAY)?, &Amounts::default())?;
    let prepared = started.elapsed().as_secs_f64();
    let started = now();
    let batch = Batch::of(&engine, columns::read(&engine, &data, n)?);
    let loaded = started.elapsed().as_secs_f64();
    for mode in [Mode::Plain, Mode::Mask, Mode::Trace] {
        let (seconds, sums) = measure(&engine, &batch, mode, repeat.max(1));
        let name = format!("{mode:?}").to_lowercase();
        let [c0, c1, c2, c3] = sums.counts;
        print(format_args!(
            "{{\"peer\":\"jiuzhu\",\"n\":{n},\"mode\":\"{name}\",\"load_s\":{loaded:.4},\"prep_s\":{prepared:.4},\
             \"eval_s\":{seconds:.7},\"hh_per_s\":{:.0},\"check\":[{c0},{c1},{c2},{c3},{},{}]}}",
            n as f64 / seconds,
            sums.amount,
            sums.mask
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn bench_packs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/benches/packs")
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn now() -> Instant {
    Instant::now()
}

/// Median seconds of a run over all households, and its check sums.
fn measure(engine: &Engine, batch: &Batch, mode: Mode, repeat: usize) -> (f64, table::Sums) {
    let inner = (SAMPLE / batch.columns.n.max(1)).max(1);
    let mut sums = table::Sums::default();
    let mut found = Findings::default();
    let mut seconds: Vec<f64> = (0..repeat)
        .map(|_| {
            let started = now();
            for _ in 0..inner {
                engine.batch_into(std::hint::black_box(batch), &mut found);
                sums = table::sum(engine, &found, mode);
                std::hint::black_box(&sums);
            }
            started.elapsed().as_secs_f64() / inner as f64
        })
        .collect();
    seconds.sort_by(f64::total_cmp);
    (seconds[seconds.len() / 2], sums)
}
