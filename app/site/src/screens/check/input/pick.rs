//! One of several: yes or no, or an option. “不清楚” is as large as the rest.

use super::{Ids, Input, OnYes};
use leptos::prelude::*;
use parts::{Fault, Opt, live, nothing, radios};
use policy::Fact;
use store::Kept;

/// Yes, no, not sure. What a yes shows stands right below it.
pub fn yes_no(ids: Ids, fact: &Fact, kept: Option<&Kept>, on_yes: OnYes) -> Input {
    let choices = vec![(Opt::new(&fact.yes), Kept::Bool(true)), (Opt::new(&fact.no), Kept::Bool(false))];
    pick(ids, fact, choices, kept, on_yes)
}

/// One of these options, or not sure.
pub fn choice(ids: Ids, fact: &Fact, options: Vec<&policy::Choice>, kept: Option<&Kept>) -> Input {
    let option = |value: &policy::Choice| (Opt::new(&value.label).hint(&value.hint), Kept::Choice(value.id.clone()));
    pick(ids, fact, options.into_iter().map(option).collect(), kept, Box::new(nothing))
}

/// `on_first` is shown below the first choice while that is chosen.
fn pick(ids: Ids, fact: &Fact, mut choices: Vec<(Opt, Kept)>, kept: Option<&Kept>, on_first: OnYes) -> Input {
    choices.push((Opt::new(&fact.unsure).hint("先跳过，结果里会告诉您找谁问"), Kept::Unknown));
    let (opts, values): (Vec<Opt>, Vec<Kept>) = choices.into_iter().unzip();
    let chosen = RwSignal::new(kept.and_then(|kept| values.iter().position(|value| value == kept)));
    let read = move || {
        let value = chosen.get_untracked().and_then(|n| values.get(n)).cloned();
        value.ok_or_else(|| vec![Fault::new(format!("{}-0", ids.answer), "请选一个。说不准就选最后一个")])
    };
    let below = live(move || if chosen.get() == Some(0) { on_first() } else { nothing() });
    let view = radios(ids.answer, opts, chosen).insert(1, below).into();
    let blank = move || chosen.get_untracked().is_none();
    Input { view, read: Box::new(read), blank: Box::new(blank), labelled: false }
}
