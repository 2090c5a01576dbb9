//! How things of a later layer replace or extend those of the layers before.

use super::fault::{Faults, Place};
use super::raw::*;
use toml::Spanned;

/// A thing with an id that a later layer can override.
pub(super) trait Layered: Sized {
    fn id(&self) -> &Spanned<String>;
    fn set_file(&mut self, file: usize);
    /// Adds itself to `earlier`; `false` if it replaces it whole.
    fn extend(self, earlier: &mut Self) -> Result<(), Self> {
        let _ = earlier;
        Err(self)
    }
}

/// Puts a thing of a layer where it belongs among those of the layers before.
pub(super) fn put<T: Layered>(list: &mut Vec<T>, item: Option<T>, file: usize, name: &str, faults: &mut Faults) {
    let Some(mut item) = item else { return };
    item.set_file(file);
    if item.id().get_ref() != name {
        let what = format!("编号 {} 和文件名 {name} 不一样", item.id().get_ref());
        faults.push(&Place::new(file, item.id().span()), "file-name", what, "一个文件只放一样东西", "改文件名或改 id");
    }
    match list.iter_mut().find(|other| other.id().get_ref() == item.id().get_ref()) {
        Some(earlier) => {
            if let Err(item) = item.extend(earlier) {
                *earlier = item;
            }
        }
        None => list.push(item),
    }
}

macro_rules! layered {
    ($($name:ty),*) => { $(impl Layered for $name {
        fn id(&self) -> &Spanned<String> { &self.id }
        fn set_file(&mut self, file: usize) { self.file = file; }
    })* };
}
layered!(FactRaw, ReadingRaw, AmountRaw, OfficeRaw);

impl Layered for QuantityRaw {
    fn id(&self) -> &Spanned<String> {
        &self.id
    }
    fn set_file(&mut self, file: usize) {
        self.file = file;
        [&mut self.all, &mut self.any, &mut self.none].into_iter().for_each(|rows| mark_rows(rows, file));
        [&mut self.include, &mut self.deduct, &mut self.exclude].into_iter().flatten().for_each(|p| p.file = file);
        self.case.iter_mut().for_each(|c| c.file = file);
    }
    fn extend(self, earlier: &mut Self) -> Result<(), Self> {
        if !self.extends {
            return Err(self);
        }
        merge_rows(&mut earlier.all, self.all);
        merge_rows(&mut earlier.any, self.any);
        merge_rows(&mut earlier.none, self.none);
        for (to, from) in [
            (&mut earlier.include, self.include),
            (&mut earlier.deduct, self.deduct),
            (&mut earlier.exclude, self.exclude),
        ] {
            merge(to, from, |p| p.id.get_ref().clone());
        }
        earlier.law.extend(self.law);
        Ok(())
    }
}

impl Layered for ProgramRaw {
    fn id(&self) -> &Spanned<String> {
        &self.id
    }
    fn set_file(&mut self, file: usize) {
        self.file = file;
        [&mut self.all, &mut self.any, &mut self.none, &mut self.excluded]
            .into_iter()
            .for_each(|rows| mark_rows(rows, file));
        self.relation.iter_mut().for_each(|r| r.file = file);
        for benefit in self.benefit.iter_mut().chain(&mut self.extra) {
            benefit.file = file;
            benefit.case.iter_mut().for_each(|c| c.file = file);
        }
        self.apply.iter_mut().for_each(|a| a.file = file);
        self.document.iter_mut().chain(&mut self.not_required).for_each(|d| d.file = file);
        self.step.iter_mut().for_each(|s| s.file = file);
        self.right.iter_mut().chain(&mut self.notes).for_each(|s| s.file = file);
    }
    fn extend(self, earlier: &mut Self) -> Result<(), Self> {
        if !self.extends {
            return Err(self);
        }
        merge_rows(&mut earlier.all, self.all);
        merge_rows(&mut earlier.any, self.any);
        merge_rows(&mut earlier.none, self.none);
        merge_rows(&mut earlier.excluded, self.excluded);
        merge(&mut earlier.document, self.document, |d| d.id.get_ref().clone());
        merge(&mut earlier.not_required, self.not_required, |d| d.id.get_ref().clone());
        merge(&mut earlier.step, self.step, |s| s.id.get_ref().clone());
        earlier.relation.extend(self.relation);
        earlier.extra.extend(self.extra);
        earlier.right.extend(self.right);
        earlier.notes.extend(self.notes);
        earlier.law.extend(self.law);
        for (to, from) in [
            (&mut earlier.name, self.name),
            (&mut earlier.short, self.short),
            (&mut earlier.summary, self.summary),
            (&mut earlier.who_decides, self.who_decides),
        ] {
            if !from.is_empty() {
                *to = from;
            }
        }
        earlier.benefit = self.benefit.or(earlier.benefit.take());
        earlier.apply = self.apply.or(earlier.apply.take());
        Ok(())
    }
}

fn mark_rows(rows: &mut [RowRaw], file: usize) {
    for row in rows {
        row.file = file;
        [&mut row.all, &mut row.any, &mut row.none].into_iter().for_each(|rows| mark_rows(rows, file));
    }
}

/// Rows with an id already there replace that row; a group of that id without a test takes the new rows in.
fn merge_rows(to: &mut Vec<RowRaw>, from: Vec<RowRaw>) {
    for row in from {
        match to.iter_mut().find(|r| r.id.get_ref() == row.id.get_ref()) {
            Some(earlier) if row.test.is_none() && earlier.test.is_none() => {
                merge_rows(&mut earlier.all, row.all);
                merge_rows(&mut earlier.any, row.any);
                merge_rows(&mut earlier.none, row.none);
                earlier.law.extend(row.law);
            }
            Some(earlier) => *earlier = row,
            None => to.push(row),
        }
    }
}

fn merge<T, K: PartialEq>(to: &mut Vec<T>, from: Vec<T>, key: impl Fn(&T) -> K) {
    for item in from {
        match to.iter_mut().find(|t| key(t) == key(&item)) {
            Some(earlier) => *earlier = item,
            None => to.push(item),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::RowKind;
    use crate::source::mini::compiled;

    fn check(later: &str, expect: &[&str]) {
        let pack = compiled(&[("b/programs/aid.toml", later)]).unwrap();
        let aid = &pack.programs[0];
        let mut found: Vec<String> = aid.rows.iter().map(|r| format!("{}={}", r.id, r.says)).collect();
        found.push(aid.name.clone());
        assert_eq!(found, expect);
    }

    #[test]
    fn a_later_layer_adds_replaces_and_renames() {
        let row = |id: &str, says: &str| {
            format!("[[all]]\nid = \"{id}\"\nlaw = [\"旧法#1\"]\ntest = \"ill\"\nsays = \"{says}\"\n")
        };
        let head = "id = \"aid\"\nextends = true\n";
        check(head, &["aid_poor=穷", "帮助"]);
        check(&format!("{head}name = \"县里的帮助\"\n"), &["aid_poor=穷", "县里的帮助"]);
        check(&format!("{head}{}", row("aid_ill", "病了")), &["aid_poor=穷", "aid_ill=病了", "帮助"]);
        check(&format!("{head}{}", row("aid_poor", "病了")), &["aid_poor=病了", "帮助"]);
    }

    #[test]
    fn without_extends_a_later_file_replaces_the_whole() {
        let whole = "id = \"aid\"\nname = \"新帮助\"\nsummary = \"帮病人。\"\nlaw = [\"旧法#1\"]\n\
                     [[all]]\nid = \"aid_ill\"\nlaw = [\"旧法#1\"]\ntest = \"ill\"\nsays = \"病了\"\n";
        check(whole, &["aid_ill=病了", "新帮助"]);
    }

    #[test]
    fn a_later_layer_adds_to_a_group() {
        let group = "id = \"aid\"\nname = \"帮助\"\nsummary = \"帮穷人。\"\nlaw = [\"旧法#1\"]\n\
                     [[all]]\nid = \"aid_who\"\nlaw = [\"旧法#1\"]\nsays = \"谁\"\n[[all.any]]\nid = \"aid_who_poor\"\nlaw = [\"旧法#1\"]\ntest = \"poor\"\nsays = \"穷\"\n";
        let more = "id = \"aid\"\nextends = true\n[[all]]\nid = \"aid_who\"\n\
                    [[all.any]]\nid = \"aid_who_ill\"\nlaw = [\"旧法#1\"]\ntest = \"ill\"\nsays = \"病了\"\n";
        let pack = compiled(&[("a/programs/aid.toml", group), ("b/programs/aid.toml", more)]).unwrap();
        let who = &pack.programs[0].rows[0];
        assert_eq!((who.kind, who.says.as_str(), who.rows.len()), (RowKind::Any, "谁", 2));
    }
}
