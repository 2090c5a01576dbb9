//! A list of people in a form: a card for each.

use super::field::{field, focus};
use super::form::spots;
use super::gaps::Gaps;
use crate::desk::Desk;
use forms::{Form, People, Row, Section};
use leptos::prelude::*;
use parts::{Look, Node, Picture, Tag, about, icon, live, many, press_to, tag};

/// The cards, and a button for one more.
pub fn people(desk: Desk, form: &'static Form, section: &'static Section, list: People, gaps: Gaps) -> Node {
    let rows = Memo::new(move |_| desk.watch(|state| state.rows(list).to_vec()));
    let cards = live(move || {
        let card = |(n, row): (usize, Row)| card(desk, form, section, (list, n, row), gaps);
        tag("ul").class("people").children(rows.get().into_iter().enumerate().map(card))
    });
    // The summary of what is missing leads here while nobody is listed.
    let id = section.fields.first().map(|field| field.id.clone()).unwrap_or_default();
    let add = move || {
        let mut added = None;
        desk.change(|state| {
            state.begin(&form.id);
            added = state.add_row(list);
        });
        // What the person goes on with, not the button that moved away.
        let first = added.and_then(|row| spots(desk, form, section, Some(row.0), gaps).find(|spot| spot.there()));
        first.into_iter().for_each(|spot| focus(spot.id()));
    };
    let more = press_to("再加一个人", Look::Add, add).id(id).insert(0, icon(Picture::Plus));
    many([cards, more.into()])
}

fn card(
    desk: Desk,
    form: &'static Form,
    section: &'static Section,
    (list, n, row): (People, usize, Row),
    gaps: Gaps,
) -> Tag {
    let name = format!("第{}个人", n + 1);
    let head = tag("header").child(tag("span").class("glyph").child(icon(Picture::Person)));
    let head = head.child(tag("h3").text(name.clone()));
    let fields = spots(desk, form, section, Some(row.key), gaps).map(field);
    let gone = move || {
        desk.change(|state| {
            state.remove_row(list, row.key);
        });
    };
    let remove = (!row.told).then(|| {
        let button = press_to("去掉这个人", Look::Slim, gone).child(about(name));
        tag("div").class("acts").child(button)
    });
    tag("li").class("person").child(head).children(fields).child(remove)
}
