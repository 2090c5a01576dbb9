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

/// What stands under a question, and how it is read.
pub struct Input {
    /// The controls.
    pub view: Node,
    /// The answer, or what has to be put right.
    pub read: Box<dyn Fn() -> Result<Kept, Vec<Fault>> + Send>,
    /// Id of the one input that the heading labels; none where the controls are a group.
    pub labelled: Option<&'static str>,
}

/// What is shown as soon as the answer is yes.
pub type OnYes = Box<dyn Fn() -> Node + Send>;

/// The input for a fact, filled with the answer that was given before.
pub fn input(
    fact: &'static Fact,
    options: Vec<&policy::Choice>,
    bounds: Bounds,
    kept: Option<&Kept>,
    faults: RwSignal<Vec<Fault>>,
    on_yes: OnYes,
) -> Input {
    match fact.kind {
        Kind::Bool | Kind::Scoped | Kind::List => pick::yes_no(kept, on_yes),
        Kind::Choice => pick::choice(options, kept),
        Kind::Number | Kind::Money => amount::amount(fact, bounds, kept, faults),
        Kind::Date => date::date(bounds, kept, faults),
        Kind::Flags => flags::flags(fact, kept),
        Kind::Benefits => benefits::benefits(fact, kept, faults),
    }
}

/// What is wrong with the input of that id.
fn fault_at(faults: RwSignal<Vec<Fault>>, id: &'static str) -> impl Fn() -> Option<String> + Copy + Send + 'static {
    move || faults.with(|all| all.iter().find(|fault| fault.field == id).map(|fault| fault.says.clone()))
}
