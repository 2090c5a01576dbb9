//! A date: a day, a month, a year, or not sure.

use super::{Ids, Input, fault_at};
use crate::engine::Bounds;
use crate::wording::UNKNOWN;
use base::Date;
use leptos::prelude::*;
use parts::{DateText, Fault, Opt, choice, date_field, many, tag};
use store::Kept;

/// The input for a date.
pub fn date(ids: Ids, bounds: Bounds, kept: Option<&Kept>, faults: RwSignal<Vec<Fault>>) -> Input {
    let typed = match kept {
        Some(Kept::Date(first, last)) => DateText::of(Date::from_days(*first), Date::from_days(*last)),
        _ => DateText::default(),
    };
    let text = RwSignal::new(typed);
    let unknown = RwSignal::new(kept == Some(&Kept::Unknown));
    Effect::new(move |_| {
        if text.with(|typed| *typed != DateText::default()) && unknown.get_untracked() {
            unknown.set(false);
        }
    });
    let set = move |on: bool| {
        unknown.set(on);
        if on {
            text.set(DateText::default());
        }
    };
    let opt = Opt::new(UNKNOWN).hint("只记得年份，就只填年份");
    let unsure = tag("div").class("choices gap").child(choice(opt, ids.unsure.into(), "", move || unknown.get(), set));
    let view = many([date_field(ids.answer, text, fault_at(faults, ids.answer)), unsure]);
    let read = move || {
        if unknown.get_untracked() {
            return Ok(Kept::Unknown);
        }
        text.with_untracked(|text| within(text, bounds)).map_err(|says| vec![Fault::new(ids.answer, says)])
    };
    let blank = move || !unknown.get_untracked() && text.with_untracked(|text| *text == DateText::default());
    Input { view, read: Box::new(read), blank: Box::new(blank), labelled: false }
}

fn within(text: &DateText, bounds: Bounds) -> Result<Kept, String> {
    let (first, last) = text.read()?;
    let (first, last) = (first.days(), last.days());
    match bounds {
        Bounds { most: Some(most), .. } if first > most => Err("请核对：这一天还没到，看看年份写对没有".into()),
        Bounds { least: Some(least), .. } if last < least => Err("请核对：这一天太早了，看看年份写对没有".into()),
        _ => Ok(Kept::Date(first, last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_cannot_be_is_to_be_checked() {
        let day = |year: &str| DateText { year: year.into(), ..DateText::default() };
        let bounds = Bounds { least: Some(-25_567), most: Some(20_781) };
        assert!(within(&day("1958"), bounds).is_ok());
        assert!(within(&day("2026"), bounds).is_ok());
        for year in ["2030", "1850"] {
            assert!(within(&day(year), bounds).is_err_and(|says| says.starts_with("请核对")), "{year}");
            assert!(within(&day(year), Bounds::default()).is_ok(), "{year}");
        }
    }
}
