//! Policy packs: the law as data. Reads pack files, checks them, compiles them to a graph that the
//! engine evaluates, and resolves amounts at a date.
//!
//! Knows no programme by name, no clock, no files: `source` takes the text of files, not paths to open.

mod amounts;
mod codec;
mod graph;
mod model;
#[cfg(feature = "source")]
pub mod source;
mod words;

pub use amounts::{AmountRecord, AmountValue, Amounts, Rate, SHARE, exact_value};
pub use codec::{FORMAT, decode_body, encode_body};
pub use graph::{Compare, Ix, List, Node, Op, Scope};
pub use model::*;
pub use words::Words;
