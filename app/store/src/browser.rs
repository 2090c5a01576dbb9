//! Drafts in IndexedDB, or in memory where nothing may stay. Every write is one transaction with strict durability, acknowledged after it completed.

use crate::passing::{Passing, bytes};
use crate::shelf::{gone, next_revision};
use crate::{Draft, Judged, Listing, Moment, Shelf, Trouble, decode, encode, history, judged};
use base::Problem;
use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::Error;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::{Promise, Uint8Array};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/opened.js")]
extern "C" {
    #[wasm_bindgen(js_name = bringUp)]
    fn bring_up(name: &str, version: u8) -> Promise;
    fn copies(does: &str, id: &str) -> Promise;
}

/// Version of the database: which stores there are (`opened.js`). Rows carry their own. Version 1 had drafts only; an upgrade to 2 that
/// had to wait for another page left it so: each version makes what is missing.
const DATABASE_VERSION: u8 = 4;
/// Rows of drafts, under their ids.
pub(crate) const DRAFTS: &str = "drafts";
/// Earlier states: rows of drafts, under the draft's id and the moment.
const HISTORY: &str = "history";
/// What drafts came to, under their ids.
const JUDGED: &str = "judged";
/// What goes with drafts.
pub(crate) const ATTACHED: &str = "attached";
/// What was typed and is no answer yet, under drafts' ids: `public/typing.js` writes and reads it.
const TYPING: &str = "typing";
/// What deleting a draft clears, and `opened.js` makes.
const STORES: [&str; 5] = [DRAFTS, HISTORY, JUDGED, ATTACHED, TYPING];

/// Rows in IndexedDB.
#[derive(Debug)]
pub struct Browser {
    name: String,
    never: Vec<String>,
    open: RefCell<Option<Database>>,
    /// When the earlier state was saved that was kept last.
    kept: Cell<Moment>,
    /// Stands in for the database on a machine that many people use.
    passing: Option<Passing>,
}

impl Browser {
    /// The shelf in the database `name` that never writes answers to the facts in `never`.
    pub fn new(name: impl Into<String>, never: Vec<String>) -> Self {
        Browser { name: name.into(), never, open: RefCell::default(), kept: Cell::default(), passing: None }
    }

    /// A shelf that opens no database: its drafts are gone with the page.
    pub fn passing(never: Vec<String>) -> Self {
        Browser {
            name: String::new(),
            never: Vec::new(),
            open: RefCell::default(),
            kept: Cell::default(),
            passing: Some(Passing { never }),
        }
    }

    /// Whether drafts are in memory only.
    pub(crate) fn passes(&self) -> bool {
        self.passing.is_some()
    }

    /// The memory, where drafts are in it only.
    pub(crate) fn memory(&self) -> Option<&Passing> {
        self.passing.as_ref()
    }

    /// The row of a draft that was never saved.
    pub(crate) fn first(&self, draft: &Draft) -> Result<Vec<u8>, Trouble> {
        Ok(encode(&Draft { revision: next_revision(draft, None)?, ..draft.clone() }, &self.never)?)
    }

    pub(crate) async fn database(&self) -> Result<Database, Trouble> {
        if let Some(database) = self.open.borrow().clone() {
            return Ok(database);
        }
        let opened = open(&self.name).await?;
        *self.open.borrow_mut() = Some(opened.clone());
        Ok(opened)
    }

    /// Forgets a connection that the browser closed, so that the next call opens another.
    pub(crate) fn lost(&self) -> Trouble {
        *self.open.borrow_mut() = None;
        unavailable()
    }

    async fn row(&self, id: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let database = self.database().await?;
        let reading = database.transaction(DRAFTS).build().map_err(|_| self.lost())?;
        get(&reading, DRAFTS, id).await
    }

    async fn listed(&self) -> Result<Listing, Trouble> {
        let database = self.database().await?;
        let reading = database.transaction(DRAFTS).build().map_err(|_| self.lost())?;
        let store = reading.object_store(DRAFTS).map_err(failed)?;
        let keys = store.get_all_keys::<String>().primitive().map_err(failed)?.await.map_err(failed)?;
        let rows = store.get_all::<JsValue>().primitive().map_err(failed)?.await.map_err(failed)?;
        let keys = keys.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let rows = rows.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        Ok(Listing::of(keys.into_iter().zip(rows.into_iter().map(bytes))))
    }

    /// Puts a row in the place of another, which becomes an earlier state if it is worth that.
    async fn replace(&self, work: &Transaction<'_>, new: &Draft, old: Option<(Vec<u8>, bool)>) -> Result<(), Trouble> {
        put(work, DRAFTS, &new.id, &encode(new, &self.never)?).await?;
        let Some((row, kept)) = old else { return Ok(()) };
        let old = decode(&row)?;
        if kept || history::worth_keeping(&old, new) || history::said_more(&old, new, self.kept.get()) {
            self.kept.set(old.changed);
            put(work, HISTORY, &history::key(&new.id, old.changed), &row).await?;
        }
        Ok(())
    }
}

/// Opens the database, and makes the stores that an earlier version did not have. What was in it stays as it was. The browser is
/// asked for that directly: what the crate can tell of an upgrade takes code that writes floating-point numbers, 5 KB of it.
async fn open(name: &str) -> Result<Database, Trouble> {
    let bringing = bring_up(name, DATABASE_VERSION);
    let hindered = JsFuture::from(bringing).await.map_err(|_| unavailable())?;
    match hindered.as_string().as_deref() {
        Some("") => Database::open(name).with_version(DATABASE_VERSION).await.map_err(|_| unavailable()),
        Some("blocked") => Err(waiting()),
        // A newer program made the database: nothing in it is touched.
        Some("VersionError") => Err(newer()),
        _ => Err(unavailable()),
    }
}

/// Does something with the copies of a draft outside the database (`public/copies.js`): `row` or `whole` after it was saved,
/// `forget` before and after it is deleted, `restore` where one may be missing, whichever it is. Says whether anything was put
/// back. Where nothing can be copied, the draft is in the database still.
pub(crate) async fn second_copy(does: &str, id: &str) -> bool {
    JsFuture::from(copies(does, id)).await.is_ok_and(|restored| restored.is_truthy())
}

fn waiting() -> Trouble {
    Trouble::Other(Problem::new("草稿", "还在另一个页面里用着旧的版本").hint("把这个网站别的页面都关掉，再刷新这一页"))
}

fn newer() -> Trouble {
    Trouble::Other(Problem::new("草稿", "是更新的版本存的，都还在").hint("连上网刷新页面，再打开"))
}

fn unavailable() -> Trouble {
    Trouble::Other(Problem::new("这台设备", "存不了草稿").hint("看看空间是不是满了，是不是开了无痕浏览"))
}

pub(crate) fn failed(_: Error) -> Trouble {
    unavailable()
}

/// Over drafts and what goes with them. Strict: acknowledged only after the data is on the disk.
pub(crate) fn writing(database: &Database) -> indexed_db_futures::Result<Transaction<'_>> {
    let mut options = TransactionOptions::new();
    options.set_durability(TransactionDurability::Strict);
    database.transaction(STORES).with_mode(TransactionMode::Readwrite).with_options(options).build()
}

async fn get(work: &Transaction<'_>, store: &str, key: &str) -> Result<Option<Vec<u8>>, Trouble> {
    let store = work.object_store(store).map_err(failed)?;
    let row = store.get::<JsValue, _, _>(key).primitive().map_err(failed)?.await.map_err(failed)?;
    Ok(row.map(bytes))
}

async fn put(work: &Transaction<'_>, store: &str, key: &str, row: &[u8]) -> Result<(), Trouble> {
    let store = work.object_store(store).map_err(failed)?;
    let row = JsValue::from(Uint8Array::from(row));
    store.put(row).with_key(key).without_key_type().primitive().map_err(failed)?.await.map_err(failed)?;
    Ok(())
}

async fn remove(work: &Transaction<'_>, store: &str, key: &str) -> Result<(), Trouble> {
    let store = work.object_store(store).map_err(failed)?;
    store.delete(key).primitive().map_err(failed)?.await.map_err(failed)
}

/// The keys of a draft's earlier states, the oldest first.
async fn states(work: &Transaction<'_>, id: &str) -> Result<Vec<String>, Trouble> {
    let (first, last) = history::span(id);
    let store = work.object_store(HISTORY).map_err(failed)?;
    let keys = store.get_all_keys::<String>().with_query::<String, _>(first..=last);
    let keys = keys.primitive().map_err(failed)?.await.map_err(failed)?;
    keys.collect::<Result<_, _>>().map_err(failed)
}

impl Shelf for Browser {
    async fn list(&self) -> Result<Listing, Trouble> {
        if let Some(memory) = &self.passing {
            return Ok(memory.all());
        }
        let listing = self.listed().await?;
        if second_copy("restore", "").await { self.listed().await } else { Ok(listing) }
    }

    async fn load(&self, id: &str) -> Result<Option<Draft>, Trouble> {
        if let Some(memory) = &self.passing {
            return memory.one(id);
        }
        let mut row = self.row(id).await?;
        if row.is_none() && second_copy("restore", id).await {
            row = self.row(id).await?;
        }
        Ok(row.map(|row| decode(&row)).transpose()?)
    }

    async fn save(&self, draft: &Draft) -> Result<u32, Trouble> {
        if let Some(memory) = &self.passing {
            return memory.put(draft);
        }
        let database = self.database().await?;
        let writing = writing(&database).map_err(|_| self.lost())?;
        let there = get(&writing, DRAFTS, &draft.id).await?;
        let revision = next_revision(draft, there.as_deref())?;
        let new = Draft { revision, ..draft.clone() };
        self.replace(&writing, &new, there.map(|row| (row, false))).await?;
        writing.commit().await.map_err(failed)?;
        second_copy("row", &draft.id).await;
        Ok(revision)
    }

    async fn rename(&self, id: &str, name: &str, now: Moment) -> Result<(), Trouble> {
        let mut draft = self.load(id).await?.ok_or(Trouble::Deleted)?;
        draft.name = name.to_string();
        draft.changed = now;
        self.save(&draft).await.map(|_| ())
    }

    async fn history(&self, id: &str) -> Result<Listing, Trouble> {
        if self.passing.is_some() {
            return Ok(Listing::default());
        }
        let database = self.database().await?;
        let reading = database.transaction(HISTORY).build().map_err(|_| self.lost())?;
        let mut rows = Vec::new();
        for key in states(&reading, id).await? {
            let row = get(&reading, HISTORY, &key).await?;
            rows.extend(row.map(|row| (key, row)));
        }
        Ok(Listing::of(rows))
    }

    async fn restore(&self, draft: &Draft, at: Moment, now: Moment) -> Result<(), Trouble> {
        if self.passing.is_some() {
            return Err(gone());
        }
        let database = self.database().await?;
        let writing = writing(&database).map_err(|_| self.lost())?;
        let there = get(&writing, DRAFTS, &draft.id).await?;
        let revision = next_revision(draft, there.as_deref())?;
        let state = get(&writing, HISTORY, &history::key(&draft.id, at)).await?.ok_or_else(gone)?;
        let name = draft.name.clone();
        let new = Draft { id: draft.id.clone(), name, revision, changed: now, ..decode(&state)? };
        self.replace(&writing, &new, there.map(|row| (row, true))).await?;
        writing.commit().await.map_err(failed)?;
        second_copy("row", &draft.id).await;
        Ok(())
    }

    async fn judged(&self, id: &str) -> Result<Option<Judged>, Trouble> {
        if self.passing.is_some() {
            return Ok(None);
        }
        let database = self.database().await?;
        let reading = database.transaction(JUDGED).build().map_err(|_| self.lost())?;
        Ok(get(&reading, JUDGED, id).await?.and_then(|row| judged::decode(&row)))
    }

    async fn judge(&self, id: &str, judged: &Judged, seen: bool) -> Result<bool, Trouble> {
        if self.passing.is_some() {
            return Ok(false);
        }
        let database = self.database().await?;
        let writing = writing(&database).map_err(|_| self.lost())?;
        let before = get(&writing, JUDGED, id).await?;
        if let Some(differs) = before.filter(|_| !seen).and_then(|before| judged::differs(&before, judged)) {
            return Ok(differs);
        }
        // Nothing comes back of a draft that was deleted meanwhile.
        if get(&writing, DRAFTS, id).await?.is_none() {
            return Err(Trouble::Deleted);
        }
        put(&writing, JUDGED, id, &judged::encode(judged)?).await?;
        writing.commit().await.map_err(failed)?;
        Ok(false)
    }

    async fn thin(&self, id: &str, now: Moment) -> Result<(), Trouble> {
        if self.passing.is_some() {
            return Ok(());
        }
        let database = self.database().await?;
        let writing = writing(&database).map_err(|_| self.lost())?;
        let keys = states(&writing, id).await?;
        for at in history::spare(keys.iter().filter_map(|key| history::moment(key)).collect(), now) {
            remove(&writing, HISTORY, &history::key(id, at)).await?;
        }
        writing.commit().await.map_err(failed)
    }

    async fn delete(&self, id: &str) -> Result<(), Trouble> {
        if let Some(memory) = &self.passing {
            memory.delete(id);
            crate::blobs::forget(Some(id));
            return Ok(());
        }
        let database = self.database().await?;
        second_copy("forget", id).await;
        let writing = writing(&database).map_err(|_| self.lost())?;
        for store in [DRAFTS, JUDGED, TYPING] {
            remove(&writing, store, id).await?;
        }
        for key in states(&writing, id).await? {
            remove(&writing, HISTORY, &key).await?;
        }
        // An id has letters and digits only: all keys that begin with it and a slash.
        let (first, end) = (format!("{id}/"), format!("{id}0"));
        let store = writing.object_store(ATTACHED).map_err(failed)?;
        let keys: KeyRange<&str> = (first.as_str()..=end.as_str()).into();
        store.delete::<&str, _>(keys).primitive().map_err(failed)?.await.map_err(failed)?;
        writing.commit().await.map_err(failed)?;
        // Another page may have copied it meanwhile.
        second_copy("forget", id).await;
        Ok(())
    }

    async fn clear(&self) -> Result<(), Trouble> {
        if let Some(memory) = &self.passing {
            memory.clear();
            crate::blobs::forget(None);
            return Ok(());
        }
        let database = self.database().await?;
        second_copy("forget", "").await;
        let writing = writing(&database).map_err(|_| self.lost())?;
        for store in STORES {
            writing.object_store(store).map_err(failed)?.clear().map_err(failed)?.await.map_err(failed)?;
        }
        writing.commit().await.map_err(failed)?;
        second_copy("forget", "").await;
        Ok(())
    }
}
