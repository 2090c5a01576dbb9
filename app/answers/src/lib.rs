//! A draft's answers as the household that the rules evaluate, and the device's clock and randomness: what the
//! residents' apps share. Shows nothing, decides nothing, stores nothing.

pub mod clock;
#[cfg(target_arch = "wasm32")]
pub mod files;
mod judge;

pub use judge::{focus, judge, next, policy_of, whom};

use policy::{Fact, Of, Pack};
use rules::{Answer, Household, People, Value};
use store::{Consent, Draft, Kept, PersonList, Whom};

/// Where this device keeps drafts.
#[cfg(target_arch = "wasm32")]
pub type Device = store::Browser;
/// Where this device keeps drafts.
#[cfg(not(target_arch = "wasm32"))]
pub type Device = store::Memory;

/// The drafts of this device, without answers to the facts in `never`; in memory on a machine that many people use.
pub fn device(never: Vec<String>) -> Device {
    #[cfg(target_arch = "wasm32")]
    return if shared() { Device::passing(never) } else { Device::new("jiuzai", never) };
    #[cfg(not(target_arch = "wasm32"))]
    Device::new(never)
}

/// Whether many people use this machine (`public/mode.js`): then nothing about anyone is written to it.
pub fn shared() -> bool {
    #[cfg(target_arch = "wasm32")]
    {
        let html = web_sys::window().and_then(|w| w.document()).and_then(|d| d.document_element());
        html.is_some_and(|html| html.has_attribute("data-kiosk"))
    }
    #[cfg(not(target_arch = "wasm32"))]
    false
}

/// The value of a name in a query such as `?d=k3&n=2`.
pub fn asked<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    let pairs = query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// The draft that a query names: its id has letters and digits only.
pub fn draft_in(query: &str) -> Option<&str> {
    asked(query, "d").filter(|id| !id.is_empty() && id.len() <= 32 && id.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// What the applicant is called.
pub const YOU: &str = "您";
/// The fact that says how a person is related to the applicant.
pub const RELATION: &str = "p_relation";
/// Its option for the applicant.
pub const SELF: &str = "self";
/// The fact that lists the members.
pub const MEMBERS: &str = "members";
/// The fact that lists the obligors.
pub const OBLIGORS: &str = "obligors";
/// The fact that is filled in from the relation.
const DUTY: &str = "p_legal_support_duty";

/// The household of a draft. Before anybody is listed, the applicant is in it alone.
pub fn household(pack: &Pack, draft: &Draft) -> Household {
    let list = |list: PersonList, id: &str| {
        let listed = draft.place(id, Whom::Household).is_some();
        let people = draft.people(list).unwrap_or_default().iter();
        let rows = people.map(|p| person(pack, draft, list.whom(p.key))).collect();
        People { rows, open: !listed, asked: listed }
    };
    let mut members = list(PersonList::Members, MEMBERS);
    if members.rows.is_empty() {
        members.rows.push(applicant(pack));
    }
    let house = pack.facts.iter().map(|fact| given(draft, fact, Whom::Household)).collect();
    Household { house, members, obligors: list(PersonList::Obligors, OBLIGORS) }
}

fn person(pack: &Pack, draft: &Draft, whom: Whom) -> Vec<Answer> {
    let given = |fact: &Fact| match fact.id == DUTY {
        true => duty(draft.answer(RELATION, whom)),
        false => given(draft, fact, whom),
    };
    pack.facts.iter().map(given).collect()
}

/// The applicant before anybody was listed.
fn applicant(pack: &Pack) -> Vec<Answer> {
    let relation = Kept::Choice(SELF.into());
    let given = |fact: &Fact| if fact.id == RELATION { value(fact, &relation) } else { Answer::NotAsked };
    pack.facts.iter().map(given).collect()
}

fn given(draft: &Draft, fact: &Fact, whom: Whom) -> Answer {
    let about_person = fact.of == Of::Person;
    if about_person == (whom == Whom::Household) {
        return Answer::NotAsked;
    }
    if let Some(kept) = draft.answer(&fact.id, whom) {
        return value(fact, kept);
    }
    match fact.sensitive.as_ref().and_then(|kind| draft.consent(kind)) {
        Some(Consent::Declined) => Answer::Unknown,
        Some(Consent::Nothing) => Answer::Absent,
        Some(Consent::Agreed) | None => Answer::NotAsked,
    }
}

/// An answer in the engine's terms. An option that newer packs no longer have is asked again.
fn value(fact: &Fact, kept: &Kept) -> Answer {
    let option = |id: &String| fact.values.iter().position(|value| value.id == *id);
    let given = match kept {
        Kept::Unknown => return Answer::Unknown,
        Kept::Bool(yes) => Some(Value::Bool(*yes)),
        Kept::Choice(id) => option(id).map(Value::Choice),
        Kept::Number(least, most) => Some(Value::Number(*least, *most)),
        Kept::Date(first, last) => Some(Value::Number(*first, *last)),
        Kept::Flags(ids) => ids.iter().map(option).collect::<Option<Vec<_>>>().map(Value::Flags),
        Kept::Benefits(list) => {
            let one = |(id, fen): &(String, Option<i64>)| Some((option(id)?, fen.map(|fen| (fen, fen))));
            list.iter().map(one).collect::<Option<Vec<_>>>().map(Value::Benefits)
        }
    };
    given.map_or(Answer::NotAsked, Answer::Given)
}

/// Whether the law makes two people support each other, as far as the relation alone says it (policy.md (a)):
/// parents and children yes, others no; between grandparents, grandchildren and siblings the window decides.
fn duty(relation: Option<&Kept>) -> Answer {
    let Some(Kept::Choice(relation)) = relation else { return Answer::NotAsked };
    match relation.as_str() {
        "parent" | "child" => Answer::Given(Value::Bool(true)),
        "other" => Answer::Given(Value::Bool(false)),
        "grandparent" | "grandchild" | "sibling" => Answer::Unknown,
        _ => Answer::NotAsked,
    }
}

/// A kind of sensitive information: its name, and what answering it is for.
pub fn sensitive(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "health" => ("健康", "有的救助要看残疾、大病这些情况，少了就算不准。"),
        "finance" => ("存款", "有的救助要看家里的财产，少了就算不准。"),
        "child" => (
            "孩子和爸爸妈妈",
            "孤儿、没人抚养的孩子有专门的救助，要看这些情况。孩子没满14岁的，由爸爸妈妈或监护人来答。",
        ),
        "religion" => ("宗教", "出家很久的人不算家里的人口，要看这个情况。"),
        _ => ("个人", "少了就算不准。"),
    }
}
