//! Every threshold has cases below, at and above it; every exclusion, exemption, reading and trap has one.

use crate::{PACK, none, strings};
use base::Date;
use jiuzhu::evaluate::{read_amounts, read_household};
use policy::{Amounts, Program, Row};
use rules::{Answer, Condition, Engine, Outcome, Shown, Tri};
use serde_json::{Value as Json, json};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

const TRAPS: i64 = 32;

struct Case {
    name: String,
    tags: Vec<String>,
    trap: Option<i64>,
    json: Json,
}

/// What the cases reach: sides of comparisons by programme and row, rows that exclude, readings that matter.
#[derive(Default)]
struct Reached {
    sides: BTreeMap<(String, String), BTreeSet<Ordering>>,
    excluded: BTreeSet<(String, String)>,
    readings: BTreeSet<String>,
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| files().iter().flat_map(|path| read(path)).collect());

static REACHED: LazyLock<Reached> = LazyLock::new(|| {
    let mut reached = Reached::default();
    CASES.iter().for_each(|case| reach(case, &mut reached).unwrap_or_else(|e| panic!("{}: {e:#}", case.name)));
    reached
});

#[test]
fn every_threshold_has_cases_below_at_and_above() {
    let mut wrong = Vec::new();
    for program in &PACK.programs {
        let mut thresholds = Vec::new();
        compared(&program.rows, &mut thresholds);
        for row in &thresholds {
            let sides = REACHED.sides.get(&(program.id.clone(), row.id.clone())).cloned().unwrap_or_default();
            for (side, word) in [(Ordering::Less, "below"), (Ordering::Equal, "at"), (Ordering::Greater, "above")] {
                if !sides.contains(&side) {
                    wrong.push(format!("{}: no case {word} the threshold of {}", program.id, row.id));
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_programme_has_cases_that_are_met_and_not_met() {
    let mut wrong = Vec::new();
    for program in &PACK.programs {
        let outcomes: BTreeSet<&str> =
            of(program).filter_map(|c| c.json["expect"][&program.id]["outcome"].as_str()).collect();
        if outcomes.len() < 2 {
            wrong.push(format!("{}: cases only expect {outcomes:?}", program.id));
        }
    }
    none(&wrong);
}

#[test]
fn every_exclusion_has_a_case() {
    let rows = PACK.programs.iter().flat_map(|p| p.excluded.iter().map(move |(row, _)| (p.id.clone(), row.id.clone())));
    let missing =
        rows.filter(|key| !REACHED.excluded.contains(key)).map(|(p, row)| format!("{p}: no case is excluded by {row}"));
    none(&missing.collect::<Vec<_>>());
}

#[test]
fn every_exemption_has_a_case() {
    let mut wrong = Vec::new();
    for file in jiuzhu::packs::read_folder(&jiuzhu::default_packs()).unwrap() {
        let table: toml::Table = toml::from_str(&file.text).unwrap();
        for row in table.get("exclude").and_then(toml::Value::as_array).into_iter().flatten() {
            for fact in strings(row.get("facts")) {
                let tagged = |c: &&Case| {
                    c.tags.iter().any(|t| t == "exemption" || t == "exclusion" || t.starts_with("reading:"))
                };
                if !CASES.iter().filter(tagged).any(|c| given(&c.json["facts"], &fact)) {
                    wrong.push(format!("{}: no case has {fact}, which is not counted", file.path));
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_reading_has_a_case() {
    let mut wrong = Vec::new();
    for reading in &PACK.readings {
        let tag = format!("reading:{}", reading.id);
        if !CASES.iter().any(|c| c.tags.contains(&tag)) {
            wrong.push(format!("no case is tagged {tag}"));
        }
        if !REACHED.readings.contains(&reading.id) {
            wrong.push(format!("no case hangs on {}", reading.id));
        }
    }
    none(&wrong);
}

#[test]
fn every_trap_has_a_case() {
    let found: BTreeSet<i64> = CASES.iter().filter_map(|c| c.trap).collect();
    assert_eq!(found, (1..=TRAPS).collect());
}

fn of(program: &Program) -> impl Iterator<Item = &'static Case> {
    CASES.iter().filter(|c| !c.json["expect"][&program.id].is_null())
}

/// Rows that compare numbers in order.
fn compared<'r>(rows: &'r [Row], to: &mut Vec<&'r Row>) {
    for row in rows.iter().filter(|r| !r.note) {
        if row.sides.as_ref().is_some_and(|s| s.op.starts_with(['<', '>'])) {
            to.push(row);
        }
        compared(&row.rows, to);
    }
}

fn reach(case: &Case, to: &mut Reached) -> anyhow::Result<()> {
    let amounts = match case.json.get("amounts") {
        Some(amounts) => read_amounts(&PACK, &amounts.to_string())?,
        None => Amounts::default(),
    };
    let date = Date::parse(case.json.get("date").and_then(Json::as_str).unwrap_or("2026-11-23"))?;
    let empty = if case.json.get("absent") == Some(&json!("unknown")) { Answer::NotAsked } else { Answer::Absent };
    let engine = Engine::new(&PACK, date, &amounts)?;
    let report = engine.evaluate(&read_household(&PACK, &json!({ "facts": case.json["facts"] }), empty, "")?);
    for told in &report.programs {
        let program = &PACK.programs[told.program];
        to.readings.extend(told.readings.iter().map(|r| PACK.readings[*r].id.clone()));
        if case.json["expect"][&program.id].is_null() {
            continue;
        }
        let rows = rules::flat_rows(program);
        let persons = told.persons.iter().flatten().map(|p| (p.outcome, &p.conditions));
        for (outcome, conditions) in persons.chain([(told.outcome, &told.conditions)]) {
            for condition in conditions.iter() {
                let key = (program.id.clone(), rows[condition.row].id.clone());
                if condition.excludes && condition.result == Tri::Yes && outcome == Outcome::NotEligible {
                    to.excluded.insert(key.clone());
                }
                to.sides.entry(key).or_default().extend(side(condition));
            }
        }
    }
    Ok(())
}

/// How the left side of a comparison stands to the right, if both are known exactly.
fn side(condition: &Condition) -> Option<Ordering> {
    match condition.sides.as_ref()? {
        (Shown::Number(a, a_hi, sa), Shown::Number(b, b_hi, sb)) if (a, b) == (a_hi, b_hi) => {
            Some((i128::from(*a) * i128::from(*sb)).cmp(&(i128::from(*b) * i128::from(*sa))))
        }
        _ => None,
    }
}

/// Whether something is said of a fact that is more than nothing.
fn given(facts: &Json, id: &str) -> bool {
    let something = |v: &Json| !v.is_null() && v != &json!(0) && v != &json!([]) && v != &json!(false);
    something(&facts[id]) || facts["members"].as_array().into_iter().flatten().any(|m| something(&m[id]))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/programs")
}

fn files() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(folder()).unwrap().map(|d| d.unwrap().path());
    let mut files: Vec<PathBuf> =
        folders.flat_map(|d| std::fs::read_dir(d).unwrap()).map(|f| f.unwrap().path()).collect();
    files.sort();
    files
}

fn read(path: &Path) -> Vec<Case> {
    let file = crate::table(path);
    let base = file.get("base").map_or(json!({}), to_json);
    let case = |case: &toml::Value| Case {
        name: format!("{} “{}”", path.display(), case["name"].as_str().unwrap()),
        tags: strings(case.get("tags")),
        trap: case.get("trap").and_then(toml::Value::as_integer),
        json: merged(&base, &to_json(case)),
    };
    file["case"].as_array().unwrap().iter().map(case).collect()
}

fn to_json(value: &toml::Value) -> Json {
    match value {
        toml::Value::String(s) => s.clone().into(),
        toml::Value::Integer(n) => (*n).into(),
        toml::Value::Boolean(b) => (*b).into(),
        toml::Value::Datetime(d) => d.to_string().into(),
        toml::Value::Array(list) => list.iter().map(to_json).collect(),
        toml::Value::Table(map) => Json::Object(map.iter().map(|(k, v)| (k.clone(), to_json(v))).collect()),
        toml::Value::Float(_) => panic!("no floats in cases: write ratios as text"),
    }
}

/// A case over its file's base, as `cases.rs` reads it.
fn merged(base: &Json, case: &Json) -> Json {
    let mut out = base.as_object().cloned().unwrap_or_default();
    for (key, value) in case.as_object().unwrap() {
        match (key.as_str(), out.get_mut(key)) {
            ("facts" | "amounts", Some(Json::Object(under))) => under.extend(value.as_object().unwrap().clone()),
            _ => {
                out.insert(key.clone(), value.clone());
            }
        }
    }
    let (without, unknown) = (words(out.remove("without")), words(out.remove("unknown")));
    let facts = out.entry("facts").or_insert(json!({})).as_object_mut().unwrap();
    facts.retain(|k, _| !without.contains(k));
    facts.extend(unknown.into_iter().map(|k| (k, Json::Null)));
    for list in ["members", "obligors"] {
        for person in facts.get_mut(list).and_then(Json::as_array_mut).into_iter().flatten() {
            let person = person.as_object_mut().unwrap();
            let unknown = words(person.remove("unknown"));
            person.extend(unknown.into_iter().map(|k| (k, Json::Null)));
        }
    }
    Json::Object(out)
}

fn words(list: Option<Json>) -> Vec<String> {
    list.iter().filter_map(Json::as_array).flatten().map(|s| s.as_str().unwrap().to_string()).collect()
}
