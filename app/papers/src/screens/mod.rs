//! The pages: which forms, filling in, on paper; and what stands around them.

mod consent;
mod field;
mod form;
mod gaps;
mod hand;
mod option;
mod people;
mod print;
mod tasks;

use crate::desk::Desk;
use crate::kit::Kit;
use crate::place::Place;
use forms::Form;
use parts::{Look, NavLink, Node, Picture, Tag, dialog, foot, go, live, many, mode_switch, press_to, tag, top};
use store::Trouble;

const DECIDES: &str = "填好的表是草稿。交到窗口、本人签名以后才算申请，由县民政局或乡镇（街道）审核确认。";
const KEPT_HERE: &str = "填的内容只存在您这台设备上，我们收不到。";

/// The page of a place.
pub fn page(desk: Desk, place: &Place) -> Node {
    let body = match place {
        Place::Tasks => tasks::screen(desk),
        Place::Form(id) => with_form(desk, id, form::screen),
        Place::Print(id) => with_form(desk, id, print::screen),
        Place::Hand => hand::screen(desk),
    };
    many([body, live(move || desk.trouble().map(|trouble| stopped(desk, trouble)))])
}

/// The page rendered ahead of time: what it is for, readable without script.
pub fn early(kit: &'static Kit, root: String, place: &Place) -> Node {
    let desk = Desk::new(kit, root);
    match place {
        Place::Form(id) => with_form(desk, id, form::early),
        _ => page(desk, place),
    }
}

/// The title of a page. It stands in the browser's history: never what somebody wrote.
pub fn title(kit: &Kit, place: &Place) -> String {
    let name = |id: &String| kit.forms.form(id).map_or("没有这张表", |form| form.name.as_str());
    match place {
        Place::Tasks => "要填的表 · 救在身边".into(),
        Place::Hand => "带到另一台设备 · 救在身边".into(),
        Place::Form(id) => format!("{} · 救在身边", name(id)),
        Place::Print(id) => format!("打印{} · 救在身边", name(id)),
    }
}

/// What search engines and readers say of a page.
pub fn description(kit: &Kit, place: &Place) -> String {
    match place {
        Place::Hand => "把草稿从手机带到驿站的机器，或者带回来：两台设备面对面扫二维码，不经过网络。".into(),
        Place::Tasks => "申请救助要填哪些表，在这里先填好，打印出来签名，交到窗口。".into(),
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
    let link = |name: &str, label, icon, here| NavLink { href: desk.file(name), label, icon, here };
    let links = vec![
        link("", "首页", Picture::Home, false),
        link("check/", "自测", Picture::Check, false),
        link("guide/", "指南", Picture::Book, false),
        link("drafts/", "草稿", Picture::Draft, true),
    ];
    let head = top(desk.file(""), links, mode_switch());
    many([head.into(), screen, footer(desk)])
}

fn footer(desk: Desk) -> Node {
    let links = vec![(desk.file("law/"), "依据的法律和文件"), (desk.file("urgent/"), "急事怎么办")];
    foot(vec![DECIDES.into(), KEPT_HERE.into()], links).into()
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

/// Another page changed or deleted the draft: this one stops, and says so.
fn stopped(desk: Desk, trouble: Trouble) -> Tag {
    let tasks = desk.file("drafts/");
    let again = move || {
        #[cfg(target_arch = "wasm32")]
        crate::start::reload();
    };
    let (title, says, button) = match trouble {
        Trouble::Deleted => {
            let says = "这份草稿已经在另一个页面删掉了，不会再存。";
            ("草稿已经删掉了", says, go(tasks, "去草稿", Look::Go))
        }
        _ => {
            let says = "这里最后改的一处没有存上，别处改的都在。请看最新的，再接着填。";
            ("另一个页面也在改", says, press_to("看最新的", Look::Go, again))
        }
    };
    dialog(title, says, again, tag("div").child(button))
}

/// There is no such draft on this device.
#[cfg(target_arch = "wasm32")]
pub fn missing(desk: Desk) -> Node {
    let others = go(desk.file("drafts/"), "看看有哪些草稿", Look::Go);
    let page = main("flow sec stack").child(tag("h1").text("找不到这份草稿"));
    let page = page.child(tag("p").class("lead-in").text("它不在这台设备上，可能已经删掉了。"));
    let empty = go(desk.file("papers/"), "填一份新的", Look::Plain);
    around(desk, page.child(tag("p").class("cluster").child(others).child(empty)).into())
}

/// Something is not there, and why.
#[cfg(target_arch = "wasm32")]
pub fn failed(root: &str, says: String) -> Node {
    let says = tag("p").child(tag("strong").text("打不开。")).text(says);
    let alert = parts::note(parts::Tone::Urgent).attr("role", "alert").child(says);
    let alert = alert.child(tag("p").text("请连上网，刷新这一页。急事请直接找乡镇（街道）窗口。"));
    let home = go(format!("{root}drafts/"), "我的草稿", Look::Plain);
    main("flow sec stack").child(tag("h1").text("申请表")).child(alert).child(tag("p").child(home)).into()
}
