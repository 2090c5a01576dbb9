//! One condition: mark, sentence, what was said, the standard with its date and source, the article.

use crate::cite::{Cite, Cites};
use crate::mark::{Mark, MarkIcon};
use leptos::prelude::*;

/// A line under a condition: a name and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        Line { name: name.into(), says: says.into(), as_of: String::new(), change: String::new() }
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
#[component]
pub fn Cond(
    /// What to show.
    cond: Condition,
) -> impl IntoView {
    item(cond)
}

fn item(cond: Condition) -> AnyView {
    let Condition { mark, says, ridge, lines, cites, inner } = cond;
    let cited = (!cites.is_empty()).then(|| view! { <dt>"依据"</dt><dd><Cites cites/></dd> });
    let has_lines = !lines.is_empty() || cited.is_some();
    let lines = has_lines.then(|| view! { <dl>{lines.into_iter().map(line).collect_view()}{cited}</dl> });
    let inner = (!inner.is_empty())
        .then(|| view! { <ul class="conds">{inner.into_iter().map(item).collect_view()}</ul> });
    view! {
        <li class=format!("cond {}", mark.class())>
            <MarkIcon mark spoken=true/>
            <div><p>{says}</p>{ridge.map(draw)}{lines}{inner}</div>
        </li>
    }
    .into_any()
}

fn line(line: Line) -> AnyView {
    let as_of = (!line.as_of.is_empty()).then(|| view! { " "<span class="asof">{line.as_of}</span> });
    let change = (!line.change.is_empty()).then(|| view! { " "<a href=line.change>"改"<span class="vh">"：" {line.name.clone()}</span></a> });
    view! { <dt>{line.name.clone()}</dt><dd>{line.says}{as_of}{change}</dd> }.into_any()
}

fn draw(ridge: Ridge) -> AnyView {
    let at = |thousandths: u16| format!("{}.{}%", thousandths / 10, thousandths % 10);
    let alt = (ridge.most != ridge.least).then(|| view! { <i class="alt" style:--v=at(ridge.most)></i> });
    view! { <div class="ridge" aria-hidden="true">{alt}<i style:--v=at(ridge.least)></i><b style:--v=at(ridge.line)></b></div> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn a_dated_number_carries_its_date() {
        let mut standard = Line::new("标准", "每人每月630元");
        standard.as_of = "截至2025年7月".into();
        let cond = Condition { mark: Mark::Yes, says: "收入低于标准".into(), ridge: None, lines: vec![standard], cites: vec![], inner: vec![] };
        check(move || view! { <Cond cond/> }, &[r#"aria-label="符合""#, r#"<span class="asof">截至2025年7月"#]);
    }
}
