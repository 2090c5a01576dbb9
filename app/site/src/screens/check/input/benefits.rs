//! Any of several, each with an amount if it is known.

use super::flags::{Row, checkboxes, nothing_chosen, rows};
use super::{Input, fault_at};
use base::Fen;
use leptos::prelude::*;
use parts::{Fault, MoneyField, read_money};
use policy::Fact;
use store::Kept;

/// The input for what somebody receives.
pub fn benefits(fact: &Fact, kept: Option<&Kept>, faults: RwSignal<Vec<Fault>>) -> Input {
    let ids: Vec<String> = fact.values.iter().map(|value| value.id.clone()).collect();
    let received = |n: usize| match kept {
        Some(Kept::Benefits(list)) => list.iter().find(|(id, _)| *id == ids[n]).map(|(_, fen)| *fen),
        _ => None,
    };
    let typed: Vec<RwSignal<String>> = (0..ids.len())
        .map(|n| RwSignal::new(received(n).flatten().map(|fen| Fen(fen).to_string().trim_end_matches('元').to_string()).unwrap_or_default()))
        .collect();
    let rows = rows(fact);
    let is_on = |row: &Row| match (row, kept) {
        (Row::Option(n) | Row::Alone(n), _) => received(*n).is_some(),
        (Row::None, Some(Kept::Benefits(list))) => list.is_empty(),
        (Row::Unknown, Some(Kept::Unknown)) => true,
        _ => false,
    };
    let on = RwSignal::new(rows.iter().map(|(row, _)| *row).filter(is_on).collect::<Vec<_>>());
    let fields = typed.clone();
    let under = move |row: Row| match row {
        Row::Option(n) | Row::Alone(n) => {
            let (id, text) = (money_id(n), *fields.get(n)?);
            let fault = fault_at(faults, &id);
            Some(view! { <MoneyField id label="每月多少钱（不清楚就空着）" unit="元/月" text fault/> }.into_any())
        }
        _ => None,
    };
    let view = checkboxes(rows, on, under);
    let read = move || {
        let on = on.get_untracked();
        if on.is_empty() {
            return Err(nothing_chosen());
        }
        if on.contains(&Row::Unknown) {
            return Ok(Kept::Unknown);
        }
        let chosen = (0..ids.len()).filter(|n| on.contains(&Row::Option(*n)) || on.contains(&Row::Alone(*n)));
        let (mut list, mut wrong) = (Vec::new(), Vec::new());
        for n in chosen {
            match amount(&typed[n].get_untracked()) {
                Ok(fen) => list.push((ids[n].clone(), fen)),
                Err(says) => wrong.push(Fault::new(money_id(n), says)),
            }
        }
        if wrong.is_empty() { Ok(Kept::Benefits(list)) } else { Err(wrong) }
    };
    Input { view, read: Box::new(read), labelled: None }
}

fn money_id(n: usize) -> String {
    format!("money-{n}")
}

fn amount(typed: &str) -> Result<Option<i64>, String> {
    match typed.trim() {
        "" => Ok(None),
        text => read_money(text).map(|fen| Some(fen.0)),
    }
}
