//! One photo or document: small, with what can be done with it; and large.

use super::{Opened, papers};
use crate::attach::{Album, Deed};
use leptos::prelude::*;
use parts::{Look, Tag, Text, about, dialog, live, many, press_to, tag, typed};
use store::{Attachment, Form};

/// The card of the `n`th of `count` that show the same paper.
pub fn card(album: Album, id: &str, (n, count): (usize, usize), opened: Opened) -> Tag {
    let Some(one) = untrack(|| album.one(id)) else { return tag("li") };
    let name = move |id: &str| untrack(|| album.title(id));
    let body = tag("div").class("about").child(tag("h3").text(name(id))).child(facts(album, &one));
    let body = body.child(which(album, &one)).child(says(album, &one)).child(acts(album, &one, n, count));
    tag("li").class("photocard").child(small(album, id, opened)).child(body)
}

/// The small picture, which opens the large one.
fn small(album: Album, id: &str, opened: Opened) -> Tag {
    let this = id.to_string();
    let open = move || opened.set(Some(this.clone()));
    let button = tag("button").attr("type", "button").class("thumb").on("click", move |_| open());
    button.child(picture(album, id, true)).child(tag("span").text("看大图"))
}

/// The picture with what stands for it where it isn't seen. `public/pages.js` looks for that of a PDF file, and adds its pages.
pub fn picture(album: Album, id: &str, small: bool) -> Tag {
    let (here, this) = (id.to_string(), id.to_string());
    let source = move || {
        let shown = album.shown(&here);
        Some(if small { shown.small } else { shown.file }).filter(|url| !url.is_empty()).map(Text::from)
    };
    let image = tag("img").live_attr("src", source).live_attr("alt", move || Some(alt(album, &this).into()));
    match untrack(|| album.one(id)).map(|one| one.form) {
        Some(Form::Pdf) => image.set("data-pages", id.to_string()),
        _ => image,
    }
}

/// What a picture shows, in words.
pub fn alt(album: Album, id: &str) -> String {
    let says = album.one(id).map(|one| one.says).unwrap_or_default();
    if says.is_empty() { album.title(id) } else { format!("{}：{says}", album.title(id)) }
}

/// The file's name, for a PDF, and how large it is.
fn facts(album: Album, one: &Attachment) -> Tag {
    let (id, file) = (one.id.clone(), one.file.clone());
    let line = live(move || {
        let bytes = album.one(&id).map_or(0, |one| one.bytes);
        match file.as_str() {
            "" => spoken(bytes),
            name => format!("{name}，{}", spoken(bytes)),
        }
    });
    tag("p").class("small muted file").child(line)
}

/// A size as people say it; without floats, which cost 14 KB to write.
fn spoken(bytes: u32) -> String {
    let tenths = bytes.div_ceil(100_000);
    match bytes {
        0..1_000_000 => format!("{}KB", bytes.div_ceil(1000)),
        _ => format!("{}.{}MB", tenths / 10, tenths % 10),
    }
}

fn which(album: Album, one: &Attachment) -> Tag {
    let (id, field) = (one.id.clone(), format!("paper-{}", one.id));
    let again = field.clone();
    let set = move |paper| album.run(Deed::Paper(id.clone(), paper), again.clone());
    let label = tag("label").set("for", field.clone()).text("是哪样材料");
    tag("div").class("field").child(label).child(papers(album, &one.paper, set).id(field))
}

fn says(album: Album, one: &Attachment) -> Tag {
    let (id, field) = (one.id.clone(), format!("says-{}", one.id));
    let label = tag("label").set("for", field.clone()).text("写一句说明（可以不写）");
    let value = one.says.clone();
    let input = tag("input").class("input").id(field).attr("autocomplete", "off").attr("maxlength", "60");
    let input = input.typed(move || value.clone());
    let input = input.on("input", move |event| album.run(Deed::Says(id.clone(), typed(&event)), String::new()));
    tag("div").class("field").child(label).child(input)
}

fn acts(album: Album, one: &Attachment, n: usize, count: usize) -> Tag {
    let name = untrack(|| album.title(&one.id));
    let act = |key: &str, label: &'static str, look: Look, deed: Deed| {
        let html = format!("{key}-{}", one.id);
        let next = if matches!(deed, Deed::Remove(_)) { "undo".to_string() } else { html.clone() };
        let run = move || album.run(deed.clone(), next.clone());
        press_to(label, look, run).id(html).child(about(name.clone()))
    };
    // At the end of the list a button stays, so that the focus can: it does nothing there.
    let shift = |key, label, earlier, end: bool| {
        let button = act(key, label, Look::Slim, Deed::Shift(one.id.clone(), earlier));
        (count > 1).then(|| if end { button.attr("aria-disabled", "true") } else { button })
    };
    let turn = if one.form == Form::Pdf { "看里面的页" } else { "转90°" };
    let turn = act("turn", turn, Look::Slim, Deed::Turn(one.id.clone()));
    let shifts = [shift("up", "上移", true, n == 0), shift("down", "下移", false, n + 1 == count)];
    let remove = act("remove", "删掉", Look::Bad, Deed::Remove(one.id.clone()));
    tag("div").class("cluster acts").child(turn).child(many(shifts)).child(remove)
}

/// The picture, as large as the screen.
pub fn large(album: Album, id: &str, opened: Opened) -> Tag {
    let close = move || opened.set(None);
    let form = tag("div").child(press_to("关上", Look::Go, close)).child(picture(album, id, false));
    let says = untrack(|| album.one(id)).map(|one| one.says).unwrap_or_default();
    dialog(untrack(|| album.title(id)), says, close, form).live_class("enlarged", || true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_as_they_are_said() {
        assert_eq!((spoken(1), spoken(312_400), spoken(2_450_000)), ("1KB".into(), "313KB".into(), "2.5MB".into()));
    }
}
