//! Runs every case of `cases/programs` through the same door as `jiuzhu evaluate`.

use base::Date;
use jiuzhu::evaluate::{read_amounts, read_household, write_report};
use policy::Pack;
use rules::{Answer, Engine};
use serde_json::{Map, Value as Json, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

#[test]
fn every_case_comes_out_as_a_caseworker_expects() {
    let pack = jiuzhu::packs::load(None).expect("the packs are checked by their own test");
    let (mut count, mut wrong, mut engines) = (0, Vec::new(), Engines::new());
    for path in files() {
        let text = std::fs::read_to_string(&path).unwrap();
        let file: toml::Table = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let base = file.get("base").map_or(json!({}), to_json);
        for case in file["case"].as_array().unwrap() {
            let case = merged(&base, &to_json(case));
            count += 1;
            let name =
                format!("{} “{}”", path.strip_prefix(folder()).unwrap().display(), case["name"].as_str().unwrap());
            if let Err(error) = check(&pack, &case, &mut engines) {
                wrong.push(format!("{name}: {error:#}"));
            }
        }
    }
    assert!(count >= 250, "only {count} cases");
    assert!(wrong.is_empty(), "{} of {count} cases:\n{}", wrong.len(), wrong.join("\n"));
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/programs")
}

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .flat_map(|d| std::fs::read_dir(d.unwrap().path()).unwrap())
        .map(|f| f.unwrap().path())
        .collect();
    files.sort();
    files
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

/// A case over its file's base: facts and amounts by key, everything else whole.
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
    let without: Vec<String> = strings(&out.remove("without").unwrap_or(json!([])));
    let unknown: Vec<String> = strings(&out.remove("unknown").unwrap_or(json!([])));
    let facts = out.entry("facts").or_insert(json!({})).as_object_mut().unwrap();
    facts.retain(|k, _| !without.contains(k));
    facts.extend(unknown.into_iter().map(|k| (k, Json::Null)));
    for list in ["members", "obligors"] {
        for person in facts.get_mut(list).and_then(Json::as_array_mut).into_iter().flatten() {
            let person = person.as_object_mut().unwrap();
            let unknown = strings(&person.remove("unknown").unwrap_or(json!([])));
            person.extend(unknown.into_iter().map(|k| (k, Json::Null)));
        }
    }
    Json::Object(out)
}

fn strings(list: &Json) -> Vec<String> {
    list.as_array().into_iter().flatten().map(|s| s.as_str().unwrap().to_string()).collect()
}

/// One engine for all cases of a date and its amounts.
type Engines<'p> = HashMap<(String, String), Engine<'p>>;

fn check<'p>(pack: &'p Pack, case: &Json, engines: &mut Engines<'p>) -> anyhow::Result<()> {
    let date = case.get("date").and_then(Json::as_str).unwrap_or("2026-11-23");
    let key = (date.to_string(), case.get("amounts").map_or("{}".to_string(), Json::to_string));
    if !engines.contains_key(&key) {
        let engine = Engine::new(pack, Date::parse(date)?, &read_amounts(pack, &key.1)?)?;
        engines.insert(key.clone(), engine);
    }
    let engine = &engines[&key];
    let empty = if case.get("absent") == Some(&json!("unknown")) { Answer::NotAsked } else { Answer::Absent };
    let household = read_household(pack, &json!({"facts": case["facts"]}), empty, "")?;
    let report = engine.evaluate(&household);
    assert_eq!(
        engine.single(&household).outcomes.into_iter().flatten().collect::<Vec<_>>(),
        report.programs.iter().map(|p| p.outcome).collect::<Vec<_>>()
    );
    let got = write_report(engine, &report);
    let mut wrong = Vec::new();
    for (program, expect) in case["expect"].as_object().into_iter().flatten() {
        compare(program, &got["programs"][program], expect.as_object().unwrap(), &mut wrong);
    }
    anyhow::ensure!(wrong.is_empty(), "{}", wrong.join("; "));
    Ok(())
}

fn compare(program: &str, got: &Json, expect: &Map<String, Json>, wrong: &mut Vec<String>) {
    let mut differ = |what: &str, got: &Json, expect: &Json| {
        if got != expect {
            wrong.push(format!("{program}.{what} is {got}, expected {expect}"));
        }
    };
    for (key, value) in expect {
        match key.as_str() {
            "outcome" => differ(key, &got[key], value),
            "conditions" => {
                value.as_object().unwrap().iter().for_each(|(id, result)| differ(id, &condition(got, id), result))
            }
            "benefit" if value == "none" => differ(key, &got[key], &Json::Null),
            "benefit" => value
                .as_object()
                .unwrap()
                .iter()
                .for_each(|(k, v)| differ(&format!("benefit.{k}"), &got["benefit"][k], v)),
            "relations" | "no_relations" | "missing" | "not_missing" | "readings" => {
                for item in value.as_array().unwrap() {
                    let there = held(got, key, item.as_str().unwrap());
                    differ(&format!("{key} has {item}"), &there.into(), &(!key.starts_with("no")).into());
                }
            }
            "persons" => {
                for person in value.as_array().unwrap() {
                    let found = got["persons"]
                        .as_array()
                        .into_iter()
                        .flatten()
                        .find(|p| p["member"] == person["member"])
                        .cloned()
                        .unwrap_or(Json::Null);
                    for (k, v) in person.as_object().unwrap() {
                        match (k.as_str(), v) {
                            ("benefit", Json::String(_)) => differ("persons.benefit", &found[k], &Json::Null),
                            ("benefit", Json::Object(map)) => {
                                map.iter().for_each(|(b, v)| differ("persons.benefit", &found["benefit"][b], v))
                            }
                            ("conditions", Json::Object(map)) => {
                                map.iter().for_each(|(id, v)| differ(id, &condition(&found, id), v))
                            }
                            _ => differ(&format!("persons[{}].{k}", person["member"]), &found[k], v),
                        }
                    }
                }
            }
            other => panic!("a case can't expect “{other}”"),
        }
    }
}

fn condition(got: &Json, id: &str) -> Json {
    let found = got["conditions"].as_array().into_iter().flatten().find(|c| c["id"] == id);
    found.map_or("absent".into(), |c| c["result"].clone())
}

fn held(got: &Json, key: &str, item: &str) -> bool {
    let list = got[key.trim_start_matches("no_").trim_start_matches("not_")].as_array().unwrap();
    match item.split_once(':') {
        Some((kind, programme)) => list.iter().any(|r| r["kind"] == kind && r["programme"] == programme),
        None => list.iter().any(|r| r == item),
    }
}
