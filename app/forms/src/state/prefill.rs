//! Prefilled from the answers of the self-check.

use super::{At, FormState, Input, Row};
use crate::{Field, Forms, Kind, People, Source};
use base::entry::{plain_money, say_date};
use base::{Date, Fen};
use policy::{Fact, Pack};
use rules::{Answer, Household, Value};

/// What the answers say, and what the people are called.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The packs under which the household answered.
    pub pack: &'a Pack,
    /// The answers.
    pub household: &'a Household,
    /// One for each member, in order.
    pub members: &'a [Tag],
    /// One for each obligor, in order.
    pub obligors: &'a [Tag],
}

/// Who a row of the answers is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// Stays the same when others are taken off the list.
    pub key: u32,
    /// As typed; may be empty.
    pub name: String,
}

impl Told<'_> {
    fn tags(&self, people: People) -> &[Tag] {
        match people {
            People::Members => self.members,
            People::Obligors => self.obligors,
        }
    }

    /// The member who is the applicant: the one whose relation is “self”, else the first.
    fn applicant(&self) -> usize {
        let own = |fact: &Fact| fact.values.iter().position(|v| v.id == "self");
        let relation = self.pack.facts.iter().enumerate().find_map(|(ix, fact)| Some((ix, own(fact)?)));
        let is = |row: &Vec<Answer>| {
            relation.is_some_and(|(ix, own)| row.get(ix) == Some(&Answer::Given(Value::Choice(own))))
        };
        self.household.members.rows.iter().position(is).unwrap_or(0)
    }

    fn answer(&self, fact: &str, people: Option<People>, row: usize) -> Option<(&Fact, &Answer)> {
        let ix = self.pack.facts.iter().position(|f| f.id == fact)?;
        let answers = match people {
            None => &self.household.house,
            Some(People::Members) => self.household.members.rows.get(row)?,
            Some(People::Obligors) => self.household.obligors.rows.get(row)?,
        };
        Some((&self.pack.facts[ix], answers.get(ix)?))
    }
}

impl FormState {
    /// Brings in what the answers say now. What was typed stays as it is; a person whom the answers no longer have
    /// stays on the list if something was typed about them.
    pub fn prefill(&mut self, forms: &Forms, told: &Told<'_>) {
        self.sync(People::Members, told.members);
        self.sync(People::Obligors, told.obligors);
        self.places.values_mut().for_each(|filled| filled.told = None);
        let applicant = told.applicant();
        for (section, field) in forms.list.iter().flat_map(|form| form.fields()) {
            match section.of {
                None => self.tell(At::form(field.id.clone()), said(field, told, None, applicant)),
                Some(people) => {
                    for (row, tag) in told.tags(people).iter().enumerate() {
                        self.tell(At::row(field.id.clone(), tag.key), said(field, told, Some(people), row));
                    }
                }
            }
        }
        self.own_row(forms, told.members.get(applicant));
        self.places.retain(|_, filled| filled.typed.is_some() || filled.told.is_some());
    }

    /// What the applicant wrote about themselves outside the lists stands in their own row too.
    fn own_row(&mut self, forms: &Forms, applicant: Option<&Tag>) {
        let Some(applicant) = applicant else { return };
        for (section, field) in forms.list.iter().flat_map(|form| form.fields()) {
            if let (Some(People::Members), Some(own)) = (section.of, &field.own) {
                let input = self.input(&At::form(own.clone())).cloned();
                self.tell(At::row(field.id.clone(), applicant.key), input);
            }
        }
    }

    fn tell(&mut self, at: At, input: Option<Input>) {
        if let Some(input) = input.filter(|input| !input.is_empty()) {
            self.places.entry(at).or_default().told = Some(input);
        }
    }

    fn sync(&mut self, people: People, tags: &[Tag]) {
        let typed = |state: &FormState, key: u32| {
            state.places.iter().any(|(at, filled)| at.row == Some(key) && filled.typed.is_some())
        };
        let has = |key: u32| tags.iter().any(|tag| tag.key == key);
        let kept = self.rows(people).iter().filter(|row| !has(row.key) && (!row.told || typed(self, row.key)));
        let kept: Vec<Row> = kept.map(|row| Row { key: row.key, told: false }).collect();
        let told = tags.iter().map(|tag| Row { key: tag.key, told: true });
        *self.rows_mut(people) = told.chain(kept).collect();
    }
}

fn said(field: &Field, told: &Told<'_>, people: Option<People>, row: usize) -> Option<Input> {
    match &field.source {
        Source::Typed => None,
        Source::Name => told.tags(people.unwrap_or(People::Members)).get(row).map(|tag| Input::Text(tag.name.clone())),
        Source::Count => Some(Input::Text(told.members.len().to_string())).filter(|_| !told.members.is_empty()),
        Source::Fact(id) => {
            let (fact, answer) = told.answer(id, people, row)?;
            match answer {
                Answer::Given(value) => given(field, fact, value),
                Answer::Unknown => Some(Input::Unknown),
                Answer::NotAsked | Answer::Absent => None,
            }
        }
    }
}

fn given(field: &Field, fact: &Fact, value: &Value) -> Option<Input> {
    let option = |ix: &usize| fact.values.get(*ix).map(|v| v.id.clone());
    let chosen = |ids: Option<Vec<String>>| ids.map(Input::Chosen);
    match value {
        Value::Bool(yes) => chosen(Some(vec![if *yes { "yes" } else { "no" }.to_string()])),
        Value::Choice(ix) => chosen(option(ix).map(|id| vec![id])),
        Value::Flags(list) => chosen(list.iter().map(option).collect()),
        Value::Benefits(list) => chosen(list.iter().map(|(ix, _)| option(ix)).collect()),
        Value::Number(from, to) => number(field.kind, *from, *to).map(Input::Text),
        Value::Scoped(_) => None,
    }
}

/// An exact number; of a date also a month or a year, to be completed.
fn number(kind: Kind, from: i64, to: i64) -> Option<String> {
    match kind {
        Kind::Date => Some(day(Date::from_days(from), Date::from_days(to))).filter(|text| !text.is_empty()),
        _ if from != to => None,
        Kind::Money => Some(plain_money(Fen(from))),
        _ => Some(from.to_string()),
    }
}

fn day(first: Date, last: Date) -> String {
    let (year, month, _) = first.ymd();
    let whole = |from: Option<Date>, to: Option<Date>| from == Some(first) && to == Some(last);
    let month_start = Date::from_ymd(year, month, 1);
    if first == last {
        return say_date(first);
    }
    if whole(month_start, month_start.map(|d| d.add_months(1).add_days(-1))) {
        return format!("{year}年{month}月");
    }
    match whole(Date::from_ymd(year, 1, 1), Date::from_ymd(year, 12, 31)) {
        true => format!("{year}年"),
        false => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_exact_numbers_and_partly_known_days() {
        let days = |text: &str| Date::parse(text).unwrap().days();
        for (kind, from, to, text) in [
            (Kind::Money, 115_000, 115_000, Some("1150")),
            (Kind::Money, 115_050, 115_050, Some("1150.50")),
            (Kind::Money, 0, 10, None),
            (Kind::Number, 3, 3, Some("3")),
            (Kind::Date, days("1958-03-05"), days("1958-03-05"), Some("1958年3月5日")),
            (Kind::Date, days("1958-02-01"), days("1958-02-28"), Some("1958年2月")),
            (Kind::Date, days("1958-01-01"), days("1958-12-31"), Some("1958年")),
            (Kind::Date, days("1958-01-01"), days("1959-12-31"), None),
        ] {
            assert_eq!(number(kind, from, to).as_deref(), text);
        }
    }
}
