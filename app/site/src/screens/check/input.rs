//! How each kind of fact is answered.

mod amount;
mod benefits;
mod date;
mod flags;
mod pick;

use crate::engine::Bounds;
use leptos::prelude::*;
use parts::{Fault, Node};
use policy::{Fact, Kind};
use store::Kept;

/// Ids of the controls of one question; several questions can stand on a page.
#[derive(Clone, Copy)]
pub struct Ids {
    /// Of the answer; a choice's row has its number behind it.
    pub answer: &'static str,
    /// Of the smallest number it may be.
    pub least: &'static str,
    /// Of the largest.
    pub most: &'static str,
    /// Of “none of it”.
    pub none: &'static str,
    /// Of “not sure”.
    pub unsure: &'static str,
    /// Of the question's hint.
    pub hint: &'static str,
}

macro_rules! ids {
    ($($before:literal)*) => {
        [$(Ids {
            answer: concat!($before, "answer"),
            least: concat!($before, "least"),
            most: concat!($before, "most"),
            none: concat!($before, "none"),
            unsure: concat!($before, "unsure"),
            hint: concat!($before, "hint"),
        }),*]
    };
}

/// As many questions as stand on one page at most, each with its ids.
pub const IDS: [Ids; 6] = ids!["" "b-" "c-" "d-" "e-" "f-"];

/// What stands under a question, and how it is read.
pub struct Input {
    /// The controls.
    pub view: Node,
    /// The answer, or what has to be put right.
    pub read: Box<dyn Fn() -> Result<Kept, Vec<Fault>> + Send + Sync>,
    /// Whether nothing was said or typed yet.
    pub blank: Box<dyn Fn() -> bool + Send + Sync>,
    /// Whether the heading labels the one input; not where the controls are a group.
    pub labelled: bool,
}

/// What is shown as soon as the answer is yes.
pub type OnYes = Box<dyn Fn() -> Node + Send>;

/// The input for a fact, filled with the answer that was given before.
pub fn input(
    ids: Ids,
    fact: &'static Fact,
    options: Vec<&policy::Choice>,
    bounds: Bounds,
    kept: Option<&Kept>,
    faults: RwSignal<Vec<Fault>>,
    on_yes: OnYes,
) -> Input {
    match fact.kind {
        Kind::Bool | Kind::Scoped | Kind::List => pick::yes_no(ids, fact, kept, on_yes),
        Kind::Choice => pick::choice(ids, fact, options, kept),
        Kind::Number | Kind::Money => amount::amount(ids, fact, bounds, kept, faults),
        Kind::Date => date::date(ids, bounds, kept, faults),
        Kind::Flags => flags::flags(ids, fact, kept),
        Kind::Benefits => benefits::benefits(ids, fact, kept, faults),
    }
}

/// What is wrong with the input of that id.
fn fault_at(faults: RwSignal<Vec<Fault>>, id: &'static str) -> impl Fn() -> Option<String> + Copy + Send + 'static {
    move || faults.with(|all| all.iter().find(|fault| fault.field == id).map(|fault| fault.says.clone()))
}
