//! What changed between two dates or two versions, in plain Chinese.

use super::difference::{Difference, more_or_less};
use super::same::Prints;
use crate::model::{Amount, Pack, Program, Row};
use crate::{Amounts, Rate};
use base::{Date, Fen};

/// What is different on `to` from what held on `from`.
pub fn diff_dates(pack: &Pack, from: Date, to: Date) -> Vec<Difference> {
    let change = Change { pack, from, to };
    let mut lines = amount_lines((pack, from, &from.to_string()), (pack, to, &to.to_string()));
    change.entered(&mut lines);
    for program in pack.programs.iter().filter(|p| [from, to].iter().all(|day| held(p.from, p.until, *day))) {
        let mut laws = Laws::default();
        change.rows(&program.name, &program.rows, &mut lines, &mut laws);
        laws.lines(&program.name, &mut lines);
    }
    for quantity in &pack.quantities {
        for part in &quantity.parts {
            if let Some(more) = change.of(part.from, part.until) {
                let (of, part, kind) = (quantity.label.clone(), part.label.clone(), part.kind);
                lines.push(Difference::Counted { of, kind, more, part });
            }
        }
    }
    for reading in &pack.readings {
        match change.of(reading.from, reading.until) {
            Some(true) => lines.push(Difference::about(&reading.name, "文件说法不一致，几种说法都算一遍".into())),
            Some(false) => lines.push(Difference::about(&reading.name, "只剩一种说法".into())),
            None => {}
        }
    }
    once(lines)
}

/// The programmes whose rules are entered for neither day: whether they changed, the packs can't tell.
pub fn entered_on_neither(pack: &Pack, from: Date, to: Date) -> Vec<&str> {
    let neither = |p: &&Program| [from, to].iter().all(|day| !held(p.from, p.until, *day));
    pack.programs.iter().filter(neither).map(|p| p.name.as_str()).collect()
}

/// Two rows may say the same.
fn once(lines: Vec<Difference>) -> Vec<Difference> {
    let mut told = std::collections::HashSet::new();
    lines.into_iter().filter(|line| told.insert(line.to_string())).collect()
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

    /// Programmes whose rules are entered for one of the days only: that is no change of the rules. One line for all
    /// of the same day.
    fn entered(&self, lines: &mut Vec<Difference>) {
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for program in &self.pack.programs {
            let before = |day: Date| program.from.is_some_and(|from| day < from);
            let span = match (self.of(program.from, program.until), program.from, program.until) {
                (None, ..) => continue,
                (_, Some(from), _) if before(self.from) || before(self.to) => format!("从{from}起才录入，更早的没有"),
                (_, _, Some(until)) => format!("只录入到{until}，以后的没有"),
                _ => continue,
            };
            match groups.iter_mut().find(|(other, _)| *other == span) {
                Some((_, names)) => names.push(program.name.clone()),
                None => groups.push((span, vec![program.name.clone()])),
            }
        }
        lines.extend(groups.into_iter().map(|(span, programs)| Difference::NotEntered { span, programs }));
    }

    fn rows(&self, program: &str, rows: &[Row], lines: &mut Vec<Difference>, laws: &mut Laws) {
        for row in rows {
            if let Some(more) = self.of(row.from, row.until) {
                lines.push(Difference::about(program, format!("{}一条“{}”", more_or_less(more), row.says)));
                continue;
            }
            let cited = |day: Date| {
                let cites = row.law.iter().filter(|c| self.pack.cite_holds(c, day));
                cites.map(|c| self.pack.cite(c)).collect::<Vec<String>>()
            };
            laws.note(&row.says, &cited(self.from), &cited(self.to));
            self.rows(program, &row.rows, lines, laws);
        }
    }
}

fn held(from: Option<Date>, until: Option<Date>, day: Date) -> bool {
    from.is_none_or(|d| d <= day) && until.is_none_or(|d| day <= d)
}

/// Articles that conditions of a programme gained or lost, each with the conditions.
#[derive(Default)]
struct Laws(Vec<(bool, String, Vec<String>)>);

impl Laws {
    fn note(&mut self, says: &str, before: &[String], after: &[String]) {
        for (more, cites, others) in [(true, after, before), (false, before, after)] {
            for cite in cites.iter().filter(|cite| !others.contains(cite)) {
                let says = format!("“{says}”");
                match self.0.iter_mut().find(|(m, c, _)| (*m, c) == (more, cite)) {
                    Some((_, _, told)) if told.contains(&says) => {}
                    Some((_, _, told)) => told.push(says),
                    None => self.0.push((more, cite.clone(), vec![says])),
                }
            }
        }
    }

    fn lines(self, program: &str, lines: &mut Vec<Difference>) {
        let line = |(more, cite, says): (bool, String, Vec<String>)| {
            let says = format!("{}{cite}，用在{}", more_or_less(more), says.join("、"));
            Difference::Grounds(program.to_string(), says)
        };
        lines.extend(self.0.into_iter().map(line));
    }
}

/// What is different in `b` from `a`, both on the same day.
pub fn diff_packs(a: &Pack, b: &Pack, day: Date) -> Vec<Difference> {
    let versions = Versions { a, b, before: Prints::of(a), after: Prints::of(b) };
    let mut lines = amount_lines((a, day, "原来"), (b, day, "现在"));
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
            Some(before) if before.asks() != fact.asks() => {
                lines.push(Difference::Listed(format!("题目“{}”改成“{}”", before.asks(), fact.asks())));
            }
            _ => {}
        }
    }
    let named = |question: &str, id: &str| if question.is_empty() { id.to_string() } else { question.to_string() };
    let names = |pack: &Pack| pack.facts.iter().map(|f| (f.id.clone(), named(&f.asks(), &f.id))).collect::<Vec<_>>();
    listed("题目", &names(a), &names(b), &mut lines);
    let names = |pack: &Pack| pack.readings.iter().map(|r| (r.id.clone(), r.name.clone())).collect::<Vec<_>>();
    listed("读法", &names(a), &names(b), &mut lines);
    once(lines)
}

/// Things that came or went, by id, told by name.
fn came_and_went(what: &str, before: &[(String, String)], after: &[(String, String)], mut tell: impl FnMut(String)) {
    for (more, list, other) in [(true, after, before), (false, before, after)] {
        for (_, name) in list.iter().filter(|(id, _)| !other.iter().any(|(o, _)| o == id)) {
            tell(format!("{}{what}“{name}”", more_or_less(more)));
        }
    }
}

fn listed(what: &str, before: &[(String, String)], after: &[(String, String)], lines: &mut Vec<Difference>) {
    came_and_went(what, before, after, |says| lines.push(Difference::Listed(says)));
}

struct Versions<'a> {
    a: &'a Pack,
    b: &'a Pack,
    before: Prints,
    after: Prints,
}

impl Versions<'_> {
    fn program(&self, before: &Program, after: &Program, lines: &mut Vec<Difference>) {
        let name = &after.name;
        let (old, new) = (flat(&before.rows), flat(&after.rows));
        let mut laws = Laws::default();
        for row in &new {
            match old.iter().find(|r| r.id == row.id) {
                None => lines.push(Difference::about(name, format!("多了一条“{}”", row.says))),
                Some(old) => self.row(name, old, row, lines, &mut laws),
            }
        }
        for row in old.iter().filter(|r| !new.iter().any(|n| n.id == r.id)) {
            lines.push(Difference::about(name, format!("少了一条“{}”", row.says)));
        }
        laws.lines(name, lines);
        let paid = |program: &Program, prints: &Prints| {
            program.benefit.as_ref().map(|b| (b.value.map(|v| prints.at(v)), b.says.clone(), b.per.clone()))
        };
        if paid(before, &self.before) != paid(after, &self.after) {
            lines.push(Difference::about(name, "钱数的算法改了".into()));
        }
        let papers =
            |program: &Program| program.documents.iter().map(|d| (d.id.clone(), d.name.clone())).collect::<Vec<_>>();
        came_and_went("材料", &papers(before), &papers(after), |says| lines.push(Difference::about(name, says)));
        let steps =
            |program: &Program| program.steps.iter().map(|s| (s.id.clone(), s.name.clone())).collect::<Vec<_>>();
        came_and_went("步骤", &steps(before), &steps(after), |says| lines.push(Difference::about(name, says)));
        for step in &after.steps {
            if let Some(old) = before.steps.iter().find(|s| s.id == step.id && s.limit != step.limit) {
                lines.push(Difference::about(
                    name,
                    format!("“{}”的时限从“{}”改成“{}”", step.name, old.limit, step.limit),
                ));
            }
        }
    }

    fn row(&self, name: &str, old: &Row, new: &Row, lines: &mut Vec<Difference>, laws: &mut Laws) {
        if old.says != new.says {
            lines.push(Difference::about(name, format!("“{}”改成“{}”", old.says, new.says)));
        }
        let group = !new.rows.is_empty() && old.kind == new.kind;
        if !group && self.before.at(old.node) != self.after.at(new.node) {
            lines.push(Difference::about(name, format!("“{}”的算法改了", new.says)));
        }
        if old.note != new.note {
            let now = if new.note { "只提示，不再算条件" } else { "开始算条件" };
            lines.push(Difference::about(name, format!("“{}”{now}", new.says)));
        }
        if (old.from, old.until) != (new.from, new.until) {
            lines.push(Difference::about(name, format!("“{}”生效的日期改了", new.says)));
        }
        let cited = |pack: &Pack, row: &Row| row.law.iter().map(|c| pack.cite(c)).collect::<Vec<String>>();
        laws.note(&new.says, &cited(self.a, old), &cited(self.b, new));
    }
}

fn flat(rows: &[Row]) -> Vec<&Row> {
    rows.iter().flat_map(|r| std::iter::once(r).chain(flat(&r.rows))).collect()
}

/// A pack, the day for which its amounts are read, and how that side is called.
type Side<'s> = (&'s Pack, Date, &'s str);

fn amount_lines((a, from, was): Side, (b, to, is): Side) -> Vec<Difference> {
    let mut lines = Vec::new();
    let own = Amounts::default();
    for (ix, amount) in (0u16..).zip(&b.amounts) {
        let Some(old) = a.amounts.iter().position(|x| x.id == amount.id) else { continue };
        let old_ix = u16::try_from(old).unwrap_or(u16::MAX);
        for (key, id) in (0u16..).zip(&amount.keys) {
            let old_key = (0u16..).zip(&a.amounts[old].keys).find(|(_, k)| *k == id).map(|(k, _)| k);
            let before = old_key.and_then(|k| shown(amount, &own.at(a, old_ix, k, from)));
            let after = shown(amount, &own.at(b, ix, key, to));
            let change = match (&before, &after) {
                (before, after) if before == after => continue,
                (Some(before), Some(after)) => format!("从{before}变成{after}"),
                (None, Some(after)) => format!("{was}的数没有录入，{is}是{after}"),
                (Some(before), None) => format!("{was}是{before}，{is}的数没有录入"),
                (None, None) => continue,
            };
            let label = amount.labels.get(usize::from(key)).map(|label| format!("（{label}）")).unwrap_or_default();
            lines.push(Difference::about(&format!("{}{label}", amount.name), change));
        }
    }
    lines
}

/// The value in words; `None` without one.
fn shown(amount: &Amount, rate: &Rate) -> Option<String> {
    let one = |n: i64, scale: i64| match (amount.unit.starts_with("fen"), scale) {
        (true, 1) => Fen(n).to_string(),
        (_, 1) => n.to_string(),
        _ => format!("{}.{:0width$}", n / scale, n % scale, width = scale.ilog10() as usize),
    };
    let old = if rate.widened.is_some() { "（旧数，可能已经调高）" } else { "" };
    rate.value.map(|(min, max, scale)| match min == max {
        true => one(min, scale),
        false => format!("{}到{}之间{old}", one(min, scale), one(max, scale)),
    })
}
