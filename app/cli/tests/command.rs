//! The program as a person runs it: what it prints, and how it ends.

#![allow(clippy::unwrap_used, reason = "what is wrong stops a test at once")]

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

fn program(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiuzhu"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs `jiuzhu evaluate` with that on standard input.
fn evaluate(args: &[&str], input: &[u8]) -> Output {
    let mut child = program(&["evaluate", "--date", "2026-11-23"]).args(args).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    output
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// A file of the test's own.
fn file(name: &str, content: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path
}

const HOUSE: &str = r#"{"facts":{"hukou_dianjiang":true,"hukou_area":"rural"}}"#;

#[test]
fn an_array_or_lines_come_out_as_single_households_do() {
    let one = evaluate(&["-"], HOUSE.as_bytes());
    assert!(one.status.success(), "{}", text(&one.stderr));
    let whole: serde_json::Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!(text(&one.stdout), format!("{whole:#}\n"));
    let array = evaluate(&["-"], format!("[{HOUSE},\n{HOUSE}]").as_bytes());
    assert_eq!(text(&array.stdout), format!("{:#}\n", serde_json::json!([whole, whole])));
    let lines = evaluate(&["-"], format!("{HOUSE}\n{HOUSE}\n").as_bytes());
    assert_eq!(text(&lines.stdout), format!("{whole}\n{whole}\n"));
    let path = file("one.jsonl", HOUSE);
    let line = evaluate(&[path.to_str().unwrap()], b"");
    assert_eq!(text(&line.stdout), format!("{whole}\n"));
}

#[test]
fn a_file_with_a_wrong_household_gives_no_output_at_all() {
    let path = file("wrong.json", &format!("[{HOUSE},{{\"facts\":{{\"hukou_area\":3}}}}]"));
    let output = evaluate(&[path.to_str().unwrap()], b"");
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    assert!(text(&output.stderr).contains("wrong.json 第2户 facts.hukou_area："), "{}", text(&output.stderr));
}

#[test]
fn ends_quietly_when_nobody_reads_on() {
    let many = format!("[{}]", [HOUSE; 8].join(","));
    let path = file("many.json", &many);
    for args in [
        &["evaluate", "--date", "2026-11-23", path.to_str().unwrap()][..],
        &["packs", "diff", "2020-12-31", "2026-07-01"][..],
        &["packs", "check"][..],
        &["--help"][..],
    ] {
        let mut child = program(args).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(text(&output.stderr), "", "{args:?}");
        assert!(output.status.success(), "{args:?}: {}", output.status);
    }
}

#[test]
fn help_is_in_chinese_everywhere() {
    for args in [
        &["--help"][..],
        &["evaluate", "--help"],
        &["packs", "--help"],
        &["packs", "check", "--help"],
        &["packs", "diff", "--help"],
        &["packs", "compile", "-h"],
        &["bench", "rules", "--help"],
    ] {
        let output = program(args).output().unwrap();
        let help = text(&output.stdout);
        assert!(output.status.success() && help.contains("用法：jiuzhu"), "{args:?}: {help}");
        for line in help.lines().filter(|line| !line.contains("jiuzhu")) {
            let words = line.split_whitespace().filter(|w| w.len() > 1 && w.bytes().all(|b| b.is_ascii_alphabetic()));
            assert!(words.count() < 3 && !line.contains("OPTIONS") && !line.contains("[default"), "{args:?}: {line}");
        }
    }
}

#[test]
fn wrong_arguments_are_told_in_chinese() {
    for (args, expected) in [
        (&["evaluate", "x.json"][..], "命令行：少了 --date <日期>（用法见 --help）\n"),
        (&["evaluate", "--date"], "命令行：--date <日期> 后面没有写（用法见 --help）\n"),
        (&["evaluate", "--amount", "x"], "命令行：不认识 --amount（是不是 --amounts？用法见 --help）\n"),
        (&["evaluates"], "命令行：没有 evaluates 这个命令（是不是 evaluate？用法见 --help）\n"),
        (
            &["evaluate", "--date", "2026-11-23", "--absent", "none", "-"],
            "命令行：--absent <unknown|zero> 后面写得不对（可以是 unknown、zero；用法见 --help）\n",
        ),
        (
            &["evaluate", "--date", "1", "--date", "2", "-"],
            "命令行：--date <日期> 写了两次（只留一个；用法见 --help）\n",
        ),
        (&["evaluate", "--date", "2026-02-30", "-"], "--date：“2026-02-30”不是一个日期（写成 2026-11-23 这样）\n"),
        (
            &["evaluate", "--date", "2026-11-23", "no.json"],
            "no.json：读不了（没有这个文件或文件夹，请检查名字和位置）\n",
        ),
        (&["evaluate", "--date", "2026-11-23", "."], ".：读不了（这是文件夹，应当是文件）\n"),
        (&["packs", "check", "no-such"], "no-such：读不了（没有这个文件或文件夹，请检查名字和位置）\n"),
        (&["packs", "diff", "2026-6-30", "2026-07-01"], "日期：“2026-6-30”不是一个日期（写成 2026-11-23 这样）\n"),
    ] {
        let output = program(args).output().unwrap();
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), expected), "{args:?}");
        assert_eq!(text(&output.stdout), "", "{args:?}");
    }
}

#[test]
fn says_how_far_it_came_on_standard_input() {
    let output = evaluate(&["-"], format!("{HOUSE}\n{{\"facts\":{{\"p_wage\":1}}}}\n").as_bytes());
    assert_eq!(output.status.code(), Some(2));
    let told = text(&output.stderr);
    assert!(told.starts_with("只写出了前面1户的结果\n标准输入 第2户 facts.p_wage：没有这个事实"), "{told}");
}

#[test]
fn warns_of_a_number_out_of_bounds_with_its_place() {
    let house = r#"{"facts":{"members":[{"p_relation":"self"},{"p_relation":"spouse","p_wage_month":2000000000}]}}"#;
    let output = evaluate(&["-"], format!("[{HOUSE},{house}]").as_bytes());
    assert!(output.status.success());
    assert_eq!(text(&output.stderr), "第2户 facts.members[1].p_wage_month：数值超出常见范围，请核对\n");
}

#[test]
fn answers_before_the_input_has_ended() {
    for input in [format!("[{HOUSE},{HOUSE},"), format!("{HOUSE}\n{HOUSE}\n{{")] {
        let mut child = program(&["evaluate", "--date", "2026-11-23", "-"]).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        let mut stdout = child.stdout.take().unwrap();
        let (tell, told) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let mut some = vec![0; 100_000];
            let _ = tell.send(stdout.read_exact(&mut some).is_ok());
        });
        let answered = told.recv_timeout(Duration::from_secs(60));
        drop(stdin);
        child.wait().unwrap();
        assert_eq!(answered, Ok(true), "{input}");
    }
}
