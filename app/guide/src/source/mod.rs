//! The guide's pages, read and held against the packs. Natively only.
//!
//! Nothing here opens a file: [`read`] takes their texts.

mod book;
mod changes;
mod index;
mod raw;
mod read;
mod refs;
mod words;

pub use book::{Book, Everyday, Help, Limit, Page, PageKind, Para, Piece, Section, Show, Word};
pub use changes::{Change, Changed, changes, days_of_change};
pub use index::index;
pub use read::{read, told};
pub use words::{Run, link_words};
