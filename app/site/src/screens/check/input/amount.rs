//! A number or an amount: the number, none at all, or not sure (with a rough range if there is one).

use super::{Ids, Input, fault_at};
use crate::engine::Bounds;
use crate::wording;
use base::Fen;
use leptos::prelude::*;
use parts::{Fault, MoneyField, Opt, Tag, choice, many, money_field, read_money, tag};
use policy::{AbsentValue, Fact, Kind};
use store::Kept;

/// Where a range ends that was left open.
const NO_END: i64 = 100_000_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Number,
    Nothing,
    Unknown,
}

/// What was said and typed.
#[derive(Clone, Copy)]
struct Answer {
    said: RwSignal<Said>,
    typed: RwSignal<String>,
    least: RwSignal<String>,
    most: RwSignal<String>,
    ids: Ids,
    fact: &'static Fact,
    bounds: Bounds,
}

/// The input for a number or an amount.
pub fn amount(
    ids: Ids,
    fact: &'static Fact,
    bounds: Bounds,
    kept: Option<&Kept>,
    faults: RwSignal<Vec<Fault>>,
) -> Input {
    let (answer, money) = (Answer::of(ids, fact, bounds, kept), fact.kind == Kind::Money);
    let unit = wording::unit(&fact.unit);
    let field = |id: &'static str, label: &'static str, text: RwSignal<String>| {
        let hint = if label.is_empty() { ids.hint } else { "" };
        money_field(MoneyField { id: id.into(), label, unit, text, hint, money }, fault_at(faults, id))
    };
    let none =
        (fact.absent == AbsentValue::Number(0)).then(|| answer.row(Said::Nothing, ids.none, Opt::new("没有（0）")));
    let unsure = if money { "不清楚具体数" } else { wording::UNKNOWN };
    let unsure = answer.row(Said::Unknown, ids.unsure, Opt::new(unsure).hint("可以只填一个大概范围，也可以跳过"));
    let range = tag("div").class("under cluster").live_flag("hidden", move || answer.said.get() != Said::Unknown);
    let range = range.child(field(ids.least, "最少", answer.least)).child(field(ids.most, "最多", answer.most));
    let rows = tag("div").class("choices gap").child(none).child(unsure).child(range);
    let view = many([field(ids.answer, "", answer.typed), rows]);
    let blank = move || answer.said.get_untracked() == Said::Number && answer.typed.with_untracked(String::is_empty);
    Input { view, read: Box::new(move || answer.read()), blank: Box::new(blank), labelled: true }
}

impl Answer {
    fn of(ids: Ids, fact: &'static Fact, bounds: Bounds, kept: Option<&Kept>) -> Answer {
        let money = fact.kind == Kind::Money;
        let show = |value: i64| if money { plain(value) } else { value.to_string() };
        let (mut said, mut typed, mut least, mut most) = (Said::Number, String::new(), String::new(), String::new());
        match kept {
            Some(Kept::Number(0, 0)) if fact.absent == AbsentValue::Number(0) => said = Said::Nothing,
            Some(Kept::Number(a, b)) if a == b => typed = show(*a),
            Some(Kept::Number(a, b)) => {
                (said, least) = (Said::Unknown, show(*a));
                most = if *b >= NO_END { String::new() } else { show(*b) };
            }
            Some(Kept::Unknown) => said = Said::Unknown,
            _ => (),
        }
        let (said, typed) = (RwSignal::new(said), RwSignal::new(typed));
        Effect::new(move |_| {
            if !typed.with(String::is_empty) && said.get_untracked() != Said::Number {
                said.set(Said::Number);
            }
        });
        Answer { said, typed, least: RwSignal::new(least), most: RwSignal::new(most), ids, fact, bounds }
    }

    fn row(self, value: Said, id: &'static str, opt: Opt) -> Tag {
        let set = move |on| {
            self.typed.set(String::new());
            self.said.set(if on { value } else { Said::Number });
        };
        choice(opt, id.into(), "", move || self.said.get() == value, set)
    }

    fn read(self) -> Result<Kept, Vec<Fault>> {
        match self.said.get_untracked() {
            Said::Number => self
                .number(self.ids.answer, self.typed)
                .map(|value| Kept::Number(value, value))
                .map_err(|fault| vec![fault]),
            Said::Nothing => Ok(Kept::Number(0, 0)),
            Said::Unknown => self.range(),
        }
    }

    fn number(self, id: &'static str, text: RwSignal<String>) -> Result<i64, Fault> {
        let read = text.with_untracked(|typed| read(typed, self.fact.kind == Kind::Money));
        read.and_then(|value| within(value, self.bounds, &self.fact.unit)).map_err(|says| Fault::new(id, says))
    }

    fn range(self) -> Result<Kept, Vec<Fault>> {
        let end = |id, text: RwSignal<String>| match text.with_untracked(|t| t.trim().is_empty()) {
            true => Ok(None),
            false => self.number(id, text).map(Some),
        };
        match (end(self.ids.least, self.least), end(self.ids.most, self.most)) {
            (Ok(None), Ok(None)) => Ok(Kept::Unknown),
            (Ok(least), Ok(most)) => {
                let (least, most) = (least.unwrap_or(0), most.unwrap_or(NO_END));
                let fits = least <= most;
                fits.then_some(Kept::Number(least, most))
                    .ok_or_else(|| vec![Fault::new(self.ids.most, "“最多”要比“最少”大")])
            }
            (least, most) => Err([least.err(), most.err()].into_iter().flatten().collect()),
        }
    }
}

fn within(value: i64, bounds: Bounds, unit: &str) -> Result<i64, String> {
    let end = |says, end| Err(format!("请核对：{says}{}", wording::number(end, unit)));
    match bounds {
        Bounds { least: Some(least), .. } if value < least => end("最少", least),
        Bounds { most: Some(most), .. } if value > most => end("最多", most),
        _ => Ok(value),
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
pub fn plain(fen: i64) -> String {
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
    fn what_cannot_be_is_to_be_checked() {
        let bounds = Bounds { least: Some(0), most: Some(50) };
        assert_eq!(within(50, bounds, "1"), Ok(50));
        assert_eq!(within(51, bounds, "1"), Err("请核对：最多50".into()));
        assert_eq!(within(-500, bounds, "fen/month"), Err("请核对：最少0元/月".into()));
    }

    #[test]
    fn an_amount_comes_back_as_it_was_typed() {
        for text in ["1150", "0.05", "1211.21"] {
            assert_eq!(plain(read(text, true).unwrap()), text);
        }
    }
}
