//! The same engine as WebAssembly in V8. The environment variable PACKS names the compiled packs.
#![cfg(target_arch = "wasm32")]

mod measured;

use base::Date;
use checks::households::amounts;
use js_sys::{Date as Clock, Function, Uint8Array};
use measured::{Set, each, large};
use policy::Pack;
use rules::Engine;
use std::time::Duration;
use wasm_bindgen_test::{Criterion, console_log, wasm_bindgen_bench};

/// Reads a file through node.
fn file(variable: &str) -> Vec<u8> {
    let read = format!("return process.getBuiltinModule('fs').readFileSync(process.env.{variable})");
    let bytes = Function::new_no_args(&read).call0(&js_sys::global()).expect("the file can be read");
    Uint8Array::from(bytes).to_vec()
}

#[wasm_bindgen_bench]
fn engine(c: &mut Criterion) {
    let pack = Pack::decode(&file("PACKS")).expect("compiled packs");
    let today = Date::parse("2026-11-23").expect("a date");
    let engine = Engine::new(&pack, today, &amounts(&pack)).expect("checked packs");
    let set = Set::new(&engine);
    // A hundred samples of half a second each would take an hour.
    let brief = std::mem::take(c).sample_size(10).nresamples(2_000);
    *c = brief.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(1));
    each(&engine, &set, &mut |name, run| {
        c.bench_function(name, |b| b.iter(&mut *run));
    });
    large(&engine, &set, &Clock::now, &mut |line| console_log!("{line}"));
}
