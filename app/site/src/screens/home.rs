//! Home: help now, the self-check, every programme.

use super::with_kit;
use crate::engine::Kit;
use crate::route::{Check, Route};
use crate::shell::Shell;
use crate::wording;
use parts::{Look, Node, Picture, Tag, Tone, cites, go, icon, many, note, tag};
use policy::Said;

/// What stands on the home page itself; everything else is one press away.
const FIRST: [&str; 4] = ["first_aid", "danger", "no_food_no_home", "urgent_first"];

/// The home page.
pub fn home(shell: Shell) -> Node {
    let rest = with_kit(shell, |kit| many([urgent(shell, &kit), programs(shell, &kit)]));
    tag("main").id("main").child(hero(shell)).child(tag("div").class("wrap").child(rest)).into()
}

fn hero(shell: Shell) -> Tag {
    let art = tag("img").class("art").set("src", shell.file("peony.svg")).attr("alt", "");
    let art = art.attr("width", "860").attr("height", "560").attr("decoding", "async");
    let title = tag("h1").text("家里有难处，").child(tag("wbr")).text("看看能帮上什么");
    let nb = |text: &'static str| tag("span").class("nb").text(text);
    let lead = tag("p").class("lead").text("答几个问题，就知道");
    let lead = lead.child(nb("能申请什么、")).child(nb("要带什么、")).child(nb("去哪里办。"));
    let start = go(shell.to(&Route::Check(Check::Start)), "开始自测", Look::Big);
    let resume = go(shell.to(&Route::Drafts), "接着上次的答", Look::BigPlain);
    let assure = |picture, text: &'static str| tag("li").child(icon(picture)).text(text);
    let assured = tag("ul").class("assure").children([
        assure(Picture::Clock, "不用一次答完"),
        assure(Picture::Person, "不用填姓名和身份证号"),
        assure(Picture::Lock, "答案只留在这台设备上"),
    ]);
    let inside = tag("div").class("wrap").child(art).child(title).child(lead);
    let inside = inside.child(tag("div").class("cluster").child(start).child(resume)).child(assured);
    tag("section").class("hero").child(inside)
}

fn urgent(shell: Shell, kit: &Kit) -> Tag {
    let said = FIRST.iter().filter_map(|id| kit.pack.guide.urgent.iter().find(|said| said.id == *id));
    let trio = tag("div").class("trio").children(said.map(|said| one(shell, kit, said)));
    let harm = go(shell.to(&Route::Harm), "孩子受到伤害", Look::Slim);
    let more = go(shell.to(&Route::Urgent), "别的急事怎么办", Look::Slim);
    let callout = note(Tone::Urgent).child(tag("h2").id("urgent").text("有急事，不用等自测")).child(trio);
    let callout = callout.child(tag("p").class("cluster").child(harm).child(more));
    tag("section").class("sec").attr("aria-labelledby", "urgent").child(callout)
}

/// A phone number, or the first sentence with its article.
fn one(shell: Shell, kit: &Kit, said: &Said) -> Tag {
    let line = tag("p").child(tag("b").text(said.title.clone()));
    if said.phone.is_empty() {
        let first = said.says.split_inclusive('。').next().unwrap_or_default().to_string();
        let law = kit.cites(shell, &said.law[..said.law.len().min(1)]);
        return line.text(first).text(" ").child(cites("", law));
    }
    line.child(wording::call(&said.phone))
}

fn programs(shell: Shell, kit: &Kit) -> Tag {
    let title = tag("h2").id("all").text(format!("全部{}项救助", kit.pack.programs.len()));
    let section = tag("section").class("sec tight").attr("aria-labelledby", "all");
    section.child(title).child(super::guide::index(shell, kit, "h3"))
}
