//! How many questions eight archetype households are asked until every programme is settled.

use base::Date;
use checks::households::{nothing_asked, places, tell};
use jiuzhu::evaluate::read_household;
use policy::{Amounts, KnownBy};
use rules::{Answer, Engine, Household, Missing};
use std::path::Path;

#[test]
fn questions_asked_against_asking_everything() {
    let pack = jiuzhu::packs::load(None).unwrap();
    let engine = Engine::new(&pack, Date::parse("2026-11-23").unwrap(), &Amounts::default()).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/archetypes");
    let mut shares = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    for path in &files {
        let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let all = read_household(&pack, &serde_json::json!({"facts": json["facts"]}), Answer::Absent, "").unwrap();
        let ((asked, for_amounts), everything) = (asked(&engine, &all), everything(&engine, &all));
        let relevant = relevant(&engine, &all);
        let title = json["title"].as_str().unwrap();
        println!(
            "{title}: {asked} questions, of {relevant} relevant, of {everything} in all; {for_amounts} more for amounts"
        );
        shares.push(100 * asked / everything);
    }
    shares.sort_unstable();
    let median = (shares[3] + shares[4]) / 2;
    println!("median: {median} % of asking everything");
    assert_eq!(shares.len(), 8);
    assert!(median <= 40, "the median household is asked {median} % of all questions");
}

/// Every question of the packs, for the household and each person.
fn everything(engine: &Engine, all: &Household) -> usize {
    places(engine.pack, all).iter().filter(|p| resident(engine, p)).count()
}

/// Those that a fixed questionnaire with skips would ask.
fn relevant(engine: &Engine, all: &Household) -> usize {
    let irrelevant = engine.irrelevant(all);
    places(engine.pack, all).iter().filter(|p| resident(engine, p) && !irrelevant.contains(p)).count()
}

fn resident(engine: &Engine, place: &Missing) -> bool {
    engine.pack.facts[place.fact].known_by == KnownBy::Resident
}

/// How many questions are asked until the outcomes are settled, and then until the amounts are; the members known.
fn asked<'e>(engine: &Engine<'e>, all: &Household) -> (usize, usize) {
    let mut so_far = nothing_asked(engine.pack, all);
    let focus: Vec<usize> = (0..engine.pack.programs.len()).collect();
    let mut count = |next: fn(&Engine<'e>, &Household, &[usize]) -> Option<rules::Ask>| {
        let mut asked = 0;
        while let Some(ask) = next(engine, &so_far, &focus) {
            tell(&mut so_far, all, Missing { fact: ask.fact, of: ask.of });
            asked += 1;
        }
        asked
    };
    (count(Engine::next), count(Engine::next_for_amounts))
}
