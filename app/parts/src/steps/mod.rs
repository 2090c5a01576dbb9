//! A procedure with its time limits.

use crate::cite::{Cite, cites};
use crate::icon::{Picture, icon};
use crate::node::{Tag, tag};

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What happens.
    pub name: String,
    /// Who does it, or empty.
    pub who: String,
    /// A sentence, or empty.
    pub says: String,
    /// The time limit, or empty.
    pub limit: String,
    /// Its articles.
    pub cites: Vec<Cite>,
}

/// The steps in order.
pub fn steps(steps: Vec<Step>) -> Tag {
    tag("ol").class("steps").children(steps.into_iter().map(one))
}

fn one(step: Step) -> Tag {
    let who = (!step.who.is_empty()).then(|| tag("p").class("small muted").text("谁来办：").text(step.who));
    let says = (!step.says.is_empty()).then(|| tag("p").text(step.says));
    let limit = (!step.limit.is_empty())
        .then(|| tag("p").child(tag("span").class("lim").child(icon(Picture::Clock)).text(step.limit)));
    let body = tag("div").child(tag("b").text(step.name)).child(who).child(says).child(limit);
    tag("li").child(body.child(tag("p").child(cites("", step.cites))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn puts_the_limit_inside_the_step() {
        let step =
            Step { name: "公示".into(), who: "村".into(), says: String::new(), limit: "7天".into(), cites: vec![] };
        check(steps(vec![step]), &[r#"<ol class="steps"><li>"#, "公示", "7天", "谁来办：村"]);
    }
}
