//! Before the first question about something sensitive: may it be asked? Said why, and what a no does.

use super::Desk;
use crate::wording;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::{ErrSum, Fault, Look, Opt, Press, Radios};
use store::Consent;

/// Kinds for which most people can say at once that nothing applies.
const RARE: &str = "religion";

/// The page before the first question of a sensitive kind.
pub fn consent(desk: &Desk, kind: &str) -> AnyView {
    let (name, purpose) = wording::sensitive(kind);
    let session = desk.session;
    let choices: Vec<(Opt, Consent)> = [
        (Opt::new("可以问"), Consent::Agreed),
        (Opt::new("家里没有出家人、神职人员").hint("就不用问了"), Consent::Nothing),
        (Opt::new("不想说").hint("按“不清楚”算，有的结果会定不下来"), Consent::Declined),
    ]
    .into_iter()
    .filter(|(_, consent)| kind == RARE || *consent != Consent::Nothing)
    .collect();
    let (opts, consents): (Vec<_>, Vec<_>) = choices.into_iter().unzip();
    let chosen = RwSignal::new(None::<usize>);
    let faults = RwSignal::new(Vec::<Fault>::new());
    let kind = kind.to_string();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match chosen.get_untracked().and_then(|n| consents.get(n)) {
            Some(consent) => session.decide(&kind, *consent),
            None => faults.set(vec![Fault::new("consent-0", "请选一个")]),
        }
    };
    view! {
        <ErrSum faults=faults.into()/>
        <form on:submit=submit>
            <fieldset aria-describedby="hint">
                <legend><h1>{format!("下面要问{name}情况，")}<wbr/>"可以吗？"</h1></legend>
                <p class="hint" id="hint">
                    {purpose}"答案只存在这台设备上，我们收不到，也不交给别人。不答也能接着往下做，以后也可以改。"
                </p>
                <Radios group="consent" opts chosen/>
            </fieldset>
            <Press label="接着答" look=Look::Big/>
        </form>
    }
    .into_any()
}
