//! The screens, and what stands around them.

mod check;
mod drafts;
mod guide;
mod home;
mod law;
mod result;
mod urgent;

pub use law::anchor as text_anchor;

use crate::engine::Kit;
use crate::mode::ModeSwitch;
use crate::route::{Check, Route};
use crate::shell::{Shell, shell};
use base::Problem;
use leptos::prelude::*;
use parts::{Foot, Go, Look, NavLink, Note, Picture, Taskbar, Tone, Top};

/// The whole app: the screen of the present route.
#[component]
pub fn App() -> impl IntoView {
    let shell = shell();
    Effect::new(move |_| {
        let title = title(&shell.route(), shell.kit().ok().as_deref());
        document().set_title(&if shell.faulty.get() { format!("错误：{title}") } else { title });
    });
    move || match shell.route() {
        Route::Home => page(shell, view! { <home::Home/> }),
        Route::Urgent => page(shell, view! { <urgent::Urgent/> }),
        Route::Harm => page(shell, view! { <urgent::Harm/> }),
        Route::Check(check) => task(shell, view! { <check::Screen check/> }),
        Route::Result(draft) => page(shell, view! { <result::Screen draft/> }),
        Route::Drafts => page(shell, view! { <drafts::Drafts/> }),
        Route::Guide => page(shell, view! { <guide::Index/> }),
        Route::Program(id) => page(shell, view! { <guide::Program id/> }),
        Route::Law => page(shell, view! { <law::Law/> }),
        Route::Lost => page(shell, view! { <Lost/> }),
    }
}

/// The title of a page. It stands in the browser's history: never what somebody was asked or said.
pub fn title(route: &Route, kit: Option<&Kit>) -> String {
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
            let name = kit.and_then(|kit| Some(kit.pack.programs[kit.pack.program(id)?].name.clone()));
            format!("{} · 办事指南", name.unwrap_or_else(|| "没有这一项".into()))
        }
        Route::Law => "依据的法律和文件".into(),
        Route::Lost => "没有这一页".into(),
    };
    format!("{own} · 救在身边")
}

/// What search engines and readers say of a page.
pub fn description(route: &Route, kit: Option<&Kit>) -> String {
    let program = |id: &String| kit.and_then(|kit| Some(kit.pack.programs[kit.pack.program(id)?].summary.clone()));
    match route {
        Route::Program(id) => program(id),
        Route::Urgent => Some("有人要抢救、有危险、没吃没住，现在找谁。".into()),
        Route::Guide => Some("垫江县全部社会救助项目：谁可以申请、带什么、去哪里办、多少天有结果。".into()),
        Route::Law => Some("这个网站依据的法律和文件。".into()),
        _ => None,
    }
    .unwrap_or_else(|| "答几个问题，看看家里能申请哪些救助、要带什么、去哪里办。".into())
}

/// A screen under the site's header.
fn page(shell: Shell, screen: impl IntoView) -> AnyView {
    let here = shell.route();
    let link = |route: Route, label, icon, here| NavLink { href: shell.to(&route), label, icon, here };
    let links = vec![
        link(Route::Home, "首页", Picture::Home, here == Route::Home),
        link(Route::Check(Check::Start), "自测", Picture::Check, matches!(here, Route::Result(_))),
        link(Route::Guide, "指南", Picture::Book, matches!(here, Route::Guide | Route::Program(_))),
        link(Route::Drafts, "草稿", Picture::Draft, here == Route::Drafts),
    ];
    let foot_links = vec![(shell.to(&Route::Law), "依据的法律和文件"), (shell.to(&Route::Urgent), "急事怎么办")];
    view! {
        <Top home=shell.to(&Route::Home) links><ModeSwitch/></Top>
        {screen.into_any()}
        <Foot lines=vec![DECIDES.into(), kept_here(shell)] links=foot_links/>
    }
    .into_any()
}

/// A screen inside the self-check: only the way out around it.
fn task(shell: Shell, screen: impl IntoView) -> AnyView {
    let harm = vec![(shell.to(&Route::Harm), "孩子受到伤害，马上求助")];
    view! {
        <Taskbar home=shell.to(&Route::Home) out=shell.to(&Route::Drafts)/>
        {screen.into_any()}
        <Foot lines=vec!["答案只存在您这台设备上，我们收不到。自测只做提示，不做决定。".into()] links=harm/>
    }
    .into_any()
}

const DECIDES: &str = "自测只做提示，不做决定。能不能享受，由县民政局或乡镇（街道）按规定审核确认。";

fn kept_here(shell: Shell) -> String {
    let checked = shell.kit().ok().and_then(|kit| kit.checked());
    let checked = checked.map(|date| format!("内容核对日：{}。", crate::wording::day(date))).unwrap_or_default();
    format!("{checked}答案只存在您这台设备上，我们收不到。")
}

/// Shown while a draft is read, and in pages rendered ahead of time until the app is there.
pub(crate) fn opening() -> AnyView {
    view! { <Note><p id="opening" role="status">"正在打开，这台设备有点慢，请等几秒。"</p></Note> }.into_any()
}

/// Shown where the packs did not arrive.
fn no_packs(problem: &Problem) -> AnyView {
    let says = problem.to_string();
    view! {
        <Note tone=Tone::Urgent>
            <p><strong>"打不开。"</strong>{says}</p>
            <p>"请连上网，刷新这一页。急事请直接找乡镇（街道）窗口。"</p>
        </Note>
    }
    .into_any()
}

/// Renders with the packs, or says why they are not there.
fn with_kit(screen: impl FnOnce(std::sync::Arc<Kit>) -> AnyView) -> AnyView {
    match shell().kit() {
        Ok(kit) => screen(kit),
        Err(problem) => no_packs(&problem),
    }
}

#[component]
fn Lost() -> impl IntoView {
    let shell = shell();
    view! {
        <main id="main" class="flow sec stack">
            <h1>"没有这一页"</h1>
            <p>"地址可能写错了，或者这一页已经不在了。"</p>
            <p class="cluster"><Go href=shell.to(&Route::Home) label="回首页" look=Look::Go/></p>
        </main>
    }
    .into_any()
}
