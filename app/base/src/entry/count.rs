//! Small whole numbers: 3, ３, 三, 3口人, 两辆.

use super::digits::{said, tidy};
use crate::Problem;

/// Reads a whole number, with or without the word it counts.
pub fn read_count(typed: &str) -> Result<i64, Problem> {
    let plain: String = tidy(typed).chars().filter(|c| *c != ' ').collect();
    if plain.is_empty() {
        return Err(wrong("还没有写"));
    }
    let number = plain.trim_end_matches(|c| "个人口辆处套间位岁月级项次份名天块".contains(c));
    let value = match number.bytes().all(|b| b.is_ascii_digit()) {
        true => number.parse::<u32>().ok().map(i64::from),
        false => said(number).and_then(|value| u32::try_from(value).ok()).map(i64::from),
    };
    value.ok_or_else(|| wrong("不是一个数"))
}

fn wrong(what: &str) -> Problem {
    Problem::new("数目", what).hint("写成数字，比如3")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        for (typed, count) in [
            ("3", 3),
            ("３", 3),
            ("三", 3),
            ("3口人", 3),
            ("两辆", 2),
            ("十二个月", 12),
            ("0", 0),
            ("零", 0),
            (" 4 人", 4),
        ] {
            assert_eq!(read_count(typed), Ok(count), "{typed}");
        }
        for typed in ["", "三四", "-1", "1.5", "好几个", "99999999999", "人"] {
            assert!(read_count(typed).is_err(), "{typed}");
        }
    }
}
