//! What changed between two dates or two versions, in plain Chinese.

use crate::model::{Amount, Pack, Row};
use crate::{Amounts, Rate};
use base::{Date, Fen};

/// What is different on `to` from what held on `from`.
pub fn diff_dates(pack: &Pack, from: Date, to: Date) -> Vec<String> {
    let mut lines = amount_lines(pack, from, pack, to);
    for program in &pack.programs {
        let held = |day: Date| program.from.is_none_or(|d| d <= day) && program.until.is_none_or(|d| day <= d);
        match (held(from), held(to)) {
            (false, true) => lines.push(format!(
                "{}：从{}起有规定",
                program.name,
                program.from.map_or(String::new(), |d| d.to_string())
            )),
            (true, false) => lines.push(format!("{}：不再有规定", program.name)),
            _ => row_lines(pack, &program.name, &program.rows, from, to, &mut lines),
        }
    }
    for reading in &pack.readings {
        let open = |day: Date| reading.from.is_none_or(|d| d <= day) && reading.until.is_none_or(|d| day <= d);
        if open(from) != open(to) {
            let now = if open(to) { "文件说法开始不一致，两种都算" } else { "只剩一种读法" };
            lines.push(format!("{}：{now}", reading.name));
        }
    }
    lines
}

fn row_lines(pack: &Pack, program: &str, rows: &[Row], from: Date, to: Date, lines: &mut Vec<String>) {
    for row in rows {
        let held = |day: Date| row.from.is_none_or(|d| d <= day) && row.until.is_none_or(|d| day <= d);
        match (held(from), held(to)) {
            (false, true) => lines.push(format!("{program}：多了一条“{}”", row.says)),
            (true, false) => lines.push(format!("{program}：少了一条“{}”", row.says)),
            _ => {
                let cited = |day: Date| {
                    row.law.iter().filter(|c| pack.cite_holds(c, day)).map(|c| pack.cite(c)).collect::<Vec<_>>()
                };
                let (before, after) = (cited(from), cited(to));
                if before != after {
                    lines.push(format!(
                        "{program}：“{}”的依据从{}变成{}",
                        row.says,
                        before.join("、"),
                        after.join("、")
                    ));
                }
                row_lines(pack, program, &row.rows, from, to, lines);
            }
        }
    }
}

/// What is different in `b` from `a`, both on the same day.
pub fn diff_packs(a: &Pack, b: &Pack, day: Date) -> Vec<String> {
    let mut lines = amount_lines(a, day, b, day);
    for program in &b.programs {
        match a.programs.iter().find(|p| p.id == program.id) {
            None => lines.push(format!("多了一个项目：{}", program.name)),
            Some(before) => changed_rows(&program.name, &flat(&before.rows), &flat(&program.rows), &mut lines),
        }
    }
    for program in a.programs.iter().filter(|p| b.program(&p.id).is_none()) {
        lines.push(format!("少了一个项目：{}", program.name));
    }
    for fact in &b.facts {
        match a.facts.iter().find(|f| f.id == fact.id) {
            None => lines.push(format!("多了一道题：{}", named(&fact.question, &fact.id))),
            Some(before) if before.question != fact.question => {
                lines.push(format!("题目改了：“{}”改成“{}”", before.question, fact.question))
            }
            _ => {}
        }
    }
    for fact in a.facts.iter().filter(|f| b.fact(&f.id).is_none()) {
        lines.push(format!("少了一道题：{}", named(&fact.question, &fact.id)));
    }
    lines
}

fn named<'t>(question: &'t str, id: &'t str) -> &'t str {
    if question.is_empty() { id } else { question }
}

fn flat(rows: &[Row]) -> Vec<&Row> {
    rows.iter().flat_map(|r| std::iter::once(r).chain(flat(&r.rows))).collect()
}

fn changed_rows(program: &str, before: &[&Row], after: &[&Row], lines: &mut Vec<String>) {
    for row in after {
        match before.iter().find(|r| r.id == row.id) {
            None => lines.push(format!("{program}：多了一条“{}”", row.says)),
            Some(old) if old.says != row.says => lines.push(format!("{program}：“{}”改成“{}”", old.says, row.says)),
            _ => {}
        }
    }
    for row in before.iter().filter(|r| !after.iter().any(|a| a.id == r.id)) {
        lines.push(format!("{program}：少了一条“{}”", row.says));
    }
}

fn amount_lines(a: &Pack, from: Date, b: &Pack, to: Date) -> Vec<String> {
    let mut lines = Vec::new();
    let own = Amounts::default();
    for (ix, amount) in (0u16..).zip(&b.amounts) {
        let old = a.amounts.iter().position(|x| x.id == amount.id);
        for (key, label) in (0u16..).zip(&amount.keys) {
            let before = old.and_then(|o| {
                let key = a.amounts[o].keys.iter().position(|k| k == label)?;
                Some(own.at(a, u16::try_from(o).ok()?, u16::try_from(key).ok()?, from))
            });
            let after = own.at(b, ix, key, to);
            if before.as_ref().map(|r| r.value) != Some(after.value) {
                let before = before.map_or("没有数".to_string(), |r| shown(amount, &r));
                let key = if label.is_empty() { String::new() } else { format!("（{label}）") };
                lines.push(format!("{}{key}：从{before}变成{}", amount.name, shown(amount, &after)));
            }
        }
    }
    lines
}

fn shown(amount: &Amount, rate: &Rate) -> String {
    let one = |n: i64, scale: i64| match (amount.unit.starts_with("fen"), scale) {
        (true, 1) => Fen(n).to_string(),
        (_, 1) => n.to_string(),
        _ => format!("{}.{:0width$}", n / scale, n % scale, width = scale.ilog10() as usize),
    };
    match rate.value {
        None => "没有数".into(),
        Some((min, max, scale)) if min == max => one(min, scale),
        Some((min, max, scale)) => format!("{}到{}之间", one(min, scale), one(max, scale)),
    }
}
