//! Home: help now first, then the self-check, then every programme.

use super::with_kit;
use crate::engine::Kit;
use crate::route::{Check, Route};
use crate::shell::{Shell, shell};
use crate::wording;
use leptos::prelude::*;
use parts::{Cites, Go, Icon, Look, Note, Picture, Tone};
use policy::Said;

/// What stands on the home page itself; everything else is one press away.
const FIRST: [&str; 4] = ["first_aid", "danger", "no_food_no_home", "urgent_first"];

/// The home page.
#[component]
pub fn Home() -> impl IntoView {
    let shell = shell();
    view! {
        <main id="main">
            <section class="hero"><div class="wrap">
                <img class="art" src=shell.file("peony.svg") alt="" width="860" height="560" decoding="async"/>
                <h1>"家里有难处，"<wbr/>"看看能帮上什么"</h1>
                <p class="lead">
                    "答几个问题，就知道"<span class="nb">"能申请什么、"</span><span class="nb">"要带什么、"</span><span class="nb">"去哪里办。"</span>
                </p>
                <div class="cluster">
                    <Go href=shell.to(&Route::Check(Check::Start)) label="开始自测" look=Look::Big/>
                    <Go href=shell.to(&Route::Drafts) label="接着上次的答" look=Look::BigPlain/>
                </div>
                <ul class="assure">
                    <li><Icon picture=Picture::Clock/>"不用一次答完"</li>
                    <li><Icon picture=Picture::Person/>"不用填姓名和身份证号"</li>
                    <li><Icon picture=Picture::Lock/>"答案只留在这台设备上"</li>
                </ul>
            </div></section>
            <div class="wrap">{with_kit(|kit| rest(shell, &kit))}</div>
        </main>
    }
    .into_any()
}

fn rest(shell: Shell, kit: &Kit) -> AnyView {
    let urgent = FIRST.iter().filter_map(|id| kit.pack.guide.urgent.iter().find(|said| said.id == *id));
    let urgent = urgent.map(|said| one(shell, kit, said)).collect_view();
    view! {
        <section class="sec" aria-labelledby="urgent">
            <Note tone=Tone::Urgent>
                <h2 id="urgent">"有急事，不用等自测"</h2>
                <div class="trio">{urgent}</div>
                <p class="cluster">
                    <Go href=shell.to(&Route::Harm) label="孩子受到伤害" look=Look::Slim/>
                    <Go href=shell.to(&Route::Urgent) label="别的急事怎么办" look=Look::Slim/>
                </p>
            </Note>
        </section>
        <section class="sec tight" aria-labelledby="all">
            <h2 id="all">{format!("全部{}项救助", kit.pack.programs.len())}</h2>
            {super::guide::index(shell, kit)}
        </section>
    }
    .into_any()
}

fn one(shell: Shell, kit: &Kit, said: &Said) -> AnyView {
    let body = if said.phone.is_empty() {
        let first = said.says.split_inclusive('。').next().unwrap_or_default().to_string();
        let cites = kit.cites(shell, &said.law[..said.law.len().min(1)]);
        view! { {first}" "<Cites cites/> }.into_any()
    } else {
        wording::call(&said.phone).into_any()
    };
    view! { <p><b>{said.title.clone()}</b>{body}</p> }.into_any()
}
