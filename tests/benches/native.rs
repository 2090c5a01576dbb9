//! The engine as a native program, timed by criterion.

use base::Date;
use checks::households::amounts;
use checks::measured::{COUNTY, Set, each};
use criterion::{Criterion, criterion_group, criterion_main};
use rules::{Engine, Findings};
use std::time::Instant;

fn engine(c: &mut Criterion) {
    let pack = jiuzhu::packs::load(None).expect("the packs are checked by their own test");
    let today = Date::parse("2026-11-23").expect("a date");
    let engine = Engine::new(&pack, today, &amounts(&pack)).expect("checked packs");
    let set = Set::new(&engine);
    each(&engine, &set, &mut |name, run| {
        c.bench_function(name, |b| b.iter(&mut *run));
    });
    large(&engine, &set);
}

/// What takes too long to be run again and again: once.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn large(engine: &Engine, set: &Set) {
    for percent in Set::PERCENT {
        let resident = || memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem);
        let before = resident();
        let batch = set.batch(engine, COUNTY, percent);
        let columns = resident().saturating_sub(before);
        let started = Instant::now();
        let found = engine.batch(&batch);
        println!("batch of {COUNTY}, {percent} % unknown, once: {:.2?}", started.elapsed());
        let with_findings = resident().saturating_sub(before);
        println!(
            "memory per household, {percent} % unknown: {} B, with findings {} B",
            columns / COUNTY,
            with_findings / COUNTY
        );
        drop((batch, found));
    }
    let (county, rest) = (set.batch(engine, COUNTY, 0), set.batch(engine, 1_000_000 % COUNTY, 0));
    let mut found = Findings::default();
    let started = Instant::now();
    (0..1_000_000 / COUNTY).for_each(|_| engine.batch_into(&county, &mut found));
    engine.batch_into(&rest, &mut found);
    println!("batch of 1000000 in parts of {COUNTY}, 0 % unknown, once: {:.2?}", started.elapsed());
}

criterion_group! {
    name = all;
    config = Criterion::default().sample_size(10);
    targets = engine
}
criterion_main!(all);
