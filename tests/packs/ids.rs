//! The ids that the specification of content fixes, and no others.

use crate::{PACK, data, none, strings};
use policy::{Fact, Program, Row};
use std::collections::BTreeSet;

#[test]
fn programmes_and_their_conditions() {
    let wanted = data("predicates.toml");
    let ids: BTreeSet<&str> = PACK.programs.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, wanted.keys().map(String::as_str).collect());
    let mut wrong = Vec::new();
    for program in &PACK.programs {
        conditions(program, wanted[&program.id].as_table().unwrap(), &mut wrong);
    }
    none(&wrong);
}

fn conditions(program: &Program, wanted: &toml::Table, wrong: &mut Vec<String>) {
    let named: Vec<String> = strings(wanted.get("law")).into_iter().chain(strings(wanted.get("own"))).collect();
    let mut found = Vec::new();
    rows(&program.rows, None, &mut found);
    found.extend(program.excluded.iter().map(|(row, _)| (row.id.as_str(), None)));
    for (id, above) in &found {
        let below = above.is_some_and(|above: &str| id.starts_with(&format!("{above}_")));
        if !below && !named.iter().any(|n| n == id) {
            wrong.push(format!("{}: the row {id} (below {above:?}) is not named", program.id));
        }
    }
    let missing = named.iter().filter(|n| !found.iter().any(|(id, _)| id == n));
    wrong.extend(missing.map(|n| format!("{}: no row {n}", program.id)));
    for extra in strings(wanted.get("extra")) {
        if !program.extras.iter().any(|e| e.id.starts_with(&extra)) {
            wrong.push(format!("{}: nothing is given for {extra}", program.id));
        }
    }
}

fn rows<'r>(list: &'r [Row], above: Option<&'r str>, to: &mut Vec<(&'r str, Option<&'r str>)>) {
    for row in list {
        to.push((&row.id, above));
        rows(&row.rows, Some(&row.id), to);
    }
}

#[test]
fn conditions_on_people_live_in_quantities() {
    let quantity = |id: &str| PACK.quantities.iter().find(|q| q.id == id).unwrap_or_else(|| panic!("no quantity {id}"));
    assert_eq!(quantity("ob_unable").unit, "");
    let packs = jiuzhu::packs::read_folder(&jiuzhu::default_packs()).unwrap();
    let all: String = packs.iter().filter(|f| f.path.contains("/quantities/m_")).map(|f| f.text.as_str()).collect();
    for id in ["m_self", "m_spouse", "m_minor_child", "m_dep_adult_child", "m_other_duty"] {
        assert!(all.contains(&format!("id = \"{id}\"")), "no row {id}");
    }
}

#[test]
fn facts() {
    let wanted = data("facts.toml");
    let mut wrong = Vec::new();
    for (id, fact) in &wanted {
        let word = |key: &str| fact.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_lowercase();
        let wanted = [word("of"), word("type"), word("known_by"), word("unit")];
        match PACK.facts.iter().find(|f| f.id == *id).map(described) {
            Some(found) if found == wanted => {}
            found => wrong.push(format!("{id} is {found:?}, not {wanted:?}")),
        }
    }
    wrong.extend(PACK.facts.iter().filter(|f| !wanted.contains_key(&f.id)).map(|f| format!("{} is not named", f.id)));
    none(&wrong);
}

fn described(fact: &Fact) -> [String; 4] {
    let lower = |text: String| text.to_lowercase();
    [
        lower(format!("{:?}", fact.of)),
        lower(format!("{:?}", fact.kind)),
        lower(format!("{:?}", fact.known_by)),
        fact.unit.clone(),
    ]
}

#[test]
fn amounts() {
    let wanted = data("amounts.toml");
    let mut wrong = Vec::new();
    for (id, amount) in &wanted {
        let keys = strings(amount.get("keys"));
        match PACK.amounts.iter().find(|a| a.id == *id) {
            Some(found) if found.unit == amount["unit"].as_str().unwrap() && found.keys == keys => {}
            found => wrong.push(format!("{id} is {found:?}")),
        }
    }
    wrong.extend(PACK.amounts.iter().filter(|a| !wanted.contains_key(&a.id)).map(|a| format!("{} is not named", a.id)));
    none(&wrong);
}

#[test]
fn readings() {
    let wanted = data("readings.toml");
    let found: BTreeSet<(&str, &str)> = PACK.readings.iter().map(|r| (r.id.as_str(), r.name.as_str())).collect();
    assert_eq!(found, wanted.iter().map(|(id, name)| (id.as_str(), name.as_str().unwrap())).collect());
}

#[test]
fn offices() {
    let wanted = data("offices.toml");
    let found: BTreeSet<(&str, &str)> = PACK.offices.iter().map(|o| (o.id.as_str(), o.name.as_str())).collect();
    assert_eq!(found, wanted.iter().map(|(id, name)| (id.as_str(), name.as_str().unwrap())).collect());
    assert_eq!(found.len(), 26);
    for office in &PACK.offices {
        let told = [&office.address, &office.phone, &office.hours];
        assert!(
            told.iter().all(|t| t.as_ref().is_none_or(|t| !t.trim().is_empty())),
            "{}: empty is not null",
            office.id
        );
    }
}
