//! Articles: always there, in quiet ink, underlined.

use crate::node::{Node, nothing, tag};

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

/// A row of citations after some words such as 依据：. Nothing if there are none.
pub fn cites(lead: &'static str, cites: Vec<Cite>) -> Node {
    if cites.is_empty() {
        return nothing();
    }
    let mut row = tag("span").class("cite").text(lead);
    for (n, cite) in cites.into_iter().enumerate() {
        let comma = if n > 0 { "、" } else { "" };
        let article = tag("span").class("nb").text(cite.article);
        row = row.text(comma).child(tag("a").href(cite.href).text(cite.text).child(article));
    }
    row.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;

    #[test]
    fn keeps_the_article_on_one_line() {
        let one = Cite { text: "《社会救助法》".into(), article: "第18条".into(), href: "law/".into() };
        check(cites("依据：", vec![one.clone(), one]), &["依据：", r#"<span class="nb">第18条"#, "、"]);
        assert!(cites("依据：", vec![]).is_nothing());
    }
}
