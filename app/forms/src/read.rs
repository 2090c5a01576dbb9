//! What stands in a field, as a value: read from what was typed, shown as it is written on paper.

use crate::{Field, Input, Kind};
use base::entry::{Account, IdNumber, Phone, mask, read_count, read_date, read_money, say_date, tidy};
use base::{Date, Fen, Problem};

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, a name or an address.
    Text(String),
    /// A day.
    Date(Date),
    /// An ID number.
    IdNumber(IdNumber),
    /// Money.
    Money(Fen),
    /// A whole number.
    Number(i64),
    /// A phone number.
    Phone(Phone),
    /// A bank card or passbook.
    Account(Account),
    /// Ids of the chosen options.
    Options(Vec<String>),
    /// “不清楚”
    Unknown,
}

/// Characters of a line of free text at most.
const LINE: usize = 200;
const LONGEST_NAME: usize = 30;
const OLDEST: i64 = 130;

/// Reads an input; nothing typed is no value. The problem's place is the field's label.
pub fn read(field: &Field, input: &Input, today: Date) -> Result<Option<Value>, Problem> {
    let value = match input {
        Input::Unknown => return Ok(Some(Value::Unknown)),
        Input::Chosen(ids) => chosen(field, ids),
        Input::Text(text) if tidy(text).is_empty() => return Ok(None),
        Input::Text(text) => typed(field, text, today).map(Some),
    };
    value.map_err(|problem| Problem { place: field.label.clone(), ..problem })
}

fn wrong(what: impl Into<String>, hint: &str) -> Problem {
    Problem::new("", what).hint(hint)
}

fn chosen(field: &Field, ids: &[String]) -> Result<Option<Value>, Problem> {
    let known = |id: &String| field.options.iter().any(|option| option.id == *id);
    let alone = |id: &String| field.options.iter().any(|option| option.id == *id && option.exclusive);
    match ids {
        [] => Ok(None),
        _ if !field.kind.chosen() || !ids.iter().all(known) => Err(wrong("没有这个选项", "重新选一次")),
        [_, _, ..] if field.kind == Kind::Choice => Err(wrong("只能选一个", "去掉多选的")),
        [_, _, ..] if ids.iter().any(alone) => Err(wrong("这几个不能一起选", "去掉多选的")),
        _ => Ok(Some(Value::Options(ids.to_vec()))),
    }
}

fn typed(field: &Field, text: &str, today: Date) -> Result<Value, Problem> {
    match field.kind {
        Kind::Text | Kind::Address => long(text, LINE * usize::from(field.lines.max(1))).map(Value::Text),
        Kind::Name => name(text).map(Value::Text),
        Kind::Date => date(field, text, today).map(Value::Date),
        Kind::IdNumber => id_number(text, today).map(Value::IdNumber),
        Kind::Money => read_money(text).and_then(|fen| bounded(field, fen.0).map(|()| Value::Money(fen))),
        Kind::Number => read_count(text).and_then(|count| bounded(field, count).map(|()| Value::Number(count))),
        Kind::Phone => Phone::read(text).map(Value::Phone),
        Kind::Account => Account::read(text).map(Value::Account),
        Kind::Choice | Kind::Flags => Err(wrong("没有这个选项", "重新选一次")),
        Kind::Sign | Kind::Blank => Err(wrong("这里不用填", "打印出来再写")),
    }
}

fn long(text: &str, most: usize) -> Result<String, Problem> {
    let text = text.trim();
    match text.chars().count() {
        count if count > most => Err(wrong(format!("太长了，最多{most}个字"), "写要紧的，别的当面说")),
        _ => Ok(text.to_string()),
    }
}

fn name(text: &str) -> Result<String, Problem> {
    let text = tidy(text);
    if text.chars().any(|c| c.is_ascii_digit() || c.is_ascii_punctuation() && !matches!(c, '.' | '-' | '\'')) {
        return Err(wrong("姓名里有数字或符号", "照身份证上的姓名写"));
    }
    long(&text, LONGEST_NAME)
}

fn date(field: &Field, text: &str, today: Date) -> Result<Date, Problem> {
    let date = read_date(text)?;
    if field.past && date > today {
        return Err(wrong("这一天还没到", "看看年份有没有写错"));
    }
    if field.past && date.full_years_until(today) > OLDEST {
        return Err(wrong("年份太早了", "看看年份有没有写错"));
    }
    Ok(date)
}

fn id_number(text: &str, today: Date) -> Result<IdNumber, Problem> {
    let number = IdNumber::read(text)?;
    match number.birth() {
        Some(birth) if birth > today => Err(wrong("出生的那天还没到", "第7到14位是出生年月日，看着身份证再填一次")),
        _ => Ok(number),
    }
}

fn bounded(field: &Field, value: i64) -> Result<(), Problem> {
    let said = |bound: i64| match field.kind {
        Kind::Money => Fen(bound).to_string(),
        _ => format!("{bound}{}", field.unit),
    };
    match (field.min, field.max) {
        (Some(min), _) if value < min => Err(wrong(format!("不能少于{}", said(min)), "再看一遍")),
        (_, Some(max)) if value > max => Err(wrong(format!("不能多于{}", said(max)), "再看一遍")),
        _ => Ok(()),
    }
}

/// A value as it is written on paper.
pub fn show(field: &Field, value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Date(date) => say_date(*date),
        Value::IdNumber(number) => number.full(),
        Value::Money(fen) => fen.to_string(),
        Value::Number(count) => format!("{count}{}", field.unit),
        Value::Phone(phone) => phone.written(),
        Value::Account(account) => account.full().to_string(),
        Value::Options(ids) => {
            let label = |id: &String| field.options.iter().find(|o| o.id == *id).map(|o| o.label.as_str());
            ids.iter().filter_map(label).collect::<Vec<_>>().join("、")
        }
        Value::Unknown => "不清楚".into(),
    }
}

/// What was typed, as a screen shows it until it is tapped: ID numbers, accounts and phones masked, also half typed.
pub fn masked(field: &Field, typed: &str) -> String {
    let kept = |c: &char| *c != ' ' && (*c != '-' || field.kind == Kind::Phone);
    let plain: String = tidy(typed).chars().filter(kept).collect();
    match field.kind {
        Kind::IdNumber => mask::id_number(&plain),
        Kind::Account => mask::account(&plain),
        Kind::Phone => mask::phone(&plain),
        _ => typed.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::field_of;
    use proptest::prelude::*;

    fn check(kind: Kind, typed: &str, expect: Result<&str, &str>) {
        let today = Date::parse("2026-11-23").unwrap();
        let field = Field { past: true, min: Some(0), max: Some(100_000), unit: "人".into(), ..field_of("x", kind) };
        let found = read(&field, &Input::Text(typed.into()), today);
        match (&found, expect) {
            (Ok(Some(value)), Ok(said)) => assert_eq!(show(&field, value), said, "{typed}"),
            (Ok(None), Ok(said)) => assert_eq!(said, "", "{typed}"),
            (Err(problem), Err(what)) => assert_eq!((problem.what.as_str(), problem.place.as_str()), (what, "标签")),
            _ => panic!("{typed}: {found:?}"),
        }
    }

    #[test]
    fn reads_what_is_typed() {
        check(Kind::Text, " 家里有人病了 ", Ok("家里有人病了"));
        check(Kind::Text, "　", Ok(""));
        check(Kind::Text, &"字".repeat(201), Err("太长了，最多200个字"));
        check(Kind::Name, "阿卜杜拉·买买提", Ok("阿卜杜拉·买买提"));
        check(Kind::Name, "张3", Err("姓名里有数字或符号"));
        check(Kind::Date, "1958.3.5", Ok("1958年3月5日"));
        check(Kind::Date, "2027-1-1", Err("这一天还没到"));
        check(Kind::Date, "1858-1-1", Err("年份太早了"));
        check(Kind::Money, "三百五", Ok("350元"));
        check(Kind::Money, "-1", Err("不能少于0元"));
        check(Kind::Money, "2000", Err("不能多于1000元"));
        check(Kind::Number, "三口人", Ok("3人"));
        check(Kind::Number, "-1", Err("不是一个数"));
        check(Kind::IdNumber, "11010519491231002x", Ok("11010519491231002X"));
        check(Kind::IdNumber, "110105194912310021", Err("最后一位对不上"));
        check(Kind::Phone, "138 1234 5678", Ok("13812345678"));
        check(Kind::Account, "310023456789012345", Ok("310023456789012345"));
        assert_eq!(masked(&field_of("x", Kind::IdNumber), "５１２３２２ 19580305 1234"), "512***********1234");
        assert_eq!(masked(&field_of("x", Kind::IdNumber), "51232"), "*****");
        assert_eq!(masked(&field_of("x", Kind::Name), "张三"), "张三");
        check(Kind::Blank, "张三", Err("这里不用填"));
        check(Kind::Sign, "张三", Err("这里不用填"));
    }

    const KINDS: [Kind; 12] = [
        Kind::Text,
        Kind::Name,
        Kind::Address,
        Kind::Date,
        Kind::IdNumber,
        Kind::Money,
        Kind::Number,
        Kind::Phone,
        Kind::Account,
        Kind::Choice,
        Kind::Flags,
        Kind::Sign,
    ];

    proptest! {
        #[test]
        fn what_is_shown_reads_back_as_the_same(
            kind in prop::sample::select(&KINDS[..]),
            typed in "[0-9０-９xX一二三百千万元角年月日甲乙.,\\- ]{0,24}",
        ) {
            let today = Date::parse("2026-11-23").unwrap();
            let field = Field { unit: "人".into(), ..field_of("x", kind) };
            if let Ok(Some(value)) = read(&field, &Input::Text(typed), today) {
                let again = read(&field, &Input::Text(show(&field, &value)), today);
                prop_assert_eq!(again, Ok(Some(value)));
            }
        }

        #[test]
        fn no_input_is_a_panic(kind in prop::sample::select(&KINDS[..]), typed in "\\PC{0,40}", days in -70_000i64..400_000) {
            let field = Field { past: true, ..field_of("x", kind) };
            let today = Date::from_days(days);
            let _ = read(&field, &Input::Text(typed.clone()), today);
            let _ = read(&field, &Input::Chosen(vec![typed.clone()]), today);
            let _ = masked(&field, &typed);
        }
    }
}
