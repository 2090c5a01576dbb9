//! The drafts on this device: go on, rename, delete for real.

use super::{failed, main, opening};
use crate::engine::Kit;
use crate::route::{Check, Route};
use crate::session::{Session, session};
use crate::shell::Shell;
use crate::wording;
use answers::clock;
use leptos::prelude::*;
use parts::{
    Look, Node, Picture, Tag, Tone, about, dialog, draft_card, go, icon, live, many, note, press, press_to, tag,
};
use store::{Draft, Listing, Shelf, Trouble};

/// What a dialog is open for.
#[derive(Clone)]
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

/// What to do with the shelf.
enum Work {
    Rename { id: String, name: String },
    Delete { id: String },
    Clear,
}

impl Desk {
    fn refresh(self) {
        leptos::task::spawn_local(self.reload());
    }

    async fn reload(self) {
        let listing = self.session.shelf().list().await;
        self.listing.set(Some(listing));
    }

    /// Does something to the shelf, says what was done, shows what is left.
    fn act(self, work: Work) {
        self.asking.set(None);
        leptos::task::spawn_local(async move {
            let done = self.work(work).await;
            self.said.set(done.map_or_else(|trouble| trouble.says(), String::from));
            self.reload().await;
            // The list is a new one: the button that had the focus is gone.
            #[cfg(target_arch = "wasm32")]
            crate::history::show_heading("#said");
        });
    }

    async fn work(self, work: Work) -> Result<&'static str, Trouble> {
        let shelf = self.session.shelf();
        match work {
            Work::Rename { id, name } => {
                shelf.rename(&id, name.trim(), clock::now()).await?;
                self.session.forget(&id);
                Ok("名字改好了")
            }
            Work::Delete { id } => {
                shelf.delete(&id).await?;
                self.session.forget(&id);
                Ok("已经删掉了")
            }
            Work::Clear => {
                shelf.clear().await?;
                self.session.forget(&self.session.draft().id);
                Ok("全部删掉了")
            }
        }
    }

    fn ask(self, asking: Asking) -> impl Fn() + Send + 'static {
        move || self.asking.set(Some(asking.clone()))
    }
}

/// The screen.
pub fn drafts(shell: Shell) -> Node {
    let (listing, asking, said) = (RwSignal::new(None), RwSignal::new(None), RwSignal::new(String::new()));
    let desk = Desk { shell, session: session(), listing, asking, said };
    Effect::new(move |_| desk.refresh());
    let page = main("flow sec").live_flag("inert", move || asking.get().is_some());
    let page = page.child(tag("h1").text("我的草稿"));
    let page = page.child(tag("p").class("lead-in muted").text("草稿只存在这台设备上。清理浏览器会把草稿一起清掉。"));
    let page = page.child(
        tag("p")
            .class("small")
            .id("said")
            .attr("role", "status")
            .attr("tabindex", "-1")
            .child(live(move || said.get())),
    );
    let page = page.child(live(move || match listing.get() {
        None => opening().into(),
        Some(Ok(listing)) => list(desk, listing),
        Some(Err(trouble)) => failed(trouble.says()).attr("role", "alert").into(),
    }));
    many([page.into(), live(move || asking.get().map(|asking| dialog_for(desk, asking)))])
}

fn list(desk: Desk, listing: Listing) -> Node {
    let start = desk.shell.to(&Route::Check(Check::Start));
    if listing.drafts.is_empty() && listing.unreadable.is_empty() {
        let says = tag("p").child(tag("strong").text("还没有草稿。")).text("开始自测，答案会自动存成一份草稿。");
        return note(Tone::Plain).child(says).child(tag("p").child(go(start, "开始自测", Look::Go))).into();
    }
    let cards = listing.drafts.iter().enumerate().map(|(n, draft)| card(desk, n == 0, draft));
    let broken = listing.unreadable.into_iter().map(|(id, problem)| broken(desk, id, problem.to_string()));
    let cards = tag("ul").class("drafts").children(cards).children(broken);
    let again = go(start, "再测一次", Look::Plain).insert(0, icon(Picture::Plus));
    let shared =
        tag("p").child(tag("strong").text("用的是别人的或公用的设备？")).text("用完请点“全部删掉”。删了就找不回来。");
    let clear = press_to("全部删掉", Look::Bad, desk.ask(Asking::Clear));
    let shared = note(Tone::Plain).child(shared).child(tag("p").child(clear));
    many([cards, tag("div").class("cluster gap").child(again), tag("div").class("gap").child(shared)])
}

fn broken(desk: Desk, id: String, says: String) -> Tag {
    let name = String::from("读不出来的草稿");
    let delete = press_to("删掉", Look::Bad, desk.ask(Asking::Delete { id, name: name.clone() })).child(about(name));
    tag("li").class("draft").child(tag("p").text(says)).child(tag("div").class("acts").child(delete))
}

fn card(desk: Desk, newest: bool, draft: &Draft) -> Tag {
    let (id, name) = (draft.id.clone(), name(draft));
    let kit = desk.shell.kit().ok();
    let done = kit.as_deref().is_some_and(|kit: &Kit| kit.next(draft).is_none());
    let resume = desk.shell.to(&Route::Check(Check::Resume(id.clone())));
    let result = desk.shell.to(&Route::Result(id.clone()));
    let (state, first, second) = match done {
        true => ("都答完了，可以看结果".into(), ("看结果", result), ("改答案", resume)),
        false => (format!("答了{}题，还没答完", draft.trail.len()), ("接着答", resume), ("先看结果", result)),
    };
    let moved = kit.filter(|kit| kit.pack.version != draft.packs).map(|_| {
        let says = tag("p").class("small").child(tag("strong").text("政策内容更新过。"));
        note(Tone::Stale).child(says.text("答案都还在，结果会按新的重新算。"))
    });
    let look = if newest { Look::Main } else { Look::MainPlain };
    let rename = desk.ask(Asking::Rename { id: id.clone(), name: draft.name.clone() });
    let acts = vec![
        go(first.1.clone(), first.0, look),
        go(second.1, second.0, Look::Slim),
        go(desk.shell.papers(&id), "填申请表", Look::Slim),
        press_to("改名", Look::Slim, rename),
        press_to("删掉", Look::Bad, desk.ask(Asking::Delete { id, name: name.clone() })),
    ];
    let acts = acts.into_iter().map(|act| act.child(about(name.clone()))).collect();
    draft_card(name, first.1, meta(draft), state, moved.into(), acts)
}

/// What a draft is called: as the person named it, else by the minute in which it was begun.
fn name(draft: &Draft) -> String {
    let (day, time) = clock::local(draft.started);
    match draft.name.is_empty() {
        true => format!("{}{time}的自测", wording::day(day)),
        false => draft.name.clone(),
    }
}

fn meta(draft: &Draft) -> String {
    let (day, time) = clock::local(draft.changed);
    let day = if day == clock::today() { "今天".to_string() } else { wording::day(day) };
    format!("{day}{time}存好，{}开始", wording::day(clock::local(draft.started).0))
}

fn dialog_for(desk: Desk, asking: Asking) -> Tag {
    let close = move || desk.asking.set(None);
    let keep = press_to("不删", Look::Go, close);
    match asking {
        Asking::Rename { id, name } => rename(desk, id, name),
        Asking::Delete { id, name } => {
            let delete = press_to("删掉", Look::Bad, move || desk.act(Work::Delete { id: id.clone() }));
            let says = format!("“{name}”，删了就找不回来。");
            dialog("删掉这份草稿？", says, close, tag("div").child(keep).child(delete))
        }
        Asking::Clear => {
            let clear = press_to("全部删掉", Look::Bad, move || desk.act(Work::Clear));
            let says = "这台设备上的草稿都会删掉，找不回来。";
            dialog("全部删掉？", says, close, tag("div").child(keep).child(clear))
        }
    }
}

fn rename(desk: Desk, id: String, name: String) -> Tag {
    let close = move || desk.asking.set(None);
    let typed = RwSignal::new(name);
    let input = tag("input").class("input").id("new-name").attr("maxlength", "30").attr("autocomplete", "off");
    let input = input.typed(move || typed.get()).on("input", move |event| typed.set(parts::typed(&event)));
    let field = tag("div").class("field").child(tag("label").attr("for", "new-name").text("名字")).child(input);
    let form = tag("form").on_submit(move || desk.act(Work::Rename { id: id.clone(), name: typed.get_untracked() }));
    let form = form.child(field).child(press("改好了", Look::Go)).child(press_to("不改了", Look::Plain, close));
    dialog("改个名字", "方便您自己认出来。不用写真名。", close, form)
}
