//! Drafts in IndexedDB, or in memory where nothing may stay. Every write is one transaction with strict durability, acknowledged after it completed.

use crate::shelf::next_revision;
use crate::{Draft, Listing, Memory, Moment, Shelf, Trouble, decode, encode};
use base::Problem;
use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::Uint8Array;
use std::cell::RefCell;
use std::ops::RangeInclusive;
use wasm_bindgen::{JsCast, JsValue};

/// Version of the database: which stores there are. Rows carry their own.
const DATABASE_VERSION: u8 = 2;
/// Since version 1: rows of drafts, under their ids.
pub(crate) const DRAFTS: &str = "drafts";
/// Since version 2: what goes with them.
pub(crate) const ATTACHED: &str = "attached";
/// Every key there is.
const ALL: RangeInclusive<&str> = ""..="\u{ffff}";

/// Rows in IndexedDB.
#[derive(Debug)]
pub struct Browser {
    name: String,
    never: Vec<String>,
    open: RefCell<Option<Database>>,
    /// Stands in for the database on a machine that many people use.
    passing: Option<Memory>,
}

impl Browser {
    /// The shelf in the database `name` that never writes answers to the facts in `never`.
    pub fn new(name: impl Into<String>, never: Vec<String>) -> Self {
        Browser { name: name.into(), never, open: RefCell::default(), passing: None }
    }

    /// A shelf that opens no database: its drafts are gone with the page.
    pub fn passing(never: Vec<String>) -> Self {
        Browser { name: String::new(), never: Vec::new(), open: RefCell::default(), passing: Some(Memory::new(never)) }
    }

    /// Whether drafts are in memory only.
    pub(crate) fn passes(&self) -> bool {
        self.passing.is_some()
    }

    pub(crate) async fn database(&self) -> Result<Database, Trouble> {
        if let Some(database) = self.open.borrow().clone() {
            return Ok(database);
        }
        let opened = Database::open(self.name.as_str())
            .with_version(DATABASE_VERSION)
            .with_on_upgrade_needed(|change, database| {
                if change.old_version() < 1.0 {
                    database.create_object_store(DRAFTS).build()?;
                }
                database.create_object_store(ATTACHED).build()?;
                Ok(())
            })
            .await
            .map_err(|_| unavailable())?;
        *self.open.borrow_mut() = Some(opened.clone());
        Ok(opened)
    }

    /// Deletes drafts, and what goes with them, in one transaction.
    async fn erase(&self, drafts: KeyRange<&str>, attached: KeyRange<&str>) -> Result<(), Trouble> {
        let database = self.database().await?;
        let writing = writing(&database).map_err(|_| self.lost())?;
        for (name, keys) in [(DRAFTS, drafts), (ATTACHED, attached)] {
            let store = writing.object_store(name).map_err(failed)?;
            store.delete::<&str, _>(keys).primitive().map_err(failed)?.await.map_err(failed)?;
        }
        writing.commit().await.map_err(failed)
    }

    /// Forgets a connection that the browser closed, so that the next call opens another.
    pub(crate) fn lost(&self) -> Trouble {
        *self.open.borrow_mut() = None;
        unavailable()
    }
}

fn unavailable() -> Trouble {
    Trouble::Other(Problem::new("这台设备", "存不了草稿").hint("看看空间是不是满了，是不是开了无痕浏览"))
}

pub(crate) fn failed(_: indexed_db_futures::error::Error) -> Trouble {
    unavailable()
}

/// Over drafts and what goes with them. Strict: acknowledged only after the data is on the disk.
pub(crate) fn writing(database: &Database) -> indexed_db_futures::Result<Transaction<'_>> {
    let mut options = TransactionOptions::new();
    options.set_durability(TransactionDurability::Strict);
    database.transaction([DRAFTS, ATTACHED]).with_mode(TransactionMode::Readwrite).with_options(options).build()
}

pub(crate) fn bytes(value: JsValue) -> Vec<u8> {
    value.dyn_into::<Uint8Array>().map(|array| array.to_vec()).unwrap_or_default()
}

impl Shelf for Browser {
    async fn list(&self) -> Result<Listing, Trouble> {
        if let Some(memory) = &self.passing {
            return Ok(memory.all());
        }
        let database = self.database().await?;
        let reading = database.transaction(DRAFTS).build().map_err(|_| self.lost())?;
        let store = reading.object_store(DRAFTS).map_err(failed)?;
        let keys = store.get_all_keys::<String>().primitive().map_err(failed)?.await.map_err(failed)?;
        let rows = store.get_all::<JsValue>().primitive().map_err(failed)?.await.map_err(failed)?;
        let keys = keys.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let rows = rows.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        Ok(Listing::of(keys.into_iter().zip(rows.into_iter().map(bytes))))
    }

    async fn load(&self, id: &str) -> Result<Option<Draft>, Trouble> {
        if let Some(memory) = &self.passing {
            return memory.one(id);
        }
        let database = self.database().await?;
        let reading = database.transaction(DRAFTS).build().map_err(|_| self.lost())?;
        let store = reading.object_store(DRAFTS).map_err(failed)?;
        let row = store.get::<JsValue, _, _>(id).primitive().map_err(failed)?.await.map_err(failed)?;
        Ok(row.map(|row| decode(&bytes(row))).transpose()?)
    }

    async fn save(&self, draft: &Draft) -> Result<u32, Trouble> {
        if let Some(memory) = &self.passing {
            return memory.put(draft);
        }
        let database = self.database().await?;
        let writing = writing(&database).map_err(|_| self.lost())?;
        let store = writing.object_store(DRAFTS).map_err(failed)?;
        let there = store.get::<JsValue, _, _>(draft.id.as_str()).primitive().map_err(failed)?.await.map_err(failed)?;
        let revision = next_revision(draft, there.map(bytes).as_deref())?;
        let row = encode(&Draft { revision, ..draft.clone() }, &self.never)?;
        let row = JsValue::from(Uint8Array::from(row.as_slice()));
        store
            .put(row)
            .with_key(draft.id.as_str())
            .without_key_type()
            .primitive()
            .map_err(failed)?
            .await
            .map_err(failed)?;
        writing.commit().await.map_err(failed)?;
        Ok(revision)
    }

    async fn rename(&self, id: &str, name: &str, now: Moment) -> Result<(), Trouble> {
        let mut draft = self.load(id).await?.ok_or(Trouble::Deleted)?;
        draft.name = name.to_string();
        draft.changed = now;
        self.save(&draft).await.map(|_| ())
    }

    async fn delete(&self, id: &str) -> Result<(), Trouble> {
        if let Some(memory) = &self.passing {
            memory.keep(|other| other != id);
            return Ok(());
        }
        // An id has letters and digits only: all keys that begin with it and a slash.
        let (first, end) = (format!("{id}/"), format!("{id}0"));
        self.erase((id..=id).into(), (first.as_str()..=end.as_str()).into()).await
    }

    async fn clear(&self) -> Result<(), Trouble> {
        if let Some(memory) = &self.passing {
            memory.keep(|_| false);
            return Ok(());
        }
        self.erase(ALL.into(), ALL.into()).await
    }
}
