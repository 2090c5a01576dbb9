//! What changed, day by day, for the page “政策变了什么”.

use base::Date;
use policy::source::diff_dates;
use policy::{Cite, Pack, Row};
use std::collections::BTreeSet;

/// What is different from one day on.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The first day on which it is so.
    pub on: Date,
    /// Texts that come into force: indices into the pack's.
    pub begins: Vec<usize>,
    /// Texts that are no longer in force.
    pub ends: Vec<usize>,
    /// What is different, the same subject's lines together.
    pub about: Vec<Changed>,
}

/// What is different about one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// Its name.
    pub name: String,
    /// A line for each difference.
    pub says: Vec<String>,
}

/// Every change from the day after `from` to `to`, the newest first.
pub fn changes(pack: &Pack, from: Date, to: Date) -> Vec<Change> {
    let days = days_of_change(pack).into_iter().filter(|day| from < *day && *day <= to).rev();
    let texts = |holds: &dyn Fn(&policy::Text) -> bool| {
        pack.texts.iter().enumerate().filter(|(_, text)| holds(text)).map(|(ix, _)| ix).collect::<Vec<_>>()
    };
    let change = |day: Date| {
        let before = Date::from_days(day.days() - 1);
        let begins = texts(&|text| text.from == day);
        let ends = texts(&|text| text.until == Some(before));
        Change { on: day, begins, ends, about: between(pack, before, day) }
    };
    days.map(change).filter(|c| !c.about.is_empty() || !c.begins.is_empty() || !c.ends.is_empty()).collect()
}

/// What holds on `to` and didn't on `from`.
fn between(pack: &Pack, from: Date, to: Date) -> Vec<Changed> {
    let mut about: Vec<Changed> = Vec::new();
    for line in diff_dates(pack, from, to) {
        let (name, says) = line.split_once('：').unwrap_or(("", &line));
        match about.iter_mut().find(|one| one.name == name) {
            Some(one) => one.says.push(says.to_string()),
            None => about.push(Changed { name: name.to_string(), says: vec![says.to_string()] }),
        }
    }
    about
}

/// The days on which something in the packs begins or has ended.
pub fn days_of_change(pack: &Pack) -> BTreeSet<Date> {
    let mut days = Days::default();
    pack.texts.iter().for_each(|text| days.span(Some(text.from), text.until));
    pack.amounts.iter().flat_map(|a| &a.values).for_each(|value| days.span(Some(value.from), value.until));
    pack.readings.iter().for_each(|reading| days.span(reading.from, reading.until));
    pack.quantities.iter().flat_map(|q| &q.parts).for_each(|part| days.span(part.from, part.until));
    for program in &pack.programs {
        days.span(program.from, program.until);
        days.rows(&program.rows);
    }
    days.0
}

#[derive(Default)]
struct Days(BTreeSet<Date>);

impl Days {
    fn span(&mut self, from: Option<Date>, until: Option<Date>) {
        self.0.extend(from);
        self.0.extend(until.map(|day| Date::from_days(day.days() + 1)));
    }

    fn rows(&mut self, rows: &[Row]) {
        for row in rows {
            self.span(row.from, row.until);
            row.law.iter().for_each(|cite: &Cite| self.span(cite.from, cite.until));
            self.rows(&row.rows);
        }
    }
}
