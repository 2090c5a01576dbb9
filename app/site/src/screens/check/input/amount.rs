//! A number or an amount: the number, none at all, or not sure (with a rough range if there is one).

use super::{Input, fault_at};
use crate::wording;
use base::Fen;
use leptos::prelude::*;
use parts::{Choice, Fault, MoneyField, Opt, read_money};
use policy::{AbsentValue, Fact, Kind};
use store::Kept;

const ID: &str = "answer";
const LEAST: &str = "least";
const MOST: &str = "most";

/// Where a range ends that was left open.
const NO_END: i64 = 100_000_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Number,
    Nothing,
    Unknown,
}

/// The input for a number or an amount.
pub fn amount(fact: &Fact, kept: Option<&Kept>, faults: RwSignal<Vec<Fault>>) -> Input {
    let money = fact.kind == Kind::Money;
    let show = move |value: i64| if money { plain(value) } else { value.to_string() };
    let (said, typed, range) = match kept {
        Some(Kept::Number(0, 0)) if fact.absent == AbsentValue::Number(0) => (Said::Nothing, String::new(), Default::default()),
        Some(Kept::Number(least, most)) if least == most => (Said::Number, show(*least), Default::default()),
        Some(Kept::Number(least, most)) => {
            let end = if *most >= NO_END { String::new() } else { show(*most) };
            (Said::Unknown, String::new(), (show(*least), end))
        }
        Some(Kept::Unknown) => (Said::Unknown, String::new(), Default::default()),
        _ => (Said::Number, String::new(), (String::new(), String::new())),
    };
    let said = RwSignal::new(said);
    let (typed, least, most) = (RwSignal::new(typed), RwSignal::new(range.0), RwSignal::new(range.1));
    Effect::new(move |_| {
        if !typed.get().is_empty() {
            said.set(Said::Number);
        }
    });
    let unit = wording::unit(&fact.unit);
    let field = move |id: &'static str, label: &'static str, text: RwSignal<String>| {
        view! { <MoneyField id label unit text fault=fault_at(faults, id) hint=if label.is_empty() { "hint" } else { "" } silent=!money/> }
    };
    let row = move |value: Said, id: &'static str, opt: Opt| {
        let set = Callback::new(move |on| {
            typed.set(String::new());
            said.set(if on { value } else { Said::Number });
        });
        view! { <Choice opt id=id.into() on=Signal::derive(move || said.get() == value) set/> }
    };
    let nothing = (fact.absent == AbsentValue::Number(0)).then(|| row(Said::Nothing, "none", Opt::new("没有（0）")));
    let unsure = Opt::new(if money { "不清楚具体数" } else { wording::UNKNOWN }).hint("可以只填一个大概范围，也可以跳过");
    let view = view! {
        {field(ID, "", typed)}
        <div class="choices gap">
            {nothing}
            {row(Said::Unknown, "unsure", unsure)}
            <div class="under cluster" hidden=move || said.get() != Said::Unknown>
                {field(LEAST, "最少", least)}
                {field(MOST, "最多", most)}
            </div>
        </div>
    }
    .into_any();
    let number = move |id: &'static str, text: RwSignal<String>| read(&text.get_untracked(), money).map_err(|says| Fault::new(id, says));
    let read = move || match said.get_untracked() {
        Said::Number => number(ID, typed).map(|value| Kept::Number(value, value)).map_err(|fault| vec![fault]),
        Said::Nothing => Ok(Kept::Number(0, 0)),
        Said::Unknown => range_of(least, most, number),
    };
    Input { view, read: Box::new(read), labelled: Some(ID.into()) }
}

fn range_of(
    least: RwSignal<String>,
    most: RwSignal<String>,
    number: impl Fn(&'static str, RwSignal<String>) -> Result<i64, Fault>,
) -> Result<Kept, Vec<Fault>> {
    let end = |id, text: RwSignal<String>| match text.with_untracked(|t| t.trim().is_empty()) {
        true => Ok(None),
        false => number(id, text).map(Some),
    };
    match (end(LEAST, least), end(MOST, most)) {
        (Ok(None), Ok(None)) => Ok(Kept::Unknown),
        (Ok(least), Ok(most)) => {
            let (least, most) = (least.unwrap_or(0), most.unwrap_or(NO_END));
            if least > most {
                return Err(vec![Fault::new(MOST, "“最多”要比“最少”大")]);
            }
            Ok(Kept::Number(least, most))
        }
        (least, most) => Err([least.err(), most.err()].into_iter().flatten().collect()),
    }
}

fn read(typed: &str, money: bool) -> Result<i64, String> {
    let Fen(fen) = read_money(typed)?;
    match (money, fen % 100) {
        (true, _) => Ok(fen),
        (false, 0) => Ok(fen / 100),
        (false, _) => Err("写整数，比如3".into()),
    }
}

/// An amount as one would type it: 1150 or 1150.50.
fn plain(fen: i64) -> String {
    Fen(fen).to_string().trim_end_matches('元').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_whole() {
        assert_eq!(read("３", false), Ok(3));
        assert_eq!(read("3.5", false), Err("写整数，比如3".into()));
        assert_eq!(read("3.5", true), Ok(350));
    }

    #[test]
    fn an_amount_comes_back_as_it_was_typed() {
        for text in ["1150", "0.05", "1211.21"] {
            assert_eq!(plain(read(text, true).unwrap()), text);
        }
    }
}
