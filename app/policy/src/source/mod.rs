//! Pack files: read, layered, checked and compiled. Natively only.
//!
//! One thing per file, `LAYER/KIND/ID.toml`. Nothing here opens a file: [`compile`] takes their texts.

mod cites;
mod compile;
mod diff;
mod difference;
mod expr;
mod fault;
mod layers;
mod merge;
mod places;
mod raw;
mod reader;
mod registers;
mod same;
mod unit;

pub use cites::Texts;
pub use diff::{diff_dates, diff_packs, entered_on_neither};
pub use difference::Difference;
pub use fault::{Fault, Faults, Place, did_you_mean};
pub use layers::read_kind;
pub use places::constant_row;
pub use raw::Law;
pub use reader::Reader;
pub use registers::{Coverage, check_coverage};

use crate::Pack;

/// A pack file: its path inside the packs folder, with `/`, and its text.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceFile {
    /// `national/facts/hukou_area.toml`
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Reads, checks and compiles pack files. All faults are told at once; but while a file can't be read,
/// only that is told: everything that names what is in it would seem wrong.
pub fn compile(files: &[SourceFile]) -> Result<Pack, Faults> {
    let mut faults = Faults::default();
    let sources = layers::read(files, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let pack = compile::compile(files, sources, &mut faults);
    match pack {
        Some(pack) if faults.is_empty() => Ok(pack),
        _ => Err(faults),
    }
}

/// A small pack in pieces, for the tests of this module's parts.
#[cfg(test)]
mod mini {
    use super::{Faults, Pack, SourceFile, compile};

    const BASE: [(&str, &str); 4] = [
        (
            "texts.toml",
            "[[text]]\nname = \"新法\"\nfrom = 2026-07-01\nkind = \"articles\"\ncount = 9\n\
             [[text]]\nname = \"旧法\"\nfrom = 2020-01-01\nuntil = 2026-12-31\nkind = \"articles\"\ncount = 9\n",
        ),
        (
            "a/facts/poor.toml",
            "id = \"poor\"\nof = \"household\"\ntype = \"bool\"\nknown_by = \"resident\"\nquestion = \"穷吗？\"\norder = 1\n",
        ),
        (
            "a/facts/ill.toml",
            "id = \"ill\"\nof = \"household\"\ntype = \"bool\"\nknown_by = \"resident\"\nquestion = \"病了吗？\"\norder = 2\n",
        ),
        (
            "a/programs/aid.toml",
            "id = \"aid\"\nname = \"帮助\"\nsummary = \"帮穷人。\"\nlaw = [\"旧法#1\"]\n\
             [[all]]\nid = \"aid_poor\"\nlaw = [\"旧法#1\"]\ntest = \"poor\"\nsays = \"穷\"\n",
        ),
    ];

    /// The small pack with more files.
    pub fn files(more: &[(&str, &str)]) -> Vec<SourceFile> {
        let new = more.iter().map(|(path, _)| *path);
        let kept = BASE.iter().filter(|(path, _)| !new.clone().any(|n| n == *path));
        let file = |(path, text): &(&str, &str)| SourceFile { path: path.to_string(), text: text.to_string() };
        kept.chain(more).map(file).collect()
    }

    pub fn compiled(more: &[(&str, &str)]) -> Result<Pack, Faults> {
        compile(&files(more))
    }

    /// The only fault of the small pack with more files.
    #[track_caller]
    pub fn fault(more: &[(&str, &str)]) -> &'static str {
        let faults = compiled(more).expect_err("a fault").0;
        assert_eq!(faults.len(), 1, "{faults:?}");
        faults[0].code
    }
}
