//! Rows to choose from: real radios and checkboxes, the whole row can be pressed.

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

/// One row: a radio if it has a group name, else a checkbox.
#[component]
pub fn Choice(
    /// What it says.
    opt: Opt,
    /// Id of the input.
    id: String,
    /// Name of the radio group; leave out for a checkbox.
    #[prop(optional, into)]
    group: String,
    /// Whether it is chosen.
    on: Signal<bool>,
    /// Called with the new state.
    set: Callback<bool>,
) -> impl IntoView {
    let kind = if group.is_empty() { "checkbox" } else { "radio" };
    let Opt { label, hint } = opt;
    view! {
        <label class="choice" class:on=on>
            <input
                type=kind
                id=id
                name=(!group.is_empty()).then_some(group)
                prop:checked=on
                on:change=move |event| set.run(event_target_checked(&event))
            />
            <span><b>{label}</b>{(!hint.is_empty()).then(|| view! { <span>{hint}</span> })}</span>
        </label>
    }
    .into_any()
}

/// A group of radios. The `n`th input has the id `GROUP-n`.
#[component]
pub fn Radios(
    /// Name of the group, unique on the page.
    #[prop(into)]
    group: String,
    /// The choices.
    opts: Vec<Opt>,
    /// Which one is chosen.
    chosen: RwSignal<Option<usize>>,
) -> impl IntoView {
    let row = move |(n, opt): (usize, Opt)| {
        let set = Callback::new(move |_| chosen.set(Some(n)));
        let on = Signal::derive(move || chosen.get() == Some(n));
        view! { <Choice opt id=format!("{group}-{n}") group=group.clone() on set/> }
    };
    view! { <div class="choices">{opts.into_iter().enumerate().map(row).collect_view()}</div> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn radios_share_a_name_and_checkboxes_have_none() {
        let opts = || vec![Opt::new("是"), Opt::new("不清楚").hint("先跳过")];
        check(
            move || view! { <Radios group="a" opts=opts() chosen=RwSignal::new(Some(1))/> },
            &[r#"type="radio""#, r#"name="a""#, r#"id="a-1""#, "choice on", "先跳过"],
        );
        check(
            || view! { <Choice opt=Opt::new("没有") id="x".into() on=Signal::stored(false) set=Callback::new(|_| ())/> },
            &[r#"type="checkbox""#],
        );
    }
}
