//! Reports as JSON, fields in a fixed order.

use policy::{Amount, Benefit, Fact, Kind, Named, Program, Rate, Row};
use rules::{Condition, Engine, ListKind, ProgramReport, Range, Report, Shown, Tri};
use serde_json::{Map, Value as Json, json};

/// The whole report.
pub fn write_report(engine: &Engine, report: &Report) -> Json {
    let pack = engine.pack;
    let mut programs = Map::new();
    for program in &report.programs {
        programs.insert(pack.programs[program.program].id.clone(), program_json(engine, program));
    }
    let list = |l: ListKind| if l == ListKind::Members { "members" } else { "obligors" };
    let next_of = report.next.and_then(|ask| ask.of).map(|(l, index)| json!({"list": list(l), "index": index}));
    json!({
        "programs": programs,
        "next": report.next.map(|ask| pack.facts[ask.fact].id.clone()),
        "next_of": next_of,
        "packs": {"version": pack.version, "date": engine.today.to_string()},
    })
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
    let mut json = json!({
        "outcome": report.outcome.id(),
        "relations": relations,
        "benefit": benefit_json(program.benefit.as_ref(), report.benefit),
        "extras": extras,
        "conditions": conditions_json(engine, program, &report.conditions),
        "missing": missing,
        "readings": readings,
        "because": because(report),
    });
    if let (Some(persons), Json::Object(map)) = (&report.persons, &mut json) {
        let one = |p: &rules::PersonReport| {
            json!({
                "member": p.member,
                "outcome": p.outcome.id(),
                "benefit": benefit_json(program.benefit.as_ref(), p.benefit),
                "conditions": conditions_json(engine, program, &p.conditions),
            })
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

fn conditions_json(engine: &Engine, program: &Program, conditions: &[Condition]) -> Vec<Json> {
    let rows = rules::flat_rows(program);
    conditions.iter().map(|c| condition_json(engine, rows[c.row], c)).collect()
}

fn condition_json(engine: &Engine, row: &Row, condition: &Condition) -> Json {
    let pack = engine.pack;
    let law: Vec<String> =
        row.law.iter().filter(|c| pack.cite_holds(c, engine.today)).map(|c| pack.cite_id(c)).collect();
    let (mut used, mut threshold) = (Map::new(), Map::new());
    for value in &condition.used {
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
    json!({"id": row.id, "result": condition.result.id(), "counts": !row.note, "law": law, "used": used, "threshold": threshold})
}

fn amount_json(engine: &Engine, ix: u16, amount: &Amount, value: &Shown) -> Json {
    let rates: Vec<Rate> =
        (0u16..).zip(&amount.keys).map(|(key, _)| engine.amounts.at(engine.pack, ix, key, engine.today)).collect();
    let rate = rates.iter().find(|r| r.value.is_some());
    json!({
        "value": shown(None, value),
        "verified": rate.is_some_and(|r| r.verified),
        "as_of": rate.and_then(|r| r.as_of).map(|d| d.to_string()),
        "widened_years": rate.and_then(|r| r.widened),
        "source": rate.map(|r| r.source.clone()),
    })
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
