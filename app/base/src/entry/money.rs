//! Amounts as people type them, and as people say them.

use super::digits::{is_numeral, said, tidy};
use crate::{Fen, Problem};

/// Above this nobody means it: 1 亿元.
pub const MOST_FEN: i64 = 10_000_000_000;
const YUAN: i64 = 100;
const JIAO: i64 = 10;

/// Reads an amount of yuan: 350, 350.5元, ３，５００, 3.5万, 三百五, 一万二, 3块5, 五角.
pub fn read_money(typed: &str) -> Result<Fen, Problem> {
    let plain: String = tidy(typed).chars().filter(|c| *c != ' ').collect();
    if plain.is_empty() {
        return Err(wrong("还没有写", LIKE_THIS));
    }
    if plain.contains(['多', '几', '约', '左', '来', '半']) {
        return Err(wrong("不是一个准数", "写一个准数，比如350；说不准的，先空着"));
    }
    let plain = plain.trim_start_matches(['¥', '￥']).trim_end_matches(['整', '正', '钱']);
    let (negative, plain) = signed(plain);
    let fen = unsigned(plain)?;
    if fen > MOST_FEN {
        return Err(wrong("数字太大了", "看看是不是多写了零"));
    }
    Ok(Fen(if negative { -fen } else { fen }))
}

const LIKE_THIS: &str = "写成数字，比如350";

fn wrong(what: &str, hint: &str) -> Problem {
    Problem::new("金额", what).hint(hint)
}

fn unreadable() -> Problem {
    wrong("不是一个数", LIKE_THIS)
}

fn signed(plain: &str) -> (bool, &str) {
    let rest = ["-", "负", "亏了", "亏"].iter().find_map(|sign| plain.strip_prefix(sign));
    (rest.is_some(), rest.unwrap_or(plain))
}

/// Yuan before 元 or 块, jiao and fen behind it.
fn unsigned(plain: &str) -> Result<i64, Problem> {
    let Some((yuan, rest)) = plain.split_once(['元', '块', '圆']) else {
        return if plain.contains(['角', '毛', '分']) { small(plain) } else { whole(plain) };
    };
    let yuan = whole(yuan)?;
    match rest {
        "" => Ok(yuan),
        _ if yuan % YUAN != 0 => Err(unreadable()),
        _ => Ok(yuan + small(rest)?),
    }
}

/// Jiao and fen: 5角2分, 五毛, and the 5 of 3块5.
fn small(text: &str) -> Result<i64, Problem> {
    let text = text.strip_prefix('零').unwrap_or(text);
    let mut rest = text;
    let mut fen = 0;
    if let Some((jiao, after)) = rest.split_once(['角', '毛']) {
        fen += digit(jiao)? * JIAO;
        rest = after.strip_prefix('零').unwrap_or(after);
    }
    match rest.strip_suffix('分') {
        Some(last) => fen += digit(last)?,
        None if rest.is_empty() => {}
        None if rest == text => fen += digit(rest)? * JIAO,
        None => return Err(unreadable()),
    }
    Ok(fen)
}

fn digit(text: &str) -> Result<i64, Problem> {
    let value = match text.parse::<u64>() {
        Ok(value) if text.len() == 1 => Some(value),
        Ok(_) => None,
        Err(_) => said(text).filter(|value| *value < 10),
    };
    value.and_then(|v| i64::try_from(v).ok()).ok_or_else(unreadable)
}

/// A number of yuan, in fen: 1,150.50, 3.5万, 三百五, 3万5.
fn whole(text: &str) -> Result<i64, Problem> {
    let (digits, scale) = match text.chars().last() {
        Some('亿') => (text.trim_end_matches('亿'), 100_000_000),
        Some('万') => (text.trim_end_matches('万'), 10_000),
        Some('千') => (text.trim_end_matches('千'), 1_000),
        Some('百') => (text.trim_end_matches('百'), 100),
        _ => (text, 1),
    };
    if digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return scaled(&ungrouped(digits)?, scale * YUAN);
    }
    let words = in_words(text).ok_or_else(unreadable)?;
    let yuan = said(&words).and_then(|v| i64::try_from(v).ok()).ok_or_else(unreadable)?;
    Ok(yuan.saturating_mul(YUAN))
}

/// The same in Chinese words only: 3万5 → 三万五.
fn in_words(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut run = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        if !run.is_empty() {
            let value = run.parse::<u64>().ok().filter(|v| (1..10_000).contains(v) && !run.starts_with('0'))?;
            number(value, &mut out);
            run.clear();
        }
        match c {
            '\0' => {}
            c if is_numeral(c) => out.push(c),
            _ => return None,
        }
    }
    Some(out)
}

/// Without the commas between groups of three or four digits.
fn ungrouped(digits: &str) -> Result<String, Problem> {
    let whole = digits.split('.').next().unwrap_or_default();
    let groups: Vec<&str> = whole.split(',').collect();
    let size = groups.get(1).map_or(0, |second| second.len());
    let even = groups.iter().skip(1).all(|group| group.len() == size) && (3..=4).contains(&size);
    let fits = groups.len() == 1 || even && !groups[0].is_empty() && groups[0].len() <= size;
    if fits {
        Ok(digits.replace(',', ""))
    } else {
        Err(wrong("逗号的位置不对", "不用写逗号，直接写数字"))
    }
}

/// A decimal number times `unit`, exactly.
fn scaled(digits: &str, unit: i64) -> Result<i64, Problem> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(part) {
        return Err(unreadable());
    }
    if whole.len() > 12 {
        return Err(wrong("数字太大了", "看看是不是多写了零"));
    }
    let mut value = whole.parse::<i64>().map_err(|_| unreadable())?.saturating_mul(unit);
    let mut place = unit;
    for digit in part.bytes() {
        place /= 10;
        if place == 0 && digit != b'0' {
            return Err(wrong("小数太长了", "最多写到分，比如350.25"));
        }
        value = value.saturating_add(i64::from(digit - b'0') * place);
    }
    Ok(value)
}

/// An amount as it is typed: 1150, 1150.50.
pub fn plain_money(amount: Fen) -> String {
    amount.to_string().trim_end_matches('元').to_string()
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
        number(yuan, &mut out);
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

/// A whole number in Chinese words.
fn number(value: u64, out: &mut String) {
    if value >= 1_000_000_000_000 {
        number(value / 100_000_000, out);
        out.push('亿');
        return number(value % 100_000_000, out);
    }
    let parts = [(value / 100_000_000, "亿"), (value / 10_000 % 10_000, "万"), (value % 10_000, "")];
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
fn four(value: u64, first: bool, out: &mut String) {
    let (mut started, mut gap) = (false, false);
    for (scale, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = value / scale % 10;
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
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_type() {
        for (typed, fen) in [
            ("350", 35_000),
            ("350.5", 35_050),
            ("350元", 35_000),
            ("３５０．００", 35_000),
            ("3,500", 350_000),
            ("３，５００元", 350_000),
            ("1,0000", 1_000_000),
            ("三百五十", 35_000),
            ("三百五", 35_000),
            ("三百五十元", 35_000),
            ("一万二", 1_200_000),
            ("一万二千元整", 1_200_000),
            ("3.5万", 3_500_000),
            ("3万5", 3_500_000),
            ("3万5千", 3_500_000),
            ("3万500", 3_050_000),
            ("12万3千", 12_300_000),
            ("2千", 200_000),
            ("1.2千", 120_000),
            ("两百", 20_000),
            ("1150 块", 115_000),
            (" 1 150 块钱", 115_000),
            ("￥1150", 115_000),
            ("3块5", 350),
            ("3块5毛", 350),
            ("三元五角二分", 352),
            ("三元零二分", 302),
            ("3元5分", 305),
            ("五角", 50),
            ("8分", 8),
            ("0", 0),
            ("零", 0),
            ("0.05", 5),
            ("12.50", 1_250),
            ("3000.000", 300_000),
            ("-300", -30_000),
            ("亏300", -30_000),
            ("亏了三百", -30_000),
            ("1.23456万", 1_234_560),
            ("1亿", MOST_FEN),
        ] {
            assert_eq!(read_money(typed), Ok(Fen(fen)), "{typed}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (typed, what) in [
            ("", "还没有写"),
            ("三百多", "不是一个准数"),
            ("大约300", "不是一个准数"),
            ("1-2", "不是一个数"),
            ("1.2.3", "不是一个数"),
            ("12.345", "小数太长了"),
            ("1e9", "不是一个数"),
            ("万", "不是一个数"),
            (".5", "不是一个数"),
            ("3,5", "逗号的位置不对"),
            (",500", "逗号的位置不对"),
            ("99999999999999999999", "数字太大了"),
            ("200000000", "数字太大了"),
            ("1.1234567万", "小数太长了"),
            ("3万05", "不是一个数"),
            ("3.5元5", "不是一个数"),
            ("三百元五角六", "不是一个数"),
            ("一二三", "不是一个数"),
        ] {
            assert_eq!(read_money(typed).expect_err(typed).what, what, "{typed}");
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
            (1_000_500, "一万零五元"),
            (10_500_000, "十万五千元"),
            (10_050_000, "十万零五百元"),
            (10_000_100_000, "一亿零一千元"),
            (121_121, "一千二百一十一元二角一分"),
            (105, "一元零五分"),
            (50, "五角"),
            (5, "五分"),
            (-30_000, "负三百元"),
        ] {
            assert_eq!(words(Fen(fen)), said, "{fen}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_comes_back_from_every_way_of_writing(fen in -MOST_FEN..=MOST_FEN) {
            let amount = Fen(fen);
            for text in [amount.to_string(), plain_money(amount), words(amount)] {
                prop_assert_eq!(read_money(&text), Ok(amount), "{}", text);
            }
        }

        #[test]
        fn a_small_amount_comes_back_in_words(fen in 0i64..2_000_000) {
            prop_assert_eq!(read_money(&words(Fen(fen))), Ok(Fen(fen)));
        }

        #[test]
        fn a_round_number_is_read_as_it_is_said(digits in 1u64..100, zeros in 1u32..7) {
            let yuan = digits * 10u64.pow(zeros);
            let mut text = String::new();
            number(yuan, &mut text);
            prop_assert_eq!(said(&text), Some(yuan));
            // 三百五十 is also said 三百五, 一万二千 一万二.
            if digits > 10 && digits % 10 > 0 && yuan.ilog10() != 4 && let Some(short) = text.strip_suffix(['十', '百', '千']) {
                prop_assert_eq!(said(short), Some(yuan), "{}", short);
            }
        }

        #[test]
        fn words_of_any_amount_end(fen: i64) {
            prop_assert!(words(Fen(fen)).len() < 200);
        }
    }
}
