//! What stands around every screen: the header, the short header inside a task, the footer.

use crate::icon::{Picture, icon};
use crate::node::{Node, Tag, tag};

const PETALS: &str = "M16 16C21.3 11.3 21.9 3.6 17 2.5L16 4.7L15 2.5C10.1 3.6 10.7 11.3 16 16ZM16 16C22.1 19.6 29.6 17.8 29.2 12.8L26.8 12.5L28.5 10.9C26 6.6 18.8 9.5 16 16ZM16 16C14.5 22.9 18.5 29.5 23.1 27.5L22.7 25.2L24.8 26.3C28.1 22.6 23.1 16.7 16 16ZM16 16C8.9 16.7 3.9 22.6 7.2 26.3L9.3 25.2L8.9 27.5C13.5 29.5 17.5 22.9 16 16ZM16 16C13.2 9.5 6 6.6 3.5 10.9L5.2 12.5L2.8 12.8C2.4 17.8 9.9 19.6 16 16Z";
const HEART: &str = "M13.4 16a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0z";

/// One link of the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub label: &'static str,
    /// Its icon, on wide screens.
    pub icon: Picture,
    /// Whether this is where one is.
    pub here: bool,
}

/// The header of the site: where its name leads, the main links, what stands at the end.
pub fn top(home: String, links: Vec<NavLink>, end: impl Into<Node>) -> Tag {
    let link = |link: NavLink| {
        let a = tag("a").href(link.href).child(icon(link.icon)).text(link.label);
        if link.here { a.attr("aria-current", "page") } else { a }
    };
    let nav = tag("nav").class("nav").attr("aria-label", "主要").children(links.into_iter().map(link));
    let name = brand(home).child(tag("small").text("垫江县社会救助"));
    header(tag("div").class("wrap").child(name).child(nav).child(tag("div").class("end").child(end)))
}

/// The header inside a task: only the name, something before the way out, and where “存好退出” leads.
pub fn taskbar(home: String, out: String, end: impl Into<Node>) -> Tag {
    let out = tag("a").class("btn slim").href(out).text("存好退出");
    header(tag("div").class("wrap").child(brand(home)).child(tag("div").class("end").child(end).child(out)))
}

fn header(inside: Tag) -> Tag {
    tag("header").class("top").child(inside)
}

fn brand(home: String) -> Tag {
    let mark = tag("svg").class("mark").attr("viewBox", "0 0 32 32").attr("aria-hidden", "true").attr("fill", "none");
    let mark = mark.attr("stroke", "currentColor").attr("stroke-width", "1.75").attr("stroke-linejoin", "round");
    tag("a").class("brand").href(home).child(mark.shape("", PETALS).shape("solid", HEART)).text("救在身边")
}

/// The footer: its lines, and its links (where and what).
pub fn foot(lines: Vec<String>, links: Vec<(String, &'static str)>) -> Tag {
    let link = |(href, label): (String, &'static str)| tag("a").href(href).text(label);
    let nav = (!links.is_empty()).then(|| {
        let row = tag("div").class("cluster").children(links.into_iter().map(link));
        tag("nav").attr("aria-label", "页脚").child(row)
    });
    let lines = lines.into_iter().map(|says| tag("p").text(says));
    tag("footer").class("foot").child(tag("div").class("wrap stack").children(lines).child(nav))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn marks_where_one_is() {
        let links = vec![NavLink { href: "x".into(), label: "首页", icon: Picture::Home, here: true }];
        check(top("./".into(), links, "…"), &[r#"aria-current="page""#, "垫江县社会救助"]);
    }

    #[test]
    fn a_task_shows_only_the_way_out() {
        check(taskbar("./".into(), "drafts/".into(), "长辈版"), &["长辈版<a", "存好退出"]);
        check(foot(vec!["甲".into()], vec![]), &["<p>甲</p>"]);
    }
}
