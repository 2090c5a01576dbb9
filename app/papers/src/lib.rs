//! The drafts on this device, and the residents' official forms: which are needed, filling them in, printing them.
//!
//! Shows what `forms` and `rules` found out and keeps what is typed; computes no outcome, and puts nothing that a
//! person wrote into an address, a title or a log. Pages of their own, so that the self-check stays small.

#[cfg_attr(not(target_arch = "wasm32"), expect(dead_code, reason = "nothing is done while a page is prerendered"))]
mod attach;
mod desk;
mod kit;
mod ledger;
mod moved;
pub mod news;
mod parcel;
mod place;
mod room;
mod screens;
#[cfg(target_arch = "wasm32")]
mod start;

pub use kit::Kit;
pub use ledger::Ledger;
pub use place::Place;
pub use screens::{description, early, of_drafts, title};
#[cfg(target_arch = "wasm32")]
pub use start::{close, drafts, forms};
