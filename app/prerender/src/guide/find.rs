//! The search box, and what is said where nothing is found. `public/find.js` fills it.

use super::text::At;
use parts::{Node, Tag, many, note, tag};
use site::{Route, wording};

/// What can be tried where nothing was found: in the words in which people ask for it.
const TRY: [&str; 6] = ["没钱看病", "低保", "交不起学费", "没饭吃", "残疾", "房子漏雨"];

/// The box, the hits, and the advice.
pub fn search(at: &At) -> Node {
    let label = tag("label").attr("for", "q").text("要找什么？");
    let input = tag("input").id("q").attr("name", "q").attr("type", "search").class("input");
    let input = input.attr("autocomplete", "off").attr("enterkeyhint", "search").attr("aria-describedby", "q-hint");
    let hint = "写一两个字也行，写拼音也行。比如：没钱看病，低保，dibao，db。";
    let hint = tag("p").id("q-hint").class("small muted").text(hint);
    let form = tag("form").id("find").class("find").attr("role", "search").child(label).child(input).child(hint);
    let says = tag("p").id("found").class("small").attr("role", "status");
    let hits = tag("ul").id("hits").class("hits").flag("hidden", true);
    many([form.into(), says.into(), hits.into(), Node::from(none(at))])
}

fn none(at: &At) -> Tag {
    let try_one = |word: &&'static str| tag("a").href(format!("#q={word}")).text(*word);
    let advice = tag("p").text("换个短一点的词再试，一两个字就行。也可以试试：");
    let advice = tag("div").child(advice).child(tag("p").class("cluster").children(TRY.iter().map(try_one)));
    let ask = "还是找不到，去乡镇（街道）窗口问，或者请村里的人帮您问。";
    let urgent = tag("a").href(at.shell.to(&Route::Urgent)).text("急事怎么办");
    let phones = at.kit.pack.guide.urgent.iter().filter(|one| !one.phone.is_empty()).map(|one| &one.phone);
    let mut phones: Vec<&String> = phones.collect();
    phones.dedup();
    let call = |phone: &String| many([Node::from(" "), wording::call(phone).into()]);
    let urgent = tag("p").text("有急事：").child(urgent).children(phones.into_iter().map(call));
    let callout = note(parts::Tone::Plain).id("none").flag("hidden", true).child(advice);
    callout.child(tag("p").text(ask)).child(urgent)
}
