//! The words every other crate uses: calendar dates, money in fen, problems told to people, framed bytes.
//!
//! Knows no clock, no files, no browser. `today` is always an argument.

mod date;
mod frame;
mod money;
mod problem;

pub use date::Date;
pub use frame::{Unreadable, frame, unframe};
pub use money::Fen;
pub use problem::Problem;
