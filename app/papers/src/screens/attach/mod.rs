//! Photos of papers: taking them in, and what is there, by paper.

mod card;
mod paper;

use super::{around, lead, main};
use crate::attach::{Album, Deed, MOST, OTHER, name};
use crate::desk::Desk;
use crate::place::Place;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use parts::{Look, Node, Picture, Saving, Tag, Tone, icon, live, many, note, nothing, press_to, saved, tag};
use web_sys::{Event, File, HtmlInputElement, HtmlSelectElement};

/// What may be chosen; what it really is, its first bytes say.
const PHOTOS: &str = "image/*";
const FILES: &str = "image/*,application/pdf,.pdf";

/// The picture that is open, large.
type Opened = RwSignal<Option<String>>;

/// The screen.
pub fn screen(desk: Desk) -> Node {
    let (album, opened) = (Album::of(desk), Opened::new(None));
    let tasks = lead(desk, Place::Tasks, "要填的表".into(), "back").insert(0, icon(Picture::Back));
    let lead_in = "把证件、票据拍下来，跟申请表放在一起。去窗口还是要带原件。";
    let page = main("flow sec attach").child(tag("div").class("qbar").child(tasks));
    let page = page.child(tag("h1").text("材料照片")).child(tag("p").class("lead-in").text(lead_in));
    // What can't be read is not written over.
    let page = match desk.unread() {
        Some(says) => {
            let says = tag("p").child(tag("strong").text("照片打不开。")).text(format!("{says}。填的表都在，接着填。"));
            page.child(note(Tone::Urgent).attr("role", "alert").child(says))
        }
        None => page.child(taking(album)).child(told(album)).child(groups(album, opened)).child(print(album)),
    };
    let large = live(move || opened.get().map(|id| card::large(album, &id, opened)));
    many([around(desk, page.child(paper::sheets(album)).into()), large])
}

/// Which paper it is, and the two ways to bring it here.
fn taking(album: Album) -> Tag {
    // Nothing is taken for what nobody said that it is.
    let paper = RwSignal::new(String::new());
    let label = tag("label").attr("for", "paper").text("要放的是哪样材料？");
    let hint = tag("span").class("hint").id("paper-hint").text("先选好，再拍照或者选文件。选错了也可以改。");
    let which = papers(album, &paper.get_untracked(), move |id| paper.set(id));
    let which = which.id("paper").attr("aria-describedby", "paper-hint");
    let field = tag("div").class("field").child(label).child(hint).child(which);
    let add = move |event: Event| album.run(Deed::Add(chosen(&event), paper.get_untracked()), String::new());
    let camera = tag("input").id("camera").attr("accept", PHOTOS).attr("capture", "environment").on("change", add);
    let files = tag("input").id("files").attr("accept", FILES).attr("multiple", "").on("change", add);
    let buttons = tag("div").class("cluster");
    let buttons = buttons.child(pressed("btn go", Picture::Plus, "拍照", camera));
    let buttons = buttons.child(pressed("btn", Picture::Draft, "选照片或PDF", files));
    let says = format!("最多放{MOST}张。照片里的拍摄地点和时间会去掉。");
    tag("section").class("stack").child(field).child(buttons).child(tag("p").class("small muted").text(says))
}

/// An input for files that looks like a button: it lies over it, unseen.
fn pressed(class: &'static str, picture: Picture, label: &'static str, input: Tag) -> Tag {
    tag("label").class(class).child(icon(picture)).text(label).child(input.attr("type", "file").class("pick"))
}

/// The files of an input, which is empty afterwards: the same may be chosen again.
fn chosen(event: &Event) -> Vec<File> {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let list = input.files();
    let files = list.iter().flat_map(|list| (0..list.length()).filter_map(|n| list.get(n))).collect();
    input.set_value("");
    files
}

/// A choice of papers, with another one, and with what it is now.
fn papers(album: Album, now: &str, set: impl Fn(String) + Send + 'static) -> Tag {
    let mut ids: Vec<&str> = album.desk.kit.asked(&album.desk.draft()).iter().map(|one| one.id.as_str()).collect();
    if !now.is_empty() && !ids.contains(&now) {
        ids.push(now);
    }
    let option = |id: &str, label: &'static str| {
        tag("option").set("value", id.to_string()).flag("selected", id == now).text(label)
    };
    let all = ids.iter().map(|id| option(id, name(album.desk, id)));
    let select = tag("select").class("input").children(all).child(option("", OTHER));
    select.on("change", move |event| {
        let chosen = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        set(chosen.map(|select| select.value()).unwrap_or_default());
    })
}

/// What is being done, what was not taken in, what was taken out, and whether it is saved.
fn told(album: Album) -> Tag {
    let busy = live(move || album.busy().map(|says| tag("p").text(says)));
    let status = tag("div").attr("role", "status").child(busy);
    let refused = live(move || {
        let all = album.refused();
        let list = || tag("ul").class("plain").children(all.iter().map(|says| tag("li").text(says.clone())));
        (!all.is_empty()).then(|| note(Tone::Urgent).id("refused").attr("role", "alert").child(list()))
    });
    let failed = live(move || match album.saving() {
        Saving::Failed(says) => {
            let again = album.waits().then(|| press_to("再存一次", Look::Slim, move || album.again()));
            let says = tag("p").text(says);
            Node::from(note(Tone::Urgent).attr("role", "alert").child(says).child(again))
        }
        _ => nothing(),
    });
    let removed = live(move || {
        let undo = |id: String| {
            let back = move || album.run(Deed::Undo, format!("remove-{id}"));
            let button = press_to("找回来", Look::Slim, back).id("undo");
            tag("div").class("cluster").child(tag("span").text("删掉了一张。")).child(button)
        };
        album.removed().map(|one| note(Tone::Plain).attr("role", "status").child(undo(one.id)))
    });
    let line = tag("div").class("state").child(saved(move || album.saving()));
    tag("div").class("told").child(status).child(refused).child(failed).child(removed).child(line)
}

/// What is there, by paper.
fn groups(album: Album, opened: Opened) -> Node {
    let groups = Memo::new(move |_| album.groups());
    live(move || {
        let empty = || tag("p").class("muted gap").text("还没有放材料。");
        let group = |(paper, ids): (String, Vec<String>)| {
            let title = tag("h2").text(format!("{}（{}张）", name(album.desk, &paper), ids.len()));
            let count = ids.len();
            let cards = ids.into_iter().enumerate().map(|(n, id)| card::card(album, &id, (n, count), opened));
            tag("section").child(title).child(tag("ul").class("photocards").children(cards))
        };
        match groups.get() {
            none if none.is_empty() => Node::from(empty()),
            some => many(some.into_iter().map(group)),
        }
    })
}

/// Printing what is there.
fn print(album: Album) -> Node {
    let print = || {
        #[cfg(target_arch = "wasm32")]
        crate::start::print();
    };
    let some = Memo::new(move |_| !album.attached().list.is_empty());
    live(move || {
        let button = || press_to("打印材料", Look::Plain, print).insert(0, icon(Picture::Print));
        let says = || tag("p").class("small muted").text("一张照片用一张A4纸，PDF的一页也用一张。");
        some.get().then(|| tag("section").class("stack").child(tag("p").child(button())).child(says()))
    })
}
