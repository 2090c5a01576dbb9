//! What a draft came to when the person last saw it, what it comes to now, and what changed in the policy.

use super::{absent, framed, main};
use crate::kit::Kit;
use crate::ledger::Ledger;
use crate::moved::{Moved, Standing, Step};
use base::{Date, say};
use leptos::prelude::*;
use parts::{Look, Mark, Node, Tag, Tone, go, live, many, mark_icon, note, press_to, tag};
use policy::Program;
use store::{Draft, Shelf, Told, Trouble};

/// Outcomes by rank, as the result page names them.
const OUTCOMES: [(Mark, &str); 4] = [
    (Mark::No, "看起来不符合"),
    (Mark::Undecided, "还差一项，定不下来"),
    (Mark::Likely, "只差政府核对"),
    (Mark::Yes, "看起来符合"),
];

/// Nothing was entered about a programme in the meantime, and still it comes to something else.
const ONLY_TIME: &str =
    "这期间没有新的政策录进来，是日子到了才不一样：比如家里人的年龄，或者标准是一年多以前的，可能已经调高。";

/// A draft, and how it stands to what the person last saw.
type Found = Result<Option<(Draft, Standing)>, Trouble>;

/// The screen.
pub fn screen(ledger: Ledger, id: String) -> Node {
    let found = RwSignal::new(None::<Found>);
    Effect::new(move |_| {
        let (Some(kit), id) = (ledger.kit(), id.clone()) else { return };
        leptos::task::spawn_local(async move { found.set(Some(read(ledger, kit, &id).await)) });
    });
    let page = main("flow sec").child(live(move || match (ledger.kit(), found.get(), ledger.no_kit()) {
        (_, _, Some(problem)) => failed(problem.to_string()),
        (_, Some(Err(trouble)), _) => failed(trouble.says()),
        (_, Some(Ok(None)), _) => absent(&ledger.file("")),
        (Some(kit), Some(Ok(Some((draft, standing)))), _) => compared(ledger, kit, &draft, standing),
        _ => super::opening("结果变了没有"),
    }));
    framed(&ledger.file(""), page.into())
}

async fn read(ledger: Ledger, kit: &'static Kit, id: &str) -> Found {
    let Some(draft) = ledger.shelf().load(id).await? else { return Ok(None) };
    let standing = ledger.standing_of(kit, &draft).await;
    Ok(Some((draft, standing)))
}

fn failed(says: String) -> Node {
    let says =
        note(Tone::Urgent).attr("role", "alert").child(tag("p").child(tag("strong").text("打不开。")).text(says));
    many([tag("h1").text("结果变了没有"), says])
}

fn compared(ledger: Ledger, kit: &'static Kit, draft: &Draft, standing: Standing) -> Node {
    let same = standing == Standing::Same;
    let (title, body) = match standing {
        Standing::Unseen => ("还没有可以比的", "这些答案，您还没有看过结果。看过一次，以后政策变了，这里就能比。"),
        Standing::Same => ("结果没有变", "按今天的政策再算一遍，和您上次看到的一样。"),
        Standing::Moved(moved) => return differs(ledger, kit, draft, &moved),
    };
    let result = go(ledger.file(&format!("result/?d={}", draft.id)), "看结果", Look::Go);
    let drafts = super::back_to_drafts(&ledger.file(""));
    let lead = tag("p").class("lead-in").text(body);
    let page = [drafts, tag("h1").text(title), lead, tag("p").class("gap").child(result)];
    many([many(page), Node::from(same.then(|| noted(ledger, kit, draft)))])
}

fn differs(ledger: Ledger, kit: &'static Kit, draft: &Draft, moved: &Moved) -> Node {
    let title =
        if moved.by_policy() { "政策有变化，结果不一样了" } else { "日子过了，结果不一样了" };
    let seen = say::day(moved.seen);
    let lead = format!(
        "您{seen}看过结果。答案没有改，按今天的政策再算一遍，有{}项不一样。",
        moved.programs.len() + moved.gone
    );
    let one = |step: &Step| Some(card(ledger, kit.pack.programs.get(step.program)?, step, moved));
    let gone = (moved.gone > 0).then(|| {
        let says = format!("有{}项，现在的政策里没有了：可能取消了，也可能并到别的项目里。可以问窗口。", moved.gone);
        tag("p").text(says)
    });
    let rest = "没列出来的项目，和那天一样。这只是提示，由县民政局或乡镇（街道）决定。";
    let result = go(ledger.file(&format!("result/?d={}", draft.id)), "看现在的结果", Look::Go);
    let news = go(ledger.file("guide/changes/"), "政策变了什么", Look::Plain);
    many([
        super::back_to_drafts(&ledger.file("")).into(),
        tag("h1").text(title).into(),
        tag("p").class("lead-in").text(lead).into(),
        tag("ul").class("moves").children(moved.programs.iter().filter_map(one)).into(),
        Node::from(gone),
        tag("p").class("small muted").text(rest).into(),
        tag("p").class("cluster gap").child(result).child(news).into(),
        noted(ledger, kit, draft),
    ])
}

/// The person has seen it: from now on, today's result is what later ones are compared with.
fn noted(ledger: Ledger, kit: &'static Kit, draft: &Draft) -> Node {
    let (says, draft) = (RwSignal::new(None::<String>), draft.clone());
    let note_down = move || {
        let (id, judged) = (draft.id.clone(), kit.judge(&draft));
        leptos::task::spawn_local(async move {
            let done = ledger.shelf().judge(&id, &judged, true).await;
            let told = done.map_or_else(|trouble| trouble.says(), |_| "记下了。以后拿今天的结果来比。".into());
            says.set(Some(told));
        });
    };
    let button = press_to("知道了，以后跟今天的比", Look::Plain, note_down);
    let button = tag("p").live_flag("hidden", move || says.with(Option::is_some)).child(button);
    let told = tag("p").attr("role", "status").child(live(move || says.get()));
    tag("div").class("gap").child(button).child(told).into()
}

fn card(ledger: Ledger, program: &'static Program, step: &Step, moved: &Moved) -> Tag {
    let name = parts::title("a", program.name.clone()).href(ledger.file(&format!("guide/{}/", program.id)));
    let side = |when: String, told: Node| tag("div").child(tag("dt").text(when)).child(tag("dd").child(told));
    let then = side(say::day(moved.seen), outcome(program, step.then.as_ref()));
    let now = side("现在".into(), outcome(program, Some(&step.now)));
    let sides = tag("dl").class("thennow").child(then).child(now);
    tag("li").class("draft").child(tag("h2").child(name)).child(sides).child(why(step, moved))
}

/// What it came to: its mark, in words, and how much.
fn outcome(program: &Program, told: Option<&Told>) -> Node {
    let found = told.and_then(|told| told.outcome).and_then(|rank| OUTCOMES.get(usize::from(rank)));
    let Some((mark, words)) = found else { return "那天的规定没有录进来".into() };
    let words = tag("span").class(mark.class()).child(mark_icon(*mark, false)).text(*words);
    let amount = told.and_then(|told| told.amount).map(|(least, most)| amount(program, least, most));
    many([words, tag("span").class("small").text(amount.unwrap_or_default())])
}

fn amount(program: &Program, least: i64, most: i64) -> String {
    let benefit = program.benefit.as_ref();
    let per = match benefit.map(|benefit| benefit.per.as_str()) {
        Some("month") => "每月",
        Some("year") => "每年",
        _ => "",
    };
    let up_to = if benefit.is_some_and(|benefit| benefit.up_to) { "最多" } else { "" };
    format!("{per}{up_to}{}", say::yuan_span(least, most))
}

/// What changed about it, as far as that can be told.
fn why(step: &Step, moved: &Moved) -> Tag {
    let lines = |(day, says): &(Date, String)| tag("li").text(format!("{}起，{says}", say::day(*day)));
    let part = tag("div").class("small");
    let entered = step.then.as_ref().is_some_and(|then| then.outcome.is_some());
    match (step.why.is_empty(), entered) {
        (false, _) => {
            let title = tag("p").child(tag("strong").text("这期间变了："));
            part.child(title).child(tag("ul").children(step.why.iter().map(lines)))
        }
        (true, false) => part.text("那时这里还没有这一项的规定，不等于没有这个项目。"),
        (true, true) if moved.other_policy => part.text("这一项的规定或标准更新过，这里说不出是哪一条。可以问窗口。"),
        (true, true) => part.text(ONLY_TIME),
    }
}
