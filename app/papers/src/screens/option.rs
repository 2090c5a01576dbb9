//! Options to choose from, “不清楚” among them where that is an answer.

use super::field::Spot;
use forms::{Input, Kind, Need};
use parts::{Node, Tag, Text, many, tag};
use policy::Choice;

/// The options of a field.
pub fn options(spot: Spot) -> Tag {
    let all = spot.field.options.iter().enumerate().map(|(n, option)| one(spot, n, option));
    let unknown = (spot.field.need == Need::Answer).then(|| unknown(spot));
    tag("div").class("choices").children(all).child(unknown)
}

fn one(spot: Spot, n: usize, option: &'static Choice) -> Tag {
    let id = if n == 0 { spot.id() } else { format!("{}-{n}", spot.id()) };
    let on = move || matches!(spot.input(), Some(Input::Chosen(ids)) if ids.contains(&option.id));
    row(spot, id, option.label.clone(), option.hint.clone(), on, move |on| {
        spot.set(Input::Chosen(chosen(spot, option, on)))
    })
}

/// “不清楚” as an answer.
pub fn unknown(spot: Spot) -> Tag {
    let id = format!("{}-unknown", spot.id());
    let on = move || spot.input() == Some(Input::Unknown);
    row(spot, id, "不清楚".into(), String::new(), on, move |on| {
        spot.set(if on { Input::Unknown } else { Input::Text(String::new()) });
    })
}

/// What is chosen once an option is switched on or off. One that excludes the others stands alone.
fn chosen(spot: Spot, option: &Choice, on: bool) -> Vec<String> {
    if spot.field.kind == Kind::Choice {
        return vec![option.id.clone()];
    }
    let before = match spot.input() {
        Some(Input::Chosen(ids)) => ids,
        _ => Vec::new(),
    };
    let alone = |id: &String| spot.field.options.iter().any(|other| other.id == *id && other.exclusive);
    let stays = |id: &String| *id != option.id && !(on && (option.exclusive || alone(id)));
    let mut ids: Vec<String> = before.into_iter().filter(stays).collect();
    if on {
        ids.push(option.id.clone());
    }
    ids
}

fn row(
    spot: Spot,
    id: String,
    label: String,
    hint: String,
    on: impl Fn() -> bool + Copy + Send + 'static,
    set: impl Fn(bool) + Send + 'static,
) -> Tag {
    let group = (spot.field.kind == Kind::Choice).then(|| Text::from(spot.id()));
    let input = tag("input").attr("type", if group.is_some() { "radio" } else { "checkbox" }).id(id);
    let input = match group {
        Some(name) => input.set("name", name.into_owned()),
        None => input,
    };
    let input = input.checked(on).on("change", move |event| set(leptos::prelude::event_target_checked(&event)));
    let hint = (!hint.is_empty()).then(|| tag("span").text(hint));
    let words: Node = many([Node::from(tag("b").text(label)), hint.into()]);
    tag("label").class("choice").live_class("on", on).child(input).child(tag("span").child(words))
}
