//! The result in four numbers, and the groups they lead to.

use crate::mark::{Mark, MarkIcon};
use leptos::prelude::*;

/// The four counts; each leads to its group.
#[component]
pub fn Sum(
    /// Count and name of each outcome.
    counts: Vec<(Mark, usize, String)>,
) -> impl IntoView {
    let one = |(mark, count, name): (Mark, usize, String)| {
        view! {
            <a class=mark.class() href=format!("#g-{}", mark.class()) rel="external">
                <b>{count}</b><span><MarkIcon mark/>{name}</span>
            </a>
        }
    };
    view! { <nav class="sum" aria-label="结果汇总">{counts.into_iter().map(one).collect_view()}</nav> }.into_any()
}

/// One outcome's group of programmes.
#[component]
pub fn Group(
    /// Its outcome.
    mark: Mark,
    /// Its heading.
    #[prop(into)]
    title: String,
    /// A line below.
    #[prop(into)]
    says: String,
    /// The programmes.
    children: Children,
) -> impl IntoView {
    view! {
        <section class=format!("group {}", mark.class()) id=format!("g-{}", mark.class())>
            <header><MarkIcon mark/><div><h2>{title}</h2><p>{says}</p></div></header>
            {children()}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn each_count_leads_to_its_group() {
        check(|| view! { <Sum counts=vec![(Mark::Likely, 2, "只差核对".into())]/> }, &["#g-c-likely", "<b>2</b>"]);
        check(|| view! { <Group mark=Mark::Likely title="甲" says="乙">"丙"</Group> }, &[r#"id="g-c-likely""#, "<h2>甲</h2>"]);
    }
}
