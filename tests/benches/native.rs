//! The engine as a native program, timed by criterion.

use base::Date;
use checks::households::amounts;
use checks::measured::{Set, each};
use criterion::{Criterion, criterion_group, criterion_main};
use rules::Engine;

fn engine(c: &mut Criterion) {
    let pack = jiuzhu::packs::load(None).expect("the packs are checked by their own test");
    let today = Date::parse("2026-11-23").expect("a date");
    let engine = Engine::new(&pack, today, &amounts(&pack)).expect("checked packs");
    let set = Set::new(&engine);
    each(&engine, &set, &mut |name, run| {
        c.bench_function(name, |b| b.iter(&mut *run));
    });
    for percent in Set::PERCENT {
        let resident = || memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem);
        let before = resident();
        let batch = set.batch(&engine, 32_000, percent);
        let columns = resident().saturating_sub(before);
        let found = engine.batch(&batch);
        let with_findings = resident().saturating_sub(before);
        println!(
            "memory per household, {percent} % unknown: {} B, with findings {} B",
            columns / 32_000,
            with_findings / 32_000
        );
        drop((batch, found));
    }
}

criterion_group! {
    name = all;
    config = Criterion::default().sample_size(20);
    targets = engine
}
criterion_main!(all);
