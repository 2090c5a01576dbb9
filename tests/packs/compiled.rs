//! Amounts at a date, what changed between dates and folders, and the compiled form.

use crate::{PACK, folder, none};
use base::Date;
use policy::source::{diff_dates, diff_packs};
use policy::{Amounts, Pack};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn sourced_numbers_at_their_dates() {
    let urban = [None, Some((62_000, 77_000)), Some((77_000, 77_000)), Some((77_000, 93_170))];
    let rural = [None, Some((49_600, 63_000)), Some((63_000, 63_000)), Some((63_000, 76_230))];
    let tekun = [None, Some((80_600, 100_100)), Some((100_100, 100_100)), Some((100_100, 121_121))];
    let series = [("dibao_std.urban", urban), ("dibao_std.rural", rural), ("tekun_basic_std.urban", tekun), ("tekun_basic_std.rural", tekun)];
    for (id, wanted) in series {
        let days = ["2020-12-31", "2021-01-01", "2025-07-29", "2026-11-23"];
        for (on, wanted) in days.into_iter().zip(wanted) {
            assert_eq!(value(id, on), wanted.map(|(min, max)| (min, max, 1)), "{id} on {on}");
        }
        assert_eq!(value(id, "2025-07-28"), wanted[1].map(|(min, max)| (min, max, 1)), "{id} the day before");
        assert_eq!(value(id, "2026-07-29"), wanted[2].map(|(min, max)| (min, max, 1)), "{id} twelve months old");
        assert_eq!(value(id, "2026-07-30"), wanted[3].map(|(min, max)| (min, max, 1)), "{id} a day older");
    }
    for (id, wanted) in [("bianyuan_ratio", (15, 15, 10)), ("dibao_grace_months", (6, 6, 1)), ("kangfu_age_max", (6, 6, 1))] {
        assert_eq!(value(id, "2026-11-23"), Some(wanted), "{id}");
    }
}

fn value(id: &str, on: &str) -> Option<(i64, i64, i64)> {
    let keys = PACK.amount_keys(id).unwrap();
    assert_eq!(keys.len(), 1, "{id}");
    Amounts::default().at(&PACK, keys[0].0, keys[0].1, day(on)).value
}

#[test]
fn nothing_else_has_a_number() {
    let sourced = ["dibao_std", "tekun_basic_std", "bianyuan_ratio", "dibao_grace_months", "kangfu_age_max"];
    let with: Vec<&str> = PACK.amounts.iter().filter(|a| !a.values.is_empty()).map(|a| a.id.as_str()).collect();
    let mut wrong: Vec<String> = with.iter().filter(|id| !sourced.contains(id)).map(|id| format!("{id} has a number")).collect();
    wrong.extend(sourced.iter().filter(|id| !with.contains(id)).map(|id| format!("{id} has none")));
    for amount in &PACK.amounts {
        let dated = amount.values.iter().filter(|v| v.verified && v.checked.is_none());
        wrong.extend(dated.map(|v| format!("{} from {} was checked on no day", amount.id, v.from)));
    }
    none(&wrong);
}

#[test]
fn reads_back_what_it_wrote() {
    let bytes = PACK.encode().unwrap();
    assert_eq!(Pack::decode(&bytes).unwrap(), *PACK);
    assert_eq!(Pack::decode(&bytes).unwrap().encode().unwrap(), bytes);
    const STEP: usize = 4_001;
    for at in (0..bytes.len()).step_by(STEP).chain([bytes.len() - 1]) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        assert!(Pack::decode(&damaged).is_err(), "damage at {at}");
        assert!(Pack::decode(&bytes[..at]).is_err(), "cut at {at}");
    }
    let longer: Vec<u8> = bytes.iter().copied().chain([0]).collect();
    assert!(Pack::decode(&longer).is_err());
}

#[test]
fn two_dates_in_plain_chinese() {
    println!("{}", diff_dates(&PACK, day("2025-12-31"), day("2026-07-01")).join("\n"));
    println!("---\n{}", diff_dates(&PACK, day("2026-07-29"), day("2026-07-30")).join("\n"));
    println!("---\n{}", diff_dates(&PACK, day("2026-07-30"), day("2026-11-23")).join("\n"));
    panic!();
}

#[test]
fn two_folders_in_plain_chinese() {
    let read = |name: &str| jiuzhu::packs::load(Some(&folder().join("diff").join(name))).unwrap();
    println!("{}", diff_packs(&read("a"), &read("b"), day("2026-11-23")).join("\n"));
    panic!();
}
