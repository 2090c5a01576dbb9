//! Where things stand in the files, for faults that only an engine can find; and the newest day a pack knows of.

use super::SourceFile;
use super::fault::{Fault, Faults};
use super::raw::RowRaw;
use crate::model::Pack;
use base::Date;

/// The fault of a row that comes out the same whatever is answered, at its test (or its id).
pub fn constant_row(files: &[SourceFile], program: &str, row: &str, holds: bool) -> Option<Fault> {
    let sources = super::layers::read(files, &mut Faults::default());
    let program = sources.programs.iter().find(|p| p.id.get_ref() == program)?;
    let found =
        [&program.all, &program.any, &program.none, &program.excluded].into_iter().find_map(|rows| find(rows, row))?;
    let always = if holds { "永远成立" } else { "永远不成立" };
    Some(Fault {
        code: "constant-row",
        file: found.file,
        span: found.test.as_ref().unwrap_or(&found.id).span(),
        what: format!("{row} {always}"),
        why: "不管居民怎么回答，结果都一样，这一行等于没写".into(),
        hint: "对照两边的单位和事实的 min、max；只想提示一句的，写 note = true".into(),
    })
}

fn find<'r>(rows: &'r [RowRaw], id: &str) -> Option<&'r RowRaw> {
    rows.iter().find_map(|row| match row.id.get_ref() == id {
        true => Some(row),
        false => [&row.all, &row.any, &row.none].into_iter().find_map(|below| find(below, id)),
    })
}

impl Pack {
    /// The latest day from which something in the pack holds, or on which somebody looked.
    pub fn newest_day(&self) -> Option<Date> {
        let texts = self.texts.iter().map(|t| t.from);
        let amounts =
            self.amounts.iter().flat_map(|a| &a.values).flat_map(|v| [Some(v.from), v.as_of, v.checked]).flatten();
        let programs = self.programs.iter().filter_map(|p| p.from);
        let readings = self.readings.iter().filter_map(|r| r.from);
        texts.chain(amounts).chain(programs).chain(readings).max()
    }
}
