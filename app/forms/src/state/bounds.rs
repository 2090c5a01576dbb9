//! Whether what comes from somebody else can be a state of this program, before anything is done with it.

use super::{FormState, Input, MOST_ROWS, OwnRow, Row};
use std::collections::BTreeSet;

/// People of the answers, and as many added by hand.
const MOST_ON_A_LIST: usize = 2 * MOST_ROWS;
/// All fields of all forms, those in lists for everyone on them, are fewer.
const MOST_PLACES: usize = 10_000;
/// Nobody adds people more often to one draft.
const MOST_OWN: u32 = 100_000;
/// Characters; what fields take is far less.
const LONGEST_TEXT: usize = 10_000;
const LONGEST_ID: usize = 100;
const MOST_CHOSEN: usize = 100;
const MOST_BEGUN: usize = 200;

impl FormState {
    /// Whether its lists, keys and texts are within what people write. What is refused would at best cost time.
    pub fn plausible(&self) -> bool {
        let rows = || self.members.iter().chain(&self.obligors);
        let unique = rows().map(|row| row.key).collect::<BTreeSet<u32>>().len() == rows().count();
        let last = OwnRow::FIRST + MOST_OWN;
        let keys = rows().map(|row| row.key).chain(self.places.keys().filter_map(|at| at.row));
        let inputs = || self.places.values().flat_map(|filled| filled.typed.iter().chain(&filled.told));
        unique
            && [&self.members, &self.obligors].into_iter().all(|list| listed(list))
            && keys.into_iter().all(|key| key < last)
            && self.places.len() <= MOST_PLACES
            && self.places.keys().all(|at| short(&at.field))
            && inputs().all(written)
            && self.begun.len() <= MOST_BEGUN
            && self.begun.iter().all(|form| short(form))
    }
}

fn listed(list: &[Row]) -> bool {
    list.len() <= MOST_ON_A_LIST && list.iter().filter(|row| row.key >= OwnRow::FIRST).count() <= MOST_ROWS
}

fn written(input: &Input) -> bool {
    match input {
        Input::Text(text) => text.chars().count() <= LONGEST_TEXT,
        Input::Chosen(ids) => ids.len() <= MOST_CHOSEN && ids.iter().all(|id| short(id)),
        Input::Unknown => true,
    }
}

fn short(id: &str) -> bool {
    id.len() <= LONGEST_ID
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{At, People};

    fn state(rows: impl IntoIterator<Item = u32>) -> FormState {
        FormState { members: rows.into_iter().map(|key| Row { key, told: false }).collect(), ..FormState::default() }
    }

    #[test]
    fn what_is_filled_in_here_is_plausible() {
        let mut state = state([3]);
        while state.add_row(People::Members).is_some() {}
        while state.add_row(People::Obligors).is_some() {}
        state.set("f", At::form("reason"), Input::Text("长".repeat(LONGEST_TEXT)));
        assert!(state.plausible());
    }

    #[test]
    fn what_nobody_fills_in_is_not() {
        let own = OwnRow::FIRST;
        assert!(!state(own..own + 61).plausible(), "more than fit");
        assert!(!state(0..121).plausible(), "more people than there can be");
        assert!(!state([4, 4]).plausible(), "one person twice");
        assert!(!FormState { obligors: state([4]).members, ..state([4]) }.plausible(), "on both lists");
        assert!(!state([u32::MAX]).plausible(), "no key would be left");
        let with = |at: At, input: Input| {
            let mut state = FormState::default();
            state.set("f", at, input);
            state
        };
        assert!(!with(At::row("name", u32::MAX), Input::Unknown).plausible());
        assert!(!with(At::form("n".repeat(101)), Input::Unknown).plausible());
        assert!(!with(At::form("n"), Input::Text("长".repeat(LONGEST_TEXT + 1))).plausible());
        assert!(!with(At::form("n"), Input::Chosen(vec!["a".into(); 101])).plausible());
        let mut many = FormState::default();
        (0..=MOST_PLACES).for_each(|n| many.set("f", At::form(n.to_string()), Input::Unknown));
        assert!(!many.plausible());
        let mut begun = FormState::default();
        (0..=MOST_BEGUN).for_each(|n| begun.begin(&n.to_string()));
        assert!(!begun.plausible());
    }
}
