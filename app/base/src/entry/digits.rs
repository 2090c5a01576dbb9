//! Characters and numbers as they come from keyboards and input methods.

use chinese_number::{ChineseCountMethod, ChineseToNumber};

/// Digits and marks in half width, without characters that nobody sees. Spaces inside stay.
pub fn tidy(typed: &str) -> String {
    let one = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '。' => '.',
        '、' => ',',
        '—' | '–' | '−' | '‐' | '‑' | '─' => '-',
        c if c.is_whitespace() => ' ',
        other => other,
    };
    let seen = typed.chars().filter(|c| !is_invisible(*c));
    seen.map(one).collect::<String>().trim().to_string()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}') || c.is_control()
}

/// Whether a character is part of a number in Chinese words.
pub(super) fn is_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十百千万亿两俩仨廿卅壹贰叁肆伍陆柒捌玖拾佰仟兩貳參陸億萬".contains(c)
}

/// Longer is no number that anybody means.
const LONGEST: usize = 24;

/// A number in Chinese words as it is said: 三百五十, 三百五, 一万二, 廿五.
pub(super) fn said(words: &str) -> Option<u64> {
    if words.chars().count() > LONGEST || !words.chars().all(is_numeral) {
        return None;
    }
    let plain = words.replace(['两', '俩', '兩'], "二").replace('仨', "三").replace('〇', "零");
    let plain = plain.replace('廿', "二十").replace('卅', "三十");
    let plain = if plain.starts_with(['百', '千', '万']) { format!("一{plain}") } else { plain };
    let found: Option<u64> = plain.as_str().to_number(ChineseCountMethod::TenThousand).ok();
    found
}

/// A number read digit by digit: 一九五八, 二〇〇八.
pub(super) fn spelt(words: &str) -> Option<u64> {
    let digit = |c: char| match c {
        '〇' | '零' => Some(0),
        _ => said(&c.to_string()).filter(|value| *value < 10),
    };
    let mut value = 0u64;
    for c in words.chars() {
        value = value.checked_mul(10)?.checked_add(digit(c)?)?;
    }
    (!words.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_marks_and_digits_plain() {
        for (typed, plain) in [
            ("　３５０．００元 ", "350.00元"),
            ("1958－3－5", "1958-3-5"),
            ("１２３，４５６", "123,456"),
            ("51\u{200b}27", "5127"),
            ("a\tb", "ab"),
            ("１ｘ", "1x"),
            ("", ""),
        ] {
            assert_eq!(tidy(typed), plain, "{typed}");
        }
    }

    #[test]
    fn reads_numbers_as_they_are_said() {
        for (words, value) in [
            ("三百五十", Some(350)),
            ("三百五", Some(350)),
            ("三百零五", Some(305)),
            ("一万二", Some(12_000)),
            ("一万零二", Some(10_002)),
            ("两千三", Some(2_300)),
            ("廿五", Some(25)),
            ("卅一", Some(31)),
            ("十", Some(10)),
            ("百五", Some(150)),
            ("壹仟贰佰", Some(1_200)),
            ("三万五百", Some(30_500)),
            ("一九五八", None),
            ("", None),
            ("百多", None),
        ] {
            assert_eq!(said(words), value, "{words}");
        }
        assert_eq!(
            (spelt("一九五八"), spelt("二〇〇八"), spelt("十九"), spelt("")),
            (Some(1958), Some(2008), None, None)
        );
    }
}
