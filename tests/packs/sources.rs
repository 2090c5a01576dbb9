//! Citations and registers.

use crate::{PACK, data, none, strings, table};
use jiuzhu::packs::read_folder;
use policy::source::check_coverage;
use std::collections::{BTreeMap, BTreeSet};

/// Parts of each text: numbers from one, or headings.
fn texts() -> BTreeMap<String, BTreeSet<String>> {
    let list = table(&jiuzhu::default_packs().join("texts.toml"));
    let part = |text: &toml::Value| {
        let numbers = 1..=text.get("count").and_then(toml::Value::as_integer).unwrap_or(0);
        let parts = numbers.map(|n| n.to_string()).chain(strings(text.get("list"))).collect();
        (text["name"].as_str().unwrap().to_string(), parts)
    };
    list["text"].as_array().unwrap().iter().map(part).collect()
}

#[test]
fn the_list_of_texts_is_that_of_the_law() {
    let found: BTreeMap<String, usize> = texts().into_iter().map(|(name, parts)| (name, parts.len())).collect();
    let counted = |(name, count): (&String, &toml::Value)| (name.clone(), count.as_integer().unwrap() as usize);
    assert_eq!(found, data("texts.toml").iter().map(counted).collect());
}

#[test]
fn every_citation_names_a_part_that_exists() {
    let texts = texts();
    let (mut cited, mut wrong) = (BTreeSet::new(), Vec::new());
    for file in read_folder(&jiuzhu::default_packs()).unwrap() {
        let value: toml::Value = toml::from_str::<toml::Table>(&file.text).unwrap().into();
        words(&value, &mut |word| {
            let Some((text, part)) = word.split_once('#').filter(|(text, _)| texts.contains_key(*text)) else { return };
            let (name, parts) = texts.get_key_value(text).unwrap();
            cited.insert(name.clone());
            let article = part.split(['/', '(']).next().unwrap();
            if !parts.contains(part) && !parts.contains(article) {
                wrong.push(format!("{}: {word}", file.path));
            }
        });
    }
    wrong.extend(texts.keys().filter(|name| !cited.contains(*name)).map(|name| format!("nothing cites {name}")));
    none(&wrong);
}

fn words(value: &toml::Value, see: &mut impl FnMut(&str)) {
    match value {
        toml::Value::String(word) => see(word),
        toml::Value::Array(list) => list.iter().for_each(|v| words(v, see)),
        toml::Value::Table(map) => map.values().for_each(|v| words(v, see)),
        _ => {}
    }
}

#[test]
fn every_article_lives_somewhere_or_says_why_not() {
    let covered = check_coverage(&read_folder(&jiuzhu::default_packs()).unwrap()).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    });
    let found: Vec<(&str, usize)> = covered.iter().map(|c| (c.text.as_str(), c.lives + c.none)).collect();
    assert_eq!(found, [("社会救助法", 78), ("重庆市城乡居民最低生活保障条例", 39)]);
}

#[test]
fn every_text_says_who_issued_it() {
    let none: Vec<&str> =
        PACK.texts.iter().filter(|text| text.issuer.is_empty()).map(|text| text.name.as_str()).collect();
    assert!(none.is_empty(), "no issuer: {none:?}");
}
