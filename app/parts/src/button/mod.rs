//! Things to press: buttons that do, links that lead.

use crate::icon::{Picture, icon};
use crate::node::{Node, Tag, Words, tag};

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// An ordinary button.
    #[default]
    Plain,
    /// The one thing to do on a screen.
    Go,
    /// The same, large.
    Big,
    /// Large, but not the one thing.
    BigPlain,
    /// Like a link, small.
    Bare,
    /// Small.
    Slim,
    /// Destroys something.
    Bad,
    /// Full width, dashed: adds one more.
    Add,
    /// The main action of the first card.
    Main,
    /// The main action of a further card.
    MainPlain,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Look::Plain => "btn",
            Look::Go => "btn go",
            Look::Big => "btn go big",
            Look::BigPlain => "btn big",
            Look::Bare => "btn bare slim",
            Look::Slim => "btn slim",
            Look::Bad => "btn slim bad",
            Look::Add => "btn addp",
            Look::Main => "btn slim main go",
            Look::MainPlain => "btn slim main",
        }
    }
}

/// A button that submits its form.
pub fn press(label: impl Words, look: Look) -> Tag {
    tag("button").class(look.class()).attr("type", "submit").text(label)
}

/// A button that does something on this page.
pub fn press_to(label: impl Words, look: Look, run: impl Fn() + Send + 'static) -> Tag {
    tag("button").class(look.class()).attr("type", "button").text(label).on("click", move |_| run())
}

/// A link that looks like a button.
pub fn go(href: String, label: impl Words, look: Look) -> Tag {
    tag("a").class(look.class()).href(href).text(label)
}

/// The link to the page before, at the top of a task.
pub fn back(href: String, label: impl Words) -> Tag {
    tag("a").class("back").href(href).child(icon(Picture::Back)).text(label)
}

/// What a button is about, for screen readers, where the same words repeat on a page.
pub fn about(what: impl Words) -> Node {
    tag("span").class("vh").text("：").text(what).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn submits_unless_told_what_to_do() {
        check(press("下一题", Look::Big), &[r#"type="submit""#, "btn go big", "下一题"]);
        check(press_to("删掉", Look::Bad, || ()), &[r#"type="button""#]);
    }

    #[test]
    fn says_what_it_is_about() {
        check(go("x".into(), "修改", Look::Plain).child(about("妈妈")), &[r#"<span class="vh">：妈妈"#]);
    }
}
