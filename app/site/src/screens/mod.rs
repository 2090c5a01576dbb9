//! The screens, and what stands around them.

mod check;
mod guide;
mod home;
mod law;
mod result;
mod urgent;

pub use law::anchor as text_anchor;

use crate::engine::Kit;
use crate::route::{Check, Route};
use crate::shell::{Shell, Texts, shell};
#[cfg(target_arch = "wasm32")]
use crate::start::again;
use crate::wording;
use leptos::prelude::*;
use parts::{
    Look, NavLink, Node, Picture, Tag, Tone, foot, go, live, many, mode_switch, note, press_to, tag, taskbar, top,
};

/// The whole app: the screen of the present route.
pub fn app() -> Node {
    let shell = shell();
    Effect::new(move |_| {
        let title = title(&shell.route(), &shell.kit());
        document().set_title(&if shell.faulty.get() { format!("错误：{title}") } else { title });
    });
    live(move || screen(shell))
}

fn screen(shell: Shell) -> Node {
    let route = shell.route();
    if route.needs_texts() {
        match shell.texts() {
            Texts::There => {}
            Texts::Coming => return page(shell, main("flow sec stack").child(opening()).into()),
            Texts::Lost => return page(shell, unfetched(shell)),
        }
    }
    match route {
        Route::Home => page(shell, home::home(shell)),
        Route::Urgent => page(shell, urgent::urgent(shell)),
        Route::Harm => page(shell, urgent::harm(shell)),
        Route::Check(check) => task(shell, check::screen(shell, check)),
        Route::Result(draft) => page(shell, result::screen(shell, draft)),
        Route::Guide => page(shell, guide::all(shell)),
        Route::Program(id) => page(shell, guide::program(shell, &id)),
        Route::Law => page(shell, law::law(shell)),
        // The drafts are pages of another app.
        Route::Drafts | Route::Lost => page(shell, lost(shell)),
    }
}

/// The title of a page. It stands in the browser's history: never what somebody was asked or said.
pub fn title(route: &Route, kit: &Kit) -> String {
    let own = match route {
        Route::Home => return "救在身边 · 垫江县社会救助".into(),
        Route::Urgent => "急事怎么办".into(),
        Route::Harm => "求助".into(),
        Route::Check(Check::Start | Check::Resume(_)) => "自测".into(),
        Route::Check(Check::Question { n, .. }) => format!("第{n}题 · 自测"),
        Route::Check(Check::Person { .. }) => "家里的人 · 自测".into(),
        Route::Check(Check::Review(_)) => "看一遍答案 · 自测".into(),
        Route::Result(_) => "自测结果".into(),
        Route::Drafts => "我的草稿".into(),
        Route::Guide => "办事指南".into(),
        Route::Program(id) => {
            let name = kit.program(id).map(|program| program.name.clone());
            format!("{} · 办事指南", name.unwrap_or_else(|| "没有这一项".into()))
        }
        Route::Law => "依据的法律和文件".into(),
        Route::Lost => "没有这一页".into(),
    };
    format!("{own} · 救在身边")
}

/// What search engines and readers say of a page.
pub fn description(route: &Route, kit: &Kit) -> String {
    let own = match route {
        Route::Program(id) => kit.program(id).map(|program| program.summary.clone()),
        Route::Urgent => Some("有人要抢救、有危险、没吃没住，现在找谁。".into()),
        Route::Guide => Some("垫江县全部社会救助项目：谁可以申请、带什么、去哪里办、多少天有结果。".into()),
        Route::Law => Some("这个网站依据的法律和文件。".into()),
        _ => None,
    };
    own.unwrap_or_else(|| "答几个问题，看看家里能申请哪些救助、要带什么、去哪里办。".into())
}

/// A screen under the site's header.
pub fn page(shell: Shell, screen: Node) -> Node {
    let here = shell.route();
    let link = |route: Route, label, icon, here| NavLink { href: shell.to(&route), label, icon, here };
    let links = vec![
        link(Route::Home, "首页", Picture::Home, here == Route::Home),
        link(Route::Check(Check::Start), "自测", Picture::Check, matches!(here, Route::Result(_))),
        link(Route::Guide, "指南", Picture::Book, matches!(here, Route::Guide | Route::Program(_))),
        link(Route::Drafts, "草稿", Picture::Draft, here == Route::Drafts),
    ];
    let foot_links = vec![(shell.to(&Route::Law), "依据的法律和文件"), (shell.to(&Route::Urgent), "急事怎么办")];
    let head = top(shell.to(&Route::Home), links, mode_switch());
    let foot = foot(vec![DECIDES.into(), kept_here(shell)], foot_links);
    many([head.into(), Node::from(amounts_note(shell)), screen, foot.into()])
}

/// The county's own amounts could not be used.
fn amounts_note(shell: Shell) -> Option<Tag> {
    let kit = shell.kit();
    let says = format!("本县自己录入的标准有错，没有用上：{}", kit.problems.first()?);
    Some(tag("div").class("wrap gap").attr("role", "status").child(note(Tone::Stale).child(tag("p").text(says))))
}

/// A screen inside the self-check: only the way out around it.
fn task(shell: Shell, screen: Node) -> Node {
    let harm = vec![(shell.to(&Route::Harm), "孩子受到伤害，马上求助")];
    let says = "答案只存在您这台设备上，我们收不到。自测只做提示，不做决定。";
    let head = taskbar(shell.to(&Route::Home), shell.to(&Route::Drafts), mode_switch());
    many([head.into(), screen, foot(vec![says.into()], harm).into()])
}

const DECIDES: &str = "自测只做提示，不做决定。能不能享受，由县民政局或乡镇（街道）按规定审核确认。";

fn kept_here(shell: Shell) -> String {
    let checked = shell.kit().checked();
    let checked = checked.map(|date| format!("内容核对日：{}。", wording::day(date))).unwrap_or_default();
    format!("{checked}答案只存在您这台设备上，我们收不到。")
}

/// The main part of a page.
fn main(class: &'static str) -> Tag {
    tag("main").id("main").class(class)
}

/// Shown while a draft is read, and in pages rendered ahead of time until the app is there.
fn opening() -> Tag {
    let says = "正在打开，这台设备有点慢，请等几秒。";
    note(Tone::Plain).child(tag("p").id("opening").attr("role", "status").text(says))
}

/// Something failed, and why.
fn failed(says: String) -> Tag {
    note(Tone::Urgent).child(tag("p").text(says))
}

/// The open draft can't be read, and why.
fn unreadable(says: String) -> Node {
    many([tag("h1").text("打不开这份答案"), failed(says)])
}

/// No such draft on this device.
fn missing(shell: Shell) -> Node {
    let again = go(shell.to(&Route::Check(Check::Start)), "重新自测", Look::Go);
    let others = go(shell.to(&Route::Drafts), "看看有哪些草稿", Look::Plain);
    many([
        tag("h1").text("找不到这份答案"),
        tag("p").class("lead-in").text("它不在这台设备上，可能已经删掉了。"),
        tag("p").class("cluster").child(again).child(others),
    ])
}

/// The long texts did not arrive: the answers are there, the screen is not.
fn unfetched(shell: Shell) -> Node {
    let again = press_to("再试一次", Look::Go, move || again(shell));
    let urgent = ["120", "110"].map(wording::call);
    let page = main("flow sec stack").child(tag("h1").text("没有下载完"));
    let page = page.child(failed("这一页要的内容没有下载完。答的都还在。连上网，再试一次。".into()));
    page.child(tag("p").child(again)).child(tag("p").class("cluster").text("有急事：").children(urgent)).into()
}

/// Without a browser there is nothing to fetch.
#[cfg(not(target_arch = "wasm32"))]
fn again(_: Shell) {}

fn lost(shell: Shell) -> Node {
    let home = go(shell.to(&Route::Home), "回首页", Look::Go);
    let page = main("flow sec stack").child(tag("h1").text("没有这一页"));
    page.child(tag("p").text("地址可能写错了，或者这一页已经不在了。")).child(tag("p").child(home)).into()
}
