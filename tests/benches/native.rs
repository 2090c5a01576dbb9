//! The engine as a native program, timed by criterion.

mod measured;

use base::Date;
use checks::households::amounts;
use criterion::{Criterion, criterion_group, criterion_main};
use measured::{Set, each, large};
use rules::Engine;
use std::time::Instant;

fn engine(c: &mut Criterion) {
    let pack = jiuzhu::packs::load(None).expect("the packs are checked by their own test");
    let today = Date::parse("2026-11-23").expect("a date");
    let engine = Engine::new(&pack, today, &amounts(&pack)).expect("checked packs");
    let set = Set::new(&engine);
    each(&engine, &set, &mut |name, run| {
        c.bench_function(name, |b| b.iter(&mut *run));
    });
    large(&engine, &set, &clock(), &mut |line| println!("{line}"));
}

/// A clock in milliseconds.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn clock() -> impl Fn() -> f64 {
    let started = Instant::now();
    move || started.elapsed().as_secs_f64() * 1e3
}

criterion_group! {
    name = all;
    config = Criterion::default().sample_size(10);
    targets = engine
}
criterion_main!(all);
