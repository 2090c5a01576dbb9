//! A draft as it goes to another device, and as it comes from one: a stranger's, until it is looked through.

use crate::kit::Kit;
use base::Problem;
use forms::{At, FormState, Origin, OwnRow, People};
use handover::{Bundle, pack, unpack};
use policy::{Fact, Kind, Of, Pack};
use store::{Asked, Draft, Kept, Moment, Person, PersonList, Whom};

/// The version of this program.
const APP: &str = env!("CARGO_PKG_VERSION");
/// Nobody has more people on a list, or a longer name.
const MOST_PEOPLE: usize = 60;
const LONGEST_NAME: usize = 60;
/// Nobody gave more answers about one person, or was asked more questions.
const MOST_ANSWERS: usize = 1000;
const MOST_ASKED: usize = 5000;
/// No amount is larger, in fen; no day is farther, in days.
const LARGEST: i64 = 1_000_000_000_000;

/// What came from another device.
#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    /// The draft, with an id of its own.
    pub draft: Draft,
    /// The version of the program that made it.
    pub app: String,
    /// When it was made.
    pub made: Moment,
    /// How many answers were left out, because this version has no such question or option.
    pub left_out: usize,
    /// In how many fields of the forms something was written.
    pub written: usize,
}

/// A draft for another device. The id stays here.
pub fn wrap(kit: &Kit, draft: &Draft, now: Moment) -> Result<Vec<u8>, Problem> {
    let bare = Draft { id: String::new(), revision: 0, ..draft.clone() };
    pack(&Bundle { app: APP.into(), made: now, row: store::encode(&bare, &kit.pack.never_stored())? })
}

/// Reads what another device made; the draft gets this id.
pub fn open(kit: &Kit, bytes: &[u8], id: String, now: Moment) -> Result<Parcel, Problem> {
    let bundle = unpack(bytes)?;
    let draft = store::decode(&bundle.row)?;
    if !well_formed(&draft) {
        return Err(wrong());
    }
    let (mut draft, left_out) = sift(kit.pack, draft);
    let written = written(kit, &kit.open(&draft)?);
    (draft.id, draft.revision, draft.changed) = (id, 0, now);
    draft.started = draft.started.clamp(0, now);
    let app = bundle.app.chars().filter(|c| c.is_ascii_alphanumeric() || ".-+".contains(*c)).take(20).collect();
    Ok(Parcel { draft, app, made: bundle.made.clamp(0, now), left_out, written })
}

fn wrong() -> Problem {
    Problem::new("草稿", "内容不对，读不出来").hint("请在原来的设备上再做一次")
}

/// In how many fields somebody wrote something.
fn written(kit: &Kit, state: &FormState) -> usize {
    let lists = [People::Members, People::Obligors];
    let rows = lists.iter().flat_map(|list| state.rows(*list)).map(|row| Some(row.key));
    let rows: Vec<Option<u32>> = [None].into_iter().chain(rows.take(MOST_PEOPLE)).collect();
    let mut fields: Vec<&str> =
        kit.forms.list.iter().flat_map(|form| form.fields()).map(|(_, f)| f.id.as_str()).collect();
    fields.sort_unstable();
    fields.dedup();
    let places = fields.iter().flat_map(|id| rows.iter().map(|row| At { field: (*id).to_string(), row: *row }));
    places.filter(|at| matches!(state.origin(at), Origin::Typed | Origin::TypedOver(_))).count()
}

/// What this program could itself have written, as far as people go.
fn well_formed(draft: &Draft) -> bool {
    let lists = [PersonList::Members, PersonList::Obligors].map(|list| draft.people(list).unwrap_or_default());
    let mut keys: Vec<u32> = lists.iter().flat_map(|list| list.iter().map(|person| person.key)).collect();
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    let short = |name: &str| name.chars().count() <= LONGEST_NAME;
    let person = |person: &Person| short(&person.name) && person.answers.len() <= MOST_ANSWERS;
    keys.len() == count
        && keys.iter().all(|key| *key < OwnRow::FIRST)
        && lists.iter().all(|list| list.len() <= MOST_PEOPLE && list.iter().all(person))
        && short(&draft.name)
        && draft.answers.len() <= MOST_ANSWERS
        && draft.trail.len() <= MOST_ASKED
}

/// Leaves out what these packs don't know; says how many answers that were.
fn sift(pack: &Pack, mut draft: Draft) -> (Draft, usize) {
    let before = count(&draft);
    known(pack, false, &mut draft.answers);
    for person in draft.members.iter_mut().chain(&mut draft.obligors).flatten() {
        known(pack, true, &mut person.answers);
    }
    let left_out = before - count(&draft);
    for asked in std::mem::take(&mut draft.trail) {
        if is_there(pack, &draft, &asked) {
            draft.ask(&asked.fact, asked.whom);
        }
    }
    draft.focus.retain(|id| pack.programs.iter().any(|program| program.id == *id));
    draft.consents.retain(|(kind, _)| pack.facts.iter().any(|fact| fact.sensitive.as_ref() == Some(kind)));
    (draft, left_out)
}

fn count(draft: &Draft) -> usize {
    let people = draft.members.iter().chain(&draft.obligors).flatten();
    draft.answers.len() + people.map(|person: &Person| person.answers.len()).sum::<usize>()
}

/// Keeps the answers to questions that there are, each once, if they are ones that can be given.
fn known(pack: &Pack, about_person: bool, answers: &mut Vec<(String, Kept)>) {
    let mut seen: Vec<String> = Vec::new();
    answers.retain(|(id, kept)| {
        let fact = pack.facts.iter().find(|fact| fact.id == *id && (fact.of == Of::Person) == about_person);
        let fits = fact.is_some_and(|fact| !fact.never_stored && fits(fact, kept)) && !seen.contains(id);
        seen.push(id.clone());
        fits
    });
}

/// Whether an answer is of the question's kind and within what can be meant.
fn fits(fact: &Fact, kept: &Kept) -> bool {
    let option = |id: &String| fact.values.iter().any(|value| value.id == *id);
    let within = |least: i64, most: i64| least <= most && least >= -LARGEST && most <= LARGEST;
    match (kept, fact.kind) {
        (Kept::Unknown, _) | (Kept::Bool(_), Kind::Bool | Kind::Scoped | Kind::List) => true,
        (Kept::Choice(id), Kind::Choice) => option(id),
        (Kept::Number(least, most), Kind::Number | Kind::Money) | (Kept::Date(least, most), Kind::Date) => {
            within(*least, *most)
        }
        (Kept::Flags(ids), Kind::Flags) => ids.len() <= fact.values.len() && ids.iter().all(option),
        (Kept::Benefits(list), Kind::Benefits) => {
            let one = |(id, fen): &(String, Option<i64>)| option(id) && fen.is_none_or(|fen| within(fen, fen));
            list.len() <= fact.values.len() && list.iter().all(one)
        }
        _ => false,
    }
}

/// Whether a question that was answered is one, about somebody who is there.
fn is_there(pack: &Pack, draft: &Draft, asked: &Asked) -> bool {
    let about_person = asked.whom != Whom::Household;
    pack.facts.iter().any(|fact| fact.id == asked.fact && (fact.of == Of::Person) == about_person)
        && (!about_person || draft.person(asked.whom).is_some())
}
