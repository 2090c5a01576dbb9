//! The self-check: one question a page, in the engine's order.

mod consent;
mod input;
mod people;
mod question;
mod review;
mod start;

use super::{opening, with_kit};
use crate::engine::Kit;
use crate::route::{Check, Route};
use crate::session::{Opened, Session, session};
use crate::shell::{Shell, shell};
use leptos::prelude::*;
use parts::{Go, Look, Note, Press, Saved, Saving, Tone};
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
}

/// A screen of the self-check.
#[component]
pub fn Screen(
    /// Which one.
    check: Check,
) -> impl IntoView {
    let (shell, session) = (shell(), session());
    with_kit(move |kit| {
        let desk = Desk { shell, session, kit };
        let Some(id) = check.draft().map(String::from) else {
            return view! { <main id="main" class="flow q">{start::start(&desk)}</main> }.into_any();
        };
        let body = move || match session.open(&id) {
            Opened::Opening => opening(),
            Opened::Missing => missing(shell),
            Opened::Failed(says) => view! { <Note tone=Tone::Urgent><p>{says}</p></Note> }.into_any(),
            Opened::Ready => place(&desk, &check),
        };
        view! { <main id="main" class="flow q">{body}</main> }.into_any()
    })
}

/// The screen of an address, or another one if the draft doesn't stand there.
fn place(desk: &Desk, check: &Check) -> AnyView {
    desk.session.gates();
    let draft = desk.session.draft();
    let fitting = fitting(&desk.kit, &draft, check);
    if fitting != *check {
        let (shell, route) = (desk.shell, Route::Check(fitting));
        queue_microtask(move || shell.replace(route));
        return ().into_any();
    }
    match check {
        Check::Start | Check::Resume(_) => ().into_any(),
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

fn missing(shell: Shell) -> AnyView {
    view! {
        <h1>"找不到这份答案"</h1>
        <div class="body">
            <p>"它不在这台设备上，可能已经删掉了。"</p>
            <p class="cluster">
                <Go href=shell.to(&Route::Check(Check::Start)) label="重新自测" look=Look::Go/>
                <Go href=shell.to(&Route::Drafts) label="看看有哪些草稿"/>
            </p>
        </div>
    }
    .into_any()
}

/// Whether the answers are on this device, and what to do if they aren't.
fn saved(session: Session) -> AnyView {
    let state = session.saving();
    let failed = move || match state.get() {
        Saving::Failed(why) => Some(view! {
            <Note tone=Tone::Urgent alert=true>
                <p><strong>"没有存上。"</strong>{why}"。刚才填的还在，先不要关掉这一页。"</p>
                <p><Press label="再存一次" look=Look::Slim on_press=Callback::new(move |()| session.save())/></p>
            </Note>
        }),
        _ => None,
    };
    view! { <Saved state/>{failed} }.into_any()
}
