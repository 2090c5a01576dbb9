//! The self-check: one question a page, in the engine's order.

mod consent;
mod input;
mod people;
mod question;
mod review;
mod several;
mod start;

use super::{main, opening, unreadable};
use crate::engine::Kit;
use crate::route::{Check, Route};
use crate::session::{Opened, Session, session};
use crate::shell::Shell;
use leptos::prelude::{Get, RwSignal, Set, WithUntracked, queue_microtask};
use parts::{Fault, Look, Node, Saving, Tag, Tone, live, many, note, nothing, press_to, saved, tag};
use std::sync::Arc;
use store::Draft;

/// What every screen of the self-check works with.
#[derive(Clone)]
struct Desk {
    shell: Shell,
    session: Session,
    kit: Arc<Kit>,
}

impl Desk {
    /// Where to go after the `n`th question: on, or back to the overview once nothing new is to be asked.
    fn after(&self, n: usize, review: bool) -> Route {
        let draft = self.session.draft();
        let id = draft.id.clone();
        let open = draft.trail.len() + 1;
        let next = if review { open } else { n + 1 };
        match next < open || self.kit.next(&draft).is_some() {
            true => Route::Check(Check::Question { draft: id, n: next, review: false }),
            false => Route::Check(Check::Review(id)),
        }
    }

    /// The address of a screen of the self-check.
    fn to(&self, check: Check) -> String {
        self.shell.to(&Route::Check(check))
    }
}

/// A screen of the self-check.
pub fn screen(shell: Shell, check: Check) -> Node {
    let session = session();
    let desk = Desk { shell, session, kit: shell.kit() };
    let body = match check.draft().map(String::from) {
        None => start::start(&desk),
        Some(id) => live(move || match session.open(&id) {
            Opened::Opening => opening().into(),
            Opened::Missing => {
                // There, nothing offers to save what isn't there.
                let there = Route::Result(id.clone());
                queue_microtask(move || shell.replace(there));
                nothing()
            }
            Opened::Failed(says) => unreadable(says),
            Opened::Ready => place(&desk, &check),
        }),
    };
    main("flow q").child(body).into()
}

/// The screen of an address, or another one if the draft doesn't stand there.
fn place(desk: &Desk, check: &Check) -> Node {
    desk.session.gates();
    let draft = desk.session.draft();
    let fitting = fitting(&desk.kit, &draft, check);
    if fitting != *check {
        let shell = desk.shell;
        queue_microtask(move || shell.replace(Route::Check(fitting)));
        return nothing();
    }
    match check {
        Check::Start | Check::Resume(_) => nothing(),
        Check::Question { n, review, .. } => question::question(desk, *n, *review),
        Check::Person { n, key, .. } => people::person(desk, *n, *key),
        Check::Review(_) => review::review(desk),
    }
}

/// Where the draft can be entered for that address.
fn fitting(kit: &Kit, draft: &Draft, check: &Check) -> Check {
    let open = draft.trail.len() + 1;
    let question = |n| Check::Question { draft: draft.id.clone(), n, review: false };
    match check {
        Check::Resume(_) if kit.next(draft).is_some() => question(open),
        Check::Resume(id) => Check::Review(id.clone()),
        Check::Question { n, .. } if *n > open => question(open),
        Check::Question { n, draft: id, .. } if *n == open && kit.next(draft).is_none() => Check::Review(id.clone()),
        Check::Person { n, .. } if *n > open => question(open),
        other => other.clone(),
    }
}

/// A form whose faults are no longer told once something in it is changed.
fn mending(form: Tag, shell: Shell, faults: RwSignal<Vec<Fault>>) -> Tag {
    let touched = session().touched();
    form.on("input", move |_| {
        touched.set(true);
        if !faults.with_untracked(Vec::is_empty) {
            faults.set(Vec::new());
            shell.faulty.set(false);
        }
    })
}

/// Takes what another page saved; what was said on this page since is asked again.
fn reload() {
    #[cfg(target_arch = "wasm32")]
    let _ = leptos::prelude::window().location().reload();
}

/// Whether the answers are on this device, and what to do if they aren't.
fn saved_line(session: Session) -> Node {
    let state = move || session.saving().get();
    let failed = live(move || match state() {
        Saving::Failed(why) => {
            let says = tag("p").child(tag("strong").text("没有存上。")).text(why);
            let (says, again) = match session.elsewhere() {
                true => (says.text("。"), press_to("看最新的，接着答", Look::Slim, reload)),
                false => (
                    says.text("。刚才填的还在，先不要关掉这一页。"),
                    press_to("再存一次", Look::Slim, move || session.save()),
                ),
            };
            note(Tone::Urgent).attr("role", "alert").child(says).child(tag("p").child(again)).into()
        }
        _ => nothing(),
    });
    tag("div").class("gap").child(many([saved(state).into(), failed])).into()
}
