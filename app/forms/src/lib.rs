//! The official forms: what stands in them (data), what is filled in, what is missing or wrong, how they look on paper.
//!
//! Never decides anything, never overwrites what a person typed, knows no programme or form by name, and draws
//! no page or screen: those are made from [`Sheet`] elsewhere, a Word file here.

#[cfg(feature = "docx")]
mod docx;
mod model;
mod read;
mod review;
mod sheet;
#[cfg(any(feature = "source", test))]
pub mod source;
mod state;

#[cfg(feature = "docx")]
pub use docx::docx;
pub use model::*;
pub use read::{Value, masked, read, show};
pub use review::{Gap, GapKind, Review, Status, review};
pub use sheet::{Block, Cell, Content, Sheet, SignLine, Table, sheet};
pub use state::{At, FormState, Input, Origin, OwnRow, Row, STATE_VERSION, Tag, Told};
