//! One field: label, hint, where what stands in it comes from, what is wrong with it, and its control.

use super::consent::decided;
use super::gaps::Gaps;
use super::option::options;
use crate::desk::Desk;
use forms::{At, Field, Form, Input, Kind, Need, Origin, Value, masked, read, show};
use leptos::prelude::*;
use parts::{Look, Node, Picture, Tag, Text, about, field_error, icon, live, many, nothing, press_to, tag, typed};
use std::time::Duration;

/// A field of the form on the screen, in the row of a person if it stands in a list.
#[derive(Clone, Copy)]
pub struct Spot {
    /// The open draft.
    pub desk: Desk,
    /// The form.
    pub form: &'static Form,
    /// The field.
    pub field: &'static Field,
    /// The person's key.
    pub row: Option<u32>,
    /// What is missing or wrong.
    pub gaps: Gaps,
}

impl Spot {
    /// Where it is.
    pub fn at(self) -> At {
        At { field: self.field.id.clone(), row: self.row }
    }

    /// The id of its control.
    pub fn id(self) -> String {
        self.at().html_id()
    }

    /// What stands in it.
    pub fn input(self) -> Option<Input> {
        self.desk.watch(|state| state.input(&self.at()).cloned())
    }

    /// Whether it is there, as far as the form is filled in.
    pub fn there(self) -> bool {
        let there = self.desk.watch(|state| state.holds(self.form, &self.field.when, self.row, self.desk.kit.today));
        there && decided(self.desk, self.field.sensitive.as_ref())
    }

    /// Writes what a person typed or chose.
    pub fn set(self, input: Input) {
        self.desk.change(|state| state.set(&self.form.id, self.at(), input));
    }

    /// What stands in it as text.
    fn text(self) -> String {
        match self.input() {
            Some(Input::Text(text)) => text,
            _ => String::new(),
        }
    }

    /// Names what explains the control, for those who hear it.
    fn described(self, tag: Tag, left: RwSignal<bool>) -> Tag {
        tag.live_attr("aria-describedby", move || {
            let id = self.id();
            let error = self.gaps.at(&self.at(), left.get()).map(|_| format!("{id}-error"));
            let hint = (!self.field.hint.is_empty()).then(|| format!("{id}-hint"));
            let told = from(self).is_some().then(|| format!("{id}-from"));
            let all: Vec<String> = [hint, told, error].into_iter().flatten().collect();
            (!all.is_empty()).then(|| Text::from(all.join(" ")))
        })
    }
}

/// The field.
pub fn field(spot: Spot) -> Tag {
    let left = RwSignal::new(false);
    let wrong = move || spot.gaps.at(&spot.at(), left.get());
    let hint = (!spot.field.hint.is_empty())
        .then(|| tag("span").class("hint").id(format!("{}-hint", spot.id())).text(spot.field.hint.clone()));
    let error = field_error(format!("{}-error", spot.id()), wrong);
    let above = many([hint.into(), live(move || from(spot)), error]);
    let part = match spot.field.kind.chosen() {
        true => {
            let group = tag("fieldset").child(tag("legend").text(label(spot)));
            spot.described(group, left).child(above).child(options(spot))
        }
        false => {
            let name = tag("label").set("for", spot.id()).text(label(spot));
            let unknown = (spot.field.need == Need::Answer).then(|| super::option::unknown(spot));
            tag("div")
                .child(name)
                .child(above)
                .child(control(spot, left))
                .child(live(move || echo(spot)))
                .child(unknown)
        }
    };
    let part = part.class("field").live_class("bad", move || wrong().is_some());
    part.live_flag("hidden", move || !spot.there())
}

fn label(spot: Spot) -> String {
    let field = spot.field;
    let unit = match field.kind {
        Kind::Money => "（元）".into(),
        Kind::Number if !field.unit.is_empty() => format!("（{}）", field.unit),
        _ => String::new(),
    };
    let free = if field.need == Need::Free { "（可以不写）" } else { "" };
    format!("{}{unit}{free}", field.label)
}

/// Where what stands there comes from, if from the self-check.
fn from(spot: Spot) -> Option<Tag> {
    let says = spot.desk.watch(|state| match state.origin(&spot.at()) {
        Origin::Told => Some((String::from("按您答的填的，可以改"), false)),
        Origin::TypedOver(told) => Some((format!("自测里答的是“{}”", said(spot, told)), true)),
        Origin::Empty | Origin::Typed => None,
    });
    let (says, over) = says?;
    let back = move || spot.desk.change(|state| state.reset(&spot.at()));
    let back = over.then(|| press_to("用回自测的", Look::Bare, back).child(about(spot.field.label.clone())));
    Some(tag("p").class("from").id(format!("{}-from", spot.id())).text(says).child(back))
}

/// An answer of the self-check in words.
fn said(spot: Spot, input: &Input) -> String {
    match (read(spot.field, input, spot.desk.kit.today), input) {
        (Ok(Some(value)), _) => show(spot.field, &value),
        (_, Input::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// How it was read, where that isn't what was typed.
fn echo(spot: Spot) -> Node {
    let value = spot.input().and_then(|input| read(spot.field, &input, spot.desk.kit.today).ok().flatten());
    let shown = match &value {
        Some(value @ (Value::Money(_) | Value::Date(_))) => show(spot.field, value),
        _ => return nothing(),
    };
    if shown == spot.text() {
        return nothing();
    }
    tag("p").class("echo").attr("role", "status").child(icon(Picture::Tick)).text(shown).into()
}

/// The control: masked values stand there covered until they are tapped.
fn control(spot: Spot, left: RwSignal<bool>) -> Node {
    if !spot.field.kind.masked() {
        return input(spot, left).into();
    }
    let covered = RwSignal::new(!untrack(move || spot.text()).is_empty());
    live(move || match covered.get() {
        true => cover(spot, covered),
        false => input(spot, left).on("blur", move |_| cover_soon(spot, covered)),
    })
}

/// Whether something stands there and nothing is wrong with it: what is to be mended stays to be seen.
fn whole(spot: Spot) -> bool {
    let value = spot.input().and_then(|input| read(spot.field, &input, spot.desk.kit.today).ok());
    value.flatten().is_some()
}

/// Covers what was typed once the focus has left it; what somebody is pressing meanwhile must not move under the finger.
fn cover_soon(spot: Spot, covered: RwSignal<bool>) {
    let pressed = Duration::from_millis(400);
    set_timeout(
        move || {
            // Not where the screen was closed meanwhile.
            let open = covered.try_get_untracked() == Some(false);
            let here = || document().active_element().is_some_and(|element| element.id() == spot.id());
            if open && !here() && untrack(move || whole(spot)) {
                covered.set(true);
            }
        },
        pressed,
    );
}

fn cover(spot: Spot, covered: RwSignal<bool>) -> Tag {
    let id = spot.id();
    let open = move || {
        covered.set(false);
        focus(spot.id());
    };
    let shown = untrack(move || masked(spot.field, &spot.text()));
    // The field's label would be the button's whole name otherwise.
    let name = format!("显示，改一改：{}", spot.field.label);
    let button = press_to("显示，改一改", Look::Slim, open).id(id).set("aria-label", name);
    tag("p").class("cover").child(tag("span").class("masked").text(shown)).child(button)
}

/// Moves the focus once the control stands in the document.
pub fn focus(id: String) {
    request_animation_frame(move || {
        #[cfg(target_arch = "wasm32")]
        crate::start::focus(&id);
        #[cfg(not(target_arch = "wasm32"))]
        drop(id);
    });
}

fn input(spot: Spot, left: RwSignal<bool>) -> Tag {
    let field = spot.field;
    let area = matches!(field.kind, Kind::Text) && field.lines > 1;
    let control = if area { tag("textarea").set("rows", field.lines.to_string()) } else { tag("input") };
    let control = control.class("input").id(spot.id()).attr("autocomplete", "off");
    let control = match field.kind {
        Kind::Money => control.attr("inputmode", "decimal"),
        Kind::Number | Kind::Account => control.attr("inputmode", "numeric"),
        Kind::Phone => control.attr("inputmode", "tel"),
        _ => control,
    };
    let wrong = move || spot.gaps.at(&spot.at(), left.get()).map(|_| Text::from("true"));
    let control = spot.described(control, left).live_attr("aria-invalid", wrong);
    control
        .typed(move || spot.text())
        .on("input", move |event| spot.set(Input::Text(typed(&event))))
        .on("change", move |_| left.set(true))
}
