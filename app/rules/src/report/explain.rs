//! Reasons in words and numbers.

use super::{Condition, ExtraReport, RelationReport, Shown, Tri, UsedValue, UsedValues};
use crate::engine::Engine;
use crate::judge::{Judged, flatten};
use crate::kernel::Values;
use crate::truth::{CAN, CANNOT, NO, NULL, OPEN, Outcome, YES};
use crate::value::Val;
use base::Date;
use policy::{Fact, Ix, KnownBy, Named, Program, RelationKind, Row, RowKind, Scope, Used};
use std::ops::Range;
use std::sync::Arc;

impl Tri {
    /// From three-valued truth.
    pub(crate) fn of(truth: u8) -> Tri {
        match truth & OPEN {
            YES => Tri::Yes,
            NO => Tri::No,
            _ => Tri::Unknown,
        }
    }

    /// Its id.
    pub fn id(self) -> &'static str {
        match self {
            Tri::Yes => "yes",
            Tri::No => "no",
            Tri::Unknown => "unknown",
        }
    }
}

/// A programme's rows in order, each with its depth and whether it excludes.
pub(crate) fn rows(program: &Program) -> Vec<(&Row, usize, bool)> {
    fn walk<'r>(rows: &'r [Row], depth: usize, out: &mut Vec<(&'r Row, usize, bool)>) {
        for row in rows {
            out.push((row, depth, false));
            walk(&row.rows, depth + 1, out);
        }
    }
    let mut out = Vec::new();
    walk(&program.rows, 0, &mut out);
    out.extend(program.excluded.iter().map(|(r, _)| (r, 0, true)));
    out
}

/// Every node that an explanation shows.
pub(crate) fn named(pack: &policy::Pack) -> Vec<Ix> {
    let mut nodes: Vec<Ix> = pack.quantities.iter().flat_map(|q| q.parts.iter().filter_map(|p| p.node)).collect();
    for program in &pack.programs {
        for (row, ..) in rows(program) {
            nodes.extend(row.used.iter().map(|u| u.node));
            nodes.extend(row.sides.iter().flat_map(|s| [s.left, s.right]));
        }
        nodes.extend(program.benefit.iter().chain(&program.extras).flat_map(|b| b.used.iter().map(|u| u.node)));
    }
    nodes
}

/// The rows of a programme, and what is told of those that are in force on a day.
pub(crate) struct InForce<'p> {
    /// All of them, nested ones after their group, without those that exclude.
    flat: Vec<&'p Row>,
    rows: Vec<RowInForce<'p>>,
    /// The named values of all of them.
    used: Vec<&'p Used>,
}

struct RowInForce<'p> {
    /// Index among all rows.
    ix: usize,
    row: &'p Row,
    depth: usize,
    excludes: bool,
    /// Where its named values stand.
    used: Range<usize>,
}

impl<'p> InForce<'p> {
    /// Those of a programme.
    pub(crate) fn of(program: &'p Program, day: Date) -> InForce<'p> {
        let mut found = InForce { flat: Vec::new(), rows: Vec::new(), used: Vec::new() };
        flatten(&program.rows, &mut |row| found.flat.push(row));
        for (ix, (row, depth, excludes)) in rows(program).into_iter().enumerate() {
            if row.from.is_none_or(|d| d <= day) && row.until.is_none_or(|d| day <= d) {
                let first = found.used.len();
                found.used.extend(&row.used);
                found.rows.push(RowInForce { ix, row, depth, excludes, used: first..found.used.len() });
            }
        }
        found
    }
}

/// The conditions in force, with their values.
pub(crate) fn conditions(
    engine: &Engine,
    program: usize,
    judged: &Judged,
    values: &Values,
    member: usize,
) -> Arc<[Condition]> {
    let InForce { rows, used, .. } = &engine.in_force[program];
    let named = |u: &&Used| UsedValue {
        name: u.name,
        value: shown(engine, values, u.node, member),
        parts: parts(engine, u.name, values, member),
    };
    let all: Arc<[UsedValue]> = used.iter().map(named).collect();
    let of_row = |row: &RowInForce| {
        let used = UsedValues { all: all.clone(), places: row.used.clone() };
        condition(engine, row, used, judged.rows.get(row.ix).copied().unwrap_or(OPEN), values, member)
    };
    rows.iter().map(of_row).collect()
}

fn condition(
    engine: &Engine,
    RowInForce { ix, row, depth, excludes, .. }: &RowInForce,
    used: UsedValues,
    truth: u8,
    values: &Values,
    member: usize,
) -> Condition {
    let show = |node: Ix| shown(engine, values, node, member);
    let sides = row.sides.as_ref().map(|s| (show(s.left), show(s.right)));
    let gap = match (&sides, &row.sides, Tri::of(truth)) {
        (Some((left, right)), Some(s), Tri::No) => gap(left, right, &s.op),
        _ => None,
    };
    Condition { row: *ix, depth: *depth, excludes: *excludes, result: Tri::of(truth), used, sides, gap }
}

/// The values of a quantity's rows, if it is one of the household.
fn parts(engine: &Engine, name: Named, values: &Values, member: usize) -> Vec<Option<Shown>> {
    let Named::Quantity(ix) = name else { return Vec::new() };
    let quantity = &engine.pack.quantities[usize::from(ix)];
    quantity.parts.iter().map(|p| p.node.map(|n| shown(engine, values, n, member))).collect()
}

/// A node's value for the household or that member.
pub(crate) fn shown(engine: &Engine, values: &Values, node: Ix, member: usize) -> Shown {
    let (at, scale) = engine.plan.of[usize::from(node)];
    let row = if engine.plan.scopes[at] == Scope::Member { member } else { 0 };
    match &values.vals[at] {
        Val::Num(n) if n.lo.is_empty() => Shown::Nothing,
        Val::Num(n) => {
            let (lo, hi, taint) = n.at(row);
            if taint & NULL != 0 { Shown::Nothing } else { Shown::Number(lo, hi, scale) }
        }
        Val::Truth(t) if t.b.is_empty() => Shown::Nothing,
        Val::Truth(t) => Shown::Truth(Tri::of(t.at(row))),
        Val::Set(s) if s.mask.is_empty() => Shown::Nothing,
        Val::Set(s) => Shown::Options(s.at(row).0),
    }
}

/// By how much `left op right` fails, at least.
fn gap(left: &Shown, right: &Shown, op: &str) -> Option<i64> {
    let (Shown::Number(a, a_hi, sa), Shown::Number(b, b_hi, sb)) = (left, right) else { return None };
    let scale = sa.checked_mul(*sb)?;
    let less = |a: &i64, sa: &i64, b: &i64, sb: &i64| a.checked_mul(*sa)?.checked_sub(b.checked_mul(*sb)?);
    let (over, under) = (less(a, sb, b_hi, sa)?, less(b, sa, a_hi, sb)?);
    let (by, strict) = match op {
        "<" => (over, true),
        "<=" => (over, false),
        ">" => (under, true),
        ">=" => (under, false),
        _ => return None,
    };
    let whole = by.checked_add(scale - 1)?.div_euclid(scale);
    let extra = i64::from(strict && by.rem_euclid(scale) == 0);
    Some(whole + extra).filter(|n| *n >= 0)
}

/// Relations that are told of any of these: those that hold, or hold as far as we can check; none on days
/// without rules.
pub(crate) fn relations<'j>(
    engine: &Engine,
    program: usize,
    judged: impl Iterator<Item = &'j Judged>,
    entered: bool,
) -> Vec<RelationReport> {
    let meta = &engine.pack.programs[program];
    let mut told: Vec<RelationReport> = Vec::new();
    let mut tell = |kind: RelationKind, program: usize, says: &str| {
        if entered && !told.iter().any(|r| (r.kind, r.program) == (kind, program)) {
            told.push(RelationReport { kind, program, says: says.to_string() });
        }
    };
    for judged in judged {
        let first = judged.rows.len() - meta.excluded.len();
        for ((row, other), truth) in meta.excluded.iter().zip(&judged.rows[first..]) {
            if let (Tri::Yes, Some(other)) = (Tri::of(*truth), other) {
                tell(RelationKind::ExcludedBy, usize::from(*other), &row.says);
            }
        }
        for (relation, outcome) in meta.relations.iter().zip(&judged.relations) {
            let of_no_use = match relation.kind {
                RelationKind::After => judged.outcome < Outcome::Likely,
                RelationKind::Opens => judged.outcome == Outcome::NotEligible,
                _ => false,
            };
            if *outcome >= Outcome::Likely && !of_no_use {
                tell(relation.kind, usize::from(relation.program), &relation.says);
            }
        }
    }
    told
}

/// Further amounts that are or may be paid; what is no money is told only where it holds as far as we can check.
pub(crate) fn extras(engine: &Engine, program: usize, judged: &Judged) -> Vec<ExtraReport> {
    if judged.outcome < Outcome::Likely {
        return Vec::new();
    }
    let meta = &engine.pack.programs[program].extras;
    let told = |extra: usize, truth: u8| match meta[extra].value {
        Some(_) => truth & CAN != 0,
        None => Outcome::of(truth) >= Outcome::Likely,
    };
    let paid = judged.extras.iter().zip(&judged.pay.extras).enumerate();
    let paid = paid.filter(|(extra, (truth, _))| told(*extra, **truth));
    paid.map(|(extra, (truth, amount))| ExtraReport { extra, sure: truth & CANNOT == 0, amount: amount.range() })
        .collect()
}

/// Why, in one sentence.
pub(crate) fn because(engine: &Engine, program: usize, judged: &Judged, outcome: Outcome, entered: bool) -> String {
    let meta: &Program = &engine.pack.programs[program];
    if !entered {
        return "此前的规定没有录入，这一天的结果算不出来。".into();
    }
    let flat = &engine.in_force[program].flat;
    let (rows, barred) = judged.rows.split_at(flat.len().min(judged.rows.len()));
    let barring =
        |what| meta.excluded.iter().zip(barred).filter(move |(_, t)| Tri::of(**t) == what).map(|((r, _), _)| r);
    let bars = |what| barring(what).map(|r| r.says.as_str());
    let top = |what| meta.rows.iter().filter(move |r| !r.note && tri_of(r, flat, rows) == what);
    match outcome {
        Outcome::Eligible => tells("您填的内容符合条件", top(Tri::Yes).map(|r| r.says.as_str())),
        Outcome::NotEligible => match bars(Tri::Yes).next() {
            Some(says) => format!("{}。", says.trim_end_matches('。')),
            None => {
                let near = if meta.all { None } else { nearest_way(&meta.rows, flat, rows) };
                let of = near.map_or(&meta.rows, |way| &way.rows);
                let those = |what| of.iter().filter(move |r| !r.note && tri_of(r, flat, rows) == what).map(said_no);
                match listed(those(Tri::No)) {
                    // Each condition could still be met, but never all of them together.
                    none if none.is_empty() => tells(
                        "没定下来的几项不管是哪种情况，总有一条不符合",
                        those(Tri::Unknown).chain(bars(Tri::Unknown)),
                    ),
                    failing => format!("{failing}。"),
                }
            }
        },
        Outcome::Likely => tells(
            "您能回答的都符合，还等政府核对",
            // Of what would exclude, that it doesn't.
            top(Tri::Unknown).map(|r| &r.says).chain(barring(Tri::Unknown).map(|r| &r.fails)),
        ),
        Outcome::Undecided => undecided(
            engine,
            judged,
            meta.rows.iter().find(|r| is_undecided(r, flat, rows)).map(|r| deepest_open(r, flat, rows)),
        ),
    }
}

/// Of several ways the one that the fewest conditions keep from, if some condition of it is met.
fn nearest_way<'r>(ways: &'r [Row], flat: &[&Row], truths: &[u8]) -> Option<&'r Row> {
    let count = |way: &Row, what: Tri| way.rows.iter().filter(|r| !r.note && tri_of(r, flat, truths) == what).count();
    ways.iter().filter(|way| !way.note && count(way, Tri::Yes) > 0).min_by_key(|way| count(way, Tri::No))
}

/// Of people who aren't eligible, the first of those who are excluded, or else whom the fewest conditions keep from it.
pub(crate) fn nearest(engine: &Engine, program: usize, judged: &[Judged]) -> usize {
    let (flat, program) = (&engine.in_force[program].flat, &engine.pack.programs[program]);
    let failing = |j: &Judged| {
        let excluded = j.rows.iter().skip(flat.len()).any(|t| Tri::of(*t) == Tri::Yes);
        let rows = program.rows.iter().filter(|r| !r.note && tri_of(r, flat, &j.rows) == Tri::No);
        if excluded { 0 } else { rows.count() }
    };
    judged.iter().map(failing).enumerate().min_by_key(|(_, failing)| *failing).map_or(0, |(member, _)| member)
}

fn truth_of(row: &Row, flat: &[&Row], truths: &[u8]) -> u8 {
    flat.iter().position(|r| std::ptr::eq(*r, row)).and_then(|ix| truths.get(ix)).copied().unwrap_or(OPEN)
}

fn tri_of(row: &Row, flat: &[&Row], truths: &[u8]) -> Tri {
    Tri::of(truth_of(row, flat, truths))
}

/// Open, and not only because the authority checks it itself.
fn is_undecided(row: &Row, flat: &[&Row], truths: &[u8]) -> bool {
    !row.note && Outcome::of(truth_of(row, flat, truths)) == Outcome::Undecided
}

fn said_no(row: &Row) -> &str {
    if row.fails.is_empty() { &row.says } else { &row.fails }
}

/// The row inside an open group that says most exactly what is open.
fn deepest_open<'r>(row: &'r Row, flat: &[&Row], truths: &[u8]) -> &'r Row {
    let open = row.rows.iter().find(|r| is_undecided(r, flat, truths));
    match (row.kind, open) {
        (RowKind::All, Some(inner)) => deepest_open(inner, flat, truths),
        _ => row,
    }
}

fn undecided(engine: &Engine, judged: &Judged, open: Option<&Row>) -> String {
    let pack = engine.pack;
    let asked: Vec<String> = judged
        .missing
        .iter()
        .map(|m| &pack.facts[m.fact])
        .filter(|f| f.known_by == KnownBy::Resident)
        .map(Fact::asks)
        .collect();
    if let Some(first) = asked.first() {
        let more = if asked.len() > 1 { format!("等{}题", asked.len()) } else { String::new() };
        return format!("还要先知道：“{}”{more}。", first.replace("{name}", "这个人"));
    }
    if let Some(reading) = judged.readings.first() {
        let reading = &pack.readings[*reading];
        return format!("文件说法不一：{}，请问{}。", reading.name, reading.ask);
    }
    let Some(row) = open else { return "还定不下来，请问乡镇（街道）救助窗口。".into() };
    let ask = if row.ask.is_empty() { "乡镇（街道）救助窗口" } else { &row.ask };
    let why = if row.open_says.is_empty() {
        String::new()
    } else {
        format!("（{}）", row.open_says.trim_end_matches('。'))
    };
    format!("还定不下来：{}{why}，可以问{ask}。", row.says.trim_end_matches('。'))
}

/// A sentence, and the first few that it is about.
fn tells(lead: &str, about: impl Iterator<Item = impl AsRef<str>>) -> String {
    match listed(about) {
        none if none.is_empty() => format!("{lead}。"),
        some => format!("{lead}：{some}。"),
    }
}

/// The first few of some sentences.
fn listed(sentences: impl Iterator<Item = impl AsRef<str>>) -> String {
    let bare: Vec<String> = sentences.take(3).map(|s| s.as_ref().trim_end_matches('。').to_owned()).collect();
    bare.join("；")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_what_must_change_at_least() {
        let n = |v| Shown::Number(v, v, 1);
        for (left, op, right, expect) in [
            (n(63_000), "<", n(63_000), Some(1)),
            (n(63_001), "<", n(63_000), Some(2)),
            (n(63_001), "<=", n(63_000), Some(1)),
            (n(17), ">=", n(18), Some(1)),
            (n(18), ">", n(18), Some(1)),
            (Shown::Number(25, 25, 12), "<", n(2), Some(1)),
            (Shown::Number(36, 36, 12), "<", n(2), Some(2)),
            (Shown::Nothing, "<", n(2), None),
        ] {
            assert_eq!(gap(&left, &right, op), expect, "{left:?} {op} {right:?}");
        }
    }
}
