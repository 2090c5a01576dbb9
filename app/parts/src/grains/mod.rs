//! How far a person is: rice grains for the eye, one sentence for everyone.

use crate::node::{Tag, tag};

/// How many grains there are.
const ALL: usize = 16;

/// The progress line: questions answered, and how far one is on the way (of `whole`). What is still to be asked depends
/// on the answers: a number of what is left would jump.
pub fn grains(done: usize, way: usize, whole: usize) -> Tag {
    let on = (way * ALL / whole.max(1)).min(ALL - 1);
    let line = tag("span").class("grains").attr("aria-hidden", "true");
    let line = line.children((0..on).map(|_| tag("i").class("on"))).child(tag("i").class("now"));
    let line = line.children((on + 1..ALL).map(|_| tag("i")));
    tag("div").class("progress").child(line).child(tag("span").text(format!("答了{done}题")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_has_one_length() {
        for (way, on) in [(0, 0), (450, 8), (900, 15), (1000, 15)] {
            let html = crate::Node::from(grains(3, way, 900)).html();
            assert_eq!((html.matches("<i").count(), html.matches("\"on\"").count()), (ALL, on), "{html}");
            assert!(html.contains("答了3题"), "{html}");
        }
    }
}
