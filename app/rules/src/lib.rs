//! The engine: evaluates households against compiled packs without ever guessing.
//!
//! Knows no programme, no clock, no randomness, no files. The day and the amounts are arguments.
//! Everything goes through one evaluator over columns: one household is a batch of one, and the
//! worlds of an unknown are a batch of copies.

mod batch;
mod behind;
mod case;
mod columns;
mod constant;
mod copies;
mod demand;
mod ends;
mod engine;
mod fan;
mod judge;
mod kernel;
mod lists;
mod numbers;
mod plan;
mod read;
mod report;
mod scratch;
mod sets;
mod sources;
mod splits;
mod truth;
mod value;
mod whatif;
mod worlds;

pub use batch::{Batch, Findings};
pub use case::{Answer, Household, Layout, ListKind, People, Value};
pub use columns::{Cell, Col, Columns, State, Table};
pub use constant::constant_rows;
pub use engine::{Ask, Engine};
pub use plan::FACT_REACH;
pub use report::*;
pub use truth::Outcome;
pub use whatif::WhatIf;
