//! Amounts as people type them, and as people say them.

use base::Fen;

/// Above this nobody means it: 1 亿元.
const MOST: i64 = 10_000_000_000;

/// Millionths of a yuan in a yuan, and in a fen.
const YUAN: i64 = 1_000_000;
const FEN: i64 = YUAN / 100;

/// Reads an amount of yuan: full-width digits, commas, spaces, 元, 1.2万, 三千五 are fine. The error says what to do.
pub fn read_money(typed: &str) -> Result<Fen, String> {
    let plain: String = typed.chars().map(half_width).filter(|c| !is_filler(*c)).collect();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, plain.as_str()),
    };
    let millionths = scaled(digits).ok_or("写成数字，比如350")?;
    match millionths % FEN {
        _ if millionths / FEN > MOST => Err("数字太大了，请看看是不是多写了零".into()),
        0 => Ok(Fen(sign * (millionths / FEN))),
        _ => Err("最多写到分".into()),
    }
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '．' | '。' => '.',
        '－' | '−' | '亏' | '负' => '-',
        '两' => '二',
        '〇' => '零',
        other => other,
    }
}

fn is_filler(c: char) -> bool {
    c.is_whitespace() || ",，元块钱圆整个人处辆￥¥".contains(c)
}

/// Digits with units, in millionths: 1150.5, 1.2万, 一万零五百, 三千五.
fn scaled(text: &str) -> Option<i64> {
    // What came before the last 万, what came after it, the number whose unit is awaited, what a last digit means.
    let (mut all, mut small, mut open, mut tail) = (0i64, 0i64, None, 1);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let scale = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '万' => 10_000,
            _ if open.unwrap_or(0) == 0 => {
                tail = if c == '零' { 1 } else { tail };
                (open, rest) = number(rest).map(|(value, after)| (Some(value), after))?;
                continue;
            }
            _ => return None,
        };
        rest = &rest[c.len_utf8()..];
        let times = open.take().or((scale == 10).then_some(YUAN));
        if scale == 10_000 {
            let before = small.checked_add(times.unwrap_or(0)).filter(|before| *before > 0)?;
            (all, small) = (before.checked_mul(scale)?, 0);
        } else {
            small = small.checked_add(times?.checked_mul(scale)?)?;
        }
        tail = scale / 10;
    }
    let last = open.map(|last| if last < 10 * YUAN { last * tail } else { last });
    let sum = all.checked_add(small)?.checked_add(last.unwrap_or(0))?;
    (!text.is_empty()).then_some(sum)
}

/// A decimal number or one Chinese digit at the start, in millionths, and what follows.
fn number(text: &str) -> Option<(i64, &str)> {
    for (digit, name) in (0..).zip(DIGITS) {
        if let Some(after) = text.strip_prefix(name) {
            return Some((digit * YUAN, after));
        }
    }
    let (number, after) = text.split_at(text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len()));
    Some((decimal(number)?, after))
}

fn decimal(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = part.trim_end_matches('0');
    let plain = !whole.is_empty() && part.len() <= 6 && !part.contains('.');
    plain.then(|| format!("{whole}{part:0<6}").parse().ok())?
}

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

#[cfg(test)]
mod tests {
    use super::*;
    use base::entry::words;

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
            ("一万", 1_000_000),
            ("三千元", 300_000),
            ("两百块钱", 20_000),
            ("三千五", 350_000),
            ("三千零五", 300_500),
            ("一万二", 1_200_000),
            ("十五", 1_500),
            ("二十万零五百", 20_050_000),
            ("1万2千", 1_200_000),
            ("零", 0),
        ] {
            assert_eq!(read_money(typed), Ok(Fen(fen)), "{typed}");
        }
    }

    #[test]
    fn refuses_what_is_no_amount() {
        for typed in [
            "",
            "三百多",
            "三五百",
            "百",
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
