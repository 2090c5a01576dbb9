//! A draft as it goes to another device, and as it comes from one: a stranger's, until it is looked through.

use crate::kit::Kit;
use base::{Date, Problem};
use forms::{At, FormState, Origin, OwnRow, People};
use handover::{Bundle, pack, unpack};
use policy::{Fact, Kind, Of, Pack};
use rules::FACT_REACH;
use store::{Asked, Draft, Kept, Moment, Person, PersonList, Whom};

/// The version of this program.
const APP: &str = env!("CARGO_PKG_VERSION");
/// Nobody has more people on a list, or a longer name.
const MOST_PEOPLE: usize = 60;
const LONGEST_NAME: usize = 60;
/// Nobody gave more answers about one person, or was asked more questions.
const MOST_ANSWERS: usize = 1000;
const MOST_ASKED: usize = 5000;
/// There are fewer programmes and kinds of sensitive information.
const MOST_NAMED: usize = 200;
/// The packs' version is a digest.
const LONGEST_VERSION: usize = 100;

/// What came from another device.
#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    /// The draft, with an id of its own.
    pub draft: Draft,
    /// The version of the program that made it.
    pub app: String,
    /// When it was made.
    pub made: Moment,
    /// How many answers were left out, because this version has no such question or option, or it can't be so much.
    pub left_out: usize,
    /// In how many fields of the forms something was written.
    pub written: usize,
    /// The names of the forms that were begun.
    pub forms: Vec<&'static str>,
}

impl Parcel {
    /// That another version of the program made it, if so.
    pub fn other_version(&self) -> Option<String> {
        let version = if self.app.is_empty() { "别的" } else { &self.app };
        (self.app != APP).then(|| format!("那边的网站是{version}版，这里是{APP}版。"))
    }
}

/// A draft for another device. The id stays here.
pub fn wrap(kit: &Kit, draft: &Draft, now: Moment) -> Result<Vec<u8>, Problem> {
    let bare = Draft { id: String::new(), revision: 0, ..draft.clone() };
    pack(&Bundle { app: APP.into(), made: now, row: store::encode(&bare, &kit.pack.never_stored())? })
}

/// Reads what another device made; the draft gets this id.
pub fn open(kit: &'static Kit, bytes: &[u8], id: String, now: Moment) -> Result<Parcel, Problem> {
    let bundle = unpack(bytes)?;
    let draft = store::decode(&bundle.row)?;
    let filled_in = match draft.forms.is_empty() {
        true => FormState::default(),
        false => FormState::decode(&draft.forms)?,
    };
    if !well_formed(&draft) || !filled_in.plausible() {
        return Err(wrong());
    }
    let (mut draft, left_out) = sift(kit.pack, draft);
    let state = kit.open(&draft)?;
    let begun = kit.forms.list.iter().filter(|form| state.begun(&form.id));
    let forms = begun.map(|form| form.name.as_str()).collect();
    let written = written(kit, &state);
    (draft.id, draft.revision, draft.changed) = (id, 0, now);
    draft.started = draft.started.clamp(0, now);
    let app = bundle.app.chars().filter(|c| c.is_ascii_alphanumeric() || ".-+".contains(*c)).take(20).collect();
    Ok(Parcel { draft, app, made: bundle.made.clamp(0, now), left_out, written, forms })
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

/// What this program could itself have written, as far as people and the lengths of lists go.
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
        && draft.focus.len().max(draft.consents.len()) <= MOST_NAMED
        && draft.packs.len() <= LONGEST_VERSION
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
    let focus = std::mem::take(&mut draft.focus);
    for id in focus {
        if pack.program(&id).is_some() && !draft.focus.contains(&id) {
            draft.focus.push(id);
        }
    }
    for (kind, consent) in std::mem::take(&mut draft.consents) {
        if pack.facts.iter().any(|fact| fact.sensitive.as_ref() == Some(&kind)) {
            draft.set_consent(&kind, consent);
        }
    }
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
        let found = pack.facts.iter().position(|fact| fact.id == *id && (fact.of == Of::Person) == about_person);
        let fact = found.map(|ix| (&pack.facts[ix], pack.bounds(ix)));
        let fits = fact.is_some_and(|(fact, ends)| !fact.never_stored && fits(fact, ends, kept)) && !seen.contains(id);
        seen.push(id.clone());
        fits
    });
}

/// Whether an answer is of the question's kind and within what can be meant.
fn fits(fact: &Fact, ends: (Option<i64>, Option<i64>), kept: &Kept) -> bool {
    let option = |id: &String| fact.values.iter().any(|value| value.id == *id);
    match (kept, fact.kind) {
        (Kept::Unknown, _) | (Kept::Bool(_), Kind::Bool | Kind::Scoped | Kind::List) => true,
        (Kept::Choice(id), Kind::Choice) => option(id),
        (Kept::Number(least, most), Kind::Number | Kind::Money) => number(ends, *least, *most),
        (Kept::Date(first, last), Kind::Date) => days(ends, *first, *last),
        (Kept::Flags(ids), Kind::Flags) => ids.len() <= fact.values.len() && ids.iter().all(option),
        (Kept::Benefits(list), Kind::Benefits) => {
            let one =
                |(id, fen): &(String, Option<i64>)| option(id) && fen.is_none_or(|fen| (0..=FACT_REACH).contains(&fen));
            list.len() <= fact.values.len() && list.iter().all(one)
        }
        _ => false,
    }
}

/// A number within its bounds, or from one to another. An end that was left open is 0 or as far as the engine goes.
fn number((min, max): (Option<i64>, Option<i64>), least: i64, most: i64) -> bool {
    let (min, max) = (min.unwrap_or(-FACT_REACH), max.unwrap_or(FACT_REACH));
    let can_be = |value: i64| min.max(-FACT_REACH) <= value && value <= max.min(FACT_REACH);
    match least == most {
        true => can_be(least),
        false => least < most && (least == 0 || can_be(least)) && (most == FACT_REACH || can_be(most)),
    }
}

/// Days that the calendar here has; of a month or a year some may be beyond the bounds.
fn days((min, max): (Option<i64>, Option<i64>), first: i64, last: i64) -> bool {
    let there = |day: i64| Date::from_days(day).days() == day;
    let reached = min.is_none_or(|min| last >= min) && max.is_none_or(|max| first <= max);
    there(first) && there(last) && first <= last && reached
}

/// Whether a question that was answered is one, about somebody who is there.
fn is_there(pack: &Pack, draft: &Draft, asked: &Asked) -> bool {
    let about_person = asked.whom != Whom::Household;
    pack.facts.iter().any(|fact| fact.id == asked.fact && (fact.of == Of::Person) == about_person)
        && (!about_person || draft.person(asked.whom).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Date;
    use policy::source::{SourceFile, compile};
    use std::path::Path;
    use store::Consent;

    const NOW: Moment = 1_790_000_000_000;

    fn read(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(root, &path, files);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let text = std::fs::read_to_string(&path).unwrap();
                files.push(SourceFile { path: path.strip_prefix(root).unwrap().to_string_lossy().into(), text });
            }
        }
    }

    fn kit() -> &'static Kit {
        let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../policy/packs");
        let mut files = Vec::new();
        read(&packs, &packs, &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let pack = compile(&files).unwrap();
        let forms = forms::source::compile(&files, &pack).unwrap().only(false);
        Kit::new(pack, forms, &Ok(Vec::new()), Date::parse("2026-11-27").unwrap()).unwrap()
    }

    fn fact(kit: &Kit, of: Of, kind: Kind) -> String {
        kit.pack.facts.iter().find(|fact| fact.of == of && fact.kind == kind && !fact.never_stored).unwrap().id.clone()
    }

    fn sample(kit: &Kit) -> Draft {
        let mut draft = Draft::begin("k3".into(), 1_700_000_000_000, vec!["dibao".into()], kit.pack.version.clone());
        draft.name = "我家".into();
        draft.revision = 7;
        draft.set(&fact(kit, Of::Household, Kind::Money), Whom::Household, Kept::Number(100, 200));
        let key = draft.add_person(PersonList::Members, "妈妈".into());
        draft.set(&fact(kit, Of::Person, Kind::Bool), Whom::Member(key), Kept::Bool(true));
        draft.set(&fact(kit, Of::Person, Kind::Money), Whom::Member(key), Kept::Unknown);
        draft.set_consent("health", Consent::Agreed);
        let mut state = FormState::default();
        state.set("shenqing", At::form("applicant_name"), forms::Input::Text("甲某某".into()));
        draft.forms = state.encode().unwrap();
        draft
    }

    #[test]
    fn comes_as_it_went_under_an_id_of_its_own() {
        let kit = kit();
        let draft = sample(kit);
        let parcel = super::open(kit, &wrap(kit, &draft, NOW).unwrap(), "new".into(), NOW + 1).unwrap();
        assert_eq!((parcel.app.as_str(), parcel.made, parcel.left_out, parcel.written), (APP, NOW, 0, 1));
        assert_eq!((parcel.forms.as_slice(), parcel.other_version()), (&["社会救助申请表"][..], None));
        assert_eq!(parcel.draft, Draft { id: "new".into(), revision: 0, changed: NOW + 1, ..draft });
    }

    #[test]
    fn what_these_packs_do_not_know_is_left_out_and_counted() {
        let kit = kit();
        let known = sample(kit);
        let mut draft = known.clone();
        let money = fact(kit, Of::Person, Kind::Money);
        draft.set("no_such_fact", Whom::Household, Kept::Bool(true));
        draft.set(&fact(kit, Of::Household, Kind::Bool), Whom::Household, Kept::Choice("no_such_option".into()));
        draft.put(&money, Whom::Member(0), Kept::Number(i64::MIN, i64::MAX));
        draft.ask(&money, Whom::Member(99));
        draft.focus.extend(["no_such_programme".into(), "dibao".into()]);
        draft.consents.extend(known.consents.clone());
        draft.set_consent("no_such_kind", Consent::Nothing);
        let parcel = super::open(kit, &wrap(kit, &draft, NOW).unwrap(), "new".into(), NOW).unwrap();
        assert_eq!(parcel.left_out, 3);
        assert_eq!((&parcel.draft.focus, &parcel.draft.consents), (&known.focus, &known.consents));
        assert_eq!(parcel.draft.answer(&money, Whom::Member(0)), None);
        let asked = |whom| parcel.draft.trail.iter().filter(|asked| asked.whom == whom).count();
        assert_eq!((asked(Whom::Member(99)), parcel.draft.place("no_such_fact", Whom::Household)), (0, None));
        assert!(asked(Whom::Member(0)) > 0);
    }

    #[test]
    fn numbers_and_days_are_what_the_engine_takes() {
        let (open, income) = ((None, None), (Some(0), Some(1_000_000)));
        for (ends, least, most, expect) in [
            (open, FACT_REACH, FACT_REACH, true),
            (open, -FACT_REACH, FACT_REACH, true),
            (open, FACT_REACH + 1, FACT_REACH + 1, false),
            (open, i64::MIN, i64::MAX, false),
            (income, 0, 1_000_000, true),
            (income, -1, -1, false),
            (income, 1_000_001, 1_000_001, false),
            (income, 5, 4, false),
            (income, 5, FACT_REACH, true),
            (income, 5, FACT_REACH - 1, false),
            ((Some(1), Some(9)), 0, 5, true),
            ((Some(1), Some(9)), 0, 0, false),
        ] {
            assert_eq!(number(ends, least, most), expect, "{ends:?} {least} {most}");
        }
        let day = |text: &str| Date::parse(text).unwrap().days();
        let (from, until) = (day("1900-01-01"), day("2026-11-27"));
        for (first, last, expect) in [
            (day("1958-01-01"), day("1958-12-31"), true),
            (day("2026-01-01"), day("2026-12-31"), true),
            (day("2027-01-01"), day("2027-12-31"), false),
            (day("1958-12-31"), day("1958-01-01"), false),
            (-1_000_000_000_000, day("1958-01-01"), false),
            (day("1958-01-01"), 1_000_000_000_000, false),
        ] {
            assert_eq!(days((Some(from), Some(until)), first, last), expect, "{first} {last}");
        }
    }

    #[test]
    fn what_cannot_be_is_left_out_and_counted() {
        let kit = kit();
        let mut draft = sample(kit);
        let bounded = |kind: Kind| {
            let never_less = |ix: &usize| kit.pack.bounds(*ix).0.is_some_and(|min| min >= 0);
            let is = |ix: &usize| kit.pack.facts[*ix].kind == kind && kit.pack.facts[*ix].of == Of::Person;
            let ix = (0..kit.pack.facts.len()).filter(is).find(|ix| kind == Kind::Date || never_less(ix)).unwrap();
            kit.pack.facts[ix].id.clone()
        };
        draft.set(&bounded(Kind::Money), Whom::Member(0), Kept::Number(-1, -1));
        draft.set(&bounded(Kind::Date), Whom::Member(0), Kept::Date(-900_000_000_000, 900_000_000_000));
        let parcel = super::open(kit, &wrap(kit, &draft, NOW).unwrap(), "new".into(), NOW).unwrap();
        assert_eq!(parcel.left_out, 2);
    }

    #[test]
    fn what_this_program_could_not_have_written_is_refused() {
        let kit = kit();
        let refused = |change: &dyn Fn(&mut Draft)| {
            let mut draft = sample(kit);
            change(&mut draft);
            super::open(kit, &wrap(kit, &draft, NOW).unwrap(), "new".into(), NOW).unwrap_err().to_string()
        };
        let person = |key| Person { key, ..Person::default() };
        for said in [
            refused(&|draft| draft.members = Some((0..100).map(person).collect())),
            refused(&|draft| draft.members = Some(vec![person(1), person(1)])),
            refused(&|draft| draft.members = Some(vec![person(OwnRow::FIRST)])),
            refused(&|draft| draft.name = "长".repeat(61)),
            refused(&|draft| draft.packs = "1".repeat(LONGEST_VERSION + 1)),
            refused(&|draft| draft.focus = vec!["dibao".into(); MOST_NAMED + 1]),
            refused(&|draft| draft.consents = vec![("health".into(), Consent::Agreed); MOST_NAMED + 1]),
            refused(&|draft| {
                let mut state = FormState::decode(&draft.forms).unwrap();
                state.set("shenqing", At::row("m_name", u32::MAX), forms::Input::Unknown);
                draft.forms = state.encode().unwrap();
            }),
            refused(&|draft| {
                draft.trail = vec![Asked { fact: "x".into(), whom: Whom::Household }; MOST_ASKED + 1];
            }),
        ] {
            assert!(said.contains("内容不对"), "{said}");
        }
        assert!(refused(&|draft| draft.forms = vec![1, 255]).contains("坏了"));
        assert!(refused(&|draft| draft.forms = vec![99]).contains("更新"));
    }
}
