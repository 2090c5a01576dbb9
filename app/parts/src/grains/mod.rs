//! How far a person is: rice grains for the eye, one sentence for everyone.

use leptos::prelude::*;

/// More grains than this would only be noise.
const MOST: usize = 16;

/// The progress line.
#[component]
pub fn Grains(
    /// Questions answered.
    done: usize,
    /// Roughly how many are left, if that can be said.
    #[prop(optional_no_strip)]
    left: Option<usize>,
) -> impl IntoView {
    let said = match left {
        Some(0) | None => format!("答了{done}题"),
        Some(left) => format!("答了{done}题，最多还有{left}题"),
    };
    let (on, off) = grains(done, left.unwrap_or(0));
    let filled = (0..on).map(|_| view! { <i class="on"></i> }).collect_view();
    let empty = (0..off).map(|_| view! { <i></i> }).collect_view();
    view! {
        <div class="progress">
            <span class="grains" aria-hidden="true">{filled}<i class="now"></i>{empty}</span>
            <span>{said}</span>
        </div>
    }
    .into_any()
}

/// Filled and empty grains, scaled down when there are too many.
fn grains(done: usize, left: usize) -> (usize, usize) {
    let all = done + left;
    if all <= MOST {
        return (done, left.saturating_sub(1));
    }
    let on = done * MOST / all;
    (on, (MOST - on).saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn says_it_in_words() {
        check(|| view! { <Grains done=6 left=Some(8)/> }, &["答了6题，最多还有8题", r#"aria-hidden="true""#]);
        check(|| view! { <Grains done=0 left=None/> }, &["答了0题"]);
    }

    #[test]
    fn never_draws_more_than_fit_on_a_line() {
        assert_eq!(grains(6, 8), (6, 7));
        for (done, left) in [(0, 0), (0, 90), (30, 60), (90, 0), (15, 1)] {
            let (on, off) = grains(done, left);
            assert!(on + off < MOST + 1, "{done} {left}");
        }
    }
}
