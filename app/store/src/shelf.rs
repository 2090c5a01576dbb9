//! What every place for drafts can do.

use crate::{Draft, Judged, Moment};
use base::Problem;

/// Why a draft was not saved or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The draft was saved from another page since it was opened here.
    ChangedElsewhere,
    /// The draft was deleted since it was opened here: deletion stands.
    Deleted,
    /// The device, or the row, as described.
    Other(Problem),
}

impl Trouble {
    /// The trouble in words for the person.
    pub fn says(&self) -> String {
        match self {
            Trouble::ChangedElsewhere => {
                "这份草稿在另一个页面改过了，那边的还在。这一页刚答的，看过最新的再答一次".into()
            }
            Trouble::Deleted => "这份草稿已经删掉了，不再保存".into(),
            Trouble::Other(problem) => problem.to_string(),
        }
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Trouble::Other(problem)
    }
}

/// The drafts that could be read, newest first, and the ids of rows that could not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// Readable drafts.
    pub drafts: Vec<Draft>,
    /// Rows that could not be read, and why. They stay until the person deletes them.
    pub unreadable: Vec<(String, Problem)>,
}

impl Listing {
    /// Sorts rows into drafts and what could not be read.
    pub(crate) fn of(rows: impl IntoIterator<Item = (String, Vec<u8>)>) -> Listing {
        let mut listing = Listing::default();
        for (id, bytes) in rows {
            match crate::decode(&bytes) {
                Ok(draft) => {
                    let newer = listing.drafts.partition_point(|other| other.changed > draft.changed);
                    listing.drafts.insert(newer, draft);
                }
                Err(problem) => listing.unreadable.push((id, problem)),
            }
        }
        listing
    }
}

/// A place for drafts.
#[allow(async_fn_in_trait)]
pub trait Shelf {
    /// All drafts.
    async fn list(&self) -> Result<Listing, Trouble>;
    /// One draft, if there is such a one.
    async fn load(&self, id: &str) -> Result<Option<Draft>, Trouble>;
    /// Saves a draft and says its new revision. Returns only after the draft is durably on this device.
    /// Refuses a draft that was saved or deleted elsewhere since it was opened.
    async fn save(&self, draft: &Draft) -> Result<u32, Trouble>;
    /// Gives a draft another name.
    async fn rename(&self, id: &str, name: &str, now: Moment) -> Result<(), Trouble>;
    /// Earlier states of a draft, newest first, and those that could not be read.
    async fn history(&self, id: &str) -> Result<Listing, Trouble>;
    /// Makes a draft again what it was at `at`; what it is now becomes an earlier state. Refuses a draft that was saved
    /// or deleted elsewhere since it was opened.
    async fn restore(&self, draft: &Draft, at: Moment, now: Moment) -> Result<(), Trouble>;
    /// What a draft came to when the person last saw it.
    async fn judged(&self, id: &str) -> Result<Option<Judged>, Trouble>;
    /// Writes down what a draft comes to, if `seen` or if nothing is written down for these answers. Else whether it
    /// differs from what is.
    async fn judge(&self, id: &str, judged: &Judged, seen: bool) -> Result<bool, Trouble>;
    /// Takes away earlier states of a draft where there are too many.
    async fn thin(&self, id: &str, now: Moment) -> Result<(), Trouble>;
    /// Deletes a draft for real, with its earlier states and what it came to.
    async fn delete(&self, id: &str) -> Result<(), Trouble>;
    /// Deletes everything for real.
    async fn clear(&self) -> Result<(), Trouble>;
}

/// The revision to write, given the row that is there.
pub(crate) fn next_revision(draft: &Draft, stored: Option<&[u8]>) -> Result<u32, Trouble> {
    let stored = stored.map(crate::decode).transpose()?.map(|d| d.revision);
    match stored {
        None if draft.revision > 0 => Err(Trouble::Deleted),
        Some(revision) if revision != draft.revision => Err(Trouble::ChangedElsewhere),
        _ => Ok(draft.revision + 1),
    }
}

/// An earlier state that was thinned out, or that never was.
pub(crate) fn gone() -> Trouble {
    Trouble::Other(Problem::new("以前的样子", "这一份已经不在了").hint("看看别的"))
}
