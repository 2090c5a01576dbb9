//! Phone numbers in mainland China.

use super::digits::tidy;
use super::mask;
use crate::Problem;
use serde::{Deserialize, Serialize};

/// A mobile number, or a fixed line with or without its area code. Printed for debugging, it is masked.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

const MOBILE: usize = 11;

impl Phone {
    /// Reads 138 1234 5678, +86…, 023-74512345, 74512345.
    pub fn read(typed: &str) -> Result<Phone, Problem> {
        let plain: String = tidy(typed).chars().filter(|c| !" -()".contains(*c)).collect();
        let digits = plain.strip_prefix('+').unwrap_or(&plain);
        if digits.is_empty() {
            return Err(wrong("还没有写", "手机号一共11位"));
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong("有认不出的字", "只写数字"));
        }
        let digits = match digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")) {
            Some(rest) if rest.len() >= 10 => rest,
            _ => digits,
        };
        plausible(digits).map(|()| Phone(digits.to_string()))
    }

    /// The digits.
    pub fn full(&self) -> &str {
        &self.0
    }

    /// As it is written: 13812345678, 023-74512345.
    pub fn written(&self) -> String {
        let area = match self.0.as_bytes() {
            [b'0', b'1' | b'2', ..] => 3,
            [b'0', ..] => 4,
            _ => return self.0.clone(),
        };
        let (area, rest) = self.0.split_at(area);
        format!("{area}-{rest}")
    }

    /// 138****5678
    pub fn masked(&self) -> String {
        mask::phone(&self.0)
    }
}

fn wrong(what: impl Into<String>, hint: &str) -> Problem {
    Problem::new("电话", what).hint(hint)
}

fn plausible(digits: &str) -> Result<(), Problem> {
    let length = digits.len();
    match digits.as_bytes() {
        [b'1', b'3'..=b'9', ..] => match length {
            MOBILE => Ok(()),
            found => Err(wrong(format!("手机号要11位，现在是{found}位"), "再对一遍")),
        },
        [b'1', ..] => Err(wrong("开头两位不像手机号", "再对一遍")),
        [b'0', ..] if (10..=12).contains(&length) => Ok(()),
        [b'0', ..] => Err(wrong("座机的位数不对", "写成023-74512345这样")),
        _ if (7..=8).contains(&length) => Ok(()),
        _ => Err(wrong("位数不对", "手机号一共11位")),
    }
}

stored_as_text!(Phone);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        for (typed, digits) in [
            ("13812345678", "13812345678"),
            ("138 1234 5678", "13812345678"),
            ("138-1234-5678", "13812345678"),
            ("１３８１２３４５６７８", "13812345678"),
            ("+86 138 1234 5678", "13812345678"),
            ("008613812345678", "13812345678"),
            ("023-74512345", "02374512345"),
            ("（023）74512345", "02374512345"),
            ("74512345", "74512345"),
            ("86512345", "86512345"),
        ] {
            assert_eq!(Phone::read(typed).map(String::from), Ok(digits.into()), "{typed}");
        }
        assert_eq!(format!("{:?}", Phone::read("13812345678").unwrap()), "138****5678");
    }

    #[test]
    fn is_written_with_its_area_code_apart() {
        for (typed, written) in [
            ("023-74512345", "023-74512345"),
            ("02374512345", "023-74512345"),
            ("0818 7451234", "0818-7451234"),
            ("74512345", "74512345"),
            ("138 1234 5678", "13812345678"),
        ] {
            assert_eq!(Phone::read(typed).unwrap().written(), written, "{typed}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (typed, what) in [
            ("", "还没有写"),
            ("1381234567", "手机号要11位，现在是10位"),
            ("138123456789", "手机号要11位，现在是12位"),
            ("12812345678", "开头两位不像手机号"),
            ("0237451", "座机的位数不对"),
            ("745", "位数不对"),
            ("没有", "有认不出的字"),
        ] {
            assert_eq!(Phone::read(typed).expect_err(typed).what, what, "{typed}");
        }
    }
}
