//! Citations: every one names a part that exists in a text that is listed.

use super::fault::{Faults, Place, did_you_mean};
use super::layers::Sources;
use super::raw::{CiteRaw, Law, TextRaw};
use crate::model::{Cite, Text};

/// The listed texts.
pub struct Texts {
    raw: Vec<TextRaw>,
    /// As compiled.
    pub texts: Vec<Text>,
}

impl Texts {
    /// Takes the list of texts.
    pub fn new(sources: &Sources) -> Texts {
        let text = |t: &TextRaw| Text {
            name: t.name.get_ref().clone(),
            full: if t.full.is_empty() { t.name.get_ref().clone() } else { t.full.clone() },
            from: t.from.0,
            until: t.until.map(|d| d.0),
            kind: t.kind,
        };
        Texts { texts: sources.texts.iter().map(text).collect(), raw: sources.texts.clone() }
    }

    /// Resolves the citations of one place in a pack.
    pub fn resolve(&self, law: &Law, file: usize, faults: &mut Faults) -> Vec<Cite> {
        law.iter().filter_map(|cite| self.one(cite.get_ref(), &Place::new(file, cite.span()), faults)).collect()
    }

    fn one(&self, cite: &CiteRaw, place: &Place, faults: &mut Faults) -> Option<Cite> {
        let (text, from, until) = match cite {
            CiteRaw::Plain(text) => (text, None, None),
            CiteRaw::Dated { cite, from, until } => (cite, from.map(|d| d.0), until.map(|d| d.0)),
        };
        if let (Some(from), Some(until)) = (from, until)
            && from > until
        {
            faults.push(place, "dates", "from 在 until 之后", "这一条永远不生效", "换过来，或改日期");
        }
        let Some((name, part)) = text.split_once('#') else {
            faults.push(place, "citation", format!("“{text}”不是引用"), "要写明哪个文件的哪一条", "写成 社会救助法#18");
            return None;
        };
        let Some(ix) = self.raw.iter().position(|t| t.name.get_ref() == name) else {
            let hint = did_you_mean(name, self.raw.iter().map(|t| t.name.get_ref().as_str()));
            faults.push(place, "citation", format!("没有登记“{name}”这个文件"), "只能引用 texts.toml 里有的文件", hint);
            return None;
        };
        if !self.has_part(ix, part) {
            let what = format!("《{name}》没有“{part}”这一条");
            faults.push(place, "citation", what, "引用的条文必须存在", "对照 texts.toml 里的条数或目录");
        }
        Some(Cite { text: u16::try_from(ix).ok()?, part: part.to_string(), from, until })
    }

    /// Whether a text has an article, item or heading.
    fn has_part(&self, ix: usize, part: &str) -> bool {
        let raw = &self.raw[ix];
        if raw.list.iter().any(|p| p == part) {
            return true;
        }
        let article = part.split(['/', '(']).next().unwrap_or(part);
        let number = article.parse::<u32>().ok().filter(|n| *n >= 1);
        number.is_some_and(|n| raw.count.is_some_and(|count| n <= count))
    }
}
