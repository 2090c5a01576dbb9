//! The guide: its pages by life event, procedure and right, its glossary, and the search over all of it.
//!
//! Never states a condition, amount, document or time limit of its own: pages name what the packs hold, and a name
//! that the packs don't have is a fault. Knows no browser, no clock, no files: `source` takes the text of files, and
//! what a browser gets is only the index and the query.

pub mod search;
#[cfg(feature = "source")]
pub mod source;
