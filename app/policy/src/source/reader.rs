//! Reading other files the packs' way: the same kinds of fault, the same citations.

use super::SourceFile;
use super::cites::Texts;
use super::fault::{Faults, Place};
use super::layers;
use super::raw::CiteRaw;
use crate::model::Cite;
use serde::de::DeserializeOwned;
use std::ops::Range;
use toml::Spanned;

/// A reader of files that cite the packs' texts.
pub struct Reader {
    texts: Texts,
    faults: Faults,
}

impl Reader {
    /// A reader that knows the texts which the packs list.
    pub fn new(packs: &[SourceFile]) -> Reader {
        let mut faults = Faults::default();
        let sources = layers::read(packs, &mut faults);
        Reader { texts: Texts::new(&sources), faults: Faults::default() }
    }

    /// Reads the text of the `file`th file; what can't be read is a fault.
    pub fn parse<T: DeserializeOwned>(&mut self, text: &str, file: usize) -> Option<T> {
        layers::parse(text, file, &mut self.faults)
    }

    /// Citations such as `社会救助法#18`; an article that the text doesn't have is a fault.
    pub fn cites(&mut self, law: &[Spanned<String>], file: usize) -> Vec<Cite> {
        let cite = |text: &Spanned<String>| Spanned::new(text.span(), CiteRaw::Plain(text.get_ref().clone()));
        let law: Vec<Spanned<CiteRaw>> = law.iter().map(cite).collect();
        self.texts.resolve(&law, file, &mut self.faults)
    }

    /// Something is wrong with these bytes of the `file`th file.
    pub fn fault(&mut self, file: usize, span: Range<usize>, code: &'static str, [what, why, hint]: [String; 3]) {
        self.faults.push(&Place::new(file, span), code, what, why, hint);
    }

    /// All faults found.
    pub fn finish(self) -> Faults {
        self.faults
    }
}
