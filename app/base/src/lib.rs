//! The words every other crate uses: calendar dates, money in fen, problems told to people, and what people type.
//!
//! Knows no clock, no files, no browser. `today` is always an argument.

mod date;
pub mod entry;
mod money;
mod problem;

pub use date::Date;
pub use money::Fen;
pub use problem::Problem;
