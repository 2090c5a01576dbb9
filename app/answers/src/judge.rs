//! What a draft comes to, for the residents' apps: the next question, and a judgement to compare later ones with.

use crate::{MEMBERS, OBLIGORS, household};
use base::Date;
use policy::{AmountRecord, Pack, Program};
use rules::{Engine, ListKind, Outcome, ProgramReport};
use store::{Asked, Draft, Judged, PersonList, Told, Whom};

/// The programmes that the person chose.
pub fn focus(pack: &Pack, draft: &Draft) -> Vec<usize> {
    let chosen = |program: &Program| draft.focus.is_empty() || draft.focus.contains(&program.id);
    pack.programs.iter().enumerate().filter(|(_, program)| chosen(program)).map(|(ix, _)| ix).collect()
}

/// The question to ask next, or none when nothing that a resident knows can change an outcome or an amount.
/// Who was begun to be listed is listed to the end first.
pub fn next(pack: &Pack, engine: &Engine, draft: &Draft) -> Option<Asked> {
    let begun = |(list, id): &(PersonList, &str)| {
        draft.people(*list).is_some_and(|people| !people.is_empty()) && draft.place(id, Whom::Household).is_none()
    };
    if let Some((_, id)) =
        [(PersonList::Members, MEMBERS), (PersonList::Obligors, OBLIGORS)].iter().find(|list| begun(list))
    {
        return Some(Asked { fact: (*id).into(), whom: Whom::Household });
    }
    let (household, focus) = (household(pack, draft), focus(pack, draft));
    let ask = engine.next(&household, &focus);
    let ask = ask.or_else(|| engine.next_for_amounts(&household, &focus))?;
    Some(Asked { fact: pack.facts.get(ask.fact)?.id.clone(), whom: whom(draft, ask.of)? })
}

/// Whom a row of the engine's lists means.
pub fn whom(draft: &Draft, of: Option<(ListKind, usize)>) -> Option<Whom> {
    let Some((list, row)) = of else { return Some(Whom::Household) };
    let list = match list {
        ListKind::Members => PersonList::Members,
        ListKind::Obligors => PersonList::Obligors,
    };
    match draft.people(list) {
        Some(people) => people.get(row).map(|person| list.whom(person.key)),
        None => Some(list.whom(0)),
    }
}

/// Which policy it is: the version of the packs, and a mark of the county's amounts if there are any.
pub fn policy_of(pack: &Pack, records: &[AmountRecord]) -> String {
    let mut records = records.to_vec();
    let fields = records.iter_mut().flat_map(|record| {
        AmountRecord::FIELDS.iter().filter_map(|name| record.field_mut(name).cloned()).collect::<Vec<_>>()
    });
    let bytes: Vec<u8> = fields.flat_map(|field| field.into_bytes().into_iter().chain([0])).collect();
    let mark = base::checksum(&bytes);
    match records.is_empty() {
        true => pack.version.clone(),
        false => format!("{}+{mark:x}", pack.version),
    }
}

/// What a draft comes to under a policy on a day. Answers that are never stored don't count: a later judgement has none.
pub fn judge(pack: &Pack, engine: &Engine, policy: &str, today: Date, draft: &Draft) -> Judged {
    let draft = draft.without(&pack.never_stored());
    let (report, focus) = (engine.evaluate(&household(pack, &draft)), focus(pack, &draft));
    let chosen = report.programs.iter().filter(|one| focus.contains(&one.program));
    let programs = chosen.filter_map(|one| Some(told(pack.programs.get(one.program)?, one))).collect();
    Judged { answers: draft.mark(), policy: policy.into(), day: today.days(), programs }
}

/// One programme's outcome; its amount where one is told with it.
fn told(program: &Program, report: &ProgramReport) -> Told {
    let outcome =
        Outcome::ALL.iter().position(|outcome| *outcome == report.outcome).and_then(|ix| u8::try_from(ix).ok());
    let amount = report.benefit.filter(|range| report.outcome >= Outcome::Likely && range.min <= range.max);
    Told {
        id: program.id.clone(),
        outcome: outcome.filter(|_| report.entered),
        amount: amount.map(|range| (range.min, range.max)),
    }
}
