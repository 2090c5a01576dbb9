//! Dates as people write them: 1958-3-5, 1958年3月5日, 1958.3.5, 19580305, 一九五八年三月五日.

use super::digits::{is_numeral, said, spelt, tidy};
use crate::{Date, Problem};
use std::iter::Peekable;
use std::str::Chars;

/// A day. The problem says what is wrong with it.
pub fn read_date(typed: &str) -> Result<Date, Problem> {
    match read_span(typed)? {
        (first, last) if first == last => Ok(first),
        (first, last) if first.ymd().1 == last.ymd().1 => Err(wrong("还差几日", "年、月、日都写上")),
        _ => Err(wrong("还差几月几日", "年、月、日都写上")),
    }
}

/// A day, a month (1958年3月) or a year (1958年), as its first and last day.
pub fn read_span(typed: &str) -> Result<(Date, Date), Problem> {
    let plain = tidy(typed);
    if plain.is_empty() {
        return Err(wrong("还没有写", LIKE_THIS));
    }
    if plain.contains(['初', '腊', '闰', '农', '阴']) {
        return Err(wrong("这像是农历", "写公历（阳历）的日子，身份证上就是公历"));
    }
    let [year, month, day] = parts(&plain)?;
    let year = year.ok_or_else(|| wrong("看不出是哪一年", LIKE_THIS))?;
    span(year, month, day)
}

const LIKE_THIS: &str = "写成1958年3月5日，或者1958-3-5";
const FIRST_YEAR: u64 = 1800;
const LAST_YEAR: u64 = 2999;

fn wrong(what: impl Into<String>, hint: &str) -> Problem {
    Problem::new("日期", what).hint(hint)
}

/// Year, month and day, in that order.
fn parts(plain: &str) -> Result<[Option<u64>; 3], Problem> {
    let numbers = numbers(plain)?;
    match numbers.as_slice() {
        [(year, 4)] => Ok([Some(*year), None, None]),
        [(all, 6)] => Ok([Some(all / 100), Some(all % 100), None]),
        [(all, 8)] => Ok([Some(all / 10_000), Some(all / 100 % 100), Some(all % 100)]),
        [(year, _), (month, 1 | 2)] => Ok([Some(*year), Some(*month), None]),
        [(year, _), (month, 1 | 2), (day, 1 | 2)] => Ok([Some(*year), Some(*month), Some(*day)]),
        _ => Err(wrong("看不出年、月、日", LIKE_THIS)),
    }
}

/// The numbers and how many digits each was written with.
fn numbers(plain: &str) -> Result<Vec<(u64, usize)>, Problem> {
    let mut found = Vec::new();
    let mut rest = plain.chars().peekable();
    while let Some(&c) = rest.peek() {
        if c.is_ascii_digit() {
            let run = take(&mut rest, |c| c.is_ascii_digit());
            found.push((run.parse().map_err(|_| wrong("数字太长了", LIKE_THIS))?, run.len()));
        } else if is_numeral(c) {
            let run = take(&mut rest, is_numeral);
            found.push(in_words(&run).ok_or_else(|| wrong("看不出年、月、日", LIKE_THIS))?);
        } else if " -/.,年月日号生".contains(c) {
            rest.next();
        } else {
            return Err(wrong("有认不出的字", LIKE_THIS));
        }
    }
    Ok(found)
}

fn take(rest: &mut Peekable<Chars>, keep: impl Fn(char) -> bool) -> String {
    std::iter::from_fn(|| rest.next_if(|c| keep(*c))).collect()
}

/// A year digit by digit, or a month or day as it is said.
fn in_words(run: &str) -> Option<(u64, usize)> {
    let length = run.chars().count();
    match spelt(run) {
        Some(digits) => Some((digits, length)),
        None => said(run).filter(|n| *n < 100).map(|n| (n, 2)),
    }
}

fn span(year: u64, month: Option<u64>, day: Option<u64>) -> Result<(Date, Date), Problem> {
    if year < 100 {
        return Err(wrong("年份不完整", "年份写四位数，比如1958"));
    }
    if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return Err(wrong("年份不对", "年份写四位数，比如1958"));
    }
    if let Some(month) = month.filter(|m| !(1..=12).contains(m)) {
        return Err(wrong(format!("没有{month}月"), "看着证件再填一次"));
    }
    let at = |month: u64, day: u64| {
        let small = |n: u64| i32::try_from(n).unwrap_or(0);
        Date::from_ymd(small(year), small(month), small(day))
    };
    let no_such_day = || wrong("没有这一天", "看着证件再填一次");
    match (month, day) {
        (None, _) => at(1, 1).zip(at(12, 31)).ok_or_else(no_such_day),
        (Some(month), None) => {
            let first = at(month, 1).ok_or_else(no_such_day)?;
            Ok((first, first.add_months(1).add_days(-1)))
        }
        (Some(month), Some(day)) => match at(month, day) {
            Some(date) => Ok((date, date)),
            None => Err(wrong(format!("{year}年{month}月没有{day}日"), "看着证件再填一次")),
        },
    }
}

/// A date as it stands on a form: 1958年3月5日.
pub fn say_date(date: Date) -> String {
    let (year, month, day) = date.ymd();
    format!("{year}年{month}月{day}日")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_write() {
        for typed in [
            "1958-3-5",
            "1958-03-05",
            "1958年3月5日",
            "1958年03月05号",
            "1958 年 3 月 5 日",
            "1958.3.5",
            "1958。3。5",
            "1958/3/5",
            "1958、3、5",
            "1958 3 5",
            "19580305",
            "１９５８０３０５",
            "１９５８－３－５",
            "　1958年3月5日 生",
            "一九五八年三月五日",
            "一九五八年三月五号",
            "1958年三月五日",
        ] {
            assert_eq!(read_date(typed).map(|d| d.to_string()), Ok("1958-03-05".into()), "{typed}");
        }
        for (typed, date) in [
            ("二〇〇八年十二月三十一日", "2008-12-31"),
            ("二零零八年十月廿五日", "2008-10-25"),
            ("一九六八年十一月二十日", "1968-11-20"),
            ("一九六八年一二月二〇日", "1968-12-20"),
            ("2008-02-29", "2008-02-29"),
        ] {
            assert_eq!(read_date(typed).map(|d| d.to_string()), Ok(date.into()), "{typed}");
        }
    }

    #[test]
    fn reads_a_month_or_a_year() {
        for (typed, first, last) in [
            ("1958年2月", "1958-02-01", "1958-02-28"),
            ("195802", "1958-02-01", "1958-02-28"),
            ("一九五八年", "1958-01-01", "1958-12-31"),
            ("1958", "1958-01-01", "1958-12-31"),
        ] {
            let (from, to) = read_span(typed).unwrap();
            assert_eq!((from.to_string(), to.to_string()), (first.into(), last.into()), "{typed}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        for (typed, what) in [
            ("", "还没有写"),
            ("1958年2月30日", "1958年2月没有30日"),
            ("2026-02-29", "2026年2月没有29日"),
            ("19581305", "没有13月"),
            ("1958-0-5", "没有0月"),
            ("58年3月5日", "年份不完整"),
            ("1058年3月5日", "年份不对"),
            ("1958年3月", "还差几日"),
            ("1958", "还差几月几日"),
            ("1958年三月初五", "这像是农历"),
            ("三月五日", "年份不完整"),
            ("去年", "有认不出的字"),
            ("1958-3-5-7", "看不出年、月、日"),
            ("1958-3-123", "看不出年、月、日"),
            ("99999999999999999999999", "数字太长了"),
        ] {
            assert_eq!(read_date(typed).expect_err(typed).what, what, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_date_comes_back_from_every_way_of_writing(days in -60_000i64..60_000) {
            let date = Date::from_days(days);
            let (year, month, day) = date.ymd();
            for text in [
                date.to_string(),
                say_date(date),
                format!("{year}.{month}.{day}"),
                format!("{year:04}{month:02}{day:02}"),
            ] {
                prop_assert_eq!(read_date(&text), Ok(date), "{}", text);
            }
        }
    }
}
