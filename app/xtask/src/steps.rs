//! Steps with their time and what their runners said, and the table at the end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

/// What has run so far.
#[derive(Default)]
pub struct Steps {
    done: Vec<Step>,
}

struct Step {
    name: &'static str,
    took: Duration,
    end: End,
    says: Vec<String>,
}

#[derive(PartialEq, Eq)]
enum End {
    Passed,
    Failed(String),
    Skipped(String),
}

/// A step's result, and its runner's own summary lines, which are there even if it failed.
pub struct Report {
    /// Whether it passed.
    pub result: Result<()>,
    /// The lines that sum it up.
    pub says: Vec<String>,
}

impl From<Result<Vec<String>>> for Report {
    fn from(result: Result<Vec<String>>) -> Report {
        match result {
            Ok(says) => Report { result: Ok(()), says },
            Err(error) => Report { result: Err(error), says: Vec::new() },
        }
    }
}

impl Steps {
    /// Runs what takes steps, then prints the table; fails if a step did.
    pub fn run(body: impl FnOnce(&mut Steps) -> Result<()>) -> Result<()> {
        let started = Instant::now();
        let mut steps = Steps::default();
        let result = body(&mut steps);
        steps.print(started.elapsed());
        result?;
        match steps.done.iter().filter(|step| matches!(step.end, End::Failed(_))).count() {
            0 => Ok(()),
            failed => bail!("{failed} of {} steps failed", steps.done.len()),
        }
    }

    /// A step that the next ones need: if it fails, so does the run.
    pub fn step(&mut self, name: &'static str, body: impl FnOnce() -> Result<Vec<String>>) -> Result<()> {
        self.reported(name, || body().into());
        match self.failed(name) {
            true => bail!("nothing more can be done without “{name}”"),
            false => Ok(()),
        }
    }

    /// A step after which the run goes on, whatever its result.
    pub fn try_step(&mut self, name: &'static str, body: impl FnOnce() -> Result<()>) {
        self.reported(name, || Report { result: body(), says: Vec::new() });
    }

    /// A step whose runner has a summary of its own.
    pub fn reported(&mut self, name: &'static str, body: impl FnOnce() -> Report) {
        println!("\n── {name} ──");
        let started = Instant::now();
        let Report { result, says } = body();
        let end = match result {
            Ok(()) => End::Passed,
            Err(error) => {
                eprintln!("{name}: {error:#}");
                End::Failed(format!("{error:#}"))
            }
        };
        self.done.push(Step { name, took: started.elapsed(), end, says });
    }

    /// Says that a step is left out, and why.
    pub fn skip(&mut self, name: &'static str, why: &str) {
        println!("\n── {name} ── left out: {why}");
        self.done.push(Step { name, took: Duration::ZERO, end: End::Skipped(why.to_owned()), says: Vec::new() });
    }

    /// Whether a step of this name has failed.
    pub fn failed(&self, name: &str) -> bool {
        self.done.iter().any(|step| step.name == name && matches!(step.end, End::Failed(_)))
    }

    fn print(&self, whole: Duration) {
        println!("\n── summary ──");
        for step in &self.done {
            println!("{}", step.row());
        }
        println!("{:<18} {:>12}", "all of it", spoken(whole));
        for step in &self.done {
            for line in &step.says {
                println!("{}: {line}", step.name);
            }
        }
    }
}

impl Step {
    fn row(&self) -> String {
        let end = match &self.end {
            End::Passed => "passed".to_owned(),
            End::Failed(why) => format!("FAILED  {}", why.lines().next().unwrap_or_default()),
            End::Skipped(why) => format!("left out: {why}"),
        };
        format!("{:<18} {:>12}  {end}", self.name, spoken(self.took))
    }
}

/// A duration as a person says it: “0.4 s”, “12 s”, “3 min 24 s”.
pub fn spoken(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        assert_eq!(spoken(Duration::from_millis(420)), "0.4 s");
        assert_eq!(spoken(Duration::from_secs(59)), "59 s");
        assert_eq!(spoken(Duration::from_secs(204)), "3 min 24 s");
    }

    #[test]
    fn a_failed_step_is_not_forgotten() {
        let mut steps = Steps::default();
        steps.try_step("a", || Ok(()));
        steps.try_step("b", || bail!("no"));
        assert!(!steps.failed("a"));
        assert!(steps.failed("b"));
        assert!(steps.step("c", || bail!("no")).is_err());
    }
}
