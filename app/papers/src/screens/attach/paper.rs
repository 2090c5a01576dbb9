//! The photos on paper: one to a page, as is each page of a PDF file (`public/pages.js`); each with what it is, the date, and that it is a draft.

use super::card::{alt, picture};
use crate::attach::Album;
use base::entry::say_date;
use leptos::prelude::*;
use parts::{Node, Tag, live, many, tag};

const NOTICE: &str = "草稿附件，原件带到窗口核对";

/// A page for each; seen in print only.
pub fn sheets(album: Album) -> Tag {
    let pages = Memo::new(move |_| album.groups().into_iter().flat_map(|(_, ids)| ids).collect::<Vec<String>>());
    let pages = live(move || many(pages.get().into_iter().map(|id| Node::from(sheet(album, &id)))));
    tag("div").class("photos").attr("aria-hidden", "true").child(pages)
}

fn sheet(album: Album, id: &str) -> Tag {
    let line = id.to_string();
    let what = tag("span").child(live(move || alt(album, &line)));
    let head = tag("div").class("strip").child(tag("span").text(NOTICE)).child(what);
    let day = format!("打印日期{}", say_date(album.desk.kit.today));
    let foot = tag("div").class("sheetfoot").child(tag("span").text(day)).child(tag("span").text("救在身边"));
    tag("section").class("sheet photo").child(head).child(picture(album, id, false)).child(foot)
}
