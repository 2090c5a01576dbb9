//! What the checks and the benchmarks share.

pub mod households;
