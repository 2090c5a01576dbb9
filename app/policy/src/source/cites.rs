//! Citations: every one names a part that exists in a text that is listed.

use super::SourceFile;
use super::fault::{Faults, Place, did_you_mean};
use super::layers::Sources;
use super::raw::{CiteRaw, Law, TextRaw};
use crate::model::{Cite, Text};

/// The listed texts.
#[derive(Clone, Debug)]
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
            issuer: t.issuer.clone(),
            full: if t.full.is_empty() { t.name.get_ref().clone() } else { t.full.clone() },
            from: t.from.0,
            until: t.until.map(|d| d.0),
            kind: t.kind,
        };
        Texts { texts: sources.texts.iter().map(text).collect(), raw: sources.texts.clone() }
    }

    /// The same from the files, for what other crates read.
    pub fn of(files: &[SourceFile]) -> Texts {
        let listed: Vec<SourceFile> = files.iter().filter(|f| f.path == "texts.toml").cloned().collect();
        Texts::new(&super::layers::read(&listed, &mut Faults::default()))
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
            faults.push(place, "dates", "from 在 until 之后", "这条引用哪天都不生效", "两个日期换过来，或者改一个");
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
            let hint = match self.raw[ix].count {
                Some(count) => format!("它一共{count}条；写成 {name}#7、{name}#7/2 或 {name}#7/2(3)"),
                None => format!("它的目录：{}", self.raw[ix].list.join("、")),
            };
            faults.push(place, "citation", what, "引用的条文必须存在", hint);
        }
        Some(Cite { text: u16::try_from(ix).ok()?, part: part.to_string(), from, until })
    }

    /// Whether a text has an article, item or heading.
    fn has_part(&self, ix: usize, part: &str) -> bool {
        let raw = &self.raw[ix];
        if raw.list.iter().any(|p| p == part) {
            return true;
        }
        let (article, rest) = part.split_at(part.find(['/', '(']).unwrap_or(part.len()));
        let (paragraph, item) = rest.split_at(rest.find('(').unwrap_or(rest.len()));
        let item = item.strip_prefix('(').map_or(item, |i| i.strip_suffix(')').unwrap_or("?"));
        let written =
            |text: &str, max: u32| text.parse::<u32>().is_ok_and(|n| (1..=max).contains(&n) && n.to_string() == text);
        written(article, raw.count.unwrap_or(0))
            && (paragraph.is_empty() || written(paragraph.trim_start_matches('/'), MOST_PARTS))
            && (rest.len() == paragraph.len() || written(item, MOST_PARTS))
    }
}

/// No article has more paragraphs or items.
const MOST_PARTS: u32 = 40;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cite: &str, expect: Option<&str>) {
        let text = "[[text]]\nname = \"某法\"\nfrom = 2020-01-01\nkind = \"articles\"\ncount = 18\n[[text]]\nname = \"某通知\"\nfrom = 2020-01-01\nkind = \"headings\"\nlist = [\"一(三)\"]\n";
        let mut faults = Faults::default();
        let file = SourceFile { path: "texts.toml".into(), text: text.into() };
        let sources = crate::source::layers::read(&[file], &mut faults);
        let law = vec![toml::Spanned::new(0..1, CiteRaw::Plain(cite.to_string()))];
        Texts::new(&sources).resolve(&law, 0, &mut faults);
        assert_eq!(faults.0.first().map(|f| f.code), expect, "{cite}: {faults:?}");
    }

    #[test]
    fn a_citation_names_a_part_that_exists() {
        for good in ["某法#1", "某法#18", "某法#7/1(4)", "某法#7/2", "某法#8(1)", "某通知#一(三)"] {
            check(good, None);
        }
        for bad in [
            "某法#19",
            "某法#0",
            "某法#07",
            "某法#",
            "某法#7/",
            "某法#7/x",
            "某法#7(1",
            "某法#7()",
            "某法#7/0",
            "某通知#一(四)",
            "某通知#1",
            "某法",
            "别的法#1",
        ] {
            check(bad, Some("citation"));
        }
    }
}
