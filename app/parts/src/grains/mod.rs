//! How far a person is: rice grains for the eye, one sentence for everyone.

use crate::node::{Tag, tag};

/// More grains than this would only be noise.
const MOST: usize = 16;

/// The progress line: questions answered, and at most how many are left.
pub fn grains(done: usize, left: usize) -> Tag {
    let said = match left {
        0 => format!("答了{done}题"),
        left => format!("答了{done}题，最多还有{left}题"),
    };
    let (on, off) = drawn(done, left);
    let line = tag("span").class("grains").attr("aria-hidden", "true");
    let line = line.children((0..on).map(|_| tag("i").class("on"))).child(tag("i").class("now"));
    let line = line.children((0..off).map(|_| tag("i")));
    tag("div").class("progress").child(line).child(tag("span").text(said))
}

/// Filled and empty grains, scaled down when there are too many.
fn drawn(done: usize, left: usize) -> (usize, usize) {
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
        check(grains(6, 8), &["答了6题，最多还有8题", r#"aria-hidden="true""#]);
        check(grains(0, 0), &["答了0题"]);
    }

    #[test]
    fn never_draws_more_than_fit_on_a_line() {
        assert_eq!(drawn(6, 8), (6, 7));
        for (done, left) in [(0, 0), (0, 90), (30, 60), (90, 0), (15, 1)] {
            let (on, off) = drawn(done, left);
            assert!(on + off < MOST + 1, "{done} {left}");
        }
    }
}
