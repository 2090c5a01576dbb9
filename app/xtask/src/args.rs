//! The command line: small enough to need no library.

use std::path::PathBuf;

/// What is printed for `help`, and after a command line that makes no sense.
pub const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N] [--release]   build the site, serve it on 127.0.0.1, rebuild on every change
  test                           everything CI runs, with a summary at the end
  test native|wasm|browser       one of the test suites; what follows `--` goes to its runner
  lint                           formatting, spelling, licences, clippy natively and for WASM
  dist [--base-url URL] [--amounts FILE]
                                 the finished site in dist/, compressed, its size held against the budget
  bench                          the benchmarks; what follows `--` goes to them
  measure                        how fast the site is on a slow phone and network, as a table
  setup                          install everything the other commands need, and nothing else

What is missing is installed first, pinned, into target/tools.";

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Print the help.
    Help,
    /// Install every tool.
    Setup,
    /// Build and serve.
    Serve(Serve),
    /// Run a suite; the arguments are for its runner.
    Test(Suite, Vec<String>),
    /// Formatting, spelling, licences, clippy.
    Lint,
    /// Build what is put on a host.
    Dist(Dist),
    /// Measure the built site in a slowed-down browser.
    Measure,
    /// Run the benchmarks; the arguments are theirs.
    Bench(Vec<String>),
}

/// Which tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    /// All that CI runs, lint and size budget included.
    Everything,
    /// `cargo test` on this machine.
    Native,
    /// Unit tests that need a browser's APIs.
    Wasm,
    /// Whole journeys through the built site.
    Browser,
}

/// Options of `serve`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Serve {
    /// The port asked for; without one, the first free one from 8080 on.
    pub port: Option<u16>,
    /// Build as `dist` does: slower to build, faster to use.
    pub release: bool,
}

/// Options of `dist`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Dist {
    /// Where the site will be, for what needs absolute addresses (the sitemap).
    pub base_url: Option<String>,
    /// A county's own amounts, put beside the site in place of `public/amounts.json`.
    pub amounts: Option<PathBuf>,
}

/// Reads the command line (without the program's name).
pub fn parse(args: impl Iterator<Item = String>) -> Result<Task, String> {
    let mut words: Vec<String> = args.collect();
    let extra = match words.iter().position(|word| word == "--") {
        Some(at) => words.split_off(at).split_off(1),
        None => Vec::new(),
    };
    let mut words = words.into_iter();
    let command = words.next().unwrap_or_default();
    let takes_extra = matches!(command.as_str(), "test" | "bench");
    if !extra.is_empty() && !takes_extra {
        return Err(format!("`{command}` takes nothing after `--`"));
    }
    let task = match command.as_str() {
        "" | "help" | "--help" | "-h" => Task::Help,
        "setup" => Task::Setup,
        "lint" => Task::Lint,
        "serve" => Task::Serve(serve(&mut words)?),
        "dist" => Task::Dist(dist(&mut words)?),
        "test" => test(words.next(), extra)?,
        "bench" => Task::Bench(extra),
        "measure" => Task::Measure,
        other => return Err(format!("there is no command `{other}`")),
    };
    match words.next() {
        Some(word) => Err(format!("`{command}` does not take `{word}`")),
        None => Ok(task),
    }
}

fn test(word: Option<String>, extra: Vec<String>) -> Result<Task, String> {
    let suite = match word {
        Some(word) => suite(&word)?,
        None if extra.is_empty() => Suite::Everything,
        None => {
            return Err(
                "say whose arguments these are: `test native -- …`, `test wasm -- …`, `test browser -- …`".to_owned()
            );
        }
    };
    Ok(Task::Test(suite, extra))
}

fn suite(word: &str) -> Result<Suite, String> {
    match word {
        "native" => Ok(Suite::Native),
        "wasm" => Ok(Suite::Wasm),
        "browser" => Ok(Suite::Browser),
        other => Err(format!("there is no suite `{other}`: native, wasm or browser")),
    }
}

fn serve(words: &mut impl Iterator<Item = String>) -> Result<Serve, String> {
    let mut options = Serve::default();
    for (name, given) in pairs(words)? {
        match name.as_str() {
            "--port" => options.port = Some(port(&value(&name, given)?)?),
            "--release" => options.release = true,
            _ => return Err(format!("`serve` has no option `{name}`")),
        }
    }
    Ok(options)
}

fn dist(words: &mut impl Iterator<Item = String>) -> Result<Dist, String> {
    let mut options = Dist::default();
    for (name, given) in pairs(words)? {
        match name.as_str() {
            "--base-url" => options.base_url = Some(base_url(value(&name, given)?)?),
            "--amounts" => options.amounts = Some(PathBuf::from(value(&name, given)?)),
            _ => return Err(format!("`dist` has no option `{name}`")),
        }
    }
    Ok(options)
}

/// Options with the value that follows them, be it after `=` or a space.
fn pairs(words: &mut impl Iterator<Item = String>) -> Result<Vec<(String, Option<String>)>, String> {
    let mut pairs: Vec<(String, Option<String>)> = Vec::new();
    for word in words {
        match (word.split_once('='), pairs.last_mut()) {
            (Some((name, value)), _) if word.starts_with("--") => {
                pairs.push((name.to_owned(), Some(value.to_owned())));
            }
            _ if word.starts_with("--") => pairs.push((word, None)),
            (_, Some((_, value @ None))) => *value = Some(word),
            _ => return Err(format!("`{word}` belongs to no option")),
        }
    }
    Ok(pairs)
}

fn value(name: &str, given: Option<String>) -> Result<String, String> {
    given.ok_or_else(|| format!("`{name}` needs a value"))
}

fn port(text: &str) -> Result<u16, String> {
    text.parse().map_err(|_| format!("`{text}` is no port: a number up to 65535"))
}

fn base_url(text: String) -> Result<String, String> {
    if text.starts_with("https://") || text.starts_with("http://") {
        Ok(text)
    } else {
        Err(format!("`--base-url {text}` must start with https:// or http://"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Result<Task, &str>) {
        let parsed = parse(line.split_whitespace().map(str::to_owned));
        assert_eq!(parsed, expected.map_err(str::to_owned), "{line}");
    }

    #[test]
    fn commands() {
        check("", Ok(Task::Help));
        check("setup", Ok(Task::Setup));
        check("test", Ok(Task::Test(Suite::Everything, vec![])));
        check("test wasm", Ok(Task::Test(Suite::Wasm, vec![])));
        check("test native -- -p rules", Ok(Task::Test(Suite::Native, vec!["-p".into(), "rules".into()])));
        check("measure", Ok(Task::Measure));
        check("bench -- batch", Ok(Task::Bench(vec!["batch".into()])));
    }

    #[test]
    fn options() {
        check("serve --port 9000", Ok(Task::Serve(Serve { port: Some(9000), release: false })));
        check("serve --release --port=9000", Ok(Task::Serve(Serve { port: Some(9000), release: true })));
        let dist = Dist { base_url: Some("https://a.example/b/".into()), amounts: Some("x.json".into()) };
        check("dist --base-url https://a.example/b/ --amounts x.json", Ok(Task::Dist(dist)));
    }

    #[test]
    fn complaints() {
        check("sreve", Err("there is no command `sreve`"));
        check("lint now", Err("`lint` does not take `now`"));
        check("lint -- x", Err("`lint` takes nothing after `--`"));
        check("serve --port", Err("`--port` needs a value"));
        check("serve --port 99999", Err("`99999` is no port: a number up to 65535"));
        check("serve 9000", Err("`9000` belongs to no option"));
        check("dist --base-url example.org", Err("`--base-url example.org` must start with https:// or http://"));
        check("test all", Err("there is no suite `all`: native, wasm or browser"));
    }
}
