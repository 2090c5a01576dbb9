//! The guide's search in a browser: the index and what was typed in, hits out.
//!
//! Never touches a page, an address, storage or the network: `public/find.js` fetches the index and shows the hits.

use guide::search::{Hit, Index};
use wasm_bindgen::prelude::wasm_bindgen;

/// What can be found.
#[wasm_bindgen]
pub struct Finder {
    index: Index,
}

#[wasm_bindgen]
impl Finder {
    /// Reads `search.bin`; nothing if it is damaged or from another version.
    pub fn open(bytes: &[u8]) -> Option<Finder> {
        Index::decode(bytes).ok().map(|index| Finder { index })
    }

    /// The hits, the best first, seven texts each: the address; then of the title and of the snippet what stands before what was
    /// found, what was found, and what stands after it.
    pub fn find(&self, typed: &str) -> Vec<String> {
        self.index.search(typed).into_iter().flat_map(texts).collect()
    }
}

fn texts(hit: Hit) -> [String; 7] {
    let [before, named, after] = cut(&hit.title, hit.named);
    let [lead, found, rest] = cut(&hit.snippet, hit.found);
    [hit.path, before, named, after, lead, found, rest]
}

/// A text before, in and after a range of its characters.
fn cut(text: &str, range: Option<(usize, usize)>) -> [String; 3] {
    let Some((first, end)) = range else { return [text.to_string(), String::new(), String::new()] };
    let part = |from: usize, to: usize| text.chars().skip(from).take(to.saturating_sub(from)).collect();
    [part(0, first), part(first, end), part(end, usize::MAX)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use guide::search::{Entry, Field, Weight};

    fn finder() -> Finder {
        let field = |weight, text: &str, sounds: &str| Field { weight, text: text.into(), sounds: sounds.into() };
        let mut entry = Entry::new("a/".into(), "医疗救助".into());
        entry.fields.push(field(Weight::Title, "医疗救助", "yi liao jiu zhu"));
        entry.fields.push(field(Weight::Everyday, "没钱看病", "mei qian kan bing"));
        entry.fields.push(field(Weight::Text, "医保报完以后再补。", ""));
        let bytes = Index { entries: vec![entry], fillers: Vec::new() }.encode().unwrap();
        Finder::open(&bytes).unwrap()
    }

    #[track_caller]
    fn check(typed: &str, expect: [&str; 7]) {
        assert_eq!(finder().find(typed), expect, "{typed}");
    }

    #[test]
    fn tells_what_was_found_where() {
        check("救助", ["a/", "医疗", "救助", "", "医保报完以后再补。", "", ""]);
        check("yl", ["a/", "", "医疗", "救助", "医保报完以后再补。", "", ""]);
        check("看病", ["a/", "医疗救助", "", "", "没钱", "看病", "：医保报完以后再补。"]);
        check("报完", ["a/", "医疗救助", "", "", "医保", "报完", "以后再补。"]);
        assert!(finder().find("xyzzy").is_empty());
    }

    #[test]
    fn refuses_what_is_no_index() {
        assert!(Finder::open(b"<!doctype html>").is_none());
    }
}
