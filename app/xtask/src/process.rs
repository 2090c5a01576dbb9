//! Running other programs: seen, counted or quietly into a log.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, ErrorKind, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, anyhow, bail};

/// Runs a command whose output the person sees.
pub fn run(command: &mut Command) -> Result<()> {
    let status = spawn(command)?.wait().with_context(|| format!("lost track of {}", shown(command)))?;
    succeeded(command, status)
}

/// Runs a command, passing its standard output on, and returns the lines of it that `keep` wants.
/// Where the command fails, so does this, with the kept lines in the second place of the error.
pub fn run_keeping(command: &mut Command, keep: fn(&str) -> bool) -> (Result<()>, Vec<String>) {
    let mut kept = Vec::new();
    let result = follow(command.stdout(Stdio::piped()), &mut kept, keep);
    (result, kept)
}

fn follow(command: &mut Command, kept: &mut Vec<String>, keep: fn(&str) -> bool) -> Result<()> {
    let mut child = spawn(command)?;
    let output = child.stdout.take().context("a piped output is there to be read")?;
    for line in lines(output) {
        println!("{line}");
        if keep(&line) {
            kept.push(line);
        }
    }
    let status = child.wait().with_context(|| format!("lost track of {}", shown(command)))?;
    succeeded(command, status)
}

/// Runs a command silently and returns what it printed.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().map_err(|error| no_start(command, &error))?;
    succeeded(command, output.status)?;
    String::from_utf8(output.stdout).with_context(|| format!("{} printed no UTF-8", shown(command)))
}

/// The same result; if it is an error, what to do stands below it.
pub fn advise(result: Result<()>, what_to_do: &str) -> Result<()> {
    result.map_err(|error| anyhow!("{error:#}\n  {what_to_do}"))
}

/// Whether a command can be run and succeeds; its output is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// Runs a command into a log file, counting the lines in which cargo says that it compiles a crate.
pub fn run_logged(command: &mut Command, log: &Path, compiled: &AtomicUsize) -> Result<()> {
    let mut file = open_log(log)?;
    writeln!(file, "$ {}", shown(command))?;
    command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(Stdio::piped());
    let mut child = spawn(command)?;
    let output = child.stderr.take().context("a piped output is there to be read")?;
    for line in lines(output) {
        if line.trim_start().starts_with("Compiling ") {
            compiled.fetch_add(1, Ordering::Relaxed);
        }
        writeln!(file, "{line}")?;
    }
    let status = child.wait().with_context(|| format!("lost track of {}", shown(command)))?;
    succeeded(command, status)
        .map_err(|error| anyhow!("{error}\n{}\n  the whole log: {}", last_lines(log), log.display()))
}

/// Runs a command in place of this program, so that whoever stops this one stops that one.
#[cfg(unix)]
pub fn replace_this(command: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(no_start(command, &error))
}

/// Runs a command as the last thing this program does.
#[cfg(not(unix))]
pub fn replace_this(command: &mut Command) -> Result<()> {
    run(command)
}

/// Starts a command; says in plain words if the program isn't there.
fn spawn(command: &mut Command) -> Result<Child> {
    command.spawn().map_err(|error| no_start(command, &error))
}

fn open_log(log: &Path) -> Result<File> {
    let dir = log.parent().context("a log has a directory")?;
    fs::create_dir_all(dir).with_context(|| format!("{} can't be made", dir.display()))?;
    File::options().create(true).append(true).open(log).with_context(|| format!("{} can't be written", log.display()))
}

fn no_start(command: &Command, error: &std::io::Error) -> anyhow::Error {
    let program = command.get_program().to_string_lossy();
    match error.kind() {
        ErrorKind::NotFound => {
            anyhow!("`{program}` is not on this machine; `cargo xtask setup` installs what it can")
        }
        _ => anyhow!("`{program}` can't be started: {error}"),
    }
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("failed ({status}): {}", shown(command));
    }
    Ok(())
}

/// The command as a person would type it, without the paths of the tools.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default();
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

fn last_lines(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let tail = &lines[lines.len().saturating_sub(15)..];
    tail.iter().map(|line| format!("  | {line}")).collect::<Vec<_>>().join("\n")
}

/// Lines as they come, whatever bytes are in them.
fn lines(from: impl std::io::Read) -> impl Iterator<Item = String> {
    BufReader::new(from)
        .split(b'\n')
        .map_while(Result::ok)
        .map(|bytes| String::from_utf8_lossy(&bytes).trim_end_matches('\r').to_owned())
}
