//! Check your answers: every question with what was said, each with a way to change it.

use leptos::prelude::*;

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
#[component]
pub fn Answers(
    /// The answers in the order they were asked.
    answers: Vec<Answer>,
) -> impl IntoView {
    let one = |answer: Answer| {
        view! {
            <div>
                <dt>{answer.question.clone()}</dt>
                <dd>{answer.says}</dd>
                <dd class="act"><a class="btn bare slim" href=answer.change>"改"<span class="vh">"：" {answer.question}</span></a></dd>
            </div>
        }
    };
    view! { <dl class="answers">{answers.into_iter().map(one).collect_view()}</dl> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn each_can_be_changed() {
        let answer = Answer { question: "户口在垫江吗？".into(), says: "是".into(), change: "x".into() };
        check(move || view! { <Answers answers=vec![answer]/> }, &["户口在垫江吗？", r#"href="x""#]);
    }
}
