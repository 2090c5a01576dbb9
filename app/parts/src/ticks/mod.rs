//! A list with ticks (or crosses) before its lines.

use crate::cite::{Cite, cites};
use crate::icon::{Picture, icon};
use crate::node::{Tag, tag};

/// A ticked list; every line may carry its articles. `picture` is a tick or a cross.
pub fn ticks(picture: Picture, lines: Vec<(String, Vec<Cite>)>) -> Tag {
    let line = |(says, law): (String, Vec<Cite>)| {
        tag("li").child(icon(picture)).child(tag("span").text(says).text(" ").child(cites("", law)))
    };
    tag("ul").class("ticks").children(lines.into_iter().map(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn is_a_list() {
        check(ticks(Picture::Tick, vec![("身份证".into(), vec![])]), &[r#"<ul class="ticks"><li>"#, "身份证"]);
    }
}
