//! A fault in a pack file: where, what, why, and what to do.

use std::ops::Range;

/// One fault, pointing at bytes of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// Kind of fault, stable: `unknown-name`, `unit`, `cycle`…
    pub code: &'static str,
    /// Index of the file in the list that was compiled.
    pub file: usize,
    /// Bytes in the file.
    pub span: Range<usize>,
    /// What is wrong, in a sentence.
    pub what: String,
    /// Why that matters, beside the place.
    pub why: String,
    /// What to do.
    pub hint: String,
}

/// All faults found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Faults(pub Vec<Fault>);

impl Faults {
    /// None found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn push(
        &mut self,
        place: &Place,
        code: &'static str,
        what: impl Into<String>,
        why: impl Into<String>,
        hint: impl Into<String>,
    ) {
        let fault = Fault {
            code,
            file: place.file,
            span: place.span.clone(),
            what: what.into(),
            why: why.into(),
            hint: hint.into(),
        };
        if !self.0.contains(&fault) {
            self.0.push(fault);
        }
    }
}

/// Bytes of a file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    pub file: usize,
    pub span: Range<usize>,
}

impl Place {
    pub fn new(file: usize, span: Range<usize>) -> Place {
        Place { file, span }
    }

    /// A part of a text whose first byte after the quote is `self.span.start + 1`.
    pub fn inside(&self, from: usize, to: usize) -> Place {
        let start = self.span.start + 1;
        Place { file: self.file, span: start + from..(start + to).max(start + from + 1) }
    }
}

/// The known name closest to `name`, as a hint.
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let best = known.into_iter().map(|k| (strsim::damerau_levenshtein(name, k), k)).min();
    let length = name.chars().count();
    match best {
        Some((distance, known)) if distance < length && distance <= 2.max(length / 3) => format!("是不是 {known}？"),
        _ => "对照一下，看有没有写错，或者漏了文件".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggests_only_what_is_close() {
        let far = "对照一下，看有没有写错，或者漏了文件";
        let known = ["hukou_area", "until", "dibao", "社会救助法"];
        for (name, expect) in [
            ("hukou_areas", "是不是 hukou_area？"),
            ("untils", "是不是 until？"),
            ("社会救住法", "是不是 社会救助法？"),
            ("x", far),
            ("abc", far),
            ("某通知", far),
        ] {
            assert_eq!(did_you_mean(name, known), expect, "{name}");
        }
    }
}
