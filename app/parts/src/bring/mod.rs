//! What to bring, and what nobody may ask for. Two lists of equal weight.

use crate::cite::Cite;
use crate::icon::Picture;
use crate::node::{Tag, tag};
use crate::ticks::ticks;

/// The two lists, under headings of the level `heading` (`h3`, `h5`).
pub fn bring(bring: Vec<(String, Vec<Cite>)>, spare: Vec<(String, Vec<Cite>)>, heading: &'static str) -> Tag {
    let side = |title: &'static str, picture: Picture, lines: Vec<(String, Vec<Cite>)>| {
        (!lines.is_empty()).then(|| tag("div").child(tag(heading).text(title)).child(ticks(picture, lines)))
    };
    let spared = side("不用您去开", Picture::Cross, spare).map(|side| side.class("c-no"));
    tag("div").class("bring").child(side("要带", Picture::Tick, bring)).child(spared)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn says_both() {
        let (with, without) = (vec![("户口簿".into(), vec![])], vec![("收入证明".into(), vec![])]);
        check(bring(with, without, "h3"), &["<h3>要带", "<h3>不用您去开", "收入证明", "c-no"]);
    }
}
