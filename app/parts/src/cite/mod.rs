//! Articles: always there, in quiet ink, underlined.

use leptos::prelude::*;

/// One cited article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// Name of the text with its marks: 《社会救助法》.
    pub text: String,
    /// The article: 第18条.
    pub article: String,
    /// Where the text is described.
    pub href: String,
}

/// A row of citations; nothing if there are none.
#[component]
pub fn Cites(
    /// What is cited.
    cites: Vec<Cite>,
    /// Words before, such as 依据：.
    #[prop(optional, into)]
    lead: String,
) -> impl IntoView {
    let one = |(n, cite): (usize, Cite)| {
        view! {
            {(n > 0).then_some("、")}
            <a href=cite.href>{cite.text}<span class="nb">{cite.article}</span></a>
        }
    };
    (!cites.is_empty())
        .then(|| view! { <span class="cite">{lead}{cites.into_iter().enumerate().map(one).collect_view()}</span> })
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn keeps_the_article_on_one_line() {
        let cites = vec![Cite { text: "《社会救助法》".into(), article: "第18条".into(), href: "law/".into() }];
        check(move || view! { <Cites cites lead="依据："/> }, &["依据：", r#"class="nb""#, "第18条"]);
    }
}
