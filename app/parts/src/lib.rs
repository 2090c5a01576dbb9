//! What every screen is made of: accessible components, one folder each.
//!
//! A component is a function that returns a [`Tag`] or a [`Node`], which is a Leptos view. Looks come from
//! `public/parts.css` and `public/tokens.css` by class name. Parts know no policy, no routes and no storage:
//! everything they show arrives as an argument.

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
mod mode;
mod money;
mod node;
mod note;
mod person;
mod prog;
mod saved;
mod steps;
mod sum;
mod ticks;
mod title;
mod why;

pub use answers::{Answer, answers};
pub use bring::bring;
pub use button::{Look, about, back, go, press, press_to};
pub use choice::{Opt, choice, radios};
pub use cite::{Cite, cites};
pub use cond::{Condition, Line, Ridge, cond};
pub use date::{DateText, date_field};
pub use dialog::dialog;
pub use draft::{acts, draft_card};
pub use errsum::{Fault, errsum, field_error};
pub use frame::{NavLink, foot, taskbar, top};
pub use grains::grains;
pub use icon::{Picture, icon};
pub use leave::leave;
pub use mark::{Mark, mark_icon};
pub use mode::mode_switch;
pub use money::{MoneyField, money_field, read_money};
pub use node::{Child, Node, Tag, Text, Words, live, many, nothing, tag};
pub use note::{Tone, note};
pub use person::person_card;
pub use prog::prog;
pub use saved::{Saving, saved};
pub use steps::{Step, steps};
pub use sum::{group, sum};
pub use ticks::ticks;
pub use title::title;
pub use why::why;

/// What is typed into the input of an event.
pub fn typed(event: &web_sys::Event) -> String {
    leptos::prelude::event_target_value(event)
}

/// Looks for each of `wanted` in a part's HTML.
#[cfg(test)]
pub(crate) fn check(part: impl Into<Node>, wanted: &[&str]) {
    let html = part.into().html();
    for text in wanted {
        assert!(html.contains(text), "no {text} in {html}");
    }
}
