//! What would change an undecided outcome: which single answer settles it.

use crate::case::{Answer, Household, ListKind, Value};
use crate::engine::Engine;
use crate::judge::Missing;
use crate::truth::Outcome;
use policy::{Fact, Kind};

/// One answer that would settle an outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// The fact, and whom it is about.
    pub missing: Missing,
    /// The answer.
    pub answer: Value,
    /// What the outcome would be.
    pub outcome: Outcome,
}

impl Engine<'_> {
    /// The yes/no answers and options that alone settle a programme's outcome, in asking order.
    pub fn what_if(&self, household: &Household, program: usize) -> Vec<WhatIf> {
        let missing = self.missing(household).swap_remove(program);
        let mut found: Vec<WhatIf> = missing.into_iter().flat_map(|m| self.settling(household, program, m)).collect();
        found.sort_by_key(|w| (self.pack.facts[w.missing.fact].order, w.missing.of));
        found
    }

    fn settling(&self, household: &Household, program: usize, missing: Missing) -> Vec<WhatIf> {
        let mut tried = household.clone();
        let mut found = Vec::new();
        for answer in ways(&self.pack.facts[missing.fact]) {
            let Some(place) = tried.answer_mut(missing) else { return found };
            *place = Answer::Given(answer.clone());
            let outcome = self.outcomes(&tried)[program];
            if matches!(outcome, Outcome::Eligible | Outcome::NotEligible) {
                found.push(WhatIf { missing, answer, outcome });
            }
        }
        found
    }
}

impl Household {
    /// The answer to a fact, of the household or of a person.
    pub fn answer_mut(&mut self, place: Missing) -> Option<&mut Answer> {
        let person = match place.of {
            None => return self.house.get_mut(place.fact),
            Some((ListKind::Members, row)) => self.members.rows.get_mut(row),
            Some((ListKind::Obligors, row)) => self.obligors.rows.get_mut(row),
        };
        person?.get_mut(place.fact)
    }
}

/// The answers that can be tried: numbers and dates have too many.
fn ways(fact: &Fact) -> Vec<Value> {
    let options = 0..fact.values.len();
    match fact.kind {
        Kind::Bool => vec![Value::Bool(true), Value::Bool(false)],
        Kind::Choice => options.map(Value::Choice).collect(),
        Kind::Scoped => [true, false]
            .map(|b| Value::Scoped(options.clone().map(|_| Answer::Given(Value::Bool(b))).collect()))
            .to_vec(),
        Kind::Flags => {
            std::iter::once(Value::Flags(Vec::new())).chain(options.map(|o| Value::Flags(vec![o]))).collect()
        }
        _ => Vec::new(),
    }
}
