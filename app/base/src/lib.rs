//! The words every other crate uses: calendar dates, money in fen, problems told to people, what people type, framed
//! bytes.
//!
//! Knows no clock, no files, no browser. `today` is always an argument.

mod date;
pub mod entry;
mod frame;
mod money;
mod problem;
pub mod say;

pub use date::Date;
pub use frame::{Unreadable, checksum, frame, unframe};
pub use money::Fen;
pub use problem::Problem;
