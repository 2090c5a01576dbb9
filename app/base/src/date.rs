//! Calendar dates as day numbers.

use crate::Problem;
use datealgo::{date_to_rd, days_in_month, rd_to_date};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A calendar date, counted in days from 1970-01-01. Valid from 1800-01-01 to 2999-12-31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date(i32);

const FIRST: Date = Date(date_to_rd((1800, 1, 1)));
const LAST: Date = Date(date_to_rd((2999, 12, 31)));
const FIRST_YEAR: i32 = 1800;
const LAST_YEAR: i32 = 2999;
const MONTHS: i32 = 12;

impl Date {
    /// The date of a year, month and day, or `None` if there is no such day.
    pub fn from_ymd(year: i32, month: i32, day: i32) -> Option<Date> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) || !(1..=MONTHS).contains(&month) {
            return None;
        }
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        (1..=days_in_month(year, month)).contains(&day).then(|| Date(date_to_rd((year, month, day))))
    }

    /// The date of a day number, held within the valid years.
    pub fn from_days(days: i64) -> Date {
        Date(i32::try_from(days.clamp(FIRST.days(), LAST.days())).unwrap_or(0))
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i64 {
        i64::from(self.0)
    }

    /// Year, month and day.
    pub fn ymd(self) -> (i32, i32, i32) {
        let (year, month, day) = rd_to_date(self.0);
        (year, i32::from(month), i32::from(day))
    }

    /// Reads `2026-11-23`.
    pub fn parse(text: &str) -> Result<Date, Problem> {
        let wrong = || Problem::new("日期", format!("“{text}”不是一个日期")).hint("写成 2026-11-23 这样");
        let mut parts = text.splitn(3, '-');
        let mut next = |width: usize| {
            let part = parts.next().filter(|p| p.len() == width && p.bytes().all(|b| b.is_ascii_digit()))?;
            part.parse::<i32>().ok()
        };
        let ymd = (next(4), next(2), next(2));
        let (Some(year), Some(month), Some(day)) = ymd else { return Err(wrong()) };
        Date::from_ymd(year, month, day).ok_or_else(wrong)
    }

    /// Full years from `self` to `today`. A person born on 29 February is a year older on
    /// 1 March of a common year.
    pub fn full_years_until(self, today: Date) -> i64 {
        let (from, to) = (self.ymd(), today.ymd());
        let birthday_passed = (to.1, to.2) >= (from.1, from.2);
        i64::from(to.0 - from.0) - i64::from(!birthday_passed)
    }

    /// The latest day a person can be born on to be `years` old on `self`.
    pub fn latest_birth_for_age(self, years: i64) -> Date {
        let (year, month, day) = self.ymd();
        let year = i32::try_from(i64::from(year) - years).unwrap_or(FIRST_YEAR);
        Date::from_ymd(year, month, day).or_else(|| Date::from_ymd(year, month, day - 1)).unwrap_or(FIRST)
    }

    /// The date `months` later (or earlier), held to the end of a shorter month.
    pub fn add_months(self, months: i32) -> Date {
        let (year, month, day) = self.ymd();
        let count = year * MONTHS + month - 1 + months;
        let (year, month) = (count.div_euclid(MONTHS), count.rem_euclid(MONTHS) + 1);
        let last = u8::try_from(month).map_or(day, |month| i32::from(days_in_month(year, month)));
        Date::from_ymd(year, month, day.min(last)).unwrap_or(if months < 0 { FIRST } else { LAST })
    }

    /// The date `days` later (or earlier).
    pub fn add_days(self, days: i64) -> Date {
        Date::from_days(self.days() + days)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn parses_and_prints() {
        assert_eq!(day("1970-01-01").days(), 0);
        assert_eq!(day("1970-01-02").days(), 1);
        assert_eq!(day("2026-11-23").to_string(), "2026-11-23");
        assert_eq!(day("2026-11-23").ymd(), (2026, 11, 23));
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "2026-02-29",
            "2026-13-01",
            "2026-1-1",
            "26-01-01",
            "",
            "2026-01-01x",
            "abcd-ef-gh",
            "1799-12-31",
            "3000-01-01",
            "+026-01-01",
        ] {
            assert!(Date::parse(text).is_err(), "{text}");
        }
        assert!(Date::parse("1800-01-01").is_ok() && Date::parse("2999-12-31").is_ok());
    }

    #[test]
    fn counts_full_years() {
        for (birth, today, years) in [
            ("2008-11-23", "2026-11-23", 18),
            ("2008-11-24", "2026-11-23", 17),
            ("2008-02-29", "2026-02-28", 17),
            ("2008-02-29", "2026-03-01", 18),
            ("2008-02-29", "2028-02-29", 20),
            ("2026-11-23", "2026-11-23", 0),
        ] {
            assert_eq!(day(birth).full_years_until(day(today)), years, "{birth} {today}");
        }
    }

    #[test]
    fn moves_by_months_and_days() {
        assert_eq!(day("2025-07-29").add_months(12), day("2026-07-29"));
        assert_eq!(day("2024-01-31").add_months(1), day("2024-02-29"));
        assert_eq!(day("2025-01-31").add_months(-2), day("2024-11-30"));
        assert_eq!(day("2025-12-15").add_months(1), day("2026-01-15"));
        assert_eq!(day("2999-12-31").add_months(1), day("2999-12-31"));
        assert_eq!(day("1800-01-01").add_months(-1), day("1800-01-01"));
        assert_eq!(day("2024-03-01").add_days(-1), day("2024-02-29"));
        assert_eq!(Date::from_days(i64::MAX), day("2999-12-31"));
        assert_eq!(Date::from_days(i64::MIN), day("1800-01-01"));
    }

    proptest! {
        #[test]
        fn latest_birth_is_the_last_that_old(today in 0i64..40_000, age in 0i64..120) {
            let today = Date::from_days(today);
            let birth = today.latest_birth_for_age(age);
            prop_assert_eq!(birth.full_years_until(today), age);
            prop_assert!(birth.add_days(1).full_years_until(today) < age);
        }
    }
}
