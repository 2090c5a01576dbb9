//! What is cited, and how texts are read that disagree.

use base::Date;
use serde::{Deserialize, Serialize};

/// A law or document that is cited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Text {
    /// The name used in citations.
    pub name: String,
    /// The full title.
    pub full: String,
    /// Who issued it, when, and under which number, as far as the text says it.
    pub issuer: String,
    /// The first day it is in force.
    pub from: Date,
    /// The last day it is in force.
    pub until: Option<Date>,
    /// How its parts are called.
    pub kind: TextKind,
}

/// How the parts of a text are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextKind {
    /// 第N条
    Articles,
    /// 第N项
    Items,
    /// 一（三）
    Headings,
}

/// A citation: which part of which text, and when it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cite {
    /// Index into [`Pack::texts`].
    pub text: u16,
    /// The article, item or heading, as written after `#`.
    pub part: String,
    /// First day, narrower than the text's own if set.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// Texts disagree: the ways in which they can be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Id.
    pub id: String,
    /// What the disagreement is about.
    pub name: String,
    /// Whom to ask.
    pub ask: String,
    /// First day on which it is open; before it the first option holds.
    pub from: Option<Date>,
    /// Last day on which it is open.
    pub until: Option<Date>,
    /// The ways.
    pub options: Vec<ReadingOption>,
}

/// One way in which texts can be read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReadingOption {
    /// Id.
    pub id: String,
    /// What it says.
    pub says: String,
    /// Its source.
    pub law: Vec<Cite>,
}

/// A part as people write it.
pub(super) fn part_label(kind: TextKind, part: &str) -> String {
    let (article, rest) = part.split_at(part.find(['/', '(']).unwrap_or(part.len()));
    let mut label = match kind {
        TextKind::Articles => format!("第{article}条"),
        TextKind::Items => format!("第{article}项"),
        TextKind::Headings => return part.replace('(', "（").replace(')', "）"),
    };
    let (paragraph, item) = rest.split_at(rest.find('(').unwrap_or(rest.len()));
    if let Some(number) = paragraph.strip_prefix('/') {
        label.push_str(&format!("第{number}款"));
    }
    if !item.is_empty() {
        label.push_str(&item_label(item));
    }
    label
}

fn item_label(item: &str) -> String {
    const DIGITS: [&str; 11] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
    let number = item.trim_matches(['(', ')']);
    let chinese = number.parse::<usize>().ok().and_then(|n| DIGITS.get(n)).map_or(number, |d| *d);
    format!("（{chinese}）")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_parts_as_people_write_them() {
        for (kind, part, label) in [
            (TextKind::Articles, "18", "第18条"),
            (TextKind::Articles, "21/2", "第21条第2款"),
            (TextKind::Articles, "7/1(4)", "第7条第1款（四）"),
            (TextKind::Articles, "8(1)", "第8条（一）"),
            (TextKind::Items, "11", "第11项"),
            (TextKind::Headings, "一(三)", "一（三）"),
        ] {
            assert_eq!(part_label(kind, part), label);
        }
    }
}
