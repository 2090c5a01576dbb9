//! The pages there are, and the faults that are told.

use crate::{BOOK, PACK, PACK_FILES, none};
use base::Date;
use guide::source::{PageKind, changes, read, told};
use policy::source::SourceFile;

#[test]
fn every_life_event_procedure_and_right_has_a_page() {
    let ids = |kind| BOOK.pages.iter().filter(|p| p.kind == kind).map(|p| p.id.as_str()).collect::<Vec<_>>();
    let events = ["ill", "jobless", "school", "disaster", "death", "child", "house", "hungry"];
    assert_eq!(ids(PageKind::Event), events);
    assert_eq!(ids(PageKind::How), ["apply", "check", "notice", "recheck", "before_cut", "appeal", "report"]);
    assert_eq!(ids(PageKind::Right).len(), PACK.guide.rights.len());
}

#[test]
fn titles_are_told_apart_and_pages_say_something() {
    let mut wrong = Vec::new();
    for (n, page) in BOOK.pages.iter().enumerate() {
        let place = page.path();
        if BOOK.pages[..n].iter().any(|other| other.title == page.title) {
            wrong.push(format!("{place}: another page has this title"));
        }
        if page.sections.is_empty() || page.summary.is_empty() || page.keywords.is_empty() {
            wrong.push(format!("{place}: no sections, summary or keywords"));
        }
        if page.checked > Date::parse("2100-01-01").unwrap() || page.checked < Date::parse("2026-11-01").unwrap() {
            wrong.push(format!("{place}: checked on a strange day"));
        }
        for section in &page.sections {
            let empty = section.says.is_empty() && section.show.is_empty() && section.help.is_empty();
            if empty && section.then.is_empty() {
                wrong.push(format!("{place}: “{}” says nothing", section.title));
            }
        }
    }
    none(&wrong);
}

#[test]
fn changes_are_told_by_day_and_subject() {
    let day = |text: &str| Date::parse(text).unwrap();
    let changes = changes(&PACK, day("2025-12-31"), day("2026-11-27"));
    let on = changes.iter().find(|change| change.on == day("2026-07-01")).expect("the law of 2026");
    assert!(on.begins.iter().any(|ix| PACK.texts[*ix].from == on.on) && on.ends.is_empty(), "{on:?}");
    assert!(on.about.iter().all(|about| !about.name.is_empty() && !about.says.is_empty()), "{on:?}");
    assert!(changes.windows(2).all(|pair| pair[0].on > pair[1].on));
}

const GOOD: &str =
    "order = 1\ntitle = \"甲\"\nsummary = \"乙。\"\nchecked = \"2026-11-27\"\nlaw = [\"社会救助法#24\"]\n";

#[track_caller]
fn fault(path: &str, text: &str, expect: &str) {
    let rights = PACK.guide.rights.iter().map(|right| SourceFile {
        path: format!("right/{}.toml", right.id),
        text: GOOD.replace("title = \"甲\"\n", ""),
    });
    let mut files = vec![SourceFile { path: path.into(), text: text.into() }];
    files.extend(rights.filter(|file| file.path != path));
    let faults = read(&files, &PACK_FILES, &PACK).expect_err("a fault");
    assert_eq!(told(&files, &faults).lines().next(), Some(expect));
}

#[test]
fn faults_say_where_what_and_what_to_do() {
    let only = "指南只能引用政策包和别的页里有的东西";
    let section = |line: &str| format!("{GOOD}[[section]]\ntitle = \"丙\"\n{line}\n");
    for (line, what, hint) in [
        ("says = [\"{programme.diboa}\"]", "没有“diboa”", "是不是 dibao？"),
        ("says = [\"{amount.dibao_std.city}\"]", "没有“city”", "对照一下，看有没有写错，或者漏了文件"),
        ("show = [\"duty.report_change\"]", "没有“report_change”", "是不是 report_changes？"),
    ] {
        fault("event/x.toml", &section(line), &format!("event/x.toml:8: {what}（{only}；{hint}）"));
    }
    // The step is there, but no text sets it a limit.
    let no_limit = section("says = [\"{step.dibao.dibao_step_register_kin}\"]");
    let expect =
        format!("event/x.toml:8: 没有“dibao_step_register_kin”（{only}；对照一下，看有没有写错，或者漏了文件）");
    fault("event/x.toml", &no_limit, &expect);
    fault(
        "event/x.toml",
        &GOOD.replace("#24", "#240"),
        "event/x.toml:5: 《社会救助法》没有“240”这一条（引用的条文必须存在；它一共78条；写成 社会救助法#7、社会救助法#7/2 或 社会救助法#7/2(3)）",
    );
    fault(
        "odd/x.toml",
        GOOD,
        "odd/x.toml:1: 不认识的文件 odd/x.toml（指南的页要写全、写对；放进 event、how 或 right 文件夹；或者是 words.toml、calendar.toml、search.toml）",
    );
}
