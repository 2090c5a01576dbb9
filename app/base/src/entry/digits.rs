//! Characters and numbers as they come from keyboards and input methods.

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

/// A character of a number in Chinese words.
enum Numeral {
    Digit(u64),
    /// 十, 百, 千: less than the one before it.
    Unit(u64),
    /// 万, 亿: of everything before it.
    Scale(u64),
    /// 廿, 卅
    Tens(u64),
}

fn numeral(c: char) -> Option<Numeral> {
    Some(match c {
        '〇' | '零' => Numeral::Digit(0),
        '一' | '壹' => Numeral::Digit(1),
        '二' | '两' | '俩' | '贰' | '兩' | '貳' => Numeral::Digit(2),
        '三' | '仨' | '叁' | '參' => Numeral::Digit(3),
        '四' | '肆' => Numeral::Digit(4),
        '五' | '伍' => Numeral::Digit(5),
        '六' | '陆' | '陸' => Numeral::Digit(6),
        '七' | '柒' => Numeral::Digit(7),
        '八' | '捌' => Numeral::Digit(8),
        '九' | '玖' => Numeral::Digit(9),
        '十' | '拾' => Numeral::Unit(10),
        '百' | '佰' => Numeral::Unit(100),
        '千' | '仟' => Numeral::Unit(1_000),
        '万' | '萬' => Numeral::Scale(10_000),
        '亿' | '億' => Numeral::Scale(100_000_000),
        '廿' => Numeral::Tens(20),
        '卅' => Numeral::Tens(30),
        _ => return None,
    })
}

/// Whether a character is part of a number in Chinese words.
pub(super) fn is_numeral(c: char) -> bool {
    numeral(c).is_some()
}

/// A number in Chinese words as it is said: 三百五十, 三百五, 一万二, 廿五, 百五.
pub(super) fn said(words: &str) -> Option<u64> {
    let mut number = Said { scale: u64::MAX, unit: u64::MAX, ..Said::default() };
    for c in words.chars() {
        number.take(numeral(c)?)?;
    }
    if words.is_empty() { None } else { number.end() }
}

/// A number as far as it was read.
#[derive(Default)]
struct Said {
    /// In front of the last 万 or 亿, with it.
    total: u64,
    /// Since then.
    section: u64,
    /// A digit that waits for its unit.
    digit: Option<u64>,
    /// The last 万 or 亿; the next must be less.
    scale: u64,
    /// The last 十, 百 or 千 since then; the next must be less.
    unit: u64,
    /// What a last digit without a unit counts: a tenth of the unit right before it.
    tail: u64,
    /// Something was read.
    begun: bool,
}

impl Said {
    fn take(&mut self, numeral: Numeral) -> Option<()> {
        match numeral {
            Numeral::Digit(0) => {
                self.digit.is_none().then_some(())?;
                self.tail = 1;
            }
            Numeral::Digit(digit) => self.digit.replace(digit).is_none().then_some(())?,
            Numeral::Unit(unit) => {
                (unit < self.unit).then_some(())?;
                let first = !self.begun || unit == 10;
                self.section += self.digit.take().or(first.then_some(1))? * unit;
                (self.unit, self.tail) = (unit, unit / 10);
            }
            Numeral::Tens(tens) => {
                (self.digit.is_none() && self.unit > 10).then_some(())?;
                self.section += tens;
                (self.unit, self.tail) = (10, 1);
            }
            Numeral::Scale(scale) => {
                (scale < self.scale).then_some(())?;
                self.section += self.digit.take().unwrap_or(0);
                let first = (!self.begun).then_some(1);
                self.total += Some(self.section).filter(|section| *section > 0).or(first)? * scale;
                (self.section, self.scale, self.unit, self.tail) = (0, scale, u64::MAX, scale / 10);
            }
        }
        self.begun = true;
        Some(())
    }

    fn end(self) -> Option<u64> {
        let last = self.digit.unwrap_or(0) * self.tail.max(1);
        Some(self.total + self.section + last)
    }
}

/// A number read digit by digit: 一九五八, 二〇〇八.
pub(super) fn spelt(words: &str) -> Option<u64> {
    let digit = |c: char| match numeral(c) {
        Some(Numeral::Digit(digit)) => Some(digit),
        _ => None,
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
            ("一百零五万", Some(1_050_000)),
            ("一百二十三万四千五百六十七", Some(1_234_567)),
            ("一亿零三百万", Some(103_000_000)),
            ("二百五十三", Some(253)),
            ("万五", Some(15_000)),
            ("千二", Some(1_200)),
            ("两百一", Some(210)),
            ("一百一十", Some(110)),
            ("零", Some(0)),
            ("一九五八", None),
            ("三零五", None),
            ("二十三十", None),
            ("一百千", None),
            ("一万二万", None),
            ("三万亿", None),
            ("十廿", None),
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
