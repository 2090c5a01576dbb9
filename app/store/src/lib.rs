//! Drafts on this device.
//!
//! A draft is what a person answered, by fact id, so that it opens under newer packs. A row is its bytes
//! with a schema version. A [`Shelf`] keeps rows: [`Browser`] in IndexedDB, [`Memory`] where nothing may stay.
//! Knows no policy: what a fact means, or whether an answer is still asked for, is not its business.

mod attached;
#[cfg(target_arch = "wasm32")]
mod blobs;
#[cfg(target_arch = "wasm32")]
mod browser;
mod draft;
/// Memory has no earlier states.
#[cfg(any(test, target_arch = "wasm32"))]
mod history;
mod judged;
mod memory;
#[cfg(target_arch = "wasm32")]
mod passing;
mod row;
mod shelf;

pub use attached::{Attached, Attachment, Form, decode_attached, encode_attached};
#[cfg(target_arch = "wasm32")]
pub use blobs::Bytes;
#[cfg(target_arch = "wasm32")]
pub use browser::Browser;
pub use draft::{Asked, Consent, Draft, Kept, Moment, Person, PersonList, Whom};
#[cfg(target_arch = "wasm32")]
pub use history::MOST_STATES;
pub use judged::{Judged, Told};
pub use memory::Memory;
pub use row::{ROW_VERSION, decode, encode};
pub use shelf::{Listing, Shelf, Trouble};
