//! Any of several, each with an amount if it is known.

use super::amount::plain;
use super::flags::{Row, checkboxes, rows, said};
use super::{Ids, Input};
use leptos::prelude::*;
use parts::{Fault, MoneyField, Tag, money_field, read_money};
use policy::Fact;
use store::Kept;

/// The input for what somebody receives.
pub fn benefits(ids: Ids, fact: &Fact, kept: Option<&Kept>, faults: RwSignal<Vec<Fault>>) -> Input {
    let values: Vec<String> = fact.values.iter().map(|value| value.id.clone()).collect();
    let received = |n: usize| match kept {
        Some(Kept::Benefits(list)) => list.iter().find(|(id, _)| *id == values[n]).map(|(_, fen)| *fen),
        _ => None,
    };
    let typed = |n| RwSignal::new(received(n).flatten().map(plain).unwrap_or_default());
    let typed: Vec<RwSignal<String>> = (0..values.len()).map(typed).collect();
    let rows = rows(fact);
    let is_on = |row: &Row| match (row.option(), kept) {
        (Some(n), _) => received(n).is_some(),
        (None, Some(Kept::Benefits(list))) => *row == Row::None && list.is_empty(),
        (None, Some(Kept::Unknown)) => *row == Row::Unknown,
        _ => false,
    };
    let on = RwSignal::new(rows.iter().map(|(row, _)| *row).filter(is_on).collect::<Vec<_>>());
    let view = checkboxes(ids, rows, on, |row| row.option().map(|n| field(ids, n, typed[n], faults))).into();
    let read = move || {
        let Some(options) = on.with_untracked(|on| said(ids, on))? else { return Ok(Kept::Unknown) };
        let (mut list, mut wrong) = (Vec::new(), Vec::new());
        for n in options {
            match typed[n].with_untracked(|typed| amount(typed)) {
                Ok(fen) => list.push((values[n].clone(), fen)),
                Err(says) => wrong.push(Fault::new(money_id(ids, n), says)),
            }
        }
        if wrong.is_empty() { Ok(Kept::Benefits(list)) } else { Err(wrong) }
    };
    let blank = move || on.with_untracked(Vec::is_empty);
    Input { view, read: Box::new(read), blank: Box::new(blank), labelled: false }
}

fn field(ids: Ids, n: usize, text: RwSignal<String>, faults: RwSignal<Vec<Fault>>) -> Tag {
    let field = MoneyField {
        id: money_id(ids, n),
        label: "每月多少钱（不清楚就空着）",
        unit: "元/月",
        text,
        hint: "",
        money: true,
    };
    let wrong = move || faults.with(|all| all.iter().find(|f| f.field == money_id(ids, n)).map(|f| f.says.clone()));
    money_field(field, wrong)
}

fn money_id(ids: Ids, n: usize) -> String {
    format!("{}-money-{n}", ids.answer)
}

fn amount(typed: &str) -> Result<Option<i64>, String> {
    match typed.trim() {
        "" => Ok(None),
        text => read_money(text).map(|fen| Some(fen.0)),
    }
}
