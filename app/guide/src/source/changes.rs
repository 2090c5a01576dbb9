//! What changed, day by day, for the page “政策变了什么”.

use base::Date;
use policy::source::{Difference, diff_dates};
use policy::{Cite, Pack, PartKind, Row};
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

    fn add(&mut self, name: &str, says: String) {
        match self.about.iter_mut().find(|one| one.name == name) {
            Some(one) => one.says.push(says),
            None => self.about.push(Changed { name: name.to_string(), says: vec![says] }),
        }
    }
}

/// What a comparison found where a resident looks for it.
fn sorted(mut change: Change, found: Vec<Difference>) -> Change {
    for one in found {
        match one {
            Difference::NotEntered { programs, .. } => change.unknown.extend(programs),
            Difference::Grounds(program, _) => change.grounds.push(program),
            Difference::About(name, says) => change.add(&name, says),
            Difference::Counted { of, kind, more, part } => change.add(&of, format!("{}“{part}”", counted(kind, more))),
            Difference::Listed(says) => change.add("", says),
        }
    }
    change.grounds.dedup();
    change.grounds.retain(|name| !change.about.iter().any(|one| one.name == *name));
    change
}

/// What is counted, as people say it.
fn counted(kind: PartKind, more: bool) -> &'static str {
    match (kind, more) {
        (PartKind::Include, true) => "开始算",
        (PartKind::Include, false) => "不再算",
        (PartKind::Deduct, true) => "开始扣掉",
        (PartKind::Deduct, false) => "不再扣掉",
        (PartKind::Exclude, true) => "开始不算",
        (PartKind::Exclude, false) => "不能再不算",
    }
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

    #[test]
    fn noise_is_set_apart() {
        let about = |name: &str, says: &str| Difference::About(name.into(), says.into());
        let grounds = |name: &str, says: &str| Difference::Grounds(name.into(), says.into());
        let (of, part) = ("家庭收入".to_string(), "养老金".to_string());
        let found = vec![
            grounds("低保", "多了《社会救助法》第18条，用在“收入低”"),
            grounds("低保", "多了《社会救助法》第37条，用在“户口”"),
            about("特困", "多了一条“满60岁”"),
            grounds("特困", "多了《社会救助法》第16条，用在“满60岁”"),
            Difference::Counted { of, kind: PartKind::Include, more: true, part },
            Difference::NotEntered {
                span: String::new(), programs: vec!["临时救助".into(), "医疗救助".into()]
            },
        ];
        let change = sorted(Change::on(Date::parse("2026-07-01").unwrap()), found);
        assert_eq!(change.grounds, ["低保"]);
        assert_eq!(change.unknown, ["临时救助", "医疗救助"]);
        let about: Vec<_> = change.about.iter().map(|one| (one.name.as_str(), one.says.concat())).collect();
        assert_eq!(about, [("特困", "多了一条“满60岁”".to_string()), ("家庭收入", "开始算“养老金”".to_string())]);
    }
}
