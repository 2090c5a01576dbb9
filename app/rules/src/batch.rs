//! Many households at once: chunk by chunk, with the reasons as bits, the same answers as one at a time.

use crate::case::Household;
use crate::columns::{Columns, State};
use crate::demand::Run;
use crate::engine::{Engine, best_of, paid};
use crate::judge::{Judged, Range, money};
use crate::kernel::{Chosen, Values};
use crate::scratch::{Fanned, Scratch};
use crate::truth::{CAN, CANNOT, OPEN, Outcome, SPLIT, all_plain, decided};
use crate::value::Truths;
use crate::worlds::{pay_many, refine_many};
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
        Batch::of(engine, columns)
    }

    /// Takes up columns, in the densest form that says the same.
    pub fn of(engine: &Engine, mut columns: Columns) -> Batch {
        columns.compact(engine.pack, &engine.layout, |fact| engine.plan.tells_absence(fact));
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
    /// For each programme: the basic amount for each household (or member), [`Range::NONE`] below `likely` and
    /// where it has no value; empty where the programme has none.
    pub benefits: Vec<Vec<Range>>,
    /// For each programme, for each row: can-hold and can-fail bits, packed four rows to a byte,
    /// for each household (or member).
    pub reasons: Vec<Vec<Vec<u8>>>,
}

impl Findings {
    /// Empties all columns without giving their memory back; takes the shape of `empty` if it has another.
    fn restart(&mut self, empty: Findings) {
        if !self.reasons.iter().map(Vec::len).eq(empty.reasons.iter().map(Vec::len)) {
            *self = empty;
            return;
        }
        self.outcomes.iter_mut().chain(&mut self.persons).for_each(Vec::clear);
        self.benefits.iter_mut().for_each(Vec::clear);
        self.reasons.iter_mut().flatten().for_each(Vec::clear);
    }

    /// The outcomes of a programme for those for whom it is judged.
    fn own(&mut self, ix: usize, per_person: bool) -> &mut Vec<Outcome> {
        if per_person { &mut self.persons[ix] } else { &mut self.outcomes[ix] }
    }

    /// Puts what a programme came to in its place, among the outcomes and among the reasons.
    fn put(&mut self, ix: usize, per_person: bool, (own, row): (usize, usize), judged: &Judged) {
        self.own(ix, per_person)[own] = judged.outcome;
        if let Some(benefit) = self.benefits[ix].get_mut(own) {
            *benefit = paid(judged).unwrap_or(Range::NONE);
        }
        for (packed, out) in packed(judged).zip(&mut self.reasons[ix]) {
            out[row] = packed;
        }
    }

    /// Adds the findings of further households.
    pub fn append(&mut self, more: Findings) {
        fn join<T>(to: &mut [Vec<T>], from: Vec<Vec<T>>) {
            to.iter_mut().zip(from).for_each(|(to, from)| to.extend(from));
        }
        join(&mut self.outcomes, more.outcomes);
        join(&mut self.persons, more.persons);
        join(&mut self.benefits, more.benefits);
        self.reasons.iter_mut().zip(more.reasons).for_each(|(to, from)| join(to, from));
    }
}

impl Engine<'_> {
    /// Judges many households.
    pub fn batch(&self, batch: &Batch) -> Findings {
        let mut findings = Findings::default();
        self.batch_into(batch, &mut findings);
        findings
    }

    /// Judges many households into findings whose memory is used again.
    pub fn batch_into(&self, batch: &Batch, findings: &mut Findings) {
        findings.restart(self.no_findings());
        let n = batch.columns.n;
        self.pool.with(|scratch| {
            if n <= CHUNK {
                return self.chunk(&batch.columns, scratch, findings);
            }
            let mut chunk = Columns::new(&self.layout, State::Absent);
            for from in (0..n).step_by(CHUNK) {
                chunk.take(&batch.columns, from, (from + CHUNK).min(n));
                self.chunk(&chunk, scratch, findings);
            }
        });
    }

    fn no_findings(&self) -> Findings {
        let empty = || vec![Vec::new(); self.programs.len()];
        let benefits = vec![Vec::new(); self.programs.len()];
        let reasons = self.programs.iter().map(|p| vec![Vec::new(); p.rows.len().div_ceil(4)]).collect();
        Findings { outcomes: empty(), persons: empty(), benefits, reasons }
    }

    fn chunk(&self, columns: &Columns, scratch: &mut Scratch, findings: &mut Findings) {
        let Scratch { values, fan } = scratch;
        values.run(&self.setting(), &self.brief_whole, columns, &Chosen::new());
        for (ix, program) in self.brief.iter().enumerate() {
            let per_person = self.pack.programs[ix].per_person;
            let rows = values.rows(if per_person { Scope::Member } else { Scope::House });
            let first = findings.reasons[ix].first().map_or(0, Vec::len);
            self.pack_reasons(ix, values, rows, findings);
            let state = values.vals[program.state].truth();
            let own = findings.own(ix, per_person);
            let own_first = own.len();
            match state.konst {
                true => own.resize(own_first + rows, Outcome::of(state.at(0))),
                false => own.extend(state.b.iter().map(|truth| Outcome::of(*truth))),
            }
            let own = if per_person { &findings.persons } else { &findings.outcomes };
            self.pay(ix, values, &own[ix][own_first..], &mut findings.benefits[ix]);
            let rows = if all_plain(&state.b) { 0..0 } else { 0..rows };
            let unsettled = rows.filter(|row| !decided(state.at(*row)) && state.at(*row) & SPLIT != 0);
            for round in rounds(values, per_person, unsettled) {
                refine_many(&self.setting(), program, (values, columns), &round, fan, &mut |row, judged| {
                    findings.put(ix, per_person, (own_first + row, first + row), &judged);
                });
            }
            self.pay_by_worlds(ix, (values, columns), own_first, fan, findings);
            if per_person {
                self.best_of(ix, columns, own_first, findings);
            }
        }
    }

    /// The basic amounts that differ between worlds.
    fn pay_by_worlds(&self, ix: usize, run: Run, first: usize, fan: &mut Fanned, findings: &mut Findings) {
        let (program, per_person) = (&self.brief[ix], self.pack.programs[ix].per_person);
        let benefits = &mut findings.benefits[ix];
        let differs =
            |(row, range): (usize, &Range)| program.pay_differs(&self.setting(), run.0, row, *range).then_some(row);
        let rows: Vec<usize> = benefits.iter().skip(first).enumerate().filter_map(differs).collect();
        for round in rounds(run.0, per_person, rows.into_iter()) {
            pay_many(&self.setting(), program, run, &round, fan, &mut |row, pay| {
                if let (Some(range), Some(pay)) = (benefits.get_mut(first + row), pay.benefit.range()) {
                    *range = range.within(pay);
                }
            });
        }
    }

    /// The basic amounts of those who would get one.
    fn pay(&self, ix: usize, values: &Values, outcomes: &[Outcome], out: &mut Vec<Range>) {
        let Some(amount) = self.programs[ix].benefit else { return };
        let of_house = self.pack.programs[ix].per_person && self.plan.scopes[amount.0] == Scope::House;
        let at = |row: usize| if of_house { values.member_house[row] as usize } else { row };
        let (numbers, outcomes) = (values.vals[amount.0].num(), outcomes.iter().map(|o| *o >= Outcome::Likely));
        if amount.1 == 1 && !of_house && !numbers.konst && numbers.exact() {
            let one = |(paid, fen): (bool, &i64)| if paid { Range { min: *fen, max: *fen } } else { Range::NONE };
            return out.extend(outcomes.zip(&numbers.lo).map(one));
        }
        out.extend(outcomes.enumerate().map(|(row, paid)| match paid {
            true => money(values, amount, at(row)).unwrap_or(Range::NONE),
            false => Range::NONE,
        }));
    }

    /// Four rows to a byte, two bits each.
    fn pack_reasons(&self, ix: usize, values: &Values, rows: usize, findings: &mut Findings) {
        for (four, out) in self.programs[ix].rows.chunks(4).zip(&mut findings.reasons[ix]) {
            let first = out.len();
            out.resize(first + rows, 0);
            let out = &mut out[first..];
            for (place, step) in four.iter().enumerate() {
                let truth = values.vals[*step].truth();
                // A shift by a fixed number is done for many bytes at once.
                match place {
                    0 => add_bits::<0>(truth, out),
                    1 => add_bits::<2>(truth, out),
                    2 => add_bits::<4>(truth, out),
                    _ => add_bits::<6>(truth, out),
                }
            }
        }
    }

    fn best_of(&self, ix: usize, columns: &Columns, first: usize, findings: &mut Findings) {
        for (house, bounds) in columns.members.start.windows(2).enumerate() {
            let people = &findings.persons[ix][first + bounds[0] as usize..first + bounds[1] as usize];
            let open = columns.members.open.get(house).copied().unwrap_or(false);
            let best = best_of(people.iter().copied(), open);
            findings.outcomes[ix].push(best);
        }
    }

    /// The outcome and packed reasons of one household judged alone, as a batch gives them.
    pub fn single(&self, household: &Household) -> Findings {
        self.run(household, |one, values, fan| {
            let mut findings = self.no_findings();
            for ix in 0..self.programs.len() {
                let judged = self.judge(ix, one, values, fan);
                let per_person = self.pack.programs[ix].per_person;
                if per_person {
                    findings.persons[ix] = judged.iter().map(|j| j.outcome).collect();
                }
                findings.outcomes[ix].push(self.overall(ix, &judged, household));
                for judged in &judged {
                    packed(judged).zip(&mut findings.reasons[ix]).for_each(|(byte, out)| out.push(byte));
                    if self.programs[ix].benefit.is_some() {
                        findings.benefits[ix].push(paid(judged).unwrap_or(Range::NONE));
                    }
                }
            }
            findings
        })
    }
}

/// Puts what truths can be where it belongs in each byte.
fn add_bits<const SHIFT: u8>(truth: &Truths, out: &mut [u8]) {
    let bits = |b: u8| (b & OPEN) << SHIFT;
    match truth.konst {
        true => out.iter_mut().for_each(|o| *o |= bits(truth.b[0])),
        false => out.iter_mut().zip(&truth.b).for_each(|(o, b)| *o |= bits(*b)),
    }
}

/// Some rows, so that no two rows of a round are of one household.
fn rounds(values: &Values, per_person: bool, rows: impl Iterator<Item = usize>) -> Vec<Vec<usize>> {
    let mut rounds: Vec<Vec<usize>> = Vec::new();
    let (mut before, mut round) = (None, 0);
    for row in rows {
        let house = per_person.then(|| values.member_house[row]);
        round = if per_person && before == Some(house) { round + 1 } else { 0 };
        before = Some(house);
        if rounds.len() == round {
            rounds.push(Vec::new());
        }
        rounds[round].push(row);
    }
    rounds
}

/// The rows of a judgement as a batch packs them.
fn packed(judged: &Judged) -> impl Iterator<Item = u8> + '_ {
    let bits = |(place, row): (usize, &u8)| (row & (CAN | CANNOT)) << (2 * place);
    judged.rows.chunks(4).map(move |four| four.iter().enumerate().map(bits).fold(0, |a, b| a | b))
}
