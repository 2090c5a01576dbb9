//! Amounts as people type them, and as people say them.

use base::Fen;

/// Above this nobody means it: 1 亿元.
const MOST: i64 = 10_000_000_000;

/// Reads an amount of yuan: full-width digits, commas, spaces, 元 and 万 are fine. The error says what to do.
pub fn read_money(typed: &str) -> Result<Fen, String> {
    let plain: String = typed.chars().map(half_width).filter(|c| !is_filler(*c)).collect();
    let (digits, unit) = match plain.strip_suffix('万') {
        Some(rest) => (rest, 1_000_000),
        None => (plain.as_str(), 100),
    };
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits),
    };
    let fen = scaled(digits, unit)?;
    if fen > MOST {
        return Err("数字太大了，请看看是不是多写了零".into());
    }
    Ok(Fen(if negative { -fen } else { fen }))
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '．' | '。' => '.',
        '－' | '−' | '亏' => '-',
        '，' => ',',
        other => other,
    }
}

fn is_filler(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | '元' | '块' | '￥' | '¥')
}

/// A decimal number times `unit`, exactly.
fn scaled(digits: &str, unit: i64) -> Result<i64, String> {
    let wrong = || "写成数字，比如350".to_string();
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || !all_digits(whole) || !all_digits(part) {
        return Err(wrong());
    }
    let mut value = whole.parse::<i64>().map_err(|_| wrong())? * unit;
    let mut place = unit;
    for digit in part.bytes() {
        place /= 10;
        if place == 0 && digit != b'0' {
            return Err("最多写到分".into());
        }
        value += i64::from(digit - b'0') * place;
    }
    Ok(value)
}

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// An amount in Chinese words: 一千一百五十元.
pub fn words(amount: Fen) -> String {
    let fen = amount.0.unsigned_abs();
    let (yuan, jiao, fen) = (fen / 100, fen / 10 % 10, fen % 10);
    let mut out = String::new();
    if amount.0 < 0 {
        out.push('负');
    }
    if yuan > 0 || jiao + fen == 0 {
        whole(yuan, &mut out);
        out.push('元');
    }
    if jiao > 0 {
        out.push_str(DIGITS[jiao as usize]);
        out.push('角');
    } else if fen > 0 && yuan > 0 {
        out.push('零');
    }
    if fen > 0 {
        out.push_str(DIGITS[fen as usize]);
        out.push('分');
    }
    out
}

fn whole(number: u64, out: &mut String) {
    let parts = [(number / 100_000_000, "亿"), (number / 10_000 % 10_000, "万"), (number % 10_000, "")];
    let (mut started, mut gap) = (false, false);
    for (part, unit) in parts {
        if part == 0 {
            gap = started;
            continue;
        }
        if started && (gap || part < 1000) {
            out.push('零');
        }
        four(part, !started, out);
        out.push_str(unit);
        (started, gap) = (true, false);
    }
    if !started {
        out.push('零');
    }
}

/// Up to four digits; `first` drops the 一 of 一十.
fn four(number: u64, first: bool, out: &mut String) {
    let (mut started, mut gap) = (false, false);
    for (scale, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / scale % 10;
        if digit == 0 {
            gap = started;
            continue;
        }
        if gap {
            out.push('零');
        }
        if !(first && !started && scale == 10 && digit == 1) {
            out.push_str(DIGITS[digit as usize]);
        }
        out.push_str(unit);
        (started, gap) = (true, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        for (typed, fen) in [
            ("1150", 115_000),
            ("1,150", 115_000),
            ("１１５０元", 115_000),
            (" 1 150 块", 115_000),
            ("1.2万", 1_200_000),
            ("0", 0),
            ("12.5", 1_250),
            ("12.50", 1_250),
            ("3000.000", 300_000),
            ("0.05", 5),
            ("-300", -30_000),
            ("亏300", -30_000),
            ("1.23456万", 1_234_560),
        ] {
            assert_eq!(read_money(typed), Ok(Fen(fen)), "{typed}");
        }
    }

    #[test]
    fn refuses_what_is_no_amount() {
        for typed in [
            "",
            "三百多",
            "1-2",
            "1.2.3",
            "12.345",
            "1e9",
            "万",
            ".5",
            "99999999999999999999",
            "999999999",
            "1.1234567万",
        ] {
            assert!(read_money(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn says_amounts_in_words() {
        for (fen, said) in [
            (0, "零元"),
            (115_000, "一千一百五十元"),
            (1_000, "十元"),
            (11_000, "一百一十元"),
            (100_500, "一千零五元"),
            (1_000_000, "一万元"),
            (1_000_500, "一万零五元"),
            (10_500_000, "十万五千元"),
            (10_050_000, "十万零五百元"),
            (10_000_000_000, "一亿元"),
            (10_000_100_000, "一亿零一千元"),
            (121_121, "一千二百一十一元二角一分"),
            (105, "一元零五分"),
            (50, "五角"),
            (-30_000, "负三百元"),
        ] {
            assert_eq!(words(Fen(fen)), said, "{fen}");
        }
    }
}
