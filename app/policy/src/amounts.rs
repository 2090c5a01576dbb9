//! Amounts at a date: the packs' series, what a county enters itself, and the widening of old numbers.

use crate::model::{Amount, Dated, Pack};
use base::{Date, Problem};

/// A value that replaces the packs' own, taken as exact.
#[derive(Clone, Debug, PartialEq)]
pub struct AmountValue {
    /// Amount index.
    pub amount: u16,
    /// Key index.
    pub key: u16,
    /// Numerator and denominator; `None` says that there is no value.
    pub value: Option<(i64, i64)>,
    /// First day; `None` for every day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Document, number, where.
    pub source: String,
}

/// Values that replace the packs' own. Later ones win.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Amounts {
    values: Vec<AmountValue>,
}

/// An amount at a date.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// Smallest and largest numerator, and the denominator; `None` without a value.
    pub value: Option<(i64, i64, i64)>,
    /// From a source somebody checked.
    pub verified: bool,
    /// Document, date, where.
    pub source: String,
    /// The day for which the source states it.
    pub as_of: Option<Date>,
    /// The number is old and was widened by this many years of assumed growth.
    pub widened: Option<i32>,
}

/// Assumed growth of an amount that only ever rises: 11/10 a year.
const GROWTH: (i64, i64) = (11, 10);
/// Widening stops here: beyond it an old number says nothing.
const MOST_YEARS: i32 = 30;
const MONTHS: i32 = 12;

impl Amounts {
    /// Whether it holds a value of that amount and key.
    pub fn has(&self, amount: u16, key: u16) -> bool {
        self.values.iter().any(|v| (v.amount, v.key) == (amount, key))
    }

    /// Adds a value.
    pub fn push(&mut self, value: AmountValue) {
        self.values.push(value);
    }

    /// The value of an amount and key on a day.
    pub fn at(&self, pack: &Pack, amount: u16, key: u16, day: Date) -> Rate {
        let own = self.values.iter().rev().find(|v| v.amount == amount && v.key == key && holds(v.from, v.until, day));
        match own {
            Some(value) => Rate {
                value: value.value.map(|(n, scale)| (n, n, scale)),
                verified: value.value.is_some(),
                source: value.source.clone(),
                as_of: value.from,
                widened: None,
            },
            None => pack.amounts.get(usize::from(amount)).map_or_else(Rate::none, |a| a.at(key, day)),
        }
    }
}

impl Rate {
    fn none() -> Rate {
        Rate { value: None, verified: false, source: String::new(), as_of: None, widened: None }
    }
}

impl Amount {
    fn at(&self, key: u16, day: Date) -> Rate {
        let found = self
            .values
            .iter()
            .filter(|v| v.key.is_none_or(|k| k == key) && holds(Some(v.from), v.until, day))
            .max_by_key(|v| v.from);
        let Some(value) = found else { return Rate::none() };
        let years = if self.rises { years_old(value, day) } else { None };
        let max = years.map_or(value.max, |years| grown(value.max, years));
        Rate {
            value: Some((value.min, max, value.scale)),
            verified: value.verified,
            source: value.source.clone(),
            as_of: Some(value.as_of.unwrap_or(value.from)),
            widened: years,
        }
    }
}

fn holds(from: Option<Date>, until: Option<Date>, day: Date) -> bool {
    from.is_none_or(|d| d <= day) && until.is_none_or(|d| day <= d)
}

/// Years of growth to allow for, if the value is open-ended and more than twelve months old.
fn years_old(value: &Dated, day: Date) -> Option<i32> {
    let start = value.as_of.unwrap_or(value.from);
    if value.until.is_some() || day <= start.add_months(MONTHS) {
        return None;
    }
    Some((2..MOST_YEARS).find(|years| day <= start.add_months(MONTHS * years)).unwrap_or(MOST_YEARS))
}

/// `max` after so many years of assumed growth, rounded up every year.
fn grown(max: i64, years: i32) -> i64 {
    let year =
        |value: i64, _| value.checked_mul(GROWTH.0).map_or(i64::MAX / 4, |grown| (grown + GROWTH.1 - 1) / GROWTH.1);
    (0..years).fold(max, year).min(i64::MAX / 4)
}

impl Pack {
    /// The amounts and keys that a dotted id means: `dibao_std.rural`, or `yiliao_cap` for all its keys.
    pub fn amount_keys(&self, id: &str) -> Result<Vec<(u16, u16)>, Problem> {
        let wrong = || Problem::new(format!("金额 {id}"), "没有这个编号").hint("编号见政策包 amounts 文件夹");
        let found = self.amounts.iter().enumerate().find_map(|(ix, a)| {
            let rest = id.strip_prefix(a.id.as_str())?;
            (rest.is_empty() || rest.starts_with('.')).then(|| (ix, a, rest.trim_start_matches('.')))
        });
        let (ix, amount, rest) = found.ok_or_else(wrong)?;
        let fits =
            |key: &str| rest.is_empty() || key == rest || (key.starts_with(rest) && key[rest.len()..].starts_with('.'));
        let keys: Vec<(u16, u16)> =
            (0u16..).zip(&amount.keys).filter(|(_, key)| fits(key)).map(|(k, _)| (narrow(ix), k)).collect();
        if keys.is_empty() { Err(wrong()) } else { Ok(keys) }
    }
}

fn narrow(ix: usize) -> u16 {
    u16::try_from(ix).unwrap_or(u16::MAX)
}

/// Reads a decimal number exactly: numerator and power of ten.
pub(crate) fn decimal(text: &str) -> Option<(i64, i64)> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let negative = whole.starts_with('-');
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 6 || text.ends_with('.') {
        return None;
    }
    let part = part.trim_end_matches('0');
    let scale = 10i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let tail = if part.is_empty() { 0 } else { part.parse::<i64>().ok()? };
    let number = whole.parse::<i64>().ok()?.checked_mul(scale)?.checked_add(tail)?;
    Some((if negative { -number } else { number }, scale))
}

/// The unit of a part of something: a pure number of at most one.
pub const SHARE: &str = "share";

/// A number in an amount's unit, exactly: numerator and denominator. Fen are whole, a share is at most one.
pub fn exact_value(text: &str, unit: &str) -> Option<(i64, i64)> {
    decimal(text).filter(|(number, scale)| (*scale == 1 || !unit.starts_with("fen")) && may_be(*number, *scale, unit))
}

/// Whether so much is possible in a unit.
fn may_be(number: i64, scale: i64, unit: &str) -> bool {
    number <= scale || unit != SHARE
}

mod record;
pub use record::AmountRecord;

#[cfg(test)]
mod tests {
    use super::*;

    fn value(min: i64, max: i64, from: &str, until: Option<&str>) -> Dated {
        let day = |t: &str| Date::parse(t).unwrap();
        Dated {
            key: None,
            from: day(from),
            until: until.map(day),
            min,
            max,
            scale: 1,
            verified: true,
            source: String::new(),
            as_of: None,
            checked: None,
        }
    }

    fn amount(rises: bool) -> Amount {
        let values =
            vec![value(49_600, 63_000, "2021-01-01", Some("2025-07-28")), value(63_000, 63_000, "2025-07-29", None)];
        let (id, name, unit) = ("std".to_string(), String::new(), String::new());
        Amount {
            id,
            name,
            unit,
            who: String::new(),
            law: vec![],
            keys: vec![String::new()],
            labels: vec![],
            rises,
            note: String::new(),
            values,
        }
    }

    #[test]
    fn an_old_number_that_only_rises_widens() {
        for (day, rises, expect) in [
            ("2020-12-31", true, None),
            ("2021-01-01", true, Some((49_600, 63_000, None))),
            ("2025-07-28", true, Some((49_600, 63_000, None))),
            ("2025-07-29", true, Some((63_000, 63_000, None))),
            ("2026-07-29", true, Some((63_000, 63_000, None))),
            ("2026-07-30", true, Some((63_000, 76_230, Some(2)))),
            ("2026-11-23", true, Some((63_000, 76_230, Some(2)))),
            ("2026-11-23", false, Some((63_000, 63_000, None))),
            ("2027-07-29", true, Some((63_000, 76_230, Some(2)))),
            ("2027-07-30", true, Some((63_000, 83_853, Some(3)))),
        ] {
            let rate = amount(rises).at(0, Date::parse(day).unwrap());
            assert_eq!(rate.value.map(|(min, max, _)| (min, max, rate.widened)), expect, "{day}");
        }
        assert_eq!(grown(100_100, 3), 133_234, "rounded up: 133233.1");
    }

    #[test]
    fn reads_decimals_exactly() {
        for (text, expect) in [
            ("1.5", Some((15, 10))),
            ("0.65", Some((65, 100))),
            ("63000", Some((63_000, 1))),
            ("2.0", Some((2, 1))),
            ("-0.5", Some((-5, 10))),
        ] {
            assert_eq!(decimal(text), expect, "{text}");
        }
        for text in ["", ".", "1.", ".5", "1e3", "1,5", "0.1234567", "99999999999999999999", "－1", "1.5 "] {
            assert_eq!(decimal(text), None, "{text}");
        }
        for (text, unit, fits) in [("1", SHARE, true), ("1.1", SHARE, false), ("1.1", "1", true), ("1.1", "fen", false)]
        {
            assert_eq!(exact_value(text, unit).is_some(), fits, "{text} {unit}");
        }
    }

    #[test]
    fn a_dotted_id_means_one_key_or_all_of_them() {
        let mut pack = Pack { amounts: vec![amount(true)], ..Pack::default() };
        pack.amounts[0].keys = ["urban.0", "urban.full", "rural.0"].map(String::from).to_vec();
        assert_eq!(pack.amount_keys("std.urban.full").unwrap(), [(0, 1)]);
        assert_eq!(pack.amount_keys("std.urban").unwrap(), [(0, 0), (0, 1)]);
        assert_eq!(pack.amount_keys("std").unwrap().len(), 3);
        for id in ["stdx", "std.rura", "std.urban.none", "other"] {
            assert!(pack.amount_keys(id).is_err(), "{id}");
        }
    }
}
