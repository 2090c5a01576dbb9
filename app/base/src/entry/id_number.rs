//! 居民身份证号 (GB 11643): six digits of place, eight of birth, three of order, a check digit.

use super::digits::tidy;
use super::mask;
use crate::{Date, Problem};
use serde::{Deserialize, Serialize};

/// A checked 18-digit ID number. Printed for debugging, it is masked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IdNumber([u8; LENGTH]);

const LENGTH: usize = 18;
const OLD_LENGTH: usize = 15;
/// Weight of each of the first 17 digits (ISO 7064 MOD 11-2).
const WEIGHTS: [u32; LENGTH - 1] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &[u8; 11] = b"10X98765432";
/// First two digits that stand for a province, a region, or residents of Hong Kong, Macao and Taiwan.
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 71, 81, 82, 83,
];

impl IdNumber {
    /// Reads 18 digits, or 15 of the old kind; spaces, full width and a lower-case x are fine.
    /// The problem says which part is wrong.
    pub fn read(typed: &str) -> Result<IdNumber, Problem> {
        let plain: Vec<char> = tidy(typed).chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let last = plain.len().saturating_sub(1);
        let fine = |(at, c): (usize, &char)| c.is_ascii_digit() || at == last && matches!(c, 'x' | 'X');
        if plain.is_empty() {
            return Err(wrong("还没有写", "一共18位，看着身份证填"));
        }
        if !plain.iter().enumerate().all(fine) {
            return Err(wrong("有认不出的字", "只有数字，最后一位可能是X"));
        }
        let bytes: Vec<u8> = plain.iter().map(|c| c.to_ascii_uppercase() as u8).collect();
        let digits = match bytes.len() {
            LENGTH => bytes.try_into().map_err(|_| length(LENGTH))?,
            OLD_LENGTH if bytes[OLD_LENGTH - 1] != b'X' => upgraded(&bytes),
            found => return Err(length(found)),
        };
        checked(digits)
    }

    /// The day of birth it states.
    pub fn birth(&self) -> Option<Date> {
        let part = |from: usize, to: usize| self.0[from..to].iter().fold(0, |n, d| n * 10 + i32::from(d - b'0'));
        Date::from_ymd(part(6, 10), part(10, 12), part(12, 14))
    }

    /// All 18 characters.
    pub fn full(&self) -> String {
        self.0.iter().map(|b| char::from(*b)).collect()
    }

    /// 512***********1234
    pub fn masked(&self) -> String {
        mask::id_number(&self.full())
    }
}

fn wrong(what: impl Into<String>, hint: &str) -> Problem {
    Problem::new("身份证号", what).hint(hint)
}

fn length(found: usize) -> Problem {
    let (what, count) = if found < LENGTH { ("少了", LENGTH - found) } else { ("多了", found - LENGTH) };
    wrong(format!("{what}{count}位，现在是{found}位"), "一共18位，看着身份证再填一次")
}

/// A 15-digit number: the century put in, the check digit added.
fn upgraded(old: &[u8]) -> [u8; LENGTH] {
    let mut digits = [b'0'; LENGTH];
    digits[..6].copy_from_slice(&old[..6]);
    digits[6..8].copy_from_slice(b"19");
    digits[8..17].copy_from_slice(&old[6..]);
    digits[17] = check(&digits);
    digits
}

fn check(digits: &[u8; LENGTH]) -> u8 {
    let sum: u32 =
        digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit.saturating_sub(b'0')) * weight).sum();
    CHECKS[(sum % 11) as usize]
}

fn checked(digits: [u8; LENGTH]) -> Result<IdNumber, Problem> {
    let number = IdNumber(digits);
    if !PROVINCES.contains(&((digits[0] - b'0') * 10 + digits[1] - b'0')) {
        return Err(wrong("开头两位不对", "前6位是发证的地方，看着身份证再填一次"));
    }
    if number.birth().is_none() {
        return Err(wrong("第7到14位不是一个日子", "这8位是出生年月日，看着身份证再填一次"));
    }
    if check(&digits) != digits[LENGTH - 1] {
        return Err(wrong("最后一位对不上", "有一位填错了，看着身份证再填一次"));
    }
    Ok(number)
}

stored_as_text!(IdNumber);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_type() {
        for typed in [
            "11010519491231002X",
            "11010519491231002x",
            "110105 19491231 002X",
            "１１０１０５１９４９１２３１００２Ｘ",
            "　110105-19491231-002x ",
            "110105491231002",
        ] {
            assert_eq!(IdNumber::read(typed).map(|id| id.full()), Ok("11010519491231002X".into()), "{typed}");
        }
        let id = IdNumber::read("11010519491231002X").unwrap();
        assert_eq!(id.birth().unwrap().to_string(), "1949-12-31");
        assert_eq!((id.masked().as_str(), format!("{id:?}").as_str()), ("110***********002X", "110***********002X"));
    }

    #[test]
    fn says_which_part_is_wrong() {
        for (typed, what) in [
            ("", "还没有写"),
            ("11010519491231002A", "有认不出的字"),
            ("1101051949X2310021", "有认不出的字"),
            ("1101051949123100", "少了2位，现在是16位"),
            ("11010519491231002X1", "有认不出的字"),
            ("1101051949123100211", "多了1位，现在是19位"),
            ("11010549123100X", "少了3位，现在是15位"),
            ("00010519491231002X", "开头两位不对"),
            ("11010519490231002X", "第7到14位不是一个日子"),
            ("110105194912310021", "最后一位对不上"),
            ("11010519491231012X", "最后一位对不上"),
        ] {
            assert_eq!(IdNumber::read(typed).expect_err(typed).what, what, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_noticed(days in -36_000i64..20_000, order in 0u32..1000, at in 14usize..17, by in 1u8..10) {
            let (year, month, day) = Date::from_days(days).ymd();
            let mut digits: [u8; LENGTH] =
                format!("512322{year:04}{month:02}{day:02}{order:03}0").into_bytes().try_into().unwrap();
            digits[17] = check(&digits);
            let good = String::from_utf8(digits.to_vec()).unwrap();
            prop_assert_eq!(IdNumber::read(&good).unwrap().full(), good);
            digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
            prop_assert!(IdNumber::read(std::str::from_utf8(&digits).unwrap()).is_err());
        }
    }
}
