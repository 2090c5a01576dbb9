//! Earlier states of a draft: when one is kept, and which go when there are too many.

use crate::{Draft, Moment};

/// As many earlier states as are kept of one draft.
pub const MOST_STATES: usize = 20;
/// Work that is taken up again after this many milliseconds is another sitting: what it began with is kept.
const PAUSE: Moment = 30 * 60_000;
/// What was written on forms becomes less with every letter that is taken back: one state is kept in so many milliseconds.
const OFTEN: Moment = 60_000;
const DAY: Moment = 86_400_000;
/// Milliseconds by which the drafts' country is ahead of UTC: where its days end.
const AHEAD: Moment = 8 * 3_600_000;

/// Whether the state that is about to be replaced is kept: the last of a sitting or a day, or one that said more.
pub(crate) fn worth_keeping(old: &Draft, new: &Draft) -> bool {
    let day = |draft: &Draft| (draft.changed + AHEAD).div_euclid(DAY);
    let people = |draft: &Draft| draft.members.iter().chain(&draft.obligors).flatten().count();
    let less = new.trail.len() < old.trail.len() || people(new) < people(old);
    less || day(old) != day(new) || new.changed - old.changed > PAUSE
}

/// Whether the state that is about to be replaced is kept for what its forms said, given when the last one was kept.
pub(crate) fn said_more(old: &Draft, new: &Draft, last: Moment) -> bool {
    new.forms.len() < old.forms.len() && old.changed - last >= OFTEN
}

/// The states that go so that [`MOST_STATES`] stay, of moments in order, the oldest first. The first and the last
/// stay; of the others, the one that is least missed: with the shortest time between its neighbours, for its age.
pub(crate) fn spare(mut moments: Vec<Moment>, now: Moment) -> Vec<Moment> {
    let mut gone = Vec::new();
    while moments.len() > MOST_STATES {
        let missed = |three: &[Moment]| match three {
            [before, at, after] => (after - before) as f64 / (now - at).max(1) as f64,
            _ => f64::INFINITY,
        };
        let least = moments.windows(3).enumerate().min_by(|a, b| missed(a.1).total_cmp(&missed(b.1)));
        let Some((before, _)) = least else { break };
        gone.push(moments.remove(before + 1));
    }
    gone
}

/// The key of an earlier state: the draft's id, and when it was like that, so that keys are in the order of time.
pub(crate) fn key(id: &str, at: Moment) -> String {
    format!("{id}/{at:015}")
}

/// The moment in the key of an earlier state.
pub(crate) fn moment(key: &str) -> Option<Moment> {
    key.rsplit_once('/')?.1.parse().ok()
}

/// The first and the last key that states of a draft can have.
pub(crate) fn span(id: &str) -> (String, String) {
    (format!("{id}/"), format!("{id}/~"))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::{Asked, PersonList, Whom};

    const MINUTE: Moment = 60_000;
    /// Noon in the drafts' country.
    const NOON: Moment = 20_000 * DAY + 4 * 60 * MINUTE;

    fn draft(changed: Moment, answers: usize) -> Draft {
        let asked = |n: usize| Asked { fact: n.to_string(), whom: Whom::Household };
        Draft { changed, trail: (0..answers).map(asked).collect(), ..Draft::default() }
    }

    #[test]
    fn what_a_sitting_began_with_is_kept() {
        let mut person = draft(NOON, 2);
        person.add_person(PersonList::Members, String::new());
        for (old, new, kept) in [
            (draft(NOON, 2), draft(NOON + MINUTE, 3), false),
            (draft(NOON, 2), draft(NOON + 31 * MINUTE, 3), true),
            (draft(NOON, 2), draft(NOON + MINUTE, 1), true),
            (person.clone(), draft(NOON + MINUTE, 2), true),
            (draft(NOON + 12 * 60 * MINUTE - 1, 2), draft(NOON + 12 * 60 * MINUTE, 3), true),
            (draft(NOON - MINUTE, 2), draft(NOON, 3), false),
        ] {
            assert_eq!(worth_keeping(&old, &new), kept, "{} → {}", old.changed, new.changed);
        }
    }

    #[test]
    fn forms_that_said_more_are_kept_once_a_minute() {
        let with = |changed, bytes| Draft { forms: vec![1; bytes], ..draft(changed, 2) };
        for (old, new, last, kept) in [
            (with(NOON, 9), with(NOON + 1, 8), 0, true),
            (with(NOON, 9), with(NOON + 1, 9), 0, false),
            (with(NOON, 9), with(NOON + 1, 8), NOON - MINUTE + 1, false),
            (with(NOON, 9), with(NOON + 1, 0), NOON - MINUTE, true),
        ] {
            assert_eq!(said_more(&old, &new, last), kept, "{last}");
        }
    }

    #[test]
    fn old_states_thin_out_and_the_first_and_the_last_stay() {
        let mut kept: Vec<Moment> = Vec::new();
        for day in 0..1000 {
            kept.push(day * DAY);
            let gone = spare(kept.clone(), day * DAY + 1);
            kept.retain(|at| !gone.contains(at));
        }
        assert_eq!((kept.len(), kept[0], kept[MOST_STATES - 1]), (MOST_STATES, 0, 999 * DAY));
        let gaps: Vec<Moment> = kept.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert!(gaps[MOST_STATES - 2] <= 3 * DAY, "the last days are there: {gaps:?}");
        assert!(gaps[1] > gaps[MOST_STATES - 2], "{gaps:?}");
    }

    #[test]
    fn keys_are_in_the_order_of_time() {
        let (first, last) = span("k3");
        let (early, late) = (key("k3", 999), key("k3", 1_700_000_000_000));
        assert!(first < early && early < late && late < last);
        assert_eq!((moment(&late), moment("k3")), (Some(1_700_000_000_000), None));
        assert!(key("k34", 1) > last || key("k34", 1) < first);
    }
}
