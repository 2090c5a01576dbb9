//! What changed between two dates or two versions, in plain Chinese.

use super::same::Prints;
use crate::model::{Amount, Pack, PartKind, Program, Row};
use crate::{Amounts, Rate};
use base::{Date, Fen};

/// What is different on `to` from what held on `from`.
pub fn diff_dates(pack: &Pack, from: Date, to: Date) -> Vec<String> {
    let change = Change { pack, from, to };
    let mut lines = amount_lines(pack, from, pack, to);
    for program in &pack.programs {
        match change.of(program.from, program.until) {
            Some(true) => lines.push(format!("{}：开始有规定", program.name)),
            Some(false) => lines.push(format!("{}：不再有规定", program.name)),
            None if held(program.from, program.until, to) => change.rows(&program.name, &program.rows, &mut lines),
            None => {}
        }
    }
    for quantity in &pack.quantities {
        for part in &quantity.parts {
            let kind = match part.kind {
                PartKind::Include => "计入",
                PartKind::Deduct => "扣除",
                PartKind::Exclude => "不计入",
            };
            if let Some(more) = change.of(part.from, part.until) {
                lines.push(format!("{}：{}一项{kind}的“{}”", quantity.label, more_or_less(more), part.label));
            }
        }
    }
    for reading in &pack.readings {
        match change.of(reading.from, reading.until) {
            Some(true) => lines.push(format!("{}：文件说法不一致，几种说法都算一遍", reading.name)),
            Some(false) => lines.push(format!("{}：只剩一种说法", reading.name)),
            None => {}
        }
    }
    lines
}

struct Change<'a> {
    pack: &'a Pack,
    from: Date,
    to: Date,
}

impl Change<'_> {
    /// Whether something with these dates begins (or ends) to hold.
    fn of(&self, from: Option<Date>, until: Option<Date>) -> Option<bool> {
        let (before, after) = (held(from, until, self.from), held(from, until, self.to));
        (before != after).then_some(after)
    }

    fn rows(&self, program: &str, rows: &[Row], lines: &mut Vec<String>) {
        for row in rows {
            if let Some(more) = self.of(row.from, row.until) {
                lines.push(format!("{program}：{}一条“{}”", more_or_less(more), row.says));
                continue;
            }
            let cited = |day: Date| {
                let cites = row.law.iter().filter(|c| self.pack.cite_holds(c, day));
                cites.map(|c| self.pack.cite(c)).collect::<Vec<String>>()
            };
            law_lines(program, &row.says, &cited(self.from), &cited(self.to), lines);
            self.rows(program, &row.rows, lines);
        }
    }
}

fn held(from: Option<Date>, until: Option<Date>, day: Date) -> bool {
    from.is_none_or(|d| d <= day) && until.is_none_or(|d| day <= d)
}

fn more_or_less(more: bool) -> &'static str {
    if more { "多了" } else { "少了" }
}

fn law_lines(program: &str, says: &str, before: &[String], after: &[String], lines: &mut Vec<String>) {
    for (more, cites, others) in [(true, after, before), (false, before, after)] {
        let changed: Vec<&str> = cites.iter().filter(|c| !others.contains(c)).map(String::as_str).collect();
        if !changed.is_empty() {
            lines.push(format!("{program}：“{says}”的依据{}{}", more_or_less(more), changed.join("、")));
        }
    }
}

/// What is different in `b` from `a`, both on the same day.
pub fn diff_packs(a: &Pack, b: &Pack, day: Date) -> Vec<String> {
    let versions = Versions { a, b, before: Prints::of(a), after: Prints::of(b) };
    let mut lines = amount_lines(a, day, b, day);
    let names = |pack: &Pack| pack.amounts.iter().map(|x| (x.id.clone(), x.name.clone())).collect::<Vec<_>>();
    listed("金额", &names(a), &names(b), &mut lines);
    let names = |pack: &Pack| pack.programs.iter().map(|p| (p.id.clone(), p.name.clone())).collect::<Vec<_>>();
    listed("项目", &names(a), &names(b), &mut lines);
    for program in &b.programs {
        if let Some(before) = a.programs.iter().find(|p| p.id == program.id) {
            versions.program(before, program, &mut lines);
        }
    }
    for fact in &b.facts {
        match a.facts.iter().find(|f| f.id == fact.id) {
            Some(before) if before.question != fact.question => {
                lines.push(format!("题目“{}”改成“{}”", before.question, fact.question));
            }
            _ => {}
        }
    }
    let named = |question: &str, id: &str| if question.is_empty() { id.to_string() } else { question.to_string() };
    let names = |pack: &Pack| pack.facts.iter().map(|f| (f.id.clone(), named(&f.question, &f.id))).collect::<Vec<_>>();
    listed("题目", &names(a), &names(b), &mut lines);
    let names = |pack: &Pack| pack.readings.iter().map(|r| (r.id.clone(), r.name.clone())).collect::<Vec<_>>();
    listed("读法", &names(a), &names(b), &mut lines);
    lines
}

/// Things that came or went, by id, told by name.
fn listed(what: &str, before: &[(String, String)], after: &[(String, String)], lines: &mut Vec<String>) {
    for (more, list, other) in [(true, after, before), (false, before, after)] {
        for (_, name) in list.iter().filter(|(id, _)| !other.iter().any(|(o, _)| o == id)) {
            lines.push(format!("{}{what}“{name}”", more_or_less(more)));
        }
    }
}

struct Versions<'a> {
    a: &'a Pack,
    b: &'a Pack,
    before: Prints,
    after: Prints,
}

impl Versions<'_> {
    fn program(&self, before: &Program, after: &Program, lines: &mut Vec<String>) {
        let name = &after.name;
        let (old, new) = (flat(&before.rows), flat(&after.rows));
        for row in &new {
            match old.iter().find(|r| r.id == row.id) {
                None => lines.push(format!("{name}：多了一条“{}”", row.says)),
                Some(old) => self.row(name, old, row, lines),
            }
        }
        for row in old.iter().filter(|r| !new.iter().any(|n| n.id == r.id)) {
            lines.push(format!("{name}：少了一条“{}”", row.says));
        }
        let paid = |program: &Program, prints: &Prints| {
            program.benefit.as_ref().map(|b| (b.value.map(|v| prints.at(v)), b.says.clone(), b.per.clone()))
        };
        if paid(before, &self.before) != paid(after, &self.after) {
            lines.push(format!("{name}：钱数的算法改了"));
        }
        let papers =
            |program: &Program| program.documents.iter().map(|d| (d.id.clone(), d.name.clone())).collect::<Vec<_>>();
        let mut listed_here = Vec::new();
        listed("材料", &papers(before), &papers(after), &mut listed_here);
        let steps =
            |program: &Program| program.steps.iter().map(|s| (s.id.clone(), s.name.clone())).collect::<Vec<_>>();
        listed("步骤", &steps(before), &steps(after), &mut listed_here);
        lines.extend(listed_here.into_iter().map(|line| format!("{name}：{line}")));
        for step in &after.steps {
            if let Some(old) = before.steps.iter().find(|s| s.id == step.id && s.limit != step.limit) {
                lines.push(format!("{name}：“{}”的时限从“{}”改成“{}”", step.name, old.limit, step.limit));
            }
        }
    }

    fn row(&self, name: &str, old: &Row, new: &Row, lines: &mut Vec<String>) {
        if old.says != new.says {
            lines.push(format!("{name}：“{}”改成“{}”", old.says, new.says));
        }
        let group = !new.rows.is_empty() && old.kind == new.kind;
        if !group && self.before.at(old.node) != self.after.at(new.node) {
            lines.push(format!("{name}：“{}”的算法改了", new.says));
        }
        if old.note != new.note {
            let now = if new.note { "只提示，不再算条件" } else { "开始算条件" };
            lines.push(format!("{name}：“{}”{now}", new.says));
        }
        if (old.from, old.until) != (new.from, new.until) {
            lines.push(format!("{name}：“{}”生效的日期改了", new.says));
        }
        let cited = |pack: &Pack, row: &Row| row.law.iter().map(|c| pack.cite(c)).collect::<Vec<String>>();
        law_lines(name, &new.says, &cited(self.a, old), &cited(self.b, new), lines);
    }
}

fn flat(rows: &[Row]) -> Vec<&Row> {
    rows.iter().flat_map(|r| std::iter::once(r).chain(flat(&r.rows))).collect()
}

fn amount_lines(a: &Pack, from: Date, b: &Pack, to: Date) -> Vec<String> {
    let mut lines = Vec::new();
    let own = Amounts::default();
    for (ix, amount) in (0u16..).zip(&b.amounts) {
        let Some(old) = a.amounts.iter().position(|x| x.id == amount.id) else { continue };
        let old_ix = u16::try_from(old).unwrap_or(u16::MAX);
        for (key, label) in (0u16..).zip(&amount.keys) {
            let old_key = (0u16..).zip(&a.amounts[old].keys).find(|(_, k)| *k == label).map(|(k, _)| k);
            let before = old_key.map_or_else(|| "没有数".to_string(), |k| shown(amount, &own.at(a, old_ix, k, from)));
            let after = shown(amount, &own.at(b, ix, key, to));
            if before != after {
                let key =
                    if label.is_empty() { String::new() } else { format!("（{}）", key_label(b, amount, label)) };
                lines.push(format!("{}{key}：从{before}变成{after}", amount.name));
            }
        }
    }
    lines
}

/// A key in Chinese, where some fact's options or the programmes have all keys of its level.
fn key_label(pack: &Pack, amount: &Amount, key: &str) -> String {
    let one = |(level, part): (usize, &str)| {
        let all: Vec<&str> = amount.keys.iter().filter_map(|k| k.split('.').nth(level)).collect();
        let fact = pack.facts.iter().find(|f| all.iter().all(|k| f.values.iter().any(|v| v.id == *k)));
        let label = fact.and_then(|f| f.values.iter().find(|v| v.id == part)).map(|v| v.label.clone());
        let program = pack.programs.iter().find(|p| p.id == part).map(|p| p.short.clone());
        label.or(program).unwrap_or_else(|| part.to_string())
    };
    key.split('.').enumerate().map(one).collect::<Vec<String>>().join("、")
}

fn shown(amount: &Amount, rate: &Rate) -> String {
    let one = |n: i64, scale: i64| match (amount.unit.starts_with("fen"), scale) {
        (true, 1) => Fen(n).to_string(),
        (_, 1) => n.to_string(),
        _ => format!("{}.{:0width$}", n / scale, n % scale, width = scale.ilog10() as usize),
    };
    let old = if rate.widened.is_some() { "（旧数，可能已经调高）" } else { "" };
    match rate.value {
        None => "没有数".into(),
        Some((min, max, scale)) if min == max => one(min, scale),
        Some((min, max, scale)) => format!("{}到{}之间{old}", one(min, scale), one(max, scale)),
    }
}
