//! Taking a draft in: with the camera, from pictures, from a file.

use super::{Hand, Stage, heading, said};
use base::Problem;
use handover::{CHOOSE, Gathered, Gathering};
use leptos::prelude::*;
use parts::{Look, Node, Tag, Tone, live, note, press_to, tag};
use wasm_bindgen::JsValue;

/// More numbers than this nobody reads.
const MOST_NAMED: usize = 8;

/// The part of the first stage that takes.
pub fn offer(hand: Hand) -> Tag {
    let part = tag("section").attr("aria-labelledby", "take").child(parts::title("h2", "从另一台|设备拿来").id("take"));
    let says = "另一台设备上点“显示二维码”，这里扫。也可以读截图，或者导出的文件。先给您看，再决定存不存。";
    let look = if hand.desk.draft().id.is_empty() { Look::Go } else { Look::Plain };
    let scan = press_to("用摄像头扫", look, move || {
        hand.afresh();
        hand.go(Stage::Scan);
    });
    let ways = tag("p").class("cluster").child(scan).child(from_pictures()).child(from_file());
    part.child(tag("p").text(says)).child(ways).child(progress(hand)).child(said(hand))
}

/// The stage with the camera's view.
pub fn camera(hand: Hand) -> Tag {
    let trouble = RwSignal::new("");
    let opened = move |event: web_sys::Event| {
        trouble.set(match super::detail(&event).as_string().unwrap_or_default().as_str() {
            "denied" => "denied",
            "none" => "none",
            "off" => "off",
            "reader" => "reader",
            _ => "busy",
        });
    };
    let part = tag("section").on("camera", opened).child(heading("对准另一台设备上的二维码"));
    let part = part.child(live(move || match trouble.get() {
        "" => view().into(),
        why => troubled(hand, why, trouble),
    }));
    let end = press_to("不扫了", Look::Plain, move || {
        hand.afresh();
        hand.go(Stage::Start);
    });
    let other = tag("p").class("cluster gap").child(from_pictures()).child(from_file()).child(end);
    part.child(progress(hand)).child(said(hand)).child(other)
}

fn view() -> Tag {
    let video = tag("video").attr("data-scan", "").attr("playsinline", "").attr("muted", "");
    tag("div").class("view").child(video.attr("aria-label", "摄像头看到的"))
}

/// The camera can't be used, why, and what else there is.
fn troubled(hand: Hand, why: &'static str, trouble: RwSignal<&'static str>) -> Node {
    let (title, says) = match why {
        "off" => ("摄像头关了。", "离开这一页的时候会自动关。读到的还在，可以接着扫。"),
        "denied" => ("没让用摄像头。", "想用的话：在浏览器地址栏旁边的设置里，把“摄像头”改成“允许”，再点“再试一次”。"),
        "reader" => ("认二维码的程序没有打开。", "可能网络断了，没有下载完。连上网，再点“再试一次”。"),
        "none" => ("这里用不了摄像头。", "可能是设备没有摄像头，也可能是这个浏览器不让用。"),
        _ => ("摄像头打不开。", "可能别的应用正在用。关掉那个应用，再点“再试一次”。"),
    };
    let others = match why {
        "off" => None,
        "reader" => Some("不用二维码也行：在另一台设备上导出成文件，发过来，从文件导入。"),
        _ => Some("不用摄像头也行：在另一台设备上把二维码一张张截图，发过来，从截图读。或者导出成文件，从文件导入。"),
    };
    let others = others.map(|says| tag("p").text(says));
    let again = press_to(if why == "off" { "接着扫" } else { "再试一次" }, Look::Go, move || {
        hand.said.set(None);
        trouble.set("");
    });
    let says = tag("p").child(tag("strong").text(title)).text(says);
    note(Tone::Plain).attr("role", "alert").child(says).child(others).child(tag("p").child(again)).into()
}

fn from_pictures() -> Tag {
    let input = tag("input").class("vh").attr("type", "file").attr("accept", "image/*").attr("multiple", "");
    tag("label").class("btn").child(input.attr("data-take", "pictures")).text("从照片或截图读")
}

fn from_file() -> Tag {
    let input = tag("input").class("vh").attr("type", "file").attr("data-take", "file");
    tag("label").class("btn").child(input).text("从文件导入")
}

/// How far it is: said in words, drawn beside them.
fn progress(hand: Hand) -> Node {
    let words = live(move || hand.gathering.with(told));
    let tally = move || {
        let (total, missing) = hand.gathering.with(|all| (all.total(), all.missing()));
        let one = |number: usize| tag("i").class(if missing.contains(&number) { "" } else { "on" });
        (total > 1).then(|| tag("div").class("tally").attr("aria-hidden", "true").children((1..=total).map(one)))
    };
    let again = move || {
        let some = hand.gathering.with(|all| all.total() > 0);
        some.then(|| tag("p").child(press_to("从头读", Look::Slim, move || hand.afresh())))
    };
    let line = tag("p").class("read").attr("role", "status").child(words);
    parts::many([line.into(), live(tally), live(again)])
}

/// “已读到7/12，还差第3、5张”
fn told(all: &Gathering) -> String {
    let (total, missing) = (all.total(), all.missing());
    if total == 0 {
        return String::new();
    }
    let read = total - missing.len();
    if missing.is_empty() {
        return "读全了".into();
    }
    let named: Vec<String> = missing.iter().take(MOST_NAMED).map(usize::to_string).collect();
    let more = if missing.len() > MOST_NAMED { "等" } else { "" };
    format!("已读到{read}/{total}，还差第{}{more}张", named.join("、"))
}

/// What a code said.
pub fn code(hand: Hand, text: String) {
    if !matches!(hand.stage.get_untracked(), Stage::Start | Stage::Scan) {
        return;
    }
    let mut all = hand.gathering.get_untracked();
    match all.take(&text) {
        Ok(Gathered::Again) => {}
        Ok(Gathered::New) => {
            hand.said.set(None);
            hand.gathering.set(all);
        }
        Ok(Gathered::Whole) => whole(hand, &all),
        Err(problem) => hand.say(problem),
    }
}

fn whole(hand: Hand, all: &Gathering) {
    hand.afresh();
    match all.whole() {
        Ok(container) => hand.arrived(&container),
        Err(problem) => hand.say(problem),
    }
}

/// So many pictures had no code in them.
pub fn pictures(hand: Hand, empty: u32) {
    let waits = matches!(hand.stage.get_untracked(), Stage::Start | Stage::Scan);
    if waits && empty > 0 && hand.said.with_untracked(Option::is_none) {
        let what = format!("有{empty}张里没找到二维码");
        hand.say(Problem::new("图片：", what).hint("请截清楚整个二维码，四边留白，再选一次"));
    }
}

/// What reads codes could not be opened, so pictures were not looked at.
pub fn unread(hand: Hand) {
    let problem = Problem::new("图片：", "没有看成，认二维码的程序没有打开");
    hand.say(problem.hint("可能网络断了。请连上网，再选一次；也可以在另一台设备上导出成文件，从文件导入"));
}

/// A file that was chosen; nothing if it is too large to be looked at.
pub fn file(hand: Hand, bytes: &JsValue) {
    if bytes.is_null() {
        return hand.say(Problem::new("", "这个文件太大，不会是草稿，没有收").hint(CHOOSE));
    }
    hand.afresh();
    hand.arrived(&js_sys::Uint8Array::new(bytes).to_vec());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_missing() {
        let texts = handover::cut(&[7; 262 * 12]).unwrap();
        let mut all = Gathering::default();
        assert_eq!(told(&all), "");
        for (number, text) in texts.iter().enumerate() {
            if ![2, 4].contains(&number) {
                all.take(text).unwrap();
            }
        }
        assert_eq!(told(&all), "已读到10/12，还差第3、5张");
        let mut few = Gathering::default();
        few.take(&texts[11]).unwrap();
        assert_eq!(told(&few), "已读到1/12，还差第1、2、3、4、5、6、7、8等张");
        all.take(&texts[2]).unwrap();
        all.take(&texts[4]).unwrap();
        assert_eq!(told(&all), "读全了");
    }
}
