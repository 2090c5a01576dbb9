//! Numbers of bank cards and passbooks.

use super::digits::tidy;
use super::mask;
use crate::Problem;
use serde::{Deserialize, Serialize};

/// A card or passbook number. Printed for debugging, it is masked.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Account(String);

impl Account {
    /// Reads 12 to 23 digits; a UnionPay card (62…) must have its check digit.
    pub fn read(typed: &str) -> Result<Account, Problem> {
        let digits: String = tidy(typed).chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if digits.is_empty() {
            return Err(wrong("还没有写", "看着银行卡或存折填"));
        }
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong("有认不出的字", "只写数字"));
        }
        if !(12..=23).contains(&digits.len()) {
            return Err(wrong(format!("现在是{}位，位数不对", digits.len()), "看着银行卡或存折再填一次"));
        }
        let card = digits.starts_with("62") && (16..=19).contains(&digits.len());
        if card && !luhn(&digits) {
            return Err(wrong("有一位对不上", "看着银行卡再填一次"));
        }
        Ok(Account(digits))
    }

    /// The digits.
    pub fn full(&self) -> &str {
        &self.0
    }

    /// ****1234
    pub fn masked(&self) -> String {
        mask::account(&self.0)
    }
}

fn wrong(what: impl Into<String>, hint: &str) -> Problem {
    Problem::new("账号", what).hint(hint)
}

fn luhn(digits: &str) -> bool {
    let term = |(at, b): (usize, u8)| match (at % 2, u32::from(b - b'0')) {
        (0, digit) => digit,
        (_, digit) => digit * 2 / 10 + digit * 2 % 10,
    };
    digits.bytes().rev().enumerate().map(term).sum::<u32>() % 10 == 0
}

stored_as_text!(Account);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_cards_and_passbooks() {
        for (typed, what) in [
            ("6222 0000 0000 0000 004", None),
            ("６２２２ ００００ ００００ ００００ ００７", Some("有一位对不上")),
            ("6222000000000000008", Some("有一位对不上")),
            ("3100 2345 6789 01", None),
            ("", Some("还没有写")),
            ("123", Some("现在是3位，位数不对")),
            ("卡在家里", Some("有认不出的字")),
        ] {
            assert_eq!(Account::read(typed).err().map(|p| p.what), what.map(String::from), "{typed}");
        }
        assert_eq!(Account::read("3100 2345 6789 01").unwrap().full(), "31002345678901");
        assert!(luhn("4111111111111111") && !luhn("4111111111111112"));
        assert_eq!(format!("{:?}", Account::read("310023456789012345").unwrap()), "****2345");
    }
}
