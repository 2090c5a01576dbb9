//! Search that forgives: exact characters, pinyin, initials, everyday words, small slips.
//!
//! Made for a browser: no table of sounds, no heap of dependencies, nothing but the index and what was typed.

mod align;
mod score;
mod slip;
mod typed;

use base::{Problem, frame, unframe};
use serde::{Deserialize, Serialize};

/// Number of the index's form; a reader refuses any other.
pub const FORMAT: u8 = 1;
const MAGIC: &[u8; 4] = b"JZG\0";
/// More hits than this help nobody.
const MOST_HITS: usize = 12;

/// Everything that can be found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Index {
    /// What can be found, in the order in which equally good hits are shown.
    pub entries: Vec<Entry>,
    /// Words of a question that say nothing about its subject.
    pub fillers: Vec<String>,
}

/// A page, a programme or an official word.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Its address below the root of the site.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// Its texts.
    pub fields: Vec<Field>,
}

impl Entry {
    /// An entry without texts.
    pub fn new(path: String, title: String) -> Entry {
        Entry { path, title, fields: Vec::new() }
    }
}

/// A text that can be found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// How much finding it says.
    pub weight: Weight,
    /// The text.
    pub text: String,
    /// The sound of each of its characters, with spaces between; empty if it isn't found by sound.
    pub sounds: String,
}

/// How much finding a text says about its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weight {
    /// Its name.
    Title,
    /// What people say for it.
    Everyday,
    /// An official word.
    Word,
    /// A heading on it.
    Heading,
    /// A sentence on it.
    Text,
}

/// A page that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its address below the root of the site.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// The characters of its name that were found: first and one after the last.
    pub named: Option<(usize, usize)>,
    /// The text that was found, or what the page is about.
    pub snippet: String,
    /// The characters of the snippet that were found: first and one after the last.
    pub found: Option<(usize, usize)>,
}

impl Index {
    /// The bytes that a browser loads.
    pub fn encode(&self) -> Result<Vec<u8>, Problem> {
        let body = postcard::to_allocvec(self).map_err(|_| Problem::new("搜索", "写不出来"))?;
        Ok(frame(MAGIC, FORMAT, &body))
    }

    /// Reads what [`Index::encode`] wrote, refusing anything else.
    pub fn decode(bytes: &[u8]) -> Result<Index, Problem> {
        let refuse = |what: &str| Problem::new("搜索", what).hint("请刷新页面");
        let body = unframe(MAGIC, FORMAT, bytes).map_err(|why| refuse(why.says()))?;
        postcard::from_bytes(body).map_err(|_| refuse("内容读不懂"))
    }

    /// What fits what was typed, the best first; the same for the same letters, always.
    pub fn search(&self, typed: &str) -> Vec<Hit> {
        let query = typed::Query::new(typed, &self.fillers);
        if query.is_empty() {
            return Vec::new();
        }
        let scored = |(place, entry): (usize, &Entry)| score::entry(entry, &query).map(|best| (best, place));
        let mut found: Vec<(score::Best, usize)> = self.entries.iter().enumerate().filter_map(scored).collect();
        found.sort_by(|(a, place), (b, other)| b.rank().cmp(&a.rank()).then(place.cmp(other)));
        found.truncate(MOST_HITS);
        found.into_iter().map(|(best, place)| best.hit(&self.entries[place])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(weight: Weight, text: &str, sounds: &str) -> Field {
        Field { weight, text: text.into(), sounds: sounds.into() }
    }

    fn small() -> Index {
        let entry =
            |path: &str, title: &str, fields: Vec<Field>| Entry { path: path.into(), title: title.into(), fields };
        let aid = vec![
            field(Weight::Title, "医疗救助", "yi liao jiu zhu"),
            field(Weight::Everyday, "没钱看病", "mei qian kan bing"),
            field(Weight::Text, "困难的人看病，医保报完以后，政府再补一些。", ""),
        ];
        let low = vec![
            field(Weight::Title, "低保", "di bao"),
            field(Weight::Title, "最低生活保障", "zui di sheng huo bao zhang"),
        ];
        let entries = vec![entry("a", "医疗救助", aid), entry("b", "最低生活保障", low)];
        Index { entries, fillers: vec!["怎么办".into()] }
    }

    #[track_caller]
    fn check(typed: &str, first: Option<&str>) {
        assert_eq!(small().search(typed).first().map(|hit| hit.path.clone()).as_deref(), first, "{typed}");
    }

    #[test]
    fn forgives() {
        for typed in ["低", "低保", "db", "dibao", "DiBao", "di bao", "d", "低bao", "dibo", "zuidi", "ｄｂ", "低 保"]
        {
            check(typed, Some("b"));
        }
        for typed in ["没钱看病", "没钱看病怎么办", "病", "yljz", "kanbing", "yiniao", "看病没钱"] {
            check(typed, Some("a"));
        }
        for typed in ["", "  ", "？", "怎么办", "xyzzy", "火车"] {
            check(typed, None);
        }
    }

    #[test]
    fn takes_whatever_is_typed() {
        let long = "低保dibao".repeat(500);
        for typed in [
            "🙂",
            "低🙂保",
            "\u{0}",
            "DİBAO",
            "a\u{301}",
            "ⅣⅤ",
            "救救救救救救",
            "nnnnnnnnnnnnnnnn",
            "%_\\*",
            long.as_str(),
        ] {
            for hit in small().search(typed) {
                for (range, text) in [(hit.found, &hit.snippet), (hit.named, &hit.title)] {
                    let (first, end) = range.unwrap_or_default();
                    assert!(first <= end && end <= text.chars().count(), "{typed}");
                }
            }
        }
    }

    #[test]
    fn shows_where_it_was_found() {
        let hit = small().search("医保").remove(0);
        let (first, end) = hit.found.unwrap();
        assert_eq!(hit.snippet.chars().skip(first).take(end - first).collect::<String>(), "医保");
    }

    #[test]
    fn reads_back_and_refuses_damage() {
        let bytes = small().encode().unwrap();
        assert_eq!(Index::decode(&bytes).unwrap(), small());
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x40;
            assert!(Index::decode(&damaged).is_err(), "damage at {place}");
        }
    }
}
