//! Help now, and help for a child who is being harmed. Nothing here is stored or scored.

use super::with_kit;
use crate::engine::Kit;
use crate::shell::{Shell, shell};
use crate::wording;
use leptos::prelude::*;
use parts::{Cites, Leave, Note, Tone};
use policy::Said;

/// What the page for a harmed child shows, in this order.
const CHILD: [&str; 3] = ["child_harm", "child_alone", "child_waiting"];

/// Help now.
#[component]
pub fn Urgent() -> impl IntoView {
    let shell = shell();
    let all = move |kit: &Kit| kit.pack.guide.urgent.iter().map(|said| one(shell, kit, said)).collect_view().into_any();
    view! {
        <main id="main" class="flow sec stack">
            <h1>"急事怎么办"</h1>
            <p class="lead-in muted">"先救人，后办手续。下面这些都不用先答题。"</p>
            {with_kit(|kit| all(&kit))}
        </main>
    }
    .into_any()
}

/// Signs of harm to a child: help at once, and a quick way off the page.
#[component]
pub fn Harm() -> impl IntoView {
    let shell = shell();
    let all = move |kit: &Kit| {
        let said = CHILD.iter().filter_map(|id| kit.pack.guide.urgent.iter().find(|said| said.id == *id));
        said.map(|said| one(shell, kit, said)).collect_view().into_any()
    };
    view! {
        <main id="main" class="flow sec stack">
            <h1>"孩子受到伤害，"<wbr/>"马上求助"</h1>
            <div class="phones">{wording::call_big("110")}</div>
            <p>"打不了电话的，找身边信得过的大人：老师、医生、村委会（居委会）、乡镇（街道）。他们知道了，必须往上报。"</p>
            {with_kit(|kit| all(&kit))}
            <Note><p>"这一页不存任何东西，也不影响自测结果。怕被人看见，点下面的按钮，或者连按三下Esc键，马上换成别的网页。"</p></Note>
            <Leave/>
        </main>
    }
    .into_any()
}

fn one(shell: Shell, kit: &Kit, said: &Said) -> AnyView {
    let phone = (!said.phone.is_empty()).then(|| wording::call(&said.phone)).map(|call| view! { <p>{call}</p> });
    let (title, says, cites) = (said.title.clone(), said.says.clone(), kit.cites(shell, &said.law));
    view! {
        <Note tone=Tone::Urgent>
            <h2>{title}</h2>
            {phone}
            <p>{says}</p>
            <p><Cites cites lead="依据："/></p>
        </Note>
    }
    .into_any()
}
