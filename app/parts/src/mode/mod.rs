//! 长辈版: larger type. What the buttons do is `public/mode.js`, which also serves the pages that need no app.

use crate::icon::{Picture, icon};
use crate::node::{Node, Tag, many, tag};

/// Switches between the plain mode and 长辈版, and in it to the largest type. Styles show the name of what is off.
pub fn mode_switch() -> Node {
    let mode = switch("mode", ["长辈版", "普通版"]).insert(0, icon(Picture::Text));
    many([switch("size", ["字再大些", "字小一些"]), mode])
}

fn switch(does: &'static str, [on, off]: [&'static str; 2]) -> Tag {
    let name = |class: &'static str, says: &'static str| tag("span").class(class).text(says);
    let button = tag("button").class("btn slim").attr("type", "button").attr("data-does", does);
    button.child(name("to-on", on)).child(name("to-off", off))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn names_both_ways() {
        check(mode_switch(), &["长辈版", "普通版", r#"type="button""#]);
    }
}
