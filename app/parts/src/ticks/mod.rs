//! A list with ticks (or crosses) before its lines.

use crate::cite::{Cite, Cites};
use crate::icon::{Icon, Picture};
use leptos::prelude::*;

/// A ticked list; every line may carry its articles.
#[component]
pub fn Ticks(
    /// The lines.
    lines: Vec<(String, Vec<Cite>)>,
    /// Crosses instead of ticks.
    #[prop(optional)]
    crossed: bool,
) -> impl IntoView {
    let picture = if crossed { Picture::Cross } else { Picture::Tick };
    let line = move |(says, cites): (String, Vec<Cite>)| {
        view! { <li><Icon picture/><span>{says}" "<Cites cites/></span></li> }
    };
    view! { <ul class="ticks">{lines.into_iter().map(line).collect_view()}</ul> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn is_a_list() {
        check(|| view! { <Ticks lines=vec![("身份证".into(), vec![])]/> }, &[r#"<ul class="ticks">"#, "身份证"]);
    }
}
