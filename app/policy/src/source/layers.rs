//! Reads the files and lays the layers over each other.

use super::SourceFile;
use super::fault::{Faults, Place};
use super::merge::put;
use super::raw::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// All things of all layers, the later layer's where two have one id.
#[derive(Debug, Default)]
pub struct Sources {
    pub texts: Vec<TextRaw>,
    pub texts_file: usize,
    pub facts: Vec<FactRaw>,
    pub readings: Vec<ReadingRaw>,
    pub amounts: Vec<AmountRaw>,
    pub quantities: Vec<QuantityRaw>,
    pub programs: Vec<ProgramRaw>,
    pub guide: Vec<(usize, GuideRaw)>,
    pub offices: Vec<OfficeRaw>,
    pub coverage: Option<(usize, CoverageRaw)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LayersRaw {
    layer: Vec<LayerRaw>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LayerRaw {
    folder: String,
    #[serde(rename = "name")]
    _name: String,
    #[serde(default, rename = "law")]
    _law: Vec<String>,
}

/// Reads all files, in the order of the layers.
pub fn read(files: &[SourceFile], faults: &mut Faults) -> Sources {
    let mut sources = Sources::default();
    let layers = layer_order(files, faults);
    let rank = |path: &str| layers.iter().position(|l| path.split('/').next() == Some(l.as_str()));
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|&ix| (rank(&files[ix].path), files[ix].path.clone()));
    for ix in order {
        read_file(&files[ix], ix, rank(&files[ix].path).is_some(), &mut sources, faults);
    }
    sources.programs.sort_by_key(|p| (p.order, p.id.get_ref().clone()));
    sources.facts.sort_by_key(|f| (*f.order.get_ref(), f.id.get_ref().clone()));
    sources
}

fn layer_order(files: &[SourceFile], faults: &mut Faults) -> Vec<String> {
    if let Some((ix, file)) = files.iter().enumerate().find(|(_, f)| f.path == "layers.toml") {
        let raw: Option<LayersRaw> = parse(&file.text, ix, faults);
        return raw.unwrap_or_default().layer.into_iter().map(|l| l.folder).collect();
    }
    let mut folders: Vec<String> =
        files.iter().filter_map(|f| f.path.split_once('/')).map(|(folder, _)| folder.to_string()).collect();
    folders.sort();
    folders.dedup();
    folders
}

fn read_file(file: &SourceFile, ix: usize, in_layer: bool, to: &mut Sources, faults: &mut Faults) {
    let parts: Vec<&str> = file.path.split('/').collect();
    match (parts.as_slice(), in_layer) {
        (["layers.toml"], _) => {}
        (["texts.toml"], _) => {
            to.texts_file = ix;
            to.texts = parse::<TextsRaw>(&file.text, ix, faults).unwrap_or_default().text;
        }
        (["coverage.toml"], _) => to.coverage = parse(&file.text, ix, faults).map(|c| (ix, c)),
        ([_, kind, name], true) => read_thing(kind, name.trim_end_matches(".toml"), file, ix, to, faults),
        _ => faults.push(
            &whole(file, ix),
            "stray-file",
            format!("不认识的文件 {}", file.path),
            "文件夹或层次不对",
            "放进 层/种类/编号.toml",
        ),
    }
}

fn read_thing(kind: &str, name: &str, file: &SourceFile, ix: usize, to: &mut Sources, faults: &mut Faults) {
    match kind {
        "facts" => put(&mut to.facts, parse::<FactRaw>(&file.text, ix, faults), ix, name, faults),
        "readings" => put(&mut to.readings, parse::<ReadingRaw>(&file.text, ix, faults), ix, name, faults),
        "amounts" => put(&mut to.amounts, parse::<AmountRaw>(&file.text, ix, faults), ix, name, faults),
        "quantities" => put(&mut to.quantities, parse::<QuantityRaw>(&file.text, ix, faults), ix, name, faults),
        "programs" => put(&mut to.programs, parse::<ProgramRaw>(&file.text, ix, faults), ix, name, faults),
        // Read by the crate whose word it is.
        "forms" => {}
        "guide" => to.guide.extend(parse(&file.text, ix, faults).map(|g| (ix, g))),
        "offices" => put(&mut to.offices, parse::<OfficeRaw>(&file.text, ix, faults), ix, name, faults),
        _ => {
            faults.push(
                &whole(file, ix),
                "stray-file",
                format!("没有“{kind}”这一种文件"),
                "",
                "facts、quantities、programs、amounts、readings、offices、forms 或 guide",
            );
        }
    }
}

/// Reads the files of a kind that belongs to another crate, `LAYER/KIND/ID.toml`, each with its index; of two with one
/// name the later layer's.
pub fn read_kind<T: DeserializeOwned>(files: &[SourceFile], kind: &str, faults: &mut Faults) -> Vec<(usize, T)> {
    let layers = layer_order(files, &mut Faults::default());
    let mut last: std::collections::BTreeMap<&str, (usize, usize)> = std::collections::BTreeMap::new();
    for (ix, file) in files.iter().enumerate() {
        let parts: Vec<&str> = file.path.split('/').collect();
        let [layer, found, name] = parts.as_slice() else { continue };
        let Some(rank) = layers.iter().position(|l| l == layer).filter(|_| *found == kind) else { continue };
        let entry = last.entry(name).or_insert((rank, ix));
        *entry = (*entry).max((rank, ix));
    }
    last.into_values().filter_map(|(_, ix)| parse(&files[ix].text, ix, faults).map(|thing| (ix, thing))).collect()
}

pub fn parse<T: DeserializeOwned>(text: &str, file: usize, faults: &mut Faults) -> Option<T> {
    match toml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            let span = error.span().unwrap_or(0..1);
            let (what, hint) = explain(error.message());
            let why = if what.starts_with("少了") { "在这张表里" } else { "这里读不懂" };
            faults.push(&Place::new(file, first_line(text, span)), "file", what, why, hint);
            None
        }
    }
}

/// Of a span over several lines (a table that lacks a key), the first that says something.
fn first_line(text: &str, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let span = if span.len() <= 1 && span.start == 0 { 0..text.len() } else { span };
    let whole = text.get(span.clone()).unwrap_or_default();
    let mut start = span.start;
    for line in whole.split_inclusive('\n') {
        let said = line.trim_end();
        if !said.is_empty() && !said.starts_with('#') {
            return start..start + said.len();
        }
        start += line.len();
    }
    span.start..span.end.max(span.start + 1).min(text.len().max(1))
}

/// The reader's message in the words of an editor.
fn explain(message: &str) -> (String, String) {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let known = || super::fault::did_you_mean(quoted[0], quoted[1..].iter().copied());
    match quoted.first() {
        Some(key) if message.starts_with("unknown field") => return (format!("不认识的键 {key}"), known()),
        Some(key) if message.starts_with("unknown variant") => return (format!("不认识的取值 {key}"), known()),
        Some(key) if message.starts_with("missing field") => return (format!("少了必填的键 {key}"), "补上它".into()),
        _ => {}
    }
    if let Some((found, wanted)) = message.strip_prefix("invalid type: ").and_then(|m| m.split_once(", expected ")) {
        let hint = "文字加引号；数、true、false 和日期不加引号；列表用方括号";
        return (format!("这里要{}，写的是{}", type_name(wanted), type_name(found)), hint.into());
    }
    let first = message.lines().next().unwrap_or("");
    match MESSAGES.iter().find(|(part, ..)| first.contains(part)) {
        Some((_, what, hint)) => (what.to_string(), hint.to_string()),
        None => (format!("TOML 的写法不对：{first}"), "对照旁边同一种文件的写法".into()),
    }
}

/// Parts of the reader's messages, and what an editor is told.
const MESSAGES: [(&str, &str, &str); 10] = [
    (
        "CiteRaw",
        "引用的写法不对",
        "写成 \"社会救助法#18\"，或 { cite = \"社会救助法#18\", from = 2026-07-01, until = 2026-12-31 }",
    ),
    ("Bound", "界的写法不对", "写一个整数，或带引号的式子"),
    ("Decimal", "数的写法不对", "写成 63000，或带引号的小数 \"1.5\""),
    ("duplicate key", "同一个键写了两次", "去掉一个"),
    ("string, expected", "引号没有配对", "文字前后都要有英文引号"),
    ("quote", "引号没有配对", "文字前后都要有英文引号"),
    ("array", "方括号没有配对，或者中间少了逗号", "写成 [\"甲\", \"乙\"]"),
    ("table", "表头或花括号没有配对", "写成 [[all]]，或 { cite = \"…\" }"),
    ("key with no value", "键后面没有等号和值", "写成 键 = 值"),
    ("date", "日期的写法不对", "写成 2026-11-23，不加引号"),
];

/// A type as the reader calls it, in Chinese.
fn type_name(name: &str) -> &str {
    const NAMES: [(&str, &str); 11] = [
        ("datetime", "日期"),
        ("a string", "文字"),
        ("string", "文字"),
        ("integer", "整数"),
        ("u16", "整数"),
        ("u32", "整数"),
        ("i64", "整数"),
        ("floating", "小数"),
        ("bool", "true 或 false"),
        ("sequence", "列表"),
        ("map", "一张表"),
    ];
    NAMES.iter().find(|(part, _)| name.contains(part)).map_or(name, |(_, chinese)| chinese)
}

fn whole(file: &SourceFile, ix: usize) -> Place {
    Place::new(ix, 0..file.text.len().min(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::mini::{compiled, fault};

    #[test]
    fn layers_toml_says_which_layer_is_later() {
        let layers = "[[layer]]\nfolder = \"b\"\nname = \"县\"\n[[layer]]\nfolder = \"a\"\nname = \"国\"\n";
        let other = "id = \"poor\"\nof = \"household\"\ntype = \"bool\"\nknown_by = \"resident\"\nquestion = \"困难吗？\"\norder = 1\n";
        let question = |more: &[(&str, &str)]| compiled(more).unwrap().facts[0].question.clone();
        assert_eq!(question(&[("b/facts/poor.toml", other)]), "困难吗？");
        assert_eq!(question(&[("b/facts/poor.toml", other), ("layers.toml", layers)]), "穷吗？");
        assert_eq!(fault(&[("c/facts/poor.toml", other), ("layers.toml", layers)]), "stray-file");
    }

    #[test]
    fn the_reader_speaks_chinese() {
        for (text, expect) in [
            ("id = 5", "这里要文字，写的是整数"),
            ("id = \"x\"\norder = \"1\"", "这里要整数，写的是文字"),
            ("id = \"x\"\nquestion2 = \"\"", "不认识的键 question2"),
            ("id = \"x\"\nof = \"household2\"", "不认识的取值 household2"),
            ("id = \"x\"", "少了必填的键 of"),
            ("id = \"x\"\nid = \"y\"", "同一个键写了两次"),
            ("id = \"x", "引号没有配对"),
            ("id", "键后面没有等号和值"),
            ("id = [1", "方括号没有配对，或者中间少了逗号"),
            ("id = x", "引号没有配对"),
        ] {
            let mut faults = Faults::default();
            assert!(parse::<FactRaw>(text, 0, &mut faults).is_none());
            assert_eq!(faults.0[0].what, expect, "{text}");
        }
    }

    #[test]
    fn points_at_the_first_line_of_a_table_that_lacks_a_key() {
        for (text, span, expect) in [
            ("# head\nid = 1\nb = 2\n", 0..0, "id = 1"),
            ("a = 1\n\n# b\n[[row]]\nx = 1\n", 6..25, "[[row]]"),
            ("a = b", 4..5, "b"),
        ] {
            assert_eq!(&text[first_line(text, span)], expect);
        }
    }
}
