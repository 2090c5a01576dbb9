//! Home: help now, the self-check, every programme.

use crate::engine::Kit;
use crate::route::{Check, Route};
use crate::shell::Shell;
use crate::wording;
use parts::{Look, Node, Picture, Tag, Tone, go, icon, note, tag, title};
use policy::Said;

/// What stands on the home page itself, before anything else; the rest is one press away.
const FIRST: [&str; 3] = ["first_aid", "danger", "no_food_no_home"];

/// The home page.
pub fn home(shell: Shell) -> Node {
    let wrap = |part| tag("div").class("wrap").child(part);
    let kit = shell.kit();
    let (now, all) = (wrap(urgent(shell, &kit)), wrap(programs(shell, &kit)));
    tag("main").id("main").child(now).child(hero(shell)).child(all).into()
}

fn hero(shell: Shell) -> Tag {
    let art = tag("img").class("art").set("src", shell.file("peony.svg")).attr("alt", "");
    let art = art.attr("width", "860").attr("height", "560").attr("decoding", "async");
    let heading = title("h1", "家里有难处，看看能帮上什么");
    let nb = |text: &'static str| tag("span").class("nb").text(text);
    let lead = tag("p").class("lead").text("答几个问题，就知道");
    let lead = lead.child(nb("能申请什么、")).child(nb("要带什么、")).child(nb("去哪里办。"));
    let start = go(shell.to(&Route::Check(Check::Start)), "开始自测", Look::Big);
    let resume = go(shell.to(&Route::Drafts), "接着上次的答", Look::BigPlain);
    let assure = |picture, text: &'static str| tag("li").child(icon(picture)).text(text);
    let assured = tag("ul").class("assure").children([
        assure(Picture::Clock, "不用一次答完"),
        assure(Picture::Person, "自测不用填姓名和身份证号"),
        assure(Picture::Lock, "答案只留在这台设备上"),
    ]);
    let inside = tag("div").class("wrap").child(art).child(heading).child(lead);
    let inside = inside.child(tag("div").class("cluster").child(start).child(resume)).child(assured);
    tag("section").class("hero").child(inside)
}

/// Two numbers to call, and where else help is.
fn urgent(shell: Shell, kit: &Kit) -> Tag {
    let said = |id: &&str| kit.pack.guide.urgent.iter().find(|said| said.id == **id);
    let (call, other): (Vec<&Said>, Vec<&Said>) =
        FIRST.iter().filter_map(said).partition(|said| !said.phone.is_empty());
    let call =
        call.into_iter().map(|said| tag("p").child(title("b", said.title.clone())).child(wording::call(&said.phone)));
    let more = |title: String| go(shell.to(&Route::Urgent), title, Look::Slim);
    let harm = go(shell.to(&Route::Harm), "孩子受到伤害", Look::Slim);
    let links = tag("p").class("cluster").children(other.into_iter().map(|said| more(said.title.clone())));
    let links = links.child(harm).child(more("别的急事怎么办".into()));
    let callout = note(Tone::Urgent).child(title("h2", "有急事，不用等自测").id("urgent"));
    let callout = callout.child(tag("div").class("trio").children(call)).child(links);
    tag("section").class("now").attr("aria-labelledby", "urgent").child(callout)
}

fn programs(shell: Shell, kit: &Kit) -> Tag {
    let title = tag("h2").id("all").text(format!("全部{}项救助", kit.pack.programs.len()));
    let section = tag("section").class("sec").attr("aria-labelledby", "all");
    section.child(title).child(super::guide::index(shell, kit, "h3"))
}
