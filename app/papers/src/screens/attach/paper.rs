//! The photos on paper: one to a page, each with what it is, the date, and that it is a draft.

use super::card::alt;
use crate::attach::Album;
use base::entry::say_date;
use leptos::prelude::*;
use parts::{Node, Tag, Text, live, many, tag};
use store::Form;

const NOTICE: &str = "草稿附件，原件带到窗口核对";

/// A page for each; seen in print only.
pub fn sheets(album: Album) -> Tag {
    let pages = Memo::new(move |_| {
        let attached = album.attached();
        let picture = |id: &String| attached.get(id).is_some_and(|one| one.form == Form::Picture);
        album.groups().into_iter().flat_map(|(_, ids)| ids).filter(picture).collect::<Vec<String>>()
    });
    let pages = live(move || many(pages.get().into_iter().map(|id| Node::from(sheet(album, &id)))));
    tag("div").class("photos").attr("aria-hidden", "true").child(pages)
}

fn sheet(album: Album, id: &str) -> Tag {
    let (here, this, line) = (id.to_string(), id.to_string(), id.to_string());
    let source = move || Some(album.shown(&here).file).filter(|url| !url.is_empty()).map(Text::from);
    let image = tag("img").live_attr("src", source).live_attr("alt", move || Some(alt(album, &this).into()));
    let what = tag("span").child(live(move || alt(album, &line)));
    let head = tag("div").class("strip").child(tag("span").text(NOTICE)).child(what);
    let day = format!("打印日期{}", say_date(album.desk.kit.today));
    let foot = tag("div").class("sheetfoot").child(tag("span").text(day)).child(tag("span").text("救在身边"));
    tag("section").class("sheet photo").child(head).child(image).child(foot)
}
