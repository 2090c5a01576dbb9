//! A date: a day, a month, a year, or not sure.

use super::{Input, fault_at};
use crate::wording::UNKNOWN;
use base::Date;
use leptos::prelude::*;
use parts::{Choice, DateField, DateText, Fault, Opt};
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
        if text.with(|typed| *typed != DateText::default()) {
            unknown.set(false);
        }
    });
    let set = Callback::new(move |on: bool| {
        unknown.set(on);
        if on {
            text.set(DateText::default());
        }
    });
    let opt = Opt::new(UNKNOWN).hint("只记得年份，就只填年份");
    let view = view! {
        <DateField id=ID text fault=fault_at(faults, ID)/>
        <div class="choices gap"><Choice opt id="unsure".into() on=unknown.into() set/></div>
    }
    .into_any();
    let read = move || match unknown.get_untracked() {
        true => Ok(Kept::Unknown),
        false => {
            let read = text.with_untracked(DateText::read);
            read.map(|(first, last)| Kept::Date(first.days(), last.days())).map_err(|says| vec![Fault::new(ID, says)])
        }
    };
    Input { view, read: Box::new(read), labelled: None }
}
