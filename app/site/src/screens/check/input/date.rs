//! A date: a day, a month, a year, or not sure.

use super::{Input, fault_at};
use crate::wording::UNKNOWN;
use base::Date;
use leptos::prelude::*;
use parts::{DateText, Fault, Opt, choice, date_field, many, tag};
use store::Kept;

const ID: &str = "answer";

/// The input for a date.
pub fn date(kept: Option<&Kept>, faults: RwSignal<Vec<Fault>>) -> Input {
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
    let unsure = tag("div").class("choices gap").child(choice(opt, "unsure".into(), "", move || unknown.get(), set));
    let view = many([date_field(ID, text, fault_at(faults, ID)), unsure]);
    let read = move || {
        if unknown.get_untracked() {
            return Ok(Kept::Unknown);
        }
        let read = text.with_untracked(DateText::read);
        read.map(|(first, last)| Kept::Date(first.days(), last.days())).map_err(|says| vec![Fault::new(ID, says)])
    };
    Input { view, read: Box::new(read), labelled: None }
}
