//! What to expect, and which programmes to look at.

use super::Desk;
use crate::clock;
use crate::route::{Check, Route};
use crate::wording;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use parts::{Back, Choice, Look, Opt, Press, Radios};
use store::Draft;

/// The start of a self-check.
pub fn start(desk: &Desk) -> AnyView {
    let Desk { shell, session, kit } = desk.clone();
    let some = RwSignal::new(Some(0));
    let picked = RwSignal::new(vec![false; kit.pack.programs.len()]);
    let names: Vec<(usize, String, &'static str)> =
        kit.pack.programs.iter().enumerate().map(|(n, p)| (n, p.name.clone(), wording::group(&p.group))).collect();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let all = some.get_untracked() != Some(1);
        let chosen = |n: usize| !all && picked.with_untracked(|p| p.get(n).copied().unwrap_or(false));
        let focus = kit.pack.programs.iter().enumerate().filter(|(n, _)| chosen(*n)).map(|(_, p)| p.id.clone()).collect();
        let draft = Draft::begin(clock::random_id(), clock::now(), focus, kit.pack.version.clone());
        let id = draft.id.clone();
        session.begin(draft);
        shell.go(Route::Check(Check::Question { draft: id, n: 1, review: false }));
    };
    let row = move |(n, name, group): (usize, String, &'static str)| {
        let on = Signal::derive(move || picked.with(|p| p.get(n).copied().unwrap_or(false)));
        let set = Callback::new(move |state| picked.update(|p| if let Some(one) = p.get_mut(n) { *one = state }));
        view! { <Choice opt=Opt::new(name).hint(group) id=format!("program-{n}") on set/> }
    };
    let list = move || {
        (some.get() == Some(1)).then(|| {
            let rows = names.clone().into_iter().map(row).collect_view();
            view! { <fieldset><legend class="vh">"看哪几项"</legend><div class="choices">{rows}</div></fieldset> }
        })
    };
    let opts = vec![Opt::new("全部都看看").hint("不知道有哪些，就选这个"), Opt::new("只看几项").hint("问得少一些")];
    view! {
        <div class="qbar"><Back href=shell.to(&Route::Home) label="回首页"/></div>
        <h1>"先说几句"</h1>
        <div class="body">
            <ul>
                <li>"一页只问一题，不清楚就选“不清楚”，不会因此算您不符合。"</li>
                <li>"不问姓名和身份证号。问到健康、存款、孩子这些，会先问您愿不愿意答。"</li>
                <li>"答案随时存在这台设备上，可以停下，过几天接着答。"</li>
                <li>"这只是提示。符不符合，由政府审核决定；说不符合的，也可以去申请。"</li>
            </ul>
            <form on:submit=submit>
                <fieldset>
                    <legend><h2>"想看哪些救助？"</h2></legend>
                    <Radios group="scope" opts chosen=some/>
                </fieldset>
                {list}
                <Press label="开始答题" look=Look::Big/>
            </form>
        </div>
    }
    .into_any()
}
