//! One condition: mark, sentence, what was said, the standard with its date and source, the article.

use crate::button::about;
use crate::cite::{Cite, cites};
use crate::mark::{Mark, mark_icon};
use crate::node::{Tag, tag};

/// A line under a condition: a name and what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its name: 您填的, 标准, 还差.
    pub name: String,
    /// What it says.
    pub says: String,
    /// “截至2025年7月” beside a dated number, or empty.
    pub as_of: String,
    /// Where one can change the answer it shows, or empty.
    pub change: String,
}

impl Line {
    /// A plain line.
    pub fn new(name: impl Into<String>, says: impl Into<String>) -> Self {
        Line { name: name.into(), says: says.into(), ..Line::default() }
    }
}

/// A value against its line, in thousandths of the drawn width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ridge {
    /// The least the value may be.
    pub least: u16,
    /// The most it may be; drawn dashed if it differs.
    pub most: u16,
    /// The standard.
    pub line: u16,
}

/// Everything a condition shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// How it came out.
    pub mark: Mark,
    /// The sentence.
    pub says: String,
    /// A drawing, where there are two numbers.
    pub ridge: Option<Ridge>,
    /// The lines below.
    pub lines: Vec<Line>,
    /// The articles.
    pub cites: Vec<Cite>,
    /// Conditions inside this one.
    pub inner: Vec<Condition>,
}

/// A condition as a list item.
pub fn cond(cond: Condition) -> Tag {
    let Condition { mark, says, ridge, lines, cites: law, inner } = cond;
    let mut list = tag("dl");
    let is_empty = lines.is_empty() && law.is_empty();
    for line in lines {
        list = list.child(tag("dt").text(line.name.clone())).child(said(line));
    }
    if !law.is_empty() {
        list = list.child(tag("dt").text("依据")).child(tag("dd").child(cites("", law)));
    }
    let inner = (!inner.is_empty()).then(|| tag("ul").class("conds").children(inner.into_iter().map(self::cond)));
    let body =
        tag("div").child(tag("p").text(says)).child(ridge.map(draw)).child((!is_empty).then_some(list)).child(inner);
    tag("li").set("class", format!("cond {}", mark.class())).child(mark_icon(mark, true)).child(body)
}

fn said(line: Line) -> Tag {
    let as_of = (!line.as_of.is_empty()).then(|| tag("span").class("asof").text(line.as_of));
    let change = (!line.change.is_empty()).then(|| tag("a").href(line.change).text("改").child(about(line.name)));
    tag("dd").text(line.says).text(" ").child(as_of).child(change)
}

fn draw(ridge: Ridge) -> Tag {
    let at = |thousandths: u16| format!("{}.{}%", thousandths / 10, thousandths % 10);
    let bar = |value: u16| tag("i").style("--v", at(value));
    let alt = (ridge.most != ridge.least).then(|| bar(ridge.most).class("alt"));
    let line = tag("b").style("--v", at(ridge.line));
    tag("div").class("ridge").attr("aria-hidden", "true").child(alt).child(bar(ridge.least)).child(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn a_dated_number_carries_its_date() {
        let mut standard = Line::new("标准", "每人每月630元");
        standard.as_of = "截至2025年7月".into();
        let part = Condition {
            mark: Mark::Yes,
            says: "收入低于标准".into(),
            ridge: None,
            lines: vec![standard],
            cites: vec![],
            inner: vec![],
        };
        check(cond(part), &[r#"aria-label="符合""#, r#"<span class="asof">截至2025年7月"#]);
    }
}
