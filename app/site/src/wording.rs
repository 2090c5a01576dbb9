//! How values read: amounts, dates, units, answers, names.

pub use base::say::{day, month, yuan, yuan_span};
use base::{Date, Fen};
use parts::{Picture, Tag, icon, tag, title};
use policy::{Fact, Kind};
use store::{Consent, Kept};
/// An answer nobody knows.
pub const UNKNOWN: &str = "不清楚";

/// The text about a person: `{name}` becomes what they are called, and where a heading may break is not shown.
pub fn about(text: &str, name: &str) -> String {
    text.replace('|', "").replace("{name}", name)
}

/// A question about a person as a heading.
pub fn heading(level: &'static str, question: &str, name: &str) -> Tag {
    title(level, question.replace("{name}", name))
}

/// When somebody last held a page against the texts.
pub fn checked(date: Date) -> String {
    format!("最后核对：{}。正文以公布的法律和文件为准。", day(date))
}

/// What stands after a number in this unit.
pub fn unit(unit: &str) -> &'static str {
    match unit {
        "fen" => "元",
        "fen/month" => "元/月",
        "fen/year" => "元/年",
        "fen/person/month" => "元/人·月",
        "fen/person/year" => "元/人·年",
        "month" => "个月",
        "year" => "岁",
        "day" => "天",
        "person" => "人",
        _ => "",
    }
}

/// What stands after an amount that has its 元 already: /月.
fn per(unit_id: &str) -> &'static str {
    unit(unit_id).trim_start_matches('元')
}

/// A number in its unit: 1,150元/月, 3个月, 1.5.
pub fn number(value: i64, unit_id: &str) -> String {
    match unit_id.strip_prefix("fen") {
        Some(_) => {
            let rest = per(unit_id);
            format!("{}{rest}", yuan(Fen(value)))
        }
        None => format!("{value}{}", unit(unit_id)),
    }
}

/// Fen, more than anybody here has: a value that may be as much was not asked for.
const BOUNDLESS: i64 = 500_000_000;

/// A value over a scale, between two bounds: 770元/人·月, 最多870元/月, 1.5倍. Nothing if it can be anything.
pub fn value(least: i64, most: i64, scale: i64, unit_id: &str) -> Option<String> {
    if !unit_id.starts_with("fen") {
        return Some(rate(least, most, scale, unit_id));
    }
    let rest = per(unit_id);
    let (least, most) = (least.div_euclid(scale), -(-most).div_euclid(scale));
    let said = match (least <= -BOUNDLESS, most >= BOUNDLESS) {
        (true, true) => return None,
        (_, true) if least == 0 => return None,
        (_, true) => format!("至少{}", yuan(Fen(least))),
        (true, _) => format!("最多{}", yuan(Fen(most))),
        _ if least == 0 && most > 0 => format!("最多{}", yuan(Fen(most))),
        _ => yuan_span(least, most),
    };
    Some(format!("{said}{rest}"))
}

/// A rate over a power of ten: 770元/人·月, 1.5倍.
pub fn rate(least: i64, most: i64, scale: i64, unit_id: &str) -> String {
    if unit_id.starts_with("fen") && scale == 1 {
        let rest = per(unit_id);
        return format!("{}{rest}", yuan_span(least, most));
    }
    let after = if unit_id == "1" { "倍" } else { unit(unit_id) };
    match least == most {
        true => format!("{}{after}", decimal(least, scale)),
        false => format!("{}—{}{after}", decimal(least, scale), decimal(most, scale)),
    }
}

/// A whole number over a power of ten, without trailing zeros.
fn decimal(number: i64, scale: i64) -> String {
    let scale = scale.max(1);
    let part = number.abs() % scale;
    if part == 0 {
        return (number / scale).to_string();
    }
    let places = scale.ilog10() as usize;
    format!("{}.{part:0places$}", number / scale).trim_end_matches('0').to_string()
}

/// An answer as it was given.
pub fn answer(fact: &Fact, kept: &Kept) -> String {
    let label = |id: &String| fact.values.iter().find(|v| v.id == *id).map_or_else(|| id.clone(), |v| v.label.clone());
    match kept {
        Kept::Unknown => fact.unsure.clone(),
        Kept::Bool(true) => fact.yes.clone(),
        Kept::Bool(false) => fact.no.clone(),
        Kept::Choice(id) => label(id),
        Kept::Number(least, most) if fact.kind == Kind::Money => {
            let rest = per(&fact.unit);
            format!("{}{rest}", yuan_span(*least, *most))
        }
        Kept::Number(least, most) if least == most => number(*least, &fact.unit),
        Kept::Number(least, most) => format!("{least}—{}", number(*most, &fact.unit)),
        Kept::Date(first, last) => span(Date::from_days(*first), Date::from_days(*last)),
        Kept::Flags(ids) if ids.is_empty() => "都没有".into(),
        Kept::Flags(ids) => ids.iter().map(label).collect::<Vec<_>>().join("、"),
        Kept::Benefits(list) if list.is_empty() => "都没有".into(),
        Kept::Benefits(list) => {
            let one = |(id, fen): &(String, Option<i64>)| match fen {
                Some(fen) => format!("{}每月{}", label(id), yuan(Fen(*fen))),
                None => format!("{}，不清楚多少钱", label(id)),
            };
            list.iter().map(one).collect::<Vec<_>>().join("；")
        }
    }
}

/// A span of days as it was meant: a day, a month or a year.
fn span(first: Date, last: Date) -> String {
    let (year, month, _) = first.ymd();
    if first == last {
        return day(first);
    }
    match last.ymd() {
        (y, m, _) if (y, m) == (year, month) => format!("{year}年{month}月"),
        (y, ..) if y == year => format!("{year}年"),
        _ => format!("{}到{}", day(first), day(last)),
    }
}

/// What a person said before being asked about something sensitive.
pub fn consent(consent: Consent) -> &'static str {
    match consent {
        Consent::Agreed => "可以问",
        Consent::Declined => "不想说",
        Consent::Nothing => "没有这种情况",
    }
}

/// A number to call.
pub fn call(phone: &str) -> Tag {
    tag("a").class("call").href(format!("tel:{phone}")).text(format!("打{phone}"))
}

/// A number to call, as large as it gets.
pub fn call_big(phone: &str) -> Tag {
    tag("a").class("btn go big").href(format!("tel:{phone}")).child(icon(Picture::Phone)).text(format!("打{phone}"))
}

/// A group of programmes.
pub fn group(id: &str) -> &'static str {
    match id {
        "urgent" => "急事、难事",
        "living" => "基本生活",
        "child" => "孩子",
        "special" => "看病、上学、住房、就业",
        "disabled" => "残疾人",
        _ => "其他",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_carry_their_unit() {
        assert_eq!(number(115_000, "fen/month"), "1,150元/月");
        assert_eq!(number(3, "month"), "3个月");
        assert_eq!(number(2, "1"), "2");
        assert_eq!(rate(77_000, 77_000, 1, "fen/person/month"), "770元/人·月");
        assert_eq!(rate(15, 15, 10, "1"), "1.5倍");
        assert_eq!(rate(5, 60, 100, "1"), "0.05—0.6倍");
    }

    #[test]
    fn values_are_rounded_outwards_and_never_boundless() {
        let said = |least, most, scale| value(least, most, scale, "fen/month");
        assert_eq!(said(710_000, 1_046_000, 12).as_deref(), Some("591.66—871.67元/月"));
        assert_eq!(said(0, 1_046_000, 12).as_deref(), Some("最多871.67元/月"));
        assert_eq!(said(-12_000_000_000_000, 1_046_000, 12).as_deref(), Some("最多871.67元/月"));
        assert_eq!(said(100, 10_000_000_000, 1).as_deref(), Some("至少1元/月"));
        assert_eq!(said(0, 10_000_000_000, 1), None);
        assert_eq!(value(15, 15, 10, "1").as_deref(), Some("1.5倍"));
    }

    #[test]
    fn spans_of_days_read_as_they_were_meant() {
        let date = |text: &str| Date::parse(text).unwrap();
        for (first, last, text) in [
            ("1968-03-09", "1968-03-09", "1968年3月9日"),
            ("1968-03-01", "1968-03-31", "1968年3月"),
            ("1968-01-01", "1968-12-31", "1968年"),
            ("1968-01-01", "1970-12-31", "1968年1月1日到1970年12月31日"),
        ] {
            assert_eq!(span(date(first), date(last)), text);
        }
    }
}
