//! Official words on a finished page, linked to their explanation where they first stand.

use guide::source::{Book, Run, link_words};
use std::collections::BTreeSet;

/// What is a link or a control already, names something, or stands around the page.
const NOT_IN: [&str; 9] = ["a", "button", "h1", "h2", "h3", "nav", "header", "footer", "summary"];
/// Articles and sources are cited as they are called.
const CITED: &str = r#"class="cite""#;

/// The page's HTML with its words linked; `words` is the address of the glossary.
pub fn linked(book: &Book, words: &str, html: &str) -> String {
    let (mut out, mut seen) = (String::new(), BTreeSet::new());
    let mut closed = Closed::default();
    for part in html.split_inclusive('>') {
        let (text, tag) = part.split_once('<').unwrap_or((part, ""));
        if closed.is_open() {
            let runs = link_words(&book.words, text, &mut seen);
            out.extend(runs.into_iter().map(|run| told(book, words, run)));
        } else {
            out.push_str(text);
        }
        if text.len() < part.len() {
            out.extend(["<", tag]);
            closed.pass(tag);
        }
    }
    out
}

fn told(book: &Book, words: &str, run: Run) -> String {
    match run {
        Run::Plain(text) => text.to_string(),
        Run::Word(ix, text) => format!("<a class=\"term\" href=\"{words}#{}\">{text}</a>", book.words[ix].id),
    }
}

/// The element that nothing in is linked, and how many of its name are open.
#[derive(Default)]
struct Closed<'t>(Option<(&'t str, usize)>);

impl<'t> Closed<'t> {
    fn is_open(&self) -> bool {
        self.0.is_none()
    }

    fn pass(&mut self, tag: &'t str) {
        let ends = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split([' ', '>', '/']).next().unwrap_or_default();
        self.0 = match self.0.take() {
            None if !ends && (NOT_IN.contains(&name) || tag.contains(CITED)) => Some((name, 1)),
            Some((open, 1)) if ends && open == name => None,
            Some((open, depth)) if open == name => Some((open, if ends { depth - 1 } else { depth + 1 })),
            other => other,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_linked_once_where_it_may_be() {
        let (_, book, _) = crate::read_all().unwrap();
        let id = |word: &str| book.words.iter().find(|one| one.word == word).map(|one| one.id.clone()).unwrap();
        let link = |word: &str| format!("<a class=\"term\" href=\"../words/#{}\">{word}</a>", id(word));
        for (html, told) in [
            ("<p>公示七天，公示完</p>".to_string(), format!("<p>{}七天，公示完</p>", link("公示"))),
            ("<h2>公示</h2><p>公示</p>".into(), format!("<h2>公示</h2><p>{}</p>", link("公示"))),
            ("<p><a href=\"x\">公示</a>公示</p>".into(), format!("<p><a href=\"x\">公示</a>{}</p>", link("公示"))),
            (
                "<dd class=\"cite\"><dd>公示</dd>公示</dd><p>公示</p>".into(),
                format!("<dd class=\"cite\"><dd>公示</dd>公示</dd><p>{}</p>", link("公示")),
            ),
            ("<p>看天气</p>".into(), "<p>看天气</p>".into()),
        ] {
            assert_eq!(linked(&book, "../words/", &html), told);
        }
    }
}
