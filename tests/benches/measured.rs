//! What the benchmarks measure, natively and as WebAssembly.

use std::hint::black_box;

use rules::{Answer, Batch, Engine, Findings, Household};

use checks::households::{Dice, partly, whole};

/// Households to measure with: the same for the same packs.
pub struct Set {
    households: Vec<Household>,
}

/// As many different ones; a larger batch has each several times.
const DIFFERENT: usize = 4_000;
/// A county.
pub const COUNTY: usize = 32_000;

impl Set {
    /// Shares of unknown facts that batches are measured with.
    pub const PERCENT: [usize; 3] = [0, 10, 50];

    /// Households of one to four people, everything about them said.
    pub fn new(engine: &Engine) -> Set {
        let households = (0..DIFFERENT as u64).map(|seed| whole(engine, &mut Dice::new(seed))).collect();
        Set { households }
    }

    /// `n` of them, with that share of facts unknown.
    pub fn batch(&self, engine: &Engine, n: usize, percent: usize) -> Batch {
        let mut dice = Dice::new(percent as u64);
        let some: Vec<Household> = self.households.iter().map(|h| partly(engine, h, percent, &mut dice)).collect();
        let all: Vec<Household> = some.into_iter().cycle().take(n).collect();
        Batch::new(engine, &all)
    }
}

/// Hands every measurement to `measure`, with its name.
pub fn each(engine: &Engine, set: &Set, measure: &mut dyn FnMut(&str, &mut dyn FnMut())) {
    single(engine, set, measure);
    let known = [(COUNTY, 0)];
    for (n, percent) in Set::PERCENT.map(|percent| (1_000, percent)).into_iter().chain(known) {
        let batch = set.batch(engine, n, percent);
        let mut found = Findings::default();
        measure(&format!("batch of {n}, {percent} % unknown"), &mut || {
            engine.batch_into(black_box(&batch), &mut found);
            black_box(&found);
        });
    }
}

fn single(engine: &Engine, set: &Set, measure: &mut dyn FnMut(&str, &mut dyn FnMut())) {
    let whole = &set.households[1];
    measure("evaluation with explanation", &mut || {
        black_box(engine.evaluate(black_box(whole)));
    });
    let open = partly(engine, whole, 50, &mut Dice::new(1));
    measure("evaluation with explanation, half unknown", &mut || {
        black_box(engine.evaluate(black_box(&open)));
    });
    let mut changed = whole.clone();
    let place = changed.house.iter().position(|a| matches!(a, Answer::Given(_))).unwrap_or_default();
    let given = changed.house[place].clone();
    let mut on = false;
    measure("evaluation after one changed answer", &mut || {
        on = !on;
        changed.house[place] = if on { Answer::Unknown } else { given.clone() };
        black_box(engine.evaluate(black_box(&changed)));
    });
    let focus: Vec<usize> = (0..engine.pack.programs.len()).collect();
    measure("next question", &mut || {
        black_box(engine.next(black_box(&open), &focus));
    });
    let nothing = Household::new(engine.pack, Answer::NotAsked);
    measure("next question, nothing answered", &mut || {
        black_box(engine.next(black_box(&nothing), &focus));
    });
}

/// What takes too long to be run again and again: once. `now` tells milliseconds; `say` gets lines as benchmarks have them.
pub fn large(engine: &Engine, set: &Set, now: &dyn Fn() -> f64, say: &mut dyn FnMut(String)) {
    let mut found = Findings::default();
    for percent in Set::PERCENT {
        let batch = set.batch(engine, COUNTY, percent);
        let started = now();
        engine.batch_into(&batch, &mut found);
        say(once(&format!("batch of {COUNTY}, {percent} % unknown, once"), now() - started));
        for (what, bytes) in [("columns", batch.columns.bytes()), ("findings", bytes(&found))] {
            say(format!("memory of {what}, {percent} % unknown: {} B", bytes / COUNTY));
        }
    }
    let (county, rest) = (set.batch(engine, COUNTY, 0), set.batch(engine, 1_000_000 % COUNTY, 0));
    let started = now();
    (0..1_000_000 / COUNTY).for_each(|_| engine.batch_into(&county, &mut found));
    engine.batch_into(&rest, &mut found);
    say(once(&format!("batch of 1000000 in parts of {COUNTY}, once"), now() - started));
}

fn once(name: &str, ms: f64) -> String {
    format!("{name:<24} time:   [{ms:.2} ms {ms:.2} ms {ms:.2} ms]")
}

/// Bytes that findings take.
fn bytes(found: &Findings) -> usize {
    let outcomes: usize = found.outcomes.iter().chain(&found.persons).map(Vec::len).sum();
    let benefits: usize = found.benefits.iter().map(|b| size_of_val(b.as_slice())).sum();
    outcomes + benefits + found.reasons.iter().flatten().map(Vec::len).sum::<usize>()
}
