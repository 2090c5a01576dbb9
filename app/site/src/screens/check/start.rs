//! What to expect, and which programmes to look at.

use super::{Desk, mending};
use crate::route::{Check, Route};
use crate::wording;
use answers::clock;
use leptos::prelude::*;
use parts::{Fault, Look, Node, Opt, back, choice, errsum, live, many, nothing, press, radios, tag};
use store::Draft;

const SAYS: [&str; 4] = [
    "一页只问一题，不清楚就选“不清楚”，不会因此算您不符合。",
    "不问姓名和身份证号。问到健康、存款、孩子这些，会先问您愿不愿意答。",
    "答案随时存在这台设备上，可以停下，过几天接着答。",
    "这只是提示。符不符合，由政府审核决定；说不符合的，也可以去申请。",
];

/// The start of a self-check.
pub fn start(desk: &Desk) -> Node {
    let some = RwSignal::new(Some(0));
    let picked = RwSignal::new(Vec::<usize>::new());
    let list = {
        let kit = desk.kit.clone();
        live(move || {
            if some.get() != Some(1) {
                return nothing();
            }
            let row = |(n, program): (usize, &policy::Program)| {
                let opt = Opt::new(&program.name).hint(wording::group(&program.group));
                choice(
                    opt,
                    format!("program-{n}"),
                    "",
                    move || picked.with(|p| p.contains(&n)),
                    move |on| pick(picked, n, on),
                )
            };
            let rows = tag("div").class("choices").children(kit.pack.programs.iter().enumerate().map(row));
            tag("fieldset").child(tag("legend").class("vh").text("看哪几项")).child(rows).into()
        })
    };
    let opts = vec![Opt::new("全部都看看").hint("不知道有哪些，就选这个"), Opt::new("只看几项").hint("问得少一些")];
    let scope = tag("fieldset").child(tag("legend").child(tag("h2").text("想看哪些救助？")));
    let scope = scope.child(radios("scope", opts, some));
    let faults = RwSignal::new(Vec::<Fault>::new());
    let form = mending(tag("form"), desk.shell, faults).on_submit({
        let desk = desk.clone();
        move || match (some.get_untracked(), &picked.get_untracked()[..]) {
            (Some(1), []) => {
                desk.shell.faulty.set(true);
                faults.set(vec![Fault::new("program-0", "选一项或几项，或者选“全部都看看”")]);
            }
            (Some(1), picked) => begin(&desk, picked),
            _ => begin(&desk, &[]),
        }
    });
    let form = form.child(scope).child(list).child(press("开始答题", Look::Big));
    let says = tag("ul").children(SAYS.into_iter().map(|says| tag("li").text(says)));
    many([
        tag("div").class("qbar").child(back(desk.shell.to(&Route::Home), "回首页")),
        tag("h1").text("先说几句"),
        tag("div").class("body").child(says).child(errsum(faults)).child(form),
    ])
}

fn pick(picked: RwSignal<Vec<usize>>, n: usize, on: bool) {
    picked.update(|picked| {
        picked.retain(|other| *other != n);
        if on {
            picked.push(n);
        }
    });
}

fn begin(desk: &Desk, picked: &[usize]) {
    let chosen = |n: &usize| picked.contains(n);
    let programs = desk.kit.pack.programs.iter().enumerate();
    let focus = programs.filter(|(n, _)| chosen(n)).map(|(_, program)| program.id.clone()).collect();
    let draft = Draft::begin(clock::random_id(), clock::now(), focus, desk.kit.pack.version.clone());
    let first = Check::Question { draft: draft.id.clone(), n: 1, review: false };
    desk.session.begin(draft);
    desk.shell.go(Route::Check(first));
}
