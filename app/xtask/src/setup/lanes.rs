//! Installs lanes of tools at the same time, and says how far they are.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::{LANES, Lane, Tool};
use crate::repo::Repo;
use crate::steps::spoken;

/// How often a person who waits is told that something happens.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What a lane is doing now.
#[derive(Default)]
struct Progress {
    tool: Mutex<Option<&'static str>>,
    compiled: AtomicUsize,
}

struct Finished {
    tool: &'static Tool,
    took: Duration,
    result: Result<()>,
}

/// Installs the tools; tells of all that failed, not just of the first.
pub fn install(repo: &Repo, tools: &[&'static Tool]) -> Result<()> {
    let progress = LANES.map(|_| Progress::default());
    let (sender, receiver) = mpsc::channel();
    let started = Instant::now();
    let failures = thread::scope(|scope| {
        for (lane, progress) in LANES.into_iter().zip(&progress) {
            let sender = sender.clone();
            scope.spawn(move || run_lane(repo, tools, lane, progress, &sender));
        }
        drop(sender);
        let mut failures = Vec::new();
        loop {
            match receiver.recv_timeout(HEARTBEAT) {
                Ok(finished) => failures.extend(told(finished)),
                Err(RecvTimeoutError::Timeout) => {
                    println!("  … {}: {}", spoken(started.elapsed()), under_way(&progress))
                }
                Err(RecvTimeoutError::Disconnected) => break failures,
            }
        }
    });
    if !failures.is_empty() {
        bail!("not installed:\n{}", failures.join("\n"));
    }
    Ok(())
}

fn run_lane(repo: &Repo, tools: &[&'static Tool], lane: Lane, progress: &Progress, sender: &Sender<Finished>) {
    for tool in tools.iter().filter(|tool| tool.lane == lane) {
        set(progress, Some(tool.name));
        let started = Instant::now();
        let result = (tool.install)(repo, &progress.compiled).with_context(|| format!("{}, {}", tool.name, tool.why));
        if sender.send(Finished { tool, took: started.elapsed(), result }).is_err() {
            return;
        }
    }
    set(progress, None);
}

fn set(progress: &Progress, tool: Option<&'static str>) {
    progress.compiled.store(0, Ordering::Relaxed);
    if let Ok(mut now) = progress.tool.lock() {
        *now = tool;
    }
}

fn told(Finished { tool, took, result }: Finished) -> Option<String> {
    match result {
        Ok(()) => {
            println!("  ✓ {} in {}", tool.name, spoken(took));
            None
        }
        Err(error) => {
            println!("  ✗ {} after {}", tool.name, spoken(took));
            Some(format!("{error:#}"))
        }
    }
}

fn under_way(progress: &[Progress]) -> String {
    let lanes = progress.iter().filter_map(|lane| {
        let tool = (*lane.tool.lock().ok()?)?;
        Some(match lane.compiled.load(Ordering::Relaxed) {
            0 => tool.to_owned(),
            crates => format!("{tool} ({crates} crates compiled)"),
        })
    });
    lanes.collect::<Vec<_>>().join(", ")
}
