//! Check your answers: every question with what was said, each with a way to change it.

use crate::button::{Look, about, go};
use crate::node::{Tag, tag};

/// One answered question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub question: String,
    /// What was said.
    pub says: String,
    /// Where to change it.
    pub change: String,
}

/// The list.
pub fn answers(answers: Vec<Answer>) -> Tag {
    let one = |answer: Answer| {
        let change = go(answer.change, "改", Look::Bare).child(about(answer.question.clone()));
        let row = tag("div").child(tag("dt").text(answer.question)).child(tag("dd").text(answer.says));
        row.child(tag("dd").class("act").child(change))
    };
    tag("dl").class("answers").children(answers.into_iter().map(one))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn each_can_be_changed() {
        let answer = Answer { question: "户口在垫江吗？".into(), says: "是".into(), change: "x".into() };
        check(answers(vec![answer]), &["<dt>户口在垫江吗？", r#"href="x""#]);
    }
}
