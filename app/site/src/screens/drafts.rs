//! The drafts on this device: go on, rename, delete for real.

use super::opening;
use crate::clock;
use crate::engine::Kit;
use crate::route::{Check, Route};
use crate::session::{Session, session};
use crate::shell::{Shell, shell};
use crate::wording;
use leptos::prelude::*;
use parts::{Dialog, DraftCard, Go, Look, Note, Press, Tone};
use store::{Draft, Listing, Shelf, Trouble};

/// What a dialog is open for.
#[derive(Clone, Debug, PartialEq)]
enum Asking {
    Rename { id: String, name: String },
    Delete { id: String, name: String },
    Clear,
}

/// The list and what can be done with it.
#[derive(Clone, Copy)]
struct Desk {
    shell: Shell,
    session: Session,
    listing: RwSignal<Option<Result<Listing, Trouble>>>,
    asking: RwSignal<Option<Asking>>,
    said: RwSignal<String>,
}

impl Desk {
    fn refresh(self) {
        leptos::task::spawn_local(async move {
            let listing = self.session.shelf().list().await;
            self.listing.set(Some(listing));
        });
    }

    /// Does something to the shelf, says what was done, shows what is left.
    fn act(self, work: impl Future<Output = Result<(), Trouble>> + 'static, done: &'static str) {
        self.asking.set(None);
        leptos::task::spawn_local(async move {
            let outcome = work.await;
            self.said.set(outcome.map_or_else(|trouble| trouble.says(), |()| done.to_string()));
            self.refresh();
        });
    }

    fn rename(self, id: String, name: String) {
        let (shelf, session) = (self.session.shelf(), self.session);
        let work = async move {
            shelf.rename(&id, name.trim(), clock::now()).await?;
            session.forget(&id);
            Ok(())
        };
        self.act(work, "名字改好了");
    }

    fn delete(self, id: String) {
        let (shelf, session) = (self.session.shelf(), self.session);
        let work = async move {
            shelf.delete(&id).await?;
            session.forget(&id);
            Ok(())
        };
        self.act(work, "已经删掉了");
    }

    fn clear(self) {
        let (shelf, session) = (self.session.shelf(), self.session);
        let work = async move {
            shelf.clear().await?;
            session.forget(&session.draft().id);
            Ok(())
        };
        self.act(work, "全部删掉了");
    }
}

/// The screen.
#[component]
pub fn Drafts() -> impl IntoView {
    let desk = Desk {
        shell: shell(),
        session: session(),
        listing: RwSignal::new(None),
        asking: RwSignal::new(None),
        said: RwSignal::new(String::new()),
    };
    Effect::new(move |_| desk.refresh());
    let inert = move || desk.asking.get().is_some();
    view! {
        <main id="main" class="flow sec" inert=inert>
            <h1>"我的草稿"</h1>
            <p class="lead-in muted">"草稿只存在这台设备上。清理浏览器会把草稿一起清掉。"</p>
            <p role="status" class="small">{move || desk.said.get()}</p>
            {move || match desk.listing.get() {
                None => opening(),
                Some(Ok(listing)) => list(desk, listing),
                Some(Err(trouble)) => view! { <Note tone=Tone::Urgent alert=true><p>{trouble.says()}</p></Note> }.into_any(),
            }}
        </main>
        {move || desk.asking.get().map(|asking| ask(desk, asking))}
    }
    .into_any()
}

fn list(desk: Desk, listing: Listing) -> AnyView {
    let start = desk.shell.to(&Route::Check(Check::Start));
    if listing.drafts.is_empty() && listing.unreadable.is_empty() {
        return view! {
            <Note>
                <p><strong>"还没有草稿。"</strong>"开始自测，答案会自动存成一份草稿。"</p>
                <p><Go href=start label="开始自测" look=Look::Go/></p>
            </Note>
        }
        .into_any();
    }
    let broken = listing.unreadable.into_iter().map(|(id, problem)| {
        let delete = Callback::new(move |()| desk.asking.set(Some(Asking::Delete { id: id.clone(), name: "读不出来的草稿".into() })));
        let says = problem.to_string();
        view! { <li class="draft"><p>{says}</p><div class="acts"><Press label="删掉" look=Look::Bad about="读不出来的草稿" on_press=delete/></div></li> }
    });
    view! {
        <ul class="drafts">
            {listing.drafts.into_iter().enumerate().map(|(n, draft)| card(desk, n == 0, &draft)).collect_view()}
            {broken.collect_view()}
        </ul>
        <div class="cluster gap"><Go href=start label="再测一次" icon=parts::Picture::Plus/></div>
        <div class="gap"><Note>
            <p><strong>"用的是别人的或公用的设备？"</strong>"用完请点“全部删掉”。删了就找不回来。"</p>
            <p><Press label="全部删掉" look=Look::Bad on_press=Callback::new(move |()| desk.asking.set(Some(Asking::Clear)))/></p>
        </Note></div>
    }
    .into_any()
}

fn card(desk: Desk, newest: bool, draft: &Draft) -> AnyView {
    let name = name(draft);
    let kit = desk.shell.kit().ok();
    let done = kit.as_deref().is_some_and(|kit: &Kit| kit.next(draft).is_none());
    let resume = desk.shell.to(&Route::Check(Check::Resume(draft.id.clone())));
    let result = desk.shell.to(&Route::Result(draft.id.clone()));
    let state = if done { "都答完了，可以看结果".to_string() } else { format!("答了{}题，还没答完", draft.trail.len()) };
    let (main, other, target) = if done { ("看结果", "改答案", (result.clone(), resume)) } else { ("接着答", "先看结果", (resume.clone(), result)) };
    let moved = kit.filter(|kit| !draft.packs.is_empty() && kit.pack.version != draft.packs).map(|_| {
        view! { <Note tone=Tone::Stale><p class="small"><strong>"政策内容更新过。"</strong>"答案都还在，结果会按新的重新算。"</p></Note> }.into_any()
    });
    let rename = {
        let (id, name) = (draft.id.clone(), draft.name.clone());
        Callback::new(move |()| desk.asking.set(Some(Asking::Rename { id: id.clone(), name: name.clone() })))
    };
    let delete = {
        let (id, name) = (draft.id.clone(), name.clone());
        Callback::new(move |()| desk.asking.set(Some(Asking::Delete { id: id.clone(), name: name.clone() })))
    };
    let look = if newest { Look::Main } else { Look::MainPlain };
    view! {
        <DraftCard name=name.clone() href=target.0.clone() meta=meta(draft) state note=moved>
            <Go href=target.0 label=main look about=name.clone()/>
            <Go href=target.1 label=other look=Look::Slim about=name.clone()/>
            <Press label="改名" look=Look::Slim about=name.clone() on_press=rename/>
            <Press label="删掉" look=Look::Bad about=name on_press=delete/>
        </DraftCard>
    }
    .into_any()
}

/// What a draft is called: as the person named it, else by the day it was begun.
fn name(draft: &Draft) -> String {
    match draft.name.is_empty() {
        true => format!("{}的自测", wording::day(clock::local(draft.started).0)),
        false => draft.name.clone(),
    }
}

fn meta(draft: &Draft) -> String {
    let (day, time) = clock::local(draft.changed);
    let day = if day == clock::today() { "今天".to_string() } else { wording::day(day) };
    format!("{day}{time}存好，{}开始", wording::day(clock::local(draft.started).0))
}

fn ask(desk: Desk, asking: Asking) -> AnyView {
    let close = Callback::new(move |()| desk.asking.set(None));
    let keep = move || view! { <Press label="不删" look=Look::Go on_press=close/> };
    match asking {
        Asking::Rename { id, name } => {
            let typed = RwSignal::new(name);
            let submit = Callback::new(move |()| desk.rename(id.clone(), typed.get_untracked()));
            view! {
                <Dialog title="改个名字" says="方便您自己认出来。不用写真名。" on_escape=close on_submit=submit>
                    <div class="field">
                        <label for="new-name">"名字"</label>
                        <input class="input" id="new-name" maxlength="30" autocomplete="off" prop:value=typed on:input=move |e| typed.set(event_target_value(&e))/>
                    </div>
                    <Press label="改好了" look=Look::Go/>
                    <Press label="不改了" on_press=close/>
                </Dialog>
            }
            .into_any()
        }
        Asking::Delete { id, name } => {
            let delete = Callback::new(move |()| desk.delete(id.clone()));
            view! {
                <Dialog title="删掉这份草稿？" says=format!("“{name}”，删了就找不回来。") on_escape=close>
                    {keep()}
                    <Press label="删掉" look=Look::Bad on_press=delete/>
                </Dialog>
            }
            .into_any()
        }
        Asking::Clear => view! {
            <Dialog title="全部删掉？" says="这台设备上的草稿都会删掉，找不回来。" on_escape=close>
                {keep()}
                <Press label="全部删掉" look=Look::Bad on_press=Callback::new(move |()| desk.clear())/>
            </Dialog>
        }
        .into_any(),
    }
}
