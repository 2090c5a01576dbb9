//! What has to be put right, at the top and at the field.

use crate::icon::{Icon, Picture};
use leptos::html;
use leptos::prelude::*;

/// Something to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Id of the input it is about.
    pub field: String,
    /// What to do, in one line.
    pub says: String,
}

impl Fault {
    /// A fault at an input.
    pub fn new(field: impl Into<String>, says: impl Into<String>) -> Self {
        Fault { field: field.into(), says: says.into() }
    }
}

/// The summary at the top of a form. It takes the focus whenever it appears.
#[component]
pub fn ErrSum(
    /// What is wrong; nothing is shown while empty.
    faults: Signal<Vec<Fault>>,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(div) = place.get() {
            let _ = div.focus();
        }
    });
    let line = |fault: Fault| view! { <li><a href=format!("#{}", fault.field) rel="external">{fault.says}</a></li> };
    move || {
        let faults = faults.get();
        (!faults.is_empty()).then(|| {
            view! {
                <div class="errsum" role="alert" tabindex="-1" aria-labelledby="errors" node_ref=place>
                    <h2 id="errors"><Icon picture=Picture::Alert/>{format!("有{}处要改", faults.len())}</h2>
                    <ul class="plain">{faults.into_iter().map(line).collect_view()}</ul>
                </div>
            }
        })
    }
}

/// The line at the field itself.
#[component]
pub fn FieldError(
    /// Id of the line, for `aria-describedby`.
    id: String,
    /// What is wrong; nothing is shown while empty.
    says: Signal<Option<String>>,
) -> impl IntoView {
    move || {
        let id = id.clone();
        says.get().map(|says| view! { <p class="err" id=id><Icon picture=Picture::Alert/>{says}</p> })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn links_to_each_field() {
        let faults = Signal::stored(vec![Fault::new("m", "写成数字，比如350")]);
        check(move || view! { <ErrSum faults/> }, &[r#"role="alert""#, "#m", "有1处要改"]);
    }
}
