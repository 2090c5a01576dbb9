//! What to bring, and what nobody may ask for. Two lists of equal weight.

use crate::cite::Cite;
use crate::ticks::Ticks;
use leptos::prelude::*;

/// The two lists.
#[component]
pub fn Bring(
    /// What to bring.
    bring: Vec<(String, Vec<Cite>)>,
    /// What may not be demanded.
    spare: Vec<(String, Vec<Cite>)>,
    /// Heading level of the two headings, 3 or 5.
    level: u8,
) -> impl IntoView {
    let head = move |says: &'static str| match level {
        3 => view! { <h3>{says}</h3> }.into_any(),
        _ => view! { <h5>{says}</h5> }.into_any(),
    };
    let spared = (!spare.is_empty())
        .then(move || view! { <div class="c-no">{head("不用您去开")}<Ticks lines=spare crossed=true/></div> });
    view! { <div class="bring"><div>{head("要带")}<Ticks lines=bring/></div>{spared}</div> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn says_both() {
        let (bring, spare) = (vec![("户口簿".into(), vec![])], vec![("收入证明".into(), vec![])]);
        check(move || view! { <Bring bring spare level=3/> }, &["<h3>要带", "<h3>不用您去开", "收入证明"]);
    }
}
