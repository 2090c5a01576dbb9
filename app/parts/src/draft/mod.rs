//! A draft as a card: its name leads on, its actions stand below.

use crate::node::{Node, Tag, tag};
use crate::title::title;

/// The card: its name and where it goes on, when it was saved, how far it is, a note, its actions, and what is seldom
/// wanted.
pub fn draft_card(
    name: String,
    href: String,
    meta: String,
    state: impl Into<Node>,
    note: Node,
    acts: impl Into<Node>,
    more: Node,
) -> Tag {
    // A name by its moment breaks between day and time.
    let heading = tag("h2").child(title("a", name.replacen('日', "日|", 1)).href(href));
    let head = tag("div").child(heading).child(tag("p").class("meta").text(meta));
    let state = tag("p").class("small").child(state.into());
    tag("li").class("draft").child(head).child(state).child(note).child(acts.into()).child(more)
}

/// The actions of a card.
pub fn acts(acts: Vec<Tag>) -> Tag {
    tag("div").class("acts").children(acts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn its_name_is_the_link() {
        let card =
            draft_card("我家".into(), "x".into(), "今天".into(), "答了3题", Node::default(), vec![], Node::default());
        check(card, &[r#"<h2><a href="x">我家</a></h2>"#, "答了3题"]);
    }
}
