//! Drafts in memory, by the same rules, but no earlier state is kept: for pages rendered ahead of time, and for native tests.

use crate::shelf::{gone, next_revision};
use crate::{Draft, Judged, Listing, Moment, Shelf, Trouble, decode, encode};
use std::cell::RefCell;

/// Rows in memory.
#[derive(Debug, Default)]
pub struct Memory {
    /// A few at most: looked through one by one.
    rows: RefCell<Vec<(String, Vec<u8>)>>,
    never: Vec<String>,
}

impl Memory {
    /// An empty shelf that never writes answers to the facts in `never`.
    pub fn new(never: Vec<String>) -> Self {
        Memory { rows: RefCell::default(), never }
    }

    /// All drafts.
    pub(crate) fn all(&self) -> Listing {
        Listing::of(self.rows.borrow().clone())
    }

    /// One draft.
    pub(crate) fn one(&self, id: &str) -> Result<Option<Draft>, Trouble> {
        let rows = self.rows.borrow();
        Ok(rows.iter().find(|(other, _)| other == id).map(|(_, bytes)| decode(bytes)).transpose()?)
    }

    /// Keeps a draft in place of the one before.
    pub(crate) fn put(&self, draft: &Draft) -> Result<u32, Trouble> {
        let mut rows = self.rows.borrow_mut();
        let at = rows.iter().position(|(id, _)| *id == draft.id);
        let there = at.and_then(|at| rows.get(at)).map(|(_, bytes)| bytes.as_slice());
        let revision = next_revision(draft, there)?;
        let row = encode(&Draft { revision, ..draft.clone() }, &self.never)?;
        rows.retain(|(id, _)| *id != draft.id);
        rows.push((draft.id.clone(), row));
        Ok(revision)
    }

    /// Forgets the drafts for which `stays` says no.
    pub(crate) fn keep(&self, stays: impl Fn(&str) -> bool) {
        self.rows.borrow_mut().retain(|(id, _)| stays(id));
    }
}

impl Shelf for Memory {
    async fn list(&self) -> Result<Listing, Trouble> {
        Ok(self.all())
    }

    async fn load(&self, id: &str) -> Result<Option<Draft>, Trouble> {
        self.one(id)
    }

    async fn save(&self, draft: &Draft) -> Result<u32, Trouble> {
        self.put(draft)
    }

    async fn rename(&self, id: &str, name: &str, now: Moment) -> Result<(), Trouble> {
        let mut draft = self.load(id).await?.ok_or(Trouble::Deleted)?;
        draft.name = name.to_string();
        draft.changed = now;
        self.save(&draft).await.map(|_| ())
    }

    async fn history(&self, _: &str) -> Result<Listing, Trouble> {
        Ok(Listing::default())
    }

    async fn restore(&self, _: &Draft, _: Moment, _: Moment) -> Result<(), Trouble> {
        Err(gone())
    }

    async fn judged(&self, _: &str) -> Result<Option<Judged>, Trouble> {
        Ok(None)
    }

    async fn judge(&self, _: &str, _: &Judged, _: bool) -> Result<bool, Trouble> {
        Ok(false)
    }

    async fn thin(&self, _: &str, _: Moment) -> Result<(), Trouble> {
        Ok(())
    }

    async fn delete(&self, id: &str) -> Result<(), Trouble> {
        self.keep(|other| other != id);
        Ok(())
    }

    async fn clear(&self) -> Result<(), Trouble> {
        self.keep(|_| false);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    /// Memory never waits, so one poll is enough.
    fn now<T>(future: impl Future<Output = T>) -> T {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => value,
            Poll::Pending => unreachable!("memory never waits"),
        }
    }

    fn draft(id: &str, changed: Moment) -> Draft {
        Draft { changed, ..Draft::begin(id.into(), 0, vec![], String::new()) }
    }

    #[test]
    fn lists_newest_first_and_deletes_for_real() {
        let shelf = Memory::default();
        for (id, changed) in [("a", 1), ("b", 3), ("c", 2)] {
            assert_eq!(now(shelf.save(&draft(id, changed))), Ok(1));
        }
        let ids = |listing: Listing| listing.drafts.into_iter().map(|d| d.id).collect::<Vec<_>>();
        assert_eq!(ids(now(shelf.list()).unwrap()), ["b", "c", "a"]);
        now(shelf.delete("c")).unwrap();
        assert_eq!(ids(now(shelf.list()).unwrap()), ["b", "a"]);
        now(shelf.clear()).unwrap();
        assert_eq!(now(shelf.list()).unwrap(), Listing::default());
    }

    #[test]
    fn a_second_page_cannot_overwrite_or_revive() {
        let shelf = Memory::default();
        let mut here = draft("a", 1);
        here.revision = now(shelf.save(&here)).unwrap();
        let there = here.clone();
        here.revision = now(shelf.save(&here)).unwrap();
        assert_eq!(now(shelf.save(&there)), Err(Trouble::ChangedElsewhere));
        now(shelf.delete("a")).unwrap();
        assert_eq!(now(shelf.save(&here)), Err(Trouble::Deleted));
    }

    #[test]
    fn renames_without_touching_the_answers() {
        let shelf = Memory::default();
        now(shelf.save(&draft("a", 1))).unwrap();
        now(shelf.rename("a", "我家", 9)).unwrap();
        let renamed = now(shelf.load("a")).unwrap().unwrap();
        assert_eq!((renamed.name.as_str(), renamed.changed, renamed.revision), ("我家", 9, 2));
        assert_eq!(now(shelf.rename("none", "x", 9)), Err(Trouble::Deleted));
    }

    #[test]
    fn keeps_rows_it_cannot_read_apart() {
        let shelf = Memory::default();
        shelf.rows.borrow_mut().push(("old".into(), vec![99, 1]));
        now(shelf.save(&draft("a", 1))).unwrap();
        let listing = now(shelf.list()).unwrap();
        assert_eq!((listing.drafts.len(), listing.unreadable.len()), (1, 1));
    }
}
