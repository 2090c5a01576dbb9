//! A member of the household as a card.

use crate::button::{Look, about, go};
use crate::icon::{Picture, icon};
use crate::node::{Tag, tag};

/// The card: name, one line with relation and age, where to change it; a button to take it away can be given.
pub fn person_card(name: String, line: String, change: String, remove: Option<Tag>) -> Tag {
    let words = tag("div").child(tag("h2").text(name.clone())).child(tag("p").class("small muted").text(line));
    let glyph = tag("span").class("glyph").child(icon(Picture::Person));
    let change = go(change, "修改", Look::Bare).child(about(name.clone()));
    let acts = tag("div").class("acts").child(change).child(remove.map(|button| button.child(about(name))));
    tag("li").class("person").child(tag("header").child(glyph).child(words)).child(acts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::button::press_to;
    use crate::check;

    #[test]
    fn buttons_name_the_person() {
        let remove = press_to("移除", Look::Bare, || ());
        let card = person_card("妈妈".into(), "母亲，70岁".into(), "x".into(), Some(remove));
        check(card, &["<h2>妈妈</h2>", r#"移除<span class="vh">：妈妈"#, "母亲，70岁"]);
    }
}
