//! What was changed here, put onto what was saved elsewhere meanwhile.

use super::{At, Filled, FormState};
use crate::People;
use std::collections::{BTreeMap, BTreeSet};

const LISTS: [People; 2] = [People::Members, People::Obligors];

impl FormState {
    /// Where something else was typed than in `base`, from which this state was changed.
    pub fn typed_since(&self, base: &FormState) -> Vec<At> {
        let typed = |state: &FormState, at: &At| state.places.get(at).and_then(|filled| filled.typed.clone());
        let all: BTreeSet<&At> = self.places.keys().chain(base.places.keys()).collect();
        all.into_iter().filter(|at| typed(self, at) != typed(base, at)).cloned().collect()
    }

    /// `theirs` with what was changed here since `base`. A person added here is a further one there, whatever the key; what
    /// was typed about somebody whom the other side took off the list goes with them.
    pub fn onto(&self, base: &FormState, theirs: &FormState) -> FormState {
        let mut all = theirs.clone();
        let moved = self.people_onto(base, &mut all);
        for at in self.typed_since(base) {
            let row = match at.row.map(|key| moved.get(&key).copied().unwrap_or(Some(key))) {
                // Under the same key somebody else may stand there.
                Some(None) => continue,
                Some(row) => row,
                None => None,
            };
            let there = row.is_none_or(|key| LISTS.iter().any(|list| all.rows(*list).iter().any(|row| row.key == key)));
            if there {
                let typed = self.places.get(&at).and_then(|filled: &Filled| filled.typed.clone());
                all.places.entry(At { row, ..at }).or_default().typed = typed;
            }
        }
        for form in &self.begun {
            all.begin(form);
        }
        all
    }
}

impl FormState {
    /// How many of the people added here since `base` find no room on the lists of `theirs`: [`FormState::onto`] leaves
    /// them out.
    pub fn without_room(&self, base: &FormState, theirs: &FormState) -> usize {
        self.people_onto(base, &mut theirs.clone()).values().filter(|key| key.is_none()).count()
    }

    /// Takes off the lists who was taken off here, and adds who was added: under which key, or none if a list is full.
    fn people_onto(&self, base: &FormState, all: &mut FormState) -> BTreeMap<u32, Option<u32>> {
        let mut moved = BTreeMap::new();
        for list in LISTS {
            let (before, now) = (keys(base, list), keys(self, list));
            for gone in before.difference(&now) {
                all.remove_row(list, *gone);
            }
            moved.extend(now.difference(&before).map(|new| (*new, all.add_row(list).map(|row| row.0))));
        }
        moved
    }
}

/// Who was added to a list by hand.
fn keys(state: &FormState, list: People) -> BTreeSet<u32> {
    state.rows(list).iter().filter(|row| !row.told).map(|row| row.key).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Input;

    fn text(words: &str) -> Input {
        Input::Text(words.into())
    }

    fn base() -> FormState {
        let mut base = FormState::default();
        base.set("f", At::form("name"), text("甲"));
        base.set("f", At::form("place"), text("一组"));
        let first = base.add_row(People::Members).unwrap();
        base.set("g", At::row("m_name", first.0), text("乙"));
        base
    }

    #[test]
    fn each_side_keeps_what_only_it_changed() {
        let (base, mut here, mut there) = (base(), base(), base());
        here.set("f", At::form("name"), text("这里"));
        there.set("f", At::form("place"), text("那里"));
        there.set("h", At::form("other"), text("也在"));
        let all = here.onto(&base, &there);
        assert_eq!(here.typed_since(&base), [At::form("name")]);
        for (field, words) in [("name", "这里"), ("place", "那里"), ("other", "也在")] {
            assert_eq!(all.input(&At::form(field)), Some(&text(words)), "{field}");
        }
        assert!(all.begun("h"));
    }

    #[test]
    fn two_people_added_under_one_key_are_two_people() {
        let (base, mut here, mut there) = (base(), base(), base());
        let (mine, theirs) = (here.add_row(People::Members).unwrap(), there.add_row(People::Members).unwrap());
        assert_eq!(mine, theirs);
        here.set("g", At::row("m_name", mine.0), text("丙"));
        there.set("g", At::row("m_name", theirs.0), text("丁"));
        let all = here.onto(&base, &there);
        let names: Vec<_> =
            all.rows(People::Members).iter().map(|row| all.input(&At::row("m_name", row.key))).collect();
        assert_eq!(names, [Some(&text("乙")), Some(&text("丁")), Some(&text("丙"))]);
    }

    #[test]
    fn where_a_list_is_full_nobody_is_written_over() {
        let (base, mut here, mut there) = (base(), base(), base());
        let mine = here.add_row(People::Members).unwrap();
        here.set("g", At::row("m_name", mine.0), text("丙"));
        while let Some(row) = there.add_row(People::Members) {
            there.set("g", At::row("m_name", row.0), text("丁"));
        }
        assert_eq!(there.rows(People::Members).len(), 60);
        assert_eq!(here.without_room(&base, &there), 1);
        assert_eq!(here.onto(&base, &there), there);
        there.remove_row(People::Members, mine.0);
        assert_eq!(here.without_room(&base, &there), 0);
        let all = here.onto(&base, &there);
        let last = all.rows(People::Members)[59].key;
        assert_eq!(all.input(&At::row("m_name", last)), Some(&text("丙")));
    }

    #[test]
    fn who_was_taken_off_on_either_side_stays_off() {
        let (base, mut here, mut there) = (base(), base(), base());
        let key = base.rows(People::Members)[0].key;
        here.set("g", At::row("m_name", key), text("乙乙"));
        there.remove_row(People::Members, key);
        assert_eq!(here.onto(&base, &there), FormState { begun: vec!["f".into(), "g".into()], ..there.clone() });
        assert!(there.onto(&base, &here).rows(People::Members).is_empty());
    }

    #[test]
    fn what_was_taken_back_is_taken_back() {
        let (base, mut here) = (base(), base());
        here.reset(&At::form("name"));
        assert_eq!(here.onto(&base, &base).input(&At::form("name")), None);
    }
}
