//! Reports as JSON, fields in a fixed order.

use policy::{Amount, Benefit, Fact, Kind, Named, Program, Rate, Row};
use rules::{Condition, Engine, ListKind, ProgramReport, Range, Report, Shown, Tri};
use serde_json::{Map, Value as Json, json};

/// Fields in this order. Moves what it is given, where `json!` copies it: a report is large.
fn object<const N: usize>(fields: [(&str, Json); N]) -> Json {
    Json::Object(fields.into_iter().map(|(key, value)| (key.to_string(), value)).collect())
}

/// The whole report.
pub fn write_report(engine: &Engine, report: &Report) -> Json {
    let pack = engine.pack;
    let mut programs = Map::new();
    for program in &report.programs {
        programs.insert(pack.programs[program.program].id.clone(), program_json(engine, program));
    }
    let list = |l: ListKind| if l == ListKind::Members { "members" } else { "obligors" };
    let next_of = report.next.and_then(|ask| ask.of).map(|(l, index)| json!({"list": list(l), "index": index}));
    object([
        ("programs", programs.into()),
        ("next", report.next.map(|ask| pack.facts[ask.fact].id.clone()).into()),
        ("next_of", next_of.into()),
        ("packs", json!({"version": pack.version, "date": engine.today.to_string()})),
    ])
}

fn program_json(engine: &Engine, report: &ProgramReport) -> Json {
    let pack = engine.pack;
    let program = &pack.programs[report.program];
    let relations: Vec<Json> = report
        .relations
        .iter()
        .map(|r| json!({"kind": relation_id(r.kind), "programme": pack.programs[r.program].id}))
        .collect();
    let extras: Vec<Json> =
        report.extras.iter().map(|e| extra_json(&program.extras[e.extra], e.sure, e.amount)).collect();
    let mut missing: Vec<&str> = Vec::new();
    for wanted in &report.missing {
        let id = pack.facts[wanted.fact].id.as_str();
        if !missing.contains(&id) {
            missing.push(id);
        }
    }
    let readings: Vec<&str> = report.readings.iter().map(|r| pack.readings[*r].id.as_str()).collect();
    let mut json = object([
        ("outcome", report.outcome.id().into()),
        ("relations", relations.into()),
        ("benefit", benefit_json(program.benefit.as_ref(), report.benefit)),
        ("extras", extras.into()),
        ("conditions", conditions_json(engine, program, &report.conditions)),
        ("missing", missing.into()),
        ("readings", readings.into()),
        ("because", because(report).into()),
    ]);
    if let (Some(persons), Json::Object(map)) = (&report.persons, &mut json) {
        let one = |p: &rules::PersonReport| {
            object([
                ("member", p.member.into()),
                ("outcome", p.outcome.id().into()),
                ("benefit", benefit_json(program.benefit.as_ref(), p.benefit)),
                ("conditions", conditions_json(engine, program, &p.conditions)),
            ])
        };
        map.insert("persons".into(), persons.iter().map(one).collect());
    }
    json
}

fn relation_id(kind: policy::RelationKind) -> &'static str {
    use policy::RelationKind::*;
    match kind {
        Already => "already",
        ExcludedBy => "excluded_by",
        Choose => "choose",
        After => "after",
        Opens => "opens",
    }
}

fn whose(benefit: &Benefit) -> &'static str {
    if benefit.for_person { "person" } else { "household" }
}

fn benefit_json(benefit: Option<&Benefit>, range: Option<Range>) -> Json {
    match (benefit, range) {
        (Some(b), Some(r)) => json!({"min_fen": r.min, "max_fen": r.max, "per": b.per, "for": whose(b)}),
        _ => Json::Null,
    }
}

fn extra_json(extra: &Benefit, sure: bool, range: Option<Range>) -> Json {
    let mut json =
        json!({"id": extra.id, "name": extra.name, "min_fen": range.map(|r| r.min), "max_fen": range.map(|r| r.max)});
    if let Json::Object(map) = &mut json {
        map.insert("per".into(), if extra.per.is_empty() { Json::Null } else { extra.per.clone().into() });
        map.insert("for".into(), whose(extra).into());
        map.insert("sure".into(), sure.into());
    }
    json
}

fn conditions_json(engine: &Engine, program: &Program, conditions: &[Condition]) -> Json {
    let rows = rules::flat_rows(program);
    conditions.iter().map(|c| condition_json(engine, rows[c.row], c)).collect()
}

fn condition_json(engine: &Engine, row: &Row, condition: &Condition) -> Json {
    let pack = engine.pack;
    let law: Vec<String> =
        row.law.iter().filter(|c| pack.cite_holds(c, engine.today)).map(|c| pack.cite_id(c)).collect();
    let (mut used, mut threshold) = (Map::new(), Map::new());
    for value in condition.used.iter() {
        match value.name {
            Named::Fact(ix) => {
                let fact = &pack.facts[usize::from(ix)];
                used.insert(fact.id.clone(), shown(Some(fact), &value.value));
            }
            Named::Option(ix, option) => {
                let fact = &pack.facts[usize::from(ix)];
                used.insert(format!("{}.{}", fact.id, fact.values[usize::from(option)].id), shown(None, &value.value));
            }
            Named::Quantity(ix) => {
                used.insert(pack.quantities[usize::from(ix)].id.clone(), shown(None, &value.value));
            }
            Named::Program(ix) => {
                used.insert(format!("program.{}", pack.programs[usize::from(ix)].id), shown(None, &value.value));
            }
            Named::Amount(ix) => {
                let amount = &pack.amounts[usize::from(ix)];
                threshold.insert(amount.id.clone(), amount_json(engine, ix, amount, &value.value));
            }
        }
    }
    if let (Some((left, right)), Some(sides)) = (&condition.sides, &row.sides) {
        threshold.insert("op".into(), sides.op.clone().into());
        threshold.insert("left".into(), shown(None, left));
        threshold.insert("right".into(), shown(None, right));
        threshold.insert("unit".into(), sides.unit.clone().into());
        if let Some(gap) = condition.gap {
            threshold.insert("gap".into(), gap.into());
        }
    }
    object([
        ("id", row.id.as_str().into()),
        ("result", condition.result.id().into()),
        ("counts", (!row.note).into()),
        ("law", law.into()),
        ("used", used.into()),
        ("threshold", threshold.into()),
    ])
}

/// A figure with where it comes from. Of several keys, those count that have the value shown: a county's own value for
/// one of them must not be shown with the source of another.
fn amount_json(engine: &Engine, ix: u16, amount: &Amount, value: &Shown) -> Json {
    let rates: Vec<Rate> =
        (0u16..).zip(&amount.keys).map(|(key, _)| engine.amounts.at(engine.pack, ix, key, engine.today)).collect();
    let just = rates.iter().filter(|r| spans(r, value).is_some_and(|(same, _)| same)).collect::<Vec<&Rate>>();
    let within = rates.iter().filter(|r| spans(r, value).is_some_and(|(_, inside)| inside)).collect::<Vec<&Rate>>();
    let behind = if just.is_empty() { within } else { just };
    let mut sources: Vec<&str> = Vec::new();
    for rate in &behind {
        if !rate.source.is_empty() && !sources.contains(&rate.source.as_str()) {
            sources.push(&rate.source);
        }
    }
    let valued = || behind.iter().filter(|r| r.value.is_some());
    json!({
        "value": shown(None, value),
        "verified": valued().count() > 0 && valued().all(|r| r.verified),
        "as_of": valued().filter_map(|r| r.as_of).min().map(|d| d.to_string()),
        "widened_years": valued().filter_map(|r| r.widened).max(),
        "source": if sources.is_empty() { Json::Null } else { sources.join("；").into() },
    })
}

/// Whether a rate is just the value shown, and whether it is a part of it.
fn spans(rate: &Rate, value: &Shown) -> Option<(bool, bool)> {
    match (rate.value, value) {
        (None, Shown::Number(..)) => None,
        (None, _) => Some((true, true)),
        (Some((min, max, scale)), Shown::Number(lo, hi, shown)) => {
            let wide = |n: i64, scale: i64| i128::from(n) * i128::from(scale);
            let (low, high) = (wide(min, *shown).cmp(&wide(*lo, scale)), wide(max, *shown).cmp(&wide(*hi, scale)));
            Some((low.is_eq() && high.is_eq(), low.is_ge() && high.is_le()))
        }
        (Some(_), _) => None,
    }
}

/// A value: exact ones plain, open ones as a range, a list or null.
fn shown(fact: Option<&Fact>, value: &Shown) -> Json {
    let date = fact.is_some_and(|f| f.kind == Kind::Date);
    match value {
        Shown::Nothing | Shown::Truth(Tri::Unknown) => Json::Null,
        Shown::Truth(tri) => (*tri == Tri::Yes).into(),
        Shown::Number(lo, hi, scale) if lo == hi => number(*lo, *scale, date),
        Shown::Number(lo, hi, scale) => json!({"min": number(*lo, *scale, date), "max": number(*hi, *scale, date)}),
        Shown::Options(mask) => {
            let ids: Vec<Json> = fact
                .iter()
                .flat_map(|f| f.values.iter().enumerate())
                .filter(|(ix, _)| mask >> ix & 1 == 1)
                .map(|(_, v)| v.id.clone().into())
                .collect();
            match ids.as_slice() {
                [one] => one.clone(),
                _ => Json::Array(ids),
            }
        }
    }
}

fn number(numerator: i64, scale: i64, date: bool) -> Json {
    if date {
        return base::Date::from_days(numerator).to_string().into();
    }
    if numerator % scale == 0 { (numerator / scale).into() } else { format!("{numerator}/{scale}").into() }
}

/// The sentence, with whom it speaks of where there are several.
fn because(report: &ProgramReport) -> String {
    match report.about {
        Some(member) => format!("第{}个人：{}", member + 1, report.because),
        None => report.because.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{read_amounts, read_household};
    use base::Date;

    /// Source, value and whether it is verified, of the standard that a household of that place is compared with.
    fn check(place: &str, amounts: &str, expected: (&str, Json, bool)) {
        let pack = crate::packs::load(None).expect("the packs are checked by their own test");
        let today = Date::parse("2026-11-23").expect("a date");
        let amounts = read_amounts(&pack, amounts).expect("amounts");
        let engine = Engine::new(&pack, today, &amounts).expect("an engine");
        let house = json!({"facts": {"hukou_dianjiang": true, "hukou_area": place}});
        let household = read_household(&pack, &house, rules::Answer::NotAsked, "").expect("a household");
        let report = write_report(&engine, &engine.evaluate(&household));
        let conditions = report["programs"]["dibao"]["conditions"].as_array().expect("conditions");
        let found = conditions.iter().find_map(|c| c["threshold"].get("dibao_std")).expect("the standard");
        let source = found["source"].as_str().unwrap_or_default();
        assert_eq!((found["value"].clone(), found["verified"] == true), (expected.1, expected.2), "{amounts:?}");
        assert!(source.starts_with(expected.0), "{amounts:?}: {source}");
    }

    #[test]
    fn a_figure_of_ones_own_is_shown_with_its_own_source() {
        for amounts in ["{\"dibao_std.rural\": 61000}", "{\"dibao_std.rural\": \"61000\"}"] {
            check("rural", amounts, ("--amounts", 61_000.into(), true));
            check("urban", amounts, ("重庆市人民政府", json!({"min": 77_000, "max": 93_170}), true));
        }
        check("rural", "{\"dibao_std.rural\": null}", ("--amounts", Json::Null, false));
    }
}
