//! The result in four numbers, and the groups they lead to.

use crate::mark::{Mark, mark_icon};
use crate::node::{Tag, tag};

/// Count and name of each outcome; each leads to its group.
pub fn sum(counts: Vec<(Mark, usize, &'static str)>) -> Tag {
    let one = |(mark, count, name): (Mark, usize, &'static str)| {
        let words = tag("span").child(mark_icon(mark, false)).text(name);
        let link = tag("a").class(mark.class()).href(format!("#g-{}", mark.class()));
        link.child(tag("b").text(count.to_string())).child(words)
    };
    tag("nav").class("sum").attr("aria-label", "结果汇总").children(counts.into_iter().map(one))
}

/// One outcome's group; its programmes are added as children.
pub fn group(mark: Mark, title: &'static str, says: &'static str) -> Tag {
    let words = tag("div").child(tag("h2").text(title)).child(tag("p").text(says));
    let section = tag("section").set("class", format!("group {}", mark.class())).id(format!("g-{}", mark.class()));
    section.child(tag("header").child(mark_icon(mark, false)).child(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn each_count_leads_to_its_group() {
        check(sum(vec![(Mark::Likely, 2, "只差核对")]), &["#g-c-likely", "<b>2</b>"]);
        check(group(Mark::Likely, "甲", "乙"), &[r#"id="g-c-likely""#, "<h2>甲</h2>"]);
    }
}
