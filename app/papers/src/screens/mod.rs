//! The pages: which forms, filling in, on paper, the drafts; and what stands around them.

mod attach;
mod changes;
mod consent;
mod drafts;
mod elsewhere;
mod field;
mod form;
mod gaps;
mod hand;
mod history;
mod option;
mod people;
mod print;
mod tasks;
mod word;

use crate::desk::Desk;
use crate::kit::Kit;
use crate::ledger::Ledger;
use crate::place::Place;
use forms::Form;
use parts::{Look, NavLink, Node, Picture, Tag, Tone, back, foot, go, live, many, mode_switch, note, tag, top};

const DECIDES: &str = "填好的表是草稿。交到窗口、本人签名以后才算申请，由县民政局或乡镇（街道）审核确认。";
const KEPT_HERE: &str = "填的内容只存在您这台设备上，我们收不到。";

/// The page of a place about forms.
pub fn of_forms(desk: Desk, place: &Place) -> Node {
    let body = match place {
        Place::Attach => attach::screen(desk),
        Place::Form(id) => with_form(desk, id, form::screen),
        Place::Print(id) => with_form(desk, id, print::screen),
        _ => tasks::screen(desk),
    };
    many([body, live(move || desk.trouble().map(|trouble| elsewhere::stopped(desk, trouble)))])
}

/// The page on which drafts go from one device to another.
pub fn of_hand(desk: Desk) -> Node {
    hand::screen(desk)
}

/// The page of a place about drafts; `draft` is the id in the address.
pub fn of_drafts(ledger: Ledger, place: &Place, draft: Option<String>) -> Node {
    match (place, draft) {
        (Place::History, Some(id)) => history::screen(ledger, id),
        (Place::Changes, Some(id)) => changes::screen(ledger, id),
        _ => drafts::screen(ledger),
    }
}

/// The page rendered ahead of time: what it is for, readable without script.
pub fn early(kit: &'static Kit, root: String, place: &Place) -> Node {
    match place {
        Place::Drafts => return drafts::early(&root),
        Place::History => return framed(&root, main("flow sec").child(opening("以前的样子")).into()),
        Place::Changes => return framed(&root, main("flow sec").child(opening("结果变了没有")).into()),
        _ => {}
    }
    let desk = Desk::new(kit, root);
    match place {
        Place::Form(id) => with_form(desk, id, form::early),
        Place::Hand => of_hand(desk),
        _ => of_forms(desk, place),
    }
}

/// The title of a page. It stands in the browser's history: never what somebody wrote.
pub fn title(kit: &Kit, place: &Place) -> String {
    let name = |id: &String| kit.forms.form(id).map_or("没有这张表", |form| form.name.as_str());
    match place {
        Place::Tasks => "要填的表 · 救在身边".into(),
        Place::Attach => "材料照片 · 救在身边".into(),
        Place::Hand => "带到另一台设备 · 救在身边".into(),
        Place::Form(id) => format!("{} · 救在身边", name(id)),
        Place::Print(id) => format!("打印{} · 救在身边", name(id)),
        Place::Drafts => "我的草稿 · 救在身边".into(),
        Place::History => "草稿以前的样子 · 救在身边".into(),
        Place::Changes => "结果变了没有 · 救在身边".into(),
    }
}

/// What search engines and readers say of a page.
pub fn description(kit: &Kit, place: &Place) -> String {
    match place {
        Place::Hand => "把草稿从手机带到驿站的机器，或者带回来：两台设备面对面扫二维码，不经过网络。".into(),
        Place::Tasks => "申请救助要填哪些表，在这里先填好，打印出来签名，交到窗口。".into(),
        Place::Attach => "把证件、票据拍下来，跟申请表放在一起，可以打印出来带到窗口。".into(),
        Place::Drafts | Place::History | Place::Changes => "答过的、填过的，都在这里接着做。".into(),
        Place::Form(id) | Place::Print(id) => kit.forms.form(id).map_or_else(String::new, |form| form.says.clone()),
    }
}

fn with_form(desk: Desk, id: &str, screen: impl FnOnce(Desk, &'static Form) -> Node) -> Node {
    match desk.kit.forms.form(id) {
        Some(form) => screen(desk, form),
        None => around(desk, main("flow sec stack").child(tag("h1").text("没有这张表")).into()),
    }
}

/// A page under the site's header.
fn around(desk: Desk, screen: Node) -> Node {
    framed(&desk.file(""), screen)
}

/// The same, by the root of the site.
fn framed(root: &str, screen: Node) -> Node {
    let link = |name: &str, label, icon, here| NavLink { href: format!("{root}{name}"), label, icon, here };
    let links = vec![
        link("", "首页", Picture::Home, false),
        link("check/", "自测", Picture::Check, false),
        link("guide/", "指南", Picture::Book, false),
        link("drafts/", "草稿", Picture::Draft, true),
    ];
    let head = top(root.into(), links, mode_switch());
    many([head.into(), screen, footer(root)])
}

fn footer(root: &str) -> Node {
    let links = vec![(format!("{root}law/"), "依据的法律和文件"), (format!("{root}urgent/"), "急事怎么办")];
    foot(vec![DECIDES.into(), KEPT_HERE.into()], links).into()
}

/// The heading of a page, and that what it is about is being read.
fn opening(title: &'static str) -> Node {
    many([tag("h1").text(title), reading()])
}

/// That something is being read.
fn reading() -> Tag {
    let says = "正在打开，这台设备有点慢，请等几秒。";
    note(Tone::Plain).child(tag("p").id("opening").attr("role", "status").text(says))
}

/// The way back to the list of drafts.
fn back_to_drafts(root: &str) -> Tag {
    tag("div").class("qbar").child(back(format!("{root}drafts/"), "我的草稿"))
}

/// What stands in place of a draft that is not on this device.
fn absent(root: &str) -> Node {
    let others = go(format!("{root}drafts/"), "看看有哪些草稿", Look::Go);
    let empty = go(format!("{root}papers/"), "填一份新的", Look::Plain);
    many([
        tag("h1").text("找不到这份草稿"),
        tag("p").class("lead-in").text("它不在这台设备上，可能已经删掉了。"),
        tag("p").class("cluster gap").child(others).child(empty),
    ])
}

/// The main part of a page.
fn main(class: &'static str) -> Tag {
    tag("main").id("main").class(class)
}

/// A link that follows the draft: it is begun by the first change.
fn lead(desk: Desk, place: Place, label: String, class: &'static str) -> Tag {
    let href = move || desk.watch(|_| Some(desk.to(&place).into()));
    tag("a").class(class).live_attr("href", href).text(label)
}

/// There is no such draft on this device.
#[cfg(target_arch = "wasm32")]
pub fn missing(desk: Desk) -> Node {
    around(desk, main("flow sec").child(absent(&desk.file(""))).into())
}

/// Something is not there, and why.
#[cfg(target_arch = "wasm32")]
pub fn failed(root: &str, says: String) -> Node {
    let says = tag("p").child(tag("strong").text("打不开。")).text(says);
    let alert = note(Tone::Urgent).attr("role", "alert").child(says);
    let alert = alert.child(tag("p").text("请连上网，刷新这一页。急事请直接找乡镇（街道）窗口。"));
    let home = go(format!("{root}drafts/"), "我的草稿", Look::Plain);
    main("flow sec stack").child(tag("h1").text("申请表")).child(alert).child(tag("p").child(home)).into()
}
