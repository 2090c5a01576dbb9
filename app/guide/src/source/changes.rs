//! What changed, day by day, for the page “政策变了什么”.

use base::Date;
use policy::source::{CANT_TELL, GROUNDS, diff_dates};
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
    /// Names of programmes whose conditions are the same, but not the articles that they stand on.
    pub grounds: Vec<String>,
    /// Names of programmes whose earlier (or later) rules aren't entered: nothing can be told of them.
    pub unknown: Vec<String>,
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
        sorted(Change { begins, ends, ..Change::on(day) }, diff_dates(pack, before, day))
    };
    days.map(change).filter(|change| *change != Change::on(change.on)).collect()
}

impl Change {
    /// Nothing, on a day.
    fn on(on: Date) -> Change {
        Change { on, begins: vec![], ends: vec![], about: vec![], grounds: vec![], unknown: vec![] }
    }
}

/// The lines of a comparison where a resident looks for them.
fn sorted(mut change: Change, lines: Vec<String>) -> Change {
    for line in lines {
        let (name, says) = line.split_once('：').unwrap_or(("", &line));
        if name.starts_with(CANT_TELL) {
            change.unknown.extend(says.split('、').map(str::to_string));
        } else if says.starts_with(GROUNDS) {
            change.grounds.push(name.to_string());
        } else {
            let says = in_words(says);
            match change.about.iter_mut().find(|one| one.name == name) {
                Some(one) => one.says.push(says),
                None => change.about.push(Changed { name: name.to_string(), says: vec![says] }),
            }
        }
    }
    change.grounds.dedup();
    change.grounds.retain(|name| !change.about.iter().any(|one| one.name == *name));
    change
}

/// What is counted, as people say it.
const COUNTED: [(&str, &str); 6] = [
    ("多了一项计入的", "开始算"),
    ("少了一项计入的", "不再算"),
    ("多了一项扣除的", "开始扣掉"),
    ("少了一项扣除的", "不再扣掉"),
    ("多了一项不计入的", "开始不算"),
    ("少了一项不计入的", "不能再不算"),
];

fn in_words(says: &str) -> String {
    let counted = COUNTED.iter().find_map(|(official, plain)| Some(format!("{plain}{}", says.strip_prefix(official)?)));
    counted.unwrap_or_else(|| says.to_string())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str]) -> Change {
        let day = Date::parse("2026-07-01").unwrap();
        sorted(Change::on(day), lines.iter().map(|line| line.to_string()).collect())
    }

    #[test]
    fn noise_is_set_apart() {
        let change = of(&[
            "低保：依据多了《社会救助法》第18条，用在“收入低”",
            "低保：依据多了《社会救助法》第37条，用在“户口”",
            "特困：多了一条“满60岁”",
            "特困：依据多了《社会救助法》第16条，用在“满60岁”",
            "家庭收入：多了一项计入的“养老金”",
            "比不出变没变（规定从2026-07-01起才录入，更早的没有，不等于没有这个项目）：临时救助、医疗救助",
        ]);
        assert_eq!(change.grounds, ["低保"]);
        assert_eq!(change.unknown, ["临时救助", "医疗救助"]);
        let about: Vec<_> = change.about.iter().map(|one| (one.name.as_str(), one.says.concat())).collect();
        assert_eq!(about, [("特困", "多了一条“满60岁”".to_string()), ("家庭收入", "开始算“养老金”".to_string())]);
    }
}
