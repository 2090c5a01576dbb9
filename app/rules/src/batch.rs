//! Many households at once: chunk by chunk, with the reasons as bits, the same answers as one at a time.

use crate::case::Household;
use crate::columns::{Columns, State};
use crate::engine::{Engine, best_index};
use crate::judge::Judged;
use crate::kernel::{Chosen, Values};
use crate::truth::{CAN, CANNOT, Outcome, SPLIT, decided};
use policy::Scope;

/// Households in one run of the evaluator: their columns stay in the cache.
const CHUNK: usize = 512;

/// Many households in columns.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Their answers.
    pub columns: Columns,
}

impl Batch {
    /// Takes up households.
    pub fn new(engine: &Engine, households: &[Household]) -> Batch {
        let mut columns = Columns::new(&engine.layout, State::Absent);
        households.iter().for_each(|h| columns.push(engine.pack, &engine.layout, h));
        Batch { columns }
    }
}

/// Outcomes and reasons of a batch.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// For each programme: the outcome of each household.
    pub outcomes: Vec<Vec<Outcome>>,
    /// For each programme: the outcome of each member; empty where it is judged for the household.
    pub persons: Vec<Vec<Outcome>>,
    /// For each programme, for each row: can-hold and can-fail bits, packed four rows to a byte,
    /// for each household (or member).
    pub reasons: Vec<Vec<Vec<u8>>>,
}

impl Findings {
    /// Adds the findings of further households.
    pub fn append(&mut self, more: Findings) {
        fn join<T>(to: &mut [Vec<T>], from: Vec<Vec<T>>) {
            to.iter_mut().zip(from).for_each(|(to, from)| to.extend(from));
        }
        join(&mut self.outcomes, more.outcomes);
        join(&mut self.persons, more.persons);
        self.reasons.iter_mut().zip(more.reasons).for_each(|(to, from)| join(to, from));
    }
}

impl Engine<'_> {
    /// Judges many households.
    pub fn batch(&self, batch: &Batch) -> Findings {
        let mut findings = self.no_findings();
        let mut values = Values::default();
        let n = batch.columns.n;
        for from in (0..n).step_by(CHUNK) {
            let chunk = if n <= CHUNK { None } else { Some(batch.columns.slice(from, (from + CHUNK).min(n))) };
            self.chunk(chunk.as_ref().unwrap_or(&batch.columns), &mut values, &mut findings);
        }
        findings
    }

    fn no_findings(&self) -> Findings {
        let empty = || vec![Vec::new(); self.programs.len()];
        let reasons = self.programs.iter().map(|p| vec![Vec::new(); p.rows.len().div_ceil(4)]).collect();
        Findings { outcomes: empty(), persons: empty(), reasons }
    }

    fn chunk(&self, columns: &Columns, values: &mut Values, findings: &mut Findings) {
        values.run(&self.setting(), &self.whole, columns, &Chosen::new());
        for (ix, program) in self.programs.iter().enumerate() {
            let per_person = self.pack.programs[ix].per_person;
            let rows = values.rows(if per_person { Scope::Member } else { Scope::House });
            let first = findings.reasons[ix].first().map_or(0, Vec::len);
            self.pack_reasons(ix, values, rows, findings);
            let state = values.vals[program.state].truth();
            let own = &mut if per_person { &mut findings.persons } else { &mut findings.outcomes }[ix];
            let own_first = own.len();
            own.extend((0..rows).map(|row| Outcome::of(state.at(row))));
            let unsettled: Vec<usize> =
                (0..rows).filter(|row| !decided(state.at(*row)) && state.at(*row) & SPLIT != 0).collect();
            self.settle(ix, columns, values, &unsettled, (own_first, first), findings);
            if per_person {
                self.best_of(ix, columns, own_first, findings);
            }
        }
    }

    /// Four rows to a byte, two bits each.
    fn pack_reasons(&self, ix: usize, values: &Values, rows: usize, findings: &mut Findings) {
        for (four, out) in self.programs[ix].rows.chunks(4).zip(&mut findings.reasons[ix]) {
            let first = out.len();
            out.resize(first + rows, 0);
            for (place, step) in four.iter().enumerate() {
                let truth = values.vals[*step].truth();
                let shift = 2 * place;
                match truth.konst {
                    true => {
                        let bits = (truth.b[0] & (CAN | CANNOT)) << shift;
                        out[first..].iter_mut().for_each(|o| *o |= bits);
                    }
                    false => {
                        out[first..].iter_mut().zip(&truth.b).for_each(|(o, b)| *o |= (b & (CAN | CANNOT)) << shift)
                    }
                }
            }
        }
    }

    /// Judges by worlds what one run left open.
    fn settle(
        &self,
        ix: usize,
        columns: &Columns,
        values: &Values,
        unsettled: &[usize],
        (own, first): (usize, usize),
        findings: &mut Findings,
    ) {
        let per_person = self.pack.programs[ix].per_person;
        for &row in unsettled {
            let house = if per_person { values.member_house[row] as usize } else { row };
            let member = per_person.then(|| row - columns.members.start[house] as usize);
            let judged = self.judge_one(ix, columns, house, member);
            if per_person {
                findings.persons[ix][own + row] = judged.outcome
            } else {
                findings.outcomes[ix][own + row] = judged.outcome
            }
            for (four, out) in judged.rows.chunks(4).zip(&mut findings.reasons[ix]) {
                out[first + row] =
                    four.iter().enumerate().map(|(place, b)| (b & (CAN | CANNOT)) << (2 * place)).fold(0, |a, b| a | b);
            }
        }
    }

    fn judge_one(&self, ix: usize, columns: &Columns, house: usize, member: Option<usize>) -> Judged {
        let one = columns.slice(house, house + 1);
        let mut values = Values::default();
        let setting = self.setting();
        values.run(&setting, &self.programs[ix].slice, &one, &Chosen::new());
        Judged::of(
            &setting,
            &crate::judge::Unit::new(&self.programs[ix], member),
            &one,
            &values,
            &mut Values::default(),
        )
    }

    fn best_of(&self, ix: usize, columns: &Columns, first: usize, findings: &mut Findings) {
        for (house, bounds) in columns.members.start.windows(2).enumerate() {
            let people = &findings.persons[ix][first + bounds[0] as usize..first + bounds[1] as usize];
            let best = people.iter().copied().max().unwrap_or(Outcome::NotEligible);
            let open = columns.members.open.get(house).copied().unwrap_or(false);
            findings.outcomes[ix].push(if open { best.max(Outcome::Undecided) } else { best });
        }
    }

    /// The outcome and packed reasons of one household judged alone, as a batch gives them.
    pub fn single(&self, household: &Household) -> Findings {
        let (one, values) = self.run(household);
        let mut scratch = Values::default();
        let mut findings = self.no_findings();
        for ix in 0..self.programs.len() {
            let judged = self.judge(ix, &one, &values, &mut scratch);
            let per_person = self.pack.programs[ix].per_person;
            if per_person {
                findings.persons[ix] = judged.iter().map(|j| j.outcome).collect();
            }
            let outcome = judged.get(best_index(&judged)).map_or(Outcome::NotEligible, |j| j.outcome);
            findings.outcomes[ix].push(if per_person && household.members.open {
                outcome.max(Outcome::Undecided)
            } else {
                outcome
            });
            for judged in &judged {
                for (four, out) in judged.rows.chunks(4).zip(&mut findings.reasons[ix]) {
                    out.push(
                        four.iter()
                            .enumerate()
                            .map(|(place, b)| (b & (CAN | CANNOT)) << (2 * place))
                            .fold(0, |a, b| a | b),
                    );
                }
            }
        }
        findings
    }
}
