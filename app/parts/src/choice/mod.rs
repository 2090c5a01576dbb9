//! Rows to choose from: real radios and checkboxes, the whole row can be pressed.

use crate::node::{Tag, tag};
use leptos::prelude::*;

/// One thing to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opt {
    /// What it says.
    pub label: String,
    /// A line below, or empty.
    pub hint: String,
}

impl Opt {
    /// A choice without a hint.
    pub fn new(label: impl Into<String>) -> Self {
        Opt { label: label.into(), hint: String::new() }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// One row: a radio if it has a group name, else a checkbox. `on` says whether it is chosen, `set` is called
/// with the new state.
pub fn choice(
    opt: Opt,
    id: String,
    group: &'static str,
    on: impl Fn() -> bool + Copy + Send + 'static,
    set: impl Fn(bool) + Send + 'static,
) -> Tag {
    let input = tag("input").attr("type", if group.is_empty() { "checkbox" } else { "radio" }).id(id);
    let input = if group.is_empty() { input } else { input.attr("name", group) };
    let input = input.checked(on).on("change", move |event| set(event_target_checked(&event)));
    let hint = (!opt.hint.is_empty()).then(|| tag("span").text(opt.hint));
    let words = tag("span").child(tag("b").text(opt.label)).child(hint);
    tag("label").class("choice").live_class("on", on).child(input).child(words)
}

/// A group of radios. The `n`th input has the id `GROUP-n`.
pub fn radios(group: &'static str, opts: Vec<Opt>, chosen: RwSignal<Option<usize>>) -> Tag {
    let row = move |(n, opt): (usize, Opt)| {
        choice(opt, format!("{group}-{n}"), group, move || chosen.get() == Some(n), move |_| chosen.set(Some(n)))
    };
    tag("div").class("choices").children(opts.into_iter().enumerate().map(row))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn radios_share_a_name_and_checkboxes_have_none() {
        let opts = vec![Opt::new("是"), Opt::new("不清楚").hint("先跳过")];
        check(
            radios("a", opts, RwSignal::new(Some(1))),
            &[r#"type="radio""#, r#"name="a""#, r#"id="a-1""#, "choice on", "先跳过"],
        );
        check(choice(Opt::new("没有"), "x".into(), "", || false, |_| ()), &[r#"type="checkbox""#]);
    }
}
