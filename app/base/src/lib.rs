//! The words every other crate uses: calendar dates, money in fen, and problems told to people.
//!
//! Knows no clock, no files, no browser. `today` is always an argument.

mod date;
mod money;
mod problem;

pub use date::Date;
pub use money::Fen;
pub use problem::Problem;
