//! What the command line does, for the program and for the tests.

#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod bench;
pub mod evaluate;
pub mod files;
pub mod packs;
pub mod suggest;
pub mod usage;

use std::path::PathBuf;

/// The packs folder when none is given: that of the checkout the program was built from.
pub fn default_packs() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../policy/packs"))
}
