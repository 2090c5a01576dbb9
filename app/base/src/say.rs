//! How days and amounts read in Chinese.

use crate::{Date, Fen};

/// An amount with separators: 1,150元.
pub fn yuan(amount: Fen) -> String {
    let fen = amount.0.unsigned_abs();
    let sign = if amount.0 < 0 { "−" } else { "" };
    let whole = grouped(fen / 100);
    match fen % 100 {
        0 => format!("{sign}{whole}元"),
        part => format!("{sign}{whole}.{part:02}元"),
    }
}

/// A span of amounts: 590—740元.
pub fn yuan_span(least: i64, most: i64) -> String {
    if least == most {
        return yuan(Fen(least));
    }
    let first = yuan(Fen(least));
    format!("{}—{}", first.trim_end_matches('元'), yuan(Fen(most)))
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A day: 2026年11月23日.
pub fn day(date: Date) -> String {
    let (year, month, day) = date.ymd();
    format!("{year}年{month}月{day}日")
}

/// A month: 2025年7月.
pub fn month(date: Date) -> String {
    let (year, month, _) = date.ymd();
    format!("{year}年{month}月")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_separators() {
        for (fen, text) in [(0, "0元"), (115_000, "1,150元"), (123_456_789, "1,234,567.89元"), (-5, "−0.05元")] {
            assert_eq!(yuan(Fen(fen)), text);
        }
        assert_eq!(yuan_span(59_000, 74_000), "590—740元");
        assert_eq!(yuan_span(59_000, 59_000), "590元");
    }
}
