//! Any of several.

use super::Input;
use crate::wording::UNKNOWN;
use leptos::prelude::*;
use parts::{Choice, Fault, Opt};
use policy::Fact;
use store::Kept;

/// One row: an option of the fact, “都没有” or “不清楚”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// An option that may stand beside others.
    Option(usize),
    /// An option that stands alone.
    Alone(usize),
    /// None of them.
    None,
    /// Not sure.
    Unknown,
}

impl Row {
    /// Whether it may stand beside others.
    pub fn joins(self) -> bool {
        matches!(self, Row::Option(_))
    }
}

/// The rows of a fact.
pub fn rows(fact: &Fact) -> Vec<(Row, Opt)> {
    let option = |(n, value): (usize, &policy::Choice)| {
        let row = if value.exclusive { Row::Alone(n) } else { Row::Option(n) };
        (row, Opt::new(&value.label).hint(&value.hint))
    };
    let mut rows: Vec<_> = fact.values.iter().enumerate().map(option).collect();
    if !fact.values.iter().any(|value| value.exclusive) {
        rows.push((Row::None, Opt::new("都没有")));
    }
    rows.push((Row::Unknown, Opt::new(UNKNOWN).hint("先跳过，结果里会告诉您找谁问")));
    rows
}

/// Sets a row: one that stands alone takes the others away.
pub fn set(on: &mut Vec<Row>, row: Row, state: bool) {
    if state && row.joins() {
        on.retain(|other| other.joins());
    } else if state {
        on.clear();
    }
    on.retain(|other| *other != row);
    if state {
        on.push(row);
    }
}

/// The rows as checkboxes; `under` is what stands below a row while it is chosen.
pub fn checkboxes(rows: Vec<(Row, Opt)>, on: RwSignal<Vec<Row>>, under: impl Fn(Row) -> Option<AnyView> + 'static) -> AnyView {
    let one = |(n, (row, opt)): (usize, (Row, Opt))| {
        let chosen = Signal::derive(move || on.with(|on| on.contains(&row)));
        let call = Callback::new(move |state| on.update(|on| set(on, row, state)));
        let below = under(row).map(|view| view! { <div class="under" hidden=move || !chosen.get()>{view}</div> });
        view! { <Choice opt id=format!("answer-{n}") on=chosen set=call/>{below} }
    };
    view! { <div class="choices">{rows.into_iter().enumerate().map(one).collect_view()}</div> }.into_any()
}

/// The fault of an empty list.
pub fn nothing_chosen() -> Vec<Fault> {
    vec![Fault::new("answer-0", "选一样或几样。都没有就选“都没有”，不清楚就选“不清楚”")]
}

/// Any of the fact's options.
pub fn flags(fact: &Fact, kept: Option<&Kept>) -> Input {
    let ids: Vec<String> = fact.values.iter().map(|value| value.id.clone()).collect();
    let rows = rows(fact);
    let is_on = |row: &Row| match (row, kept) {
        (Row::Option(n) | Row::Alone(n), Some(Kept::Flags(chosen))) => chosen.contains(&ids[*n]),
        (Row::None, Some(Kept::Flags(chosen))) => chosen.is_empty(),
        (Row::Unknown, Some(Kept::Unknown)) => true,
        _ => false,
    };
    let on = RwSignal::new(rows.iter().map(|(row, _)| *row).filter(is_on).collect::<Vec<_>>());
    let view = checkboxes(rows, on, |_| None);
    let read = move || {
        let on = on.get_untracked();
        if on.is_empty() {
            return Err(nothing_chosen());
        }
        if on.contains(&Row::Unknown) {
            return Ok(Kept::Unknown);
        }
        let mut chosen: Vec<usize> = on.iter().filter_map(|row| match row {
            Row::Option(n) | Row::Alone(n) => Some(*n),
            _ => None,
        }).collect();
        chosen.sort_unstable();
        Ok(Kept::Flags(chosen.into_iter().filter_map(|n| ids.get(n).cloned()).collect()))
    };
    Input { view, read: Box::new(read), labelled: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_stands_alone_takes_the_others_away() {
        let mut on = Vec::new();
        set(&mut on, Row::Option(0), true);
        set(&mut on, Row::Option(1), true);
        assert_eq!(on, [Row::Option(0), Row::Option(1)]);
        set(&mut on, Row::Alone(2), true);
        assert_eq!(on, [Row::Alone(2)]);
        set(&mut on, Row::Option(1), true);
        assert_eq!(on, [Row::Option(1)]);
        set(&mut on, Row::Unknown, true);
        set(&mut on, Row::Unknown, false);
        assert!(on.is_empty());
    }
}
