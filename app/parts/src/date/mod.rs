//! Dates: three plain fields. Month and day may stay empty when only the year is known.

use crate::errsum::field_error;
use crate::node::{Tag, tag};
use base::Date;
use leptos::prelude::*;

/// What is typed into the three fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateText {
    /// 年
    pub year: String,
    /// 月
    pub month: String,
    /// 日
    pub day: String,
}

impl DateText {
    /// The text of a span of days: a day, a month or a year; empty if it is none of these.
    pub fn of(first: Date, last: Date) -> Self {
        let (year, month, day) = first.ymd();
        let text = |year: i32, month: i32, day: i32| {
            let part = |n: i32| if n == 0 { String::new() } else { n.to_string() };
            DateText { year: part(year), month: part(month), day: part(day) }
        };
        [text(year, month, day), text(year, month, 0), text(year, 0, 0)]
            .into_iter()
            .find(|typed| typed.read() == Ok((first, last)))
            .unwrap_or_default()
    }

    /// The first and last day that were meant. The error says what to do.
    pub fn read(&self) -> Result<(Date, Date), String> {
        let number = |text: &str| match plain(text) {
            digits if digits.is_empty() => Ok(None),
            digits => digits.parse::<i32>().map(Some).map_err(|_| "只写数字，比如1968年3月9日"),
        };
        let year = number(&self.year)?.ok_or("年份要写上，月和日不清楚可以空着")?;
        if !(1800..2999).contains(&year) {
            return Err("年份写四位数，比如1968".into());
        }
        let (month, day) = (number(&self.month)?, number(&self.day)?);
        if month.is_some_and(|month| !(1..=12).contains(&month)) {
            return Err("月份写1到12".into());
        }
        let date = |month, day| Date::from_ymd(year, month, day).ok_or("这个月没有这一天，看看日子写对没有");
        match (month, day) {
            (None, None) => Ok((date(1, 1)?, date(12, 31)?)),
            (Some(month), None) => Ok((date(month, 1)?, date(month, 1)?.add_months(1).add_days(-1))),
            (Some(month), Some(day)) => Ok((date(month, day)?, date(month, day)?)),
            (None, Some(_)) => Err("月份也要写上".into()),
        }
    }
}

/// The digits without what people write beside them.
fn plain(text: &str) -> String {
    let one = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    };
    text.chars().map(one).filter(|c| !c.is_whitespace() && !matches!(c, '年' | '月' | '日' | '号')).collect()
}

/// The three fields; their ids are `ID`, `ID-month` and `ID-day`. `fault` says what is wrong with them.
pub fn date_field(
    id: &'static str,
    text: RwSignal<DateText>,
    fault: impl Fn() -> Option<String> + Copy + Send + 'static,
) -> Tag {
    let error = format!("{id}-error");
    let described = error.clone();
    let field = move |id: String, label: &'static str, part: Part| {
        let input = tag("input").class("input").id(id.clone()).attr("inputmode", "numeric").attr("autocomplete", "off");
        let input = input.set("aria-describedby", described.clone());
        let input = input.live_attr("aria-invalid", move || fault().map(|_| "true".into()));
        let input = input.typed(move || text.with(|typed| part(&mut typed.clone()).clone()));
        let input = input.on("input", move |event| text.update(|typed| *part(typed) = event_target_value(&event)));
        tag("div").class("field").child(tag("label").set("for", id).text(label)).child(input)
    };
    let fields = tag("div").class("dates");
    let fields = fields.child(field(id.into(), "年", |typed| &mut typed.year));
    let fields = fields.child(field(format!("{id}-month"), "月", |typed| &mut typed.month));
    let fields = fields.child(field(format!("{id}-day"), "日", |typed| &mut typed.day));
    tag("div").live_class("bad", move || fault().is_some()).child(field_error(error, fault)).child(fields)
}

type Part = fn(&mut DateText) -> &mut String;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    fn typed(year: &str, month: &str, day: &str) -> DateText {
        DateText { year: year.into(), month: month.into(), day: day.into() }
    }

    fn days(first: &str, last: &str) -> Result<(Date, Date), String> {
        Ok((Date::parse(first).unwrap(), Date::parse(last).unwrap()))
    }

    #[test]
    fn reads_a_day_a_month_or_a_year() {
        assert_eq!(typed("1968", "3", "9").read(), days("1968-03-09", "1968-03-09"));
        assert_eq!(typed("１９６８", " 03", "09").read(), days("1968-03-09", "1968-03-09"));
        assert_eq!(typed("1968年", "3月", "9号").read(), days("1968-03-09", "1968-03-09"));
        assert_eq!(typed("1968", "2", "").read(), days("1968-02-01", "1968-02-29"));
        assert_eq!(typed("1968", "", "").read(), days("1968-01-01", "1968-12-31"));
    }

    #[test]
    fn refuses_what_is_no_date() {
        for (year, month, day, says) in [
            ("", "3", "9", "年份要写上"),
            ("68", "3", "9", "年份写四位数"),
            ("1968", "13", "1", "月份写1到12"),
            ("1968", "2", "30", "这个月没有这一天"),
            ("1968", "", "9", "月份也要写上"),
            ("x", "", "", "只写数字"),
        ] {
            let fault = typed(year, month, day).read().unwrap_err();
            assert!(fault.starts_with(says), "{year}-{month}-{day}: {fault}");
        }
    }

    #[test]
    fn comes_back_as_it_was_typed() {
        for text in [typed("1968", "3", "9"), typed("1968", "2", ""), typed("1968", "", "")] {
            let (first, last) = text.read().unwrap();
            assert_eq!(DateText::of(first, last), text);
        }
    }

    #[test]
    fn labels_every_field() {
        let part = date_field("d", RwSignal::new(DateText::default()), || None);
        check(part, &[r#"<label for="d">年"#, r#"<label for="d-month">月"#, r#"<label for="d-day">日"#]);
    }
}
