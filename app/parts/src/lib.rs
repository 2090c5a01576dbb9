//! What every screen is made of: accessible Leptos components, one folder each.
//!
//! Looks come from `public/parts.css` and `public/tokens.css` by class name. Parts know no policy, no routes
//! and no storage: everything they show arrives as an argument.

mod answers;
mod bring;
mod button;
mod choice;
mod cite;
mod cond;
mod date;
mod dialog;
mod draft;
mod errsum;
mod frame;
mod grains;
mod icon;
mod leave;
mod mark;
mod money;
mod note;
mod person;
mod prog;
mod saved;
mod steps;
mod sum;
mod ticks;
mod why;

pub use answers::{Answer, Answers};
pub use bring::Bring;
pub use button::{Back, Go, Look, Press};
pub use choice::{Choice, Opt, Radios};
pub use cite::{Cite, Cites};
pub use cond::{Cond, Condition, Line, Ridge};
pub use date::{DateField, DateText};
pub use dialog::Dialog;
pub use draft::DraftCard;
pub use errsum::{ErrSum, Fault, FieldError};
pub use frame::{Foot, NavLink, Taskbar, Top};
pub use grains::Grains;
pub use icon::{Icon, Picture};
pub use leave::Leave;
pub use mark::{Mark, MarkIcon};
pub use money::{MoneyField, read_money, words};
pub use note::{Note, Tone};
pub use person::PersonCard;
pub use prog::Prog;
pub use saved::{Saved, Saving};
pub use steps::{Step, Steps};
pub use sum::{Group, Sum};
pub use ticks::Ticks;
pub use why::Why;

/// Renders a part natively and looks for each of `wanted` in its HTML.
#[cfg(test)]
pub(crate) fn check<V: leptos::prelude::IntoView>(part: impl FnOnce() -> V, wanted: &[&str]) {
    use leptos::prelude::*;
    let html = Owner::new().with(|| part().into_view().to_html());
    for text in wanted {
        assert!(html.contains(text), "no {text} in {html}");
    }
}
