//! The residents' official forms: which are needed, filling them in, printing them.
//!
//! Shows what `forms` and `rules` found out and keeps what is typed; computes no outcome, and puts nothing that a
//! person wrote into an address, a title or a log. Pages of their own, so that the self-check stays small.

mod desk;
mod kit;
mod parcel;
mod place;
mod screens;
#[cfg(target_arch = "wasm32")]
mod start;

pub use kit::Kit;
pub use place::Place;
pub use screens::{description, early, title};
#[cfg(target_arch = "wasm32")]
pub use start::start;
