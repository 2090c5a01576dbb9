//! Help and wrong arguments in Chinese: who runs this at the county reads no English.

use crate::files::{print, tell};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, Error};
use std::process::ExitCode;

/// The command and all below it, with Chinese headings and a Chinese `--help`.
pub fn in_chinese(command: Command) -> Command {
    let command = command
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading("命令")
        .subcommand_value_name("命令")
        .help_template("{about}\n\n用法：{usage}\n\n{all-args}{after-help}")
        .arg(Arg::new("help").short('h').long("help").help("显示这段说明").action(ArgAction::Help));
    let command = match command.get_version() {
        None => command,
        Some(_) => {
            command.arg(Arg::new("version").short('V').long("version").help("显示版本").action(ArgAction::Version))
        }
    };
    let heading = |arg: Arg| {
        let positional = arg.is_positional();
        arg.help_heading(if positional { "参数" } else { "选项" })
    };
    command.mut_args(heading).mut_subcommands(in_chinese)
}

/// Shows help, the version, or what is wrong with the arguments.
pub fn show(error: &Error) -> ExitCode {
    let text = error.render().to_string();
    match error.kind() {
        // Whoever asked for help and went away needs none.
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = print(text.trim_end());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            tell(text.trim_end());
            ExitCode::from(2)
        }
        _ => {
            tell(wrong(error));
            ExitCode::from(2)
        }
    }
}

/// What is wrong with the arguments, and what to do.
fn wrong(error: &Error) -> String {
    let of = |kind: ContextKind| error.get(kind).map(listed).filter(|text| !text.is_empty());
    let arg = of(ContextKind::InvalidArg).unwrap_or_default();
    let near = |kind: ContextKind| of(kind).map(|near| format!("是不是 {near}？"));
    let (what, hint) = match error.kind() {
        ErrorKind::UnknownArgument => (format!("不认识 {arg}"), near(ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => {
            let name = of(ContextKind::InvalidSubcommand).unwrap_or_default();
            (format!("没有 {name} 这个命令"), near(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::MissingRequiredArgument => (format!("少了 {arg}"), None),
        ErrorKind::InvalidValue if of(ContextKind::InvalidValue).is_none() => (format!("{arg} 后面没有写"), None),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = of(ContextKind::ValidValue).map(|valid| format!("可以是 {valid}"));
            (format!("{arg} 后面写得不对"), valid)
        }
        ErrorKind::ArgumentConflict => (format!("{arg} 写了两次"), Some("只留一个".into())),
        ErrorKind::InvalidUtf8 => ("参数里有不是 UTF-8 编码的文字".into(), None),
        _ => ("参数写得不对".into(), None),
    };
    format!(
        "命令行：{what}（{}用法见 --help）",
        hint.map_or(String::new(), |hint| format!("{hint}；").replace("？；", "？"))
    )
}

fn listed(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        _ => String::new(),
    }
}
