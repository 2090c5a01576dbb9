//! Pack files: read, layered, checked and compiled. Natively only.
//!
//! One thing per file, `LAYER/KIND/ID.toml`. Nothing here opens a file: [`compile`] takes their texts.

mod cites;
mod compile;
mod diff;
mod same;
mod expr;
mod fault;
mod layers;
mod places;
mod raw;
mod registers;
mod unit;

pub use diff::{diff_dates, diff_packs};
pub use fault::{Fault, Faults};
pub use places::constant_row;
pub use registers::{Coverage, check_coverage};

use crate::Pack;

/// A pack file: its path inside the packs folder, with `/`, and its text.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceFile {
    /// `national/facts/hukou_area.toml`
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Reads, checks and compiles pack files. All faults are told at once; but while a file can't be read,
/// only that is told: everything that names what is in it would seem wrong.
pub fn compile(files: &[SourceFile]) -> Result<Pack, Faults> {
    let mut faults = Faults::default();
    let sources = layers::read(files, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let pack = compile::compile(files, sources, &mut faults);
    match pack {
        Some(pack) if faults.is_empty() => Ok(pack),
        _ => Err(faults),
    }
}
