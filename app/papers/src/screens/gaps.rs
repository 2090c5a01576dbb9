//! What is missing or wrong in the form on the screen, and where it is said.

use crate::desk::Desk;
use forms::{At, Form, Gap, GapKind, People, review};
use leptos::prelude::*;
use parts::Fault;

/// The gaps of the form on the screen.
#[derive(Clone, Copy)]
pub struct Gaps {
    desk: Desk,
    form: &'static Form,
    all: Memo<Vec<Gap>>,
    /// The person asked for a check: what is missing is said, too.
    pub checked: RwSignal<bool>,
}

impl Gaps {
    /// Follows a form.
    pub fn of(desk: Desk, form: &'static Form) -> Gaps {
        let all = Memo::new(move |_| desk.watch(|state| review(form, state, desk.kit.today).gaps));
        Gaps { desk, form, all, checked: RwSignal::new(false) }
    }

    /// What is wrong with a field: once it was left, or the form was checked.
    pub fn at(self, at: &At, left: bool) -> Option<String> {
        let told = self.checked.get();
        let found = self.all.with(|gaps| gaps.iter().find(|gap| gap.at == *at).cloned())?;
        (told || left && found.kind == GapKind::Wrong).then(|| says(self.form, &found))
    }

    /// The same for the summary, each with the control that it is about.
    pub fn faults(self) -> Vec<Fault> {
        let line = |gap: &Gap| Fault::new(gap.at.html_id(), self.line(gap));
        self.all.with_untracked(|gaps| gaps.iter().map(line).collect())
    }

    fn line(self, gap: &Gap) -> String {
        let who = gap.at.row.and_then(|key| self.desk.watch(|state| who(state, key))).unwrap_or_default();
        format!("{who}{}：{}", gap.problem.place, says(self.form, gap))
    }
}

/// Whose row it is.
pub fn who(state: &forms::FormState, key: u32) -> Option<String> {
    let lists = [People::Members, People::Obligors];
    let place = |people| state.rows(people).iter().position(|row| row.key == key);
    lists.into_iter().find_map(place).map(|place| format!("第{}个人，", place + 1))
}

/// What to do; what the field itself says already is not said again.
fn says(form: &Form, gap: &Gap) -> String {
    let what = &gap.problem.what;
    let known = form.field(&gap.at.field).map_or("", |(_, field)| field.hint.as_str());
    match gap.problem.hint.as_str() {
        hint if hint.is_empty() || hint == known => what.clone(),
        hint => format!("{what}。{}", hint.trim_end_matches('。')),
    }
}
