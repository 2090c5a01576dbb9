//! How much room the drafts take, and whether the browser may clear them by itself.

use crate::room::Room;
use leptos::prelude::*;
use parts::{Look, Node, Tag, Tone, live, many, note, press_to, tag};

const MB: u64 = 1_000_000;
/// What a photo of a phone takes.
const PHOTO: u64 = 3 * MB;
/// Less than this is said to be little.
const LITTLE: u64 = 50 * MB;
/// More than this is enough for anything.
const PLENTY: u64 = 1000 * MB;

/// The section; nothing while the browser hasn't said anything, or on a machine that keeps nothing.
pub fn space() -> Node {
    let (room, refused) = (RwSignal::new(None::<Room>), RwSignal::new(false));
    if answers::shared() {
        return parts::nothing();
    }
    Effect::new(move |_| refresh(room));
    live(move || room.get().map(|found| section(room, found, refused)))
}

fn refresh(room: RwSignal<Option<Room>>) {
    leptos::task::spawn_local(async move {
        #[cfg(target_arch = "wasm32")]
        room.set(crate::room::look().await);
        #[cfg(not(target_arch = "wasm32"))]
        room.set(None);
    });
}

fn section(room: RwSignal<Option<Room>>, found: Room, refused: RwSignal<bool>) -> Tag {
    let full = (found.left < LITTLE).then(|| {
        let says = format!("地方快满了，只剩{}。删掉不用的草稿，或者手机里不用的照片。", size(found.left));
        note(Tone::Stale).child(tag("p").text(says))
    });
    let took = tag("p").text(taken(found));
    let part = tag("section").class("space gap stack").attr("aria-labelledby", "space");
    let part = part.child(tag("h2").id("space").text("草稿存得牢不牢")).child(took).child(full);
    part.child(promise(room, found.kept, refused))
}

/// Whether the browser may clear them, and a way to ask that it doesn't.
fn promise(room: RwSignal<Option<Room>>, kept: Option<bool>, refused: RwSignal<bool>) -> Node {
    let ask = move || {
        leptos::task::spawn_local(async move {
            #[cfg(target_arch = "wasm32")]
            refused.set(!crate::room::ask().await);
            refresh(room);
        });
    };
    let says = match kept {
        Some(true) => "浏览器答应了：地方不够时，也不会自己清掉草稿。您清理浏览器，还是会清掉。",
        Some(false) => "手机地方不够时，浏览器可能自己清掉草稿。",
        None => "这个浏览器说不准会不会自己清掉草稿。要紧的内容，请打印出来。",
    };
    let button = (kept == Some(false)).then(|| press_to("请浏览器别清", Look::Plain, ask));
    let no = (kept == Some(false) && refused.get()).then(|| {
        let says = "浏览器没有答应。常来用，或者把这个网站添加到手机桌面，以后再点一次。要紧的内容，请打印出来。";
        note(Tone::Stale).child(tag("p").child(tag("strong").text("没有成。")).text(says))
    });
    let told = tag("div").class("stack").attr("role", "status").child(tag("p").text(says)).child(no);
    many([told.into(), Node::from(button.map(|button| tag("p").child(button)))])
}

/// How much they take and what is left, as people say it.
fn taken(room: Room) -> String {
    let like = match room.drafts / PHOTO {
        0 => "比一张照片还小".into(),
        photos => format!("差不多是{photos}张照片"),
    };
    let left = match room.left {
        left if left >= PLENTY => "剩下的地方还很多。".into(),
        left => format!("还剩{}。", size(left)),
    };
    let whose = if room.apart { "所有草稿" } else { "这个网站连同草稿" };
    format!("{whose}一共占{}，{like}。{left}", size(room.drafts))
}

fn size(bytes: u64) -> String {
    match bytes.div_ceil(MB) {
        0 | 1 => "不到1MB".into(),
        mb if mb < 1000 => format!("约{mb}MB"),
        mb => format!("约{}GB", mb / 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_told_as_people_say_it() {
        for (drafts, apart, left, says) in [
            (0, true, 60_000 * MB, "所有草稿一共占不到1MB，比一张照片还小。剩下的地方还很多。"),
            (7 * MB, true, 300 * MB, "所有草稿一共占约7MB，差不多是2张照片。还剩约300MB。"),
            (20 * MB, false, 0, "这个网站连同草稿一共占约20MB，差不多是6张照片。还剩不到1MB。"),
            (2_500 * MB, true, 0, "所有草稿一共占约2GB，差不多是833张照片。还剩不到1MB。"),
        ] {
            assert_eq!(taken(Room { drafts, apart, left, kept: None }), says);
        }
    }
}
