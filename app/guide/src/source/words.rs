//! Official words in a sentence, linked to their explanation where they first stand on a page.

use super::book::Word;
use std::collections::BTreeSet;

/// A run of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run<'t> {
    /// Just words.
    Plain(&'t str),
    /// An official word and its index in the glossary.
    Word(usize, &'t str),
}

/// Splits a sentence at the official words that weren't `seen` on its page yet. The longest word wins.
pub fn link_words<'t>(words: &[Word], text: &'t str, seen: &mut BTreeSet<usize>) -> Vec<Run<'t>> {
    let mut runs = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while at < text.len() {
        let Some((ix, length)) = longest(words, &text[at..]) else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        if seen.insert(ix) {
            runs.extend((plain < at).then(|| Run::Plain(&text[plain..at])));
            runs.push(Run::Word(ix, &text[at..at + length]));
            plain = at + length;
        }
        at += length;
    }
    runs.extend((plain < text.len()).then(|| Run::Plain(&text[plain..])));
    runs
}

/// The longest official word that a text begins with.
fn longest(words: &[Word], text: &str) -> Option<(usize, usize)> {
    let forms = |(ix, word): (usize, &Word)| {
        let lengths = word.also.iter().chain([&word.word]).filter(|form| text.starts_with(form.as_str()));
        lengths.map(String::len).max().map(|length| (ix, length))
    };
    words.iter().enumerate().filter_map(forms).max_by_key(|(_, length)| *length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_the_longest_word_once() {
        let word = |word: &str| Word {
            id: String::new(),
            word: word.into(),
            also: Vec::new(),
            says: Vec::new(),
            law: Vec::new(),
        };
        let words = [word("低保"), word("低保边缘户")];
        let mut seen = BTreeSet::new();
        let runs = link_words(&words, "他是低保边缘户，不是低保。", &mut seen);
        let expect = [
            Run::Plain("他是"),
            Run::Word(1, "低保边缘户"),
            Run::Plain("，不是"),
            Run::Word(0, "低保"),
            Run::Plain("。"),
        ];
        assert_eq!(runs, expect);
        assert_eq!(link_words(&words, "低保", &mut seen), [Run::Plain("低保")]);
    }
}
