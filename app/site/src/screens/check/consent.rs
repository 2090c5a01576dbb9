//! Before the first question about something sensitive: may it be asked? Said why, and what a no does.

use super::{Desk, mending};
use leptos::prelude::*;
use parts::{Fault, Look, Node, Opt, errsum, many, press, radios, tag};
use store::Consent;

/// The kind for which most people can say at once that nothing applies.
const RARE: &str = "religion";

/// The page before the first question of a sensitive kind.
pub fn consent(desk: &Desk, kind: &str) -> Node {
    let (name, purpose) = answers::sensitive(kind);
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
    let form = mending(tag("form"), desk.shell, faults).on_submit(move || {
        match chosen.get_untracked().and_then(|n| consents.get(n)) {
            Some(consent) => session.decide(&kind, *consent),
            None => faults.set(vec![Fault::new("consent-0", "请选一个")]),
        }
    });
    let title = parts::title("h1", format!("下面要问{name}情况，可以吗？"));
    let hint = "答案只存在这台设备上，我们收不到，也不交给别人。不答也能接着往下做，以后也可以改。";
    let hint = tag("p").class("hint").id("hint").text(purpose).text(hint);
    let ask = tag("fieldset").attr("aria-describedby", "hint").child(tag("legend").child(title));
    let ask = ask.child(hint).child(radios("consent", opts, chosen));
    many([errsum(faults), form.child(ask).child(press("接着答", Look::Big)).into()])
}
