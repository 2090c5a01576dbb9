//! Units of numbers: products of powers of fen, month, year, day, person.

use std::fmt;

/// A unit; the exponents of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Unit {
    fen: i8,
    person: i8,
    month: i8,
    year: i8,
    day: i8,
    date: i8,
}

impl Unit {
    /// A pure number.
    pub const ONE: Unit = Unit { fen: 0, person: 0, month: 0, year: 0, day: 0, date: 0 };
    /// People.
    pub const PERSON: Unit = Unit { person: 1, ..Unit::ONE };
    /// Months.
    pub const MONTH: Unit = Unit { month: 1, ..Unit::ONE };
    /// Years of age.
    pub const YEAR: Unit = Unit { year: 1, ..Unit::ONE };
    /// Days.
    pub const DAY: Unit = Unit { day: 1, ..Unit::ONE };
    /// A date: neither added nor multiplied.
    pub const DATE: Unit = Unit { date: 1, ..Unit::ONE };

    /// Reads `fen/person/month`.
    pub fn parse(text: &str) -> Option<Unit> {
        let mut unit = Unit::ONE;
        for (i, part) in text.split('/').enumerate() {
            let power = if i == 0 { 1 } else { -1 };
            match part {
                "1" | "" | crate::SHARE if i == 0 => {}
                "fen" => unit.fen += power,
                "person" => unit.person += power,
                "month" => unit.month += power,
                "year" => unit.year += power,
                "day" => unit.day += power,
                "date" => unit.date += power,
                _ => return None,
            }
        }
        Some(unit)
    }

    /// Whether it counts money.
    pub fn is_money(self) -> bool {
        self.fen != 0
    }

    /// The unit of a product.
    pub fn times(self, other: Unit) -> Unit {
        Unit {
            fen: self.fen + other.fen,
            person: self.person + other.person,
            month: self.month + other.month,
            year: self.year + other.year,
            day: self.day + other.day,
            date: self.date + other.date,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("fen", self.fen),
            ("person", self.person),
            ("month", self.month),
            ("year", self.year),
            ("day", self.day),
            ("date", self.date),
        ];
        let up: Vec<&str> =
            parts.iter().flat_map(|(n, p)| std::iter::repeat_n(*n, usize::try_from(*p).unwrap_or(0))).collect();
        let down: Vec<&str> =
            parts.iter().flat_map(|(n, p)| std::iter::repeat_n(*n, usize::try_from(-p).unwrap_or(0))).collect();
        f.write_str(if up.is_empty() { "1" } else { up[0] })?;
        up.iter().skip(1).try_for_each(|p| write!(f, "*{p}"))?;
        down.iter().try_for_each(|p| write!(f, "/{p}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_prints_and_multiplies() {
        for text in ["1", "fen", "fen/month", "fen/person/month", "person", "year"] {
            assert_eq!(Unit::parse(text).unwrap().to_string(), text);
        }
        let per_person = Unit::parse("fen/person/month").unwrap();
        assert_eq!(per_person.times(Unit::PERSON), Unit::parse("fen/month").unwrap());
        assert!(Unit::parse("yuan").is_none());
        assert!(per_person.is_money() && !Unit::PERSON.is_money());
    }
}
