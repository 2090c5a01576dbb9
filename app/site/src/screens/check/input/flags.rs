//! Any of several.

use super::{Ids, Input};
use crate::wording::UNKNOWN;
use leptos::prelude::*;
use parts::{Fault, Node, Opt, Tag, choice, tag};
use policy::Fact;
use store::Kept;

/// No fact has more options.
const MOST: usize = 64;

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
    fn joins(self) -> bool {
        matches!(self, Row::Option(_))
    }

    /// The option it means, if it means one.
    pub fn option(self) -> Option<usize> {
        match self {
            Row::Option(n) | Row::Alone(n) => Some(n),
            Row::None | Row::Unknown => None,
        }
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
fn set(on: &mut Vec<Row>, row: Row, state: bool) {
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
pub fn checkboxes(ids: Ids, rows: Vec<(Row, Opt)>, on: RwSignal<Vec<Row>>, under: impl Fn(Row) -> Option<Tag>) -> Tag {
    let mut list = tag("div").class("choices");
    for (n, (row, opt)) in rows.into_iter().enumerate() {
        let chosen = move || on.with(|on| on.contains(&row));
        let call = move |state| on.update(|on| set(on, row, state));
        let below = under(row).map(|view| tag("div").class("under").live_flag("hidden", move || !chosen()).child(view));
        list = list.child(choice(opt, format!("{}-{n}", ids.answer), "", chosen, call)).child(Node::from(below));
    }
    list
}

/// What the checked rows say: nothing yet, not sure, or the options in their order.
pub fn said(ids: Ids, on: &[Row]) -> Result<Option<Vec<usize>>, Vec<Fault>> {
    if on.is_empty() {
        let says = "选一样或几样。都没有就选“都没有”，不清楚就选“不清楚”";
        return Err(vec![Fault::new(format!("{}-0", ids.answer), says)]);
    }
    let chosen = |n: &usize| on.contains(&Row::Option(*n)) || on.contains(&Row::Alone(*n));
    Ok((!on.contains(&Row::Unknown)).then(|| (0..MOST).filter(chosen).collect()))
}

/// Any of the fact's options.
pub fn flags(ids: Ids, fact: &Fact, kept: Option<&Kept>) -> Input {
    let values: Vec<String> = fact.values.iter().map(|value| value.id.clone()).collect();
    let rows = rows(fact);
    let is_on = |row: &Row| match (row.option(), kept) {
        (Some(n), Some(Kept::Flags(chosen))) => chosen.contains(&values[n]),
        (None, Some(Kept::Flags(chosen))) => *row == Row::None && chosen.is_empty(),
        (None, Some(Kept::Unknown)) => *row == Row::Unknown,
        _ => false,
    };
    let on = RwSignal::new(rows.iter().map(|(row, _)| *row).filter(is_on).collect::<Vec<_>>());
    let view = checkboxes(ids, rows, on, |_| None).into();
    let read = move || {
        let options = on.with_untracked(|on| said(ids, on))?;
        let chosen = |options: Vec<usize>| options.into_iter().filter_map(|n| values.get(n).cloned()).collect();
        Ok(options.map_or(Kept::Unknown, |options| Kept::Flags(chosen(options))))
    };
    let blank = move || on.with_untracked(Vec::is_empty);
    Input { view, read: Box::new(read), blank: Box::new(blank), labelled: false }
}

#[cfg(test)]
mod tests {
    use super::super::IDS;
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

    #[test]
    fn says_what_is_checked() {
        assert!(said(IDS[0], &[]).is_err());
        assert_eq!(said(IDS[0], &[Row::Unknown]), Ok(None));
        assert_eq!(said(IDS[0], &[Row::None]), Ok(Some(vec![])));
        assert_eq!(said(IDS[0], &[Row::Option(2), Row::Option(0)]), Ok(Some(vec![0, 2])));
    }
}
