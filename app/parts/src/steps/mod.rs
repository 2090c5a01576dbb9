//! A procedure with its time limits.

use crate::cite::{Cite, Cites};
use crate::icon::{Icon, Picture};
use leptos::prelude::*;

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What happens.
    pub name: String,
    /// Who does it, or empty.
    pub who: String,
    /// A sentence, or empty.
    pub says: String,
    /// The time limit, or empty.
    pub limit: String,
    /// Its articles.
    pub cites: Vec<Cite>,
}

/// The steps in order.
#[component]
pub fn Steps(
    /// The steps.
    steps: Vec<Step>,
) -> impl IntoView {
    view! { <ol class="steps">{steps.into_iter().map(one).collect_view()}</ol> }.into_any()
}

fn one(step: Step) -> impl IntoView {
    let who = (!step.who.is_empty()).then(|| view! { <p class="small muted">"谁来办：" {step.who}</p> });
    let says = (!step.says.is_empty()).then(|| view! { <p>{step.says}</p> });
    let limit = (!step.limit.is_empty())
        .then(|| view! { <p><span class="lim"><Icon picture=Picture::Clock/>{step.limit}</span></p> });
    view! { <li><div><b>{step.name}</b>{who}{says}{limit}<p><Cites cites=step.cites/></p></div></li> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn puts_the_limit_inside_the_step() {
        let step = Step { name: "公示".into(), who: "村".into(), says: String::new(), limit: "7天".into(), cites: vec![] };
        check(move || view! { <Steps steps=vec![step]/> }, &[r#"<ol class="steps">"#, "公示", "7天"]);
    }
}
