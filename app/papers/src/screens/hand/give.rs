//! Giving a draft away: codes in a loop, or a file.

use super::choose::choose;
use super::{Hand, Stage, heading};
use crate::parcel;
use answers::clock;
use base::Problem;
use leptos::prelude::*;
use parts::{Look, Node, Picture, Tag, Tone, icon, live, many, note, press_to, tag};
use std::time::Duration;

/// How long a code is shown, in milliseconds, slow to fast. Never more than three changes a second: that flickers.
const PACES: [u64; 4] = [2000, 1200, 700, 400];
const USUAL: usize = 2;

/// The part of the first stage that gives.
pub fn offer(hand: Hand) -> Node {
    let draft = hand.desk.draft();
    let part = tag("section").attr("aria-labelledby", "give").child(tag("h2").id("give").text("把草稿带走"));
    if draft.id.is_empty() {
        return part.child(choose(hand)).into();
    }
    let what = match draft.name.is_empty() {
        true => format!("打开的这份草稿，答了{}题。", draft.trail.len()),
        false => format!("“{}”，答了{}题。", draft.name, draft.trail.len()),
    };
    let show = press_to("显示二维码", Look::Go, move || hand.go(Stage::Show));
    let part = part.child(tag("p").text(what)).child(tag("p").class("cluster").child(show).child(to_file(hand)));
    let open = "二维码和文件里有您填的内容，没有加密。只给您信得过的人。照片和文件附件不在里面。";
    many([part.child(tag("p").class("small muted").text(open)).child(no_file())])
}

/// The way out as a file; none where it would stay for the next person, or is not kept.
fn to_file(hand: Hand) -> Option<Tag> {
    #[cfg(target_arch = "wasm32")]
    if answers::shared() || crate::start::built_in().is_some() {
        return None;
    }
    let save = move || match parcel::wrap(hand.desk.kit, &hand.desk.draft(), clock::now()) {
        Ok(bytes) => save(hand, &bytes),
        Err(problem) => hand.say(problem),
    };
    Some(press_to("导出成文件", Look::Plain, save))
}

/// The file is named after the day, and after nobody.
fn save(hand: Hand, bytes: &[u8]) {
    let name = format!("救在身边-草稿-{}.jzcg", hand.desk.kit.today);
    #[cfg(target_arch = "wasm32")]
    let saved = crate::start::save(bytes, "application/octet-stream", &name);
    #[cfg(not(target_arch = "wasm32"))]
    let saved = !name.is_empty() && !bytes.is_empty();
    if !saved {
        hand.say(Problem::new("文件", "没有存上").hint("请换个浏览器，或者用二维码"));
    }
}

/// Why there is no file here.
fn no_file() -> Option<Tag> {
    #[cfg(target_arch = "wasm32")]
    if answers::shared() {
        return Some(note(Tone::Plain).text("这是大家用的机器，不存文件。用手机扫二维码带走。"));
    }
    #[cfg(target_arch = "wasm32")]
    if crate::start::built_in().is_some() {
        let says = tag("p").child(tag("strong").text("这里存不了文件。")).text("微信这样的应用不让网页存文件。");
        let how = "请点右上角的“…”，再点“在浏览器打开”。二维码这里也能用。";
        return Some(note(Tone::Plain).child(says).child(tag("p").text(how)));
    }
    None
}

/// The codes, one after the other.
#[derive(Clone, Copy)]
struct Loop {
    codes: StoredValue<Vec<String>>,
    at: RwSignal<usize>,
    moving: RwSignal<bool>,
    pace: RwSignal<usize>,
    /// How many timers were set.
    timers: StoredValue<u32>,
}

impl Loop {
    fn total(self) -> usize {
        self.codes.with_value(Vec::len)
    }

    fn step(self, by: usize) {
        let total = self.total().max(1);
        self.at.update(|at| *at = (*at + by) % total);
    }

    /// By hand: then it stands still.
    fn turn(self, by: usize) {
        self.moving.set(false);
        self.step(by);
    }

    fn place(self) -> String {
        format!("第{}张，共{}张", self.at.get() + 1, self.total())
    }

    /// Goes on by itself while it moves and this stage is open. Only the last timer counts.
    fn run(self) {
        Effect::new(move |_| {
            self.at.track();
            let pause = Duration::from_millis(PACES.get(self.pace.get()).copied().unwrap_or(PACES[USUAL]));
            let mine = self.timers.try_update_value(|timers| {
                *timers += 1;
                *timers
            });
            let due = move || {
                if self.timers.try_get_value() == mine {
                    self.step(1);
                }
            };
            if self.moving.get() {
                set_timeout(due, pause);
            }
        });
    }
}

/// The stage that shows codes.
pub fn codes(hand: Hand) -> Node {
    let made = parcel::wrap(hand.desk.kit, &hand.desk.draft(), clock::now()).and_then(|bytes| handover::cut(&bytes));
    let part = tag("section").child(heading("让另一台设备扫这里"));
    let back = press_to("不用了，收起来", Look::Plain, move || hand.go(Stage::Start));
    let codes = match made {
        Ok(codes) => codes,
        Err(problem) => {
            let says = tag("p").child(tag("strong").text("做不出二维码。")).text(problem.to_string());
            return part.child(note(Tone::Stale).child(says)).child(tag("p").class("gap").child(back)).into();
        }
    };
    #[cfg(target_arch = "wasm32")]
    let moving = codes.len() > 1 && !crate::start::still();
    #[cfg(not(target_arch = "wasm32"))]
    let moving = false;
    let all = Loop {
        codes: StoredValue::new(codes),
        at: RwSignal::new(0),
        moving: RwSignal::new(moving),
        pace: RwSignal::new(USUAL),
        timers: StoredValue::new(0),
    };
    all.run();
    let how = "另一台设备也打开“带到另一台设备”这一页，点“用摄像头扫”，对着下面扫到“读全了”为止。隔一个手掌远最清楚。";
    let part = part.child(tag("p").text(how)).child(drawn(all));
    let part = part.child(
        tag("p")
            .class("turn")
            .live_attr("role", move || (!all.moving.get()).then(|| "status".into()))
            .child(live(move || all.place())),
    );
    let part = part.child((all.total() > 1).then(|| steer(all)));
    part.child(tag("p").class("cluster steer gap").child(back)).into()
}

/// The code; `public/hand.js` draws it.
fn drawn(all: Loop) -> Tag {
    let code = move || all.codes.with_value(|codes| codes.get(all.at.get()).cloned());
    let figure = tag("div").class("code").attr("role", "img").live_attr("data-code", move || code().map(Into::into));
    figure.live_attr("aria-label", move || Some(format!("二维码，{}", all.place()).into()))
}

fn steer(all: Loop) -> Node {
    let last = all.total().saturating_sub(1);
    let stop = move || all.moving.update(|moving| *moving = !*moving);
    let stop = tag("button").class("btn").attr("type", "button").on("click", move |_| stop());
    let stop = stop.child(live(move || if all.moving.get() { "停一下" } else { "自动换" }));
    let by_hand = tag("p").class("cluster steer");
    let by_hand = by_hand.child(press_to("上一张", Look::Plain, move || all.turn(last))).child(stop);
    let by_hand = by_hand.child(press_to("下一张", Look::Plain, move || all.turn(1)));
    let slower = press_to("换慢一点", Look::Slim, move || all.pace.update(|pace| *pace = pace.saturating_sub(1)));
    let faster = move || all.pace.update(|pace| *pace = (*pace + 1).min(PACES.len() - 1));
    let slower = slower.live_attr("aria-disabled", move || (all.pace.get() == 0).then(|| "true".into()));
    let faster = press_to("换快一点", Look::Slim, faster);
    let faster = faster.live_attr("aria-disabled", move || (all.pace.get() + 1 == PACES.len()).then(|| "true".into()));
    let paces = tag("p").class("cluster steer gap").child(slower.insert(0, icon(Picture::Clock))).child(faster);
    many([by_hand, paces])
}
