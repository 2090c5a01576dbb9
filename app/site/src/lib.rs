//! The residents' app: help now, self-check, result, drafts, guide.
//!
//! Screens show and ask; `engine` computes; `session` keeps. No address, title or log carries what a person said.

mod engine;
mod history;
mod reasons;
mod route;
mod screens;
mod session;
mod shell;
#[cfg(target_arch = "wasm32")]
mod start;
pub mod wording;

pub use engine::{Figure, Kit};
pub use route::{Check, Route};
pub use screens::{app, description, page, title};
pub use session::Session;
pub use shell::Shell;
#[cfg(target_arch = "wasm32")]
pub use start::start;
