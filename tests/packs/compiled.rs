//! Amounts at a date, what changed between dates and folders, and the compiled form.

use crate::{PACK, faults, none};
use base::Date;
use policy::source::{self, entered_on_neither};
use policy::{AmountRecord, Amounts, Pack};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn sourced_numbers_at_their_dates() {
    let urban = [None, Some((62_000, 77_000)), Some((77_000, 77_000)), Some((77_000, 93_170))];
    let rural = [None, Some((49_600, 63_000)), Some((63_000, 63_000)), Some((63_000, 76_230))];
    let tekun = [None, Some((80_600, 100_100)), Some((100_100, 100_100)), Some((100_100, 121_121))];
    let series = [
        ("dibao_std.urban", urban),
        ("dibao_std.rural", rural),
        ("tekun_basic_std.urban", tekun),
        ("tekun_basic_std.rural", tekun),
    ];
    for (id, wanted) in series {
        let days = ["2020-12-31", "2021-01-01", "2025-07-29", "2026-11-23"];
        for (on, wanted) in days.into_iter().zip(wanted) {
            assert_eq!(value(id, on), wanted.map(|(min, max)| (min, max, 1)), "{id} on {on}");
        }
        assert_eq!(value(id, "2025-07-28"), wanted[1].map(|(min, max)| (min, max, 1)), "{id} the day before");
        assert_eq!(value(id, "2026-07-29"), wanted[2].map(|(min, max)| (min, max, 1)), "{id} twelve months old");
        assert_eq!(value(id, "2026-07-30"), wanted[3].map(|(min, max)| (min, max, 1)), "{id} a day older");
    }
    for (id, wanted) in
        [("bianyuan_ratio", (15, 15, 10)), ("dibao_grace_months", (6, 6, 1)), ("kangfu_age_max", (6, 6, 1))]
    {
        assert_eq!(value(id, "2026-11-23"), Some(wanted), "{id}");
    }
}

/// A county's own standard, as it writes it.
fn own(value: &str) -> Result<Amounts, Vec<base::Problem>> {
    let mut record = AmountRecord::default();
    let fields =
        ["dibao_std.rural", value, "元/人·月", "2026-09-01", "", "通知", "1号", "https://example.org", "甲", "乙"];
    for (name, text) in AmountRecord::FIELDS.into_iter().zip(fields) {
        *record.field_mut(name).unwrap() = text.to_owned();
    }
    Amounts::from_records(&PACK, &[record])
}

#[test]
fn a_county_that_writes_fen_for_yuan_is_told() {
    assert!(own("680").is_ok());
    // The known standard widens to 762.30 yuan: ten times as much may still be.
    assert!(own("7623").is_ok());
    let problems = own("68000").unwrap_err();
    assert!(problems[0].to_string().contains("比已知的数大了10倍还多"), "{}", problems[0]);
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
    let mut wrong: Vec<String> =
        with.iter().filter(|id| !sourced.contains(id)).map(|id| format!("{id} has a number")).collect();
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

fn lines(found: &[source::Difference]) -> Vec<String> {
    found.iter().map(ToString::to_string).collect()
}

fn diff_dates(pack: &Pack, from: Date, to: Date) -> Vec<String> {
    lines(&source::diff_dates(pack, from, to))
}

fn diff_packs(a: &Pack, b: &Pack, day: Date) -> Vec<String> {
    lines(&source::diff_packs(a, b, day))
}

#[test]
fn the_day_the_law_came_into_force() {
    let lines = diff_dates(&PACK, day("2025-12-31"), day("2026-07-01"));
    let expected = [
        "最低生活保障：依据多了《社会救助法》第37条第1款，用在“户口在垫江”、“有垫江的居住证”",
        "最低生活保障：依据多了《社会救助法》第40条，用在“全家人都同意政府核对收入和财产”",
        "特困人员救助供养：依据多了《社会救助法》第16条第3款，用在“在领特困的未成年人满了18岁，还在读义务教育或高中阶段”",
        "算不算收入有不同说法的钱：多了一项计入的“养老金的基础部分”",
        "算不算收入有不同说法的钱：少了一项不计入的“养老金的基础部分，2025年底以前不算收入”",
    ];
    let missing = expected.iter().filter(|e| !lines.iter().any(|l| l == *e));
    none(&missing.map(ToString::to_string).collect::<Vec<_>>());
    let entered = "比不出变没变（规定从2026-07-01起才录入，更早的没有，不等于没有这个项目）：";
    let names: Vec<&str> = lines.iter().filter_map(|l| l.strip_prefix(entered)).flat_map(|l| l.split('、')).collect();
    assert!(names.len() == 12 && names.contains(&"临时救助"), "{names:?}");
    assert_eq!(lines.len(), lines.iter().collect::<std::collections::HashSet<_>>().len());
    let known = [entered, "依据多了《社会救助法》", "养老金的基础部分"];
    none(&lines.into_iter().filter(|l| !known.iter().any(|k| l.contains(k))).collect::<Vec<_>>());
}

#[test]
fn what_is_not_entered_is_not_told_as_a_change() {
    assert_eq!(
        diff_dates(&PACK, day("2020-12-31"), day("2021-01-01")),
        [
            "最低生活保障标准（城镇）：2020-12-31的数没有录入，2021-01-01是620元到770元之间",
            "最低生活保障标准（农村）：2020-12-31的数没有录入，2021-01-01是496元到630元之间",
            "特困人员基本生活标准（城镇）：2020-12-31的数没有录入，2021-01-01是806元到1001元之间",
            "特困人员基本生活标准（农村）：2020-12-31的数没有录入，2021-01-01是806元到1001元之间",
        ]
    );
    let neither = entered_on_neither(&PACK, day("2020-12-31"), day("2021-01-01"));
    assert!(neither.contains(&"最低生活保障") && !neither.contains(&"孤儿基本生活保障"), "{neither:?}");
    assert!(entered_on_neither(&PACK, day("2026-06-30"), day("2026-07-01")).is_empty());
}

#[test]
fn the_day_the_old_numbers_widen() {
    let lines = diff_dates(&PACK, day("2026-07-29"), day("2026-07-30"));
    assert_eq!(
        lines,
        [
            "最低生活保障标准（城镇）：从770元变成770元到931.70元之间（旧数，可能已经调高）",
            "最低生活保障标准（农村）：从630元变成630元到762.30元之间（旧数，可能已经调高）",
            "特困人员基本生活标准（城镇）：从1001元变成1001元到1211.21元之间（旧数，可能已经调高）",
            "特困人员基本生活标准（农村）：从1001元变成1001元到1211.21元之间（旧数，可能已经调高）",
        ]
    );
    none(&diff_dates(&PACK, day("2026-07-30"), day("2026-11-23")));
}

#[test]
fn two_folders() {
    let read = |name: &str| jiuzhu::packs::check(&faults::files(name, &[]), None).unwrap();
    let (a, b, day) = (read("base"), read("../diff"), day("2026-11-23"));
    assert_eq!(
        diff_packs(&a, &b, day),
        [
            "互助标准（农村）：从550元变成600元",
            "邻里互助：“户口在本县”改成“户口在本县，或者住了一年”",
            "邻里互助：多了一条“同意邻里来看一看”",
            "看病互助：“能得邻里互助”的算法改了",
            "题目“过去一年看病花了多少？”改成“过去一年看病，自己付了多少？”",
            "多了题目“邻里来看一看，您同意吗？”",
        ]
    );
    none(&diff_packs(&a, &a, day));
    assert!(diff_packs(&b, &a, day).contains(&"邻里互助：少了一条“同意邻里来看一看”".to_string()));
}
