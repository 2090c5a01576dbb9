//! Drafts in IndexedDB, or in memory where nothing may stay. Every write is one transaction with strict durability, acknowledged after it completed.

use crate::passing::{Passing, bytes};
use crate::shelf::next_revision;
use crate::{Draft, Listing, Moment, Shelf, Trouble, decode, encode};
use base::Problem;
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::Uint8Array;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// Version of the database: which stores there are. Rows carry their own.
const DATABASE_VERSION: u8 = 1;
const DRAFTS: &str = "drafts";

/// Rows in IndexedDB.
#[derive(Debug)]
pub struct Browser {
    name: String,
    never: Vec<String>,
    open: RefCell<Option<Database>>,
    /// Stands in for the database on a machine that many people use.
    passing: Option<Passing>,
}

impl Browser {
    /// The shelf in the database `name` that never writes answers to the facts in `never`.
    pub fn new(name: impl Into<String>, never: Vec<String>) -> Self {
        Browser { name: name.into(), never, open: RefCell::default(), passing: None }
    }

    /// A shelf that opens no database: its drafts are gone with the page.
    pub fn passing(never: Vec<String>) -> Self {
        Browser { name: String::new(), never: Vec::new(), open: RefCell::default(), passing: Some(Passing { never }) }
    }

    async fn database(&self) -> Result<Database, Trouble> {
        if let Some(database) = self.open.borrow().clone() {
            return Ok(database);
        }
        let opened = Database::open(self.name.as_str())
            .with_version(DATABASE_VERSION)
            .with_on_upgrade_needed(|_, database| {
                database.create_object_store(DRAFTS).build()?;
                Ok(())
            })
            .await
            .map_err(|_| unavailable())?;
        *self.open.borrow_mut() = Some(opened.clone());
        Ok(opened)
    }

    /// Forgets a connection that the browser closed, so that the next call opens another.
    fn lost(&self) -> Trouble {
        *self.open.borrow_mut() = None;
        unavailable()
    }
}

fn unavailable() -> Trouble {
    Trouble::Other(Problem::new("这台设备", "存不了草稿").hint("看看空间是不是满了，是不是开了无痕浏览"))
}

fn failed(_: indexed_db_futures::error::Error) -> Trouble {
    unavailable()
}

/// Strict: acknowledged only after the data is on the disk.
fn writing(database: &Database) -> indexed_db_futures::Result<Transaction<'_>> {
    let mut options = TransactionOptions::new();
    options.set_durability(TransactionDurability::Strict);
    database.transaction(DRAFTS).with_mode(TransactionMode::Readwrite).with_options(options).build()
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
            memory.delete(id);
            return Ok(());
        }
        let database = self.database().await?;
        let writing = writing(&database).map_err(|_| self.lost())?;
        let store = writing.object_store(DRAFTS).map_err(failed)?;
        store.delete(id).primitive().map_err(failed)?.await.map_err(failed)?;
        writing.commit().await.map_err(failed)
    }

    async fn clear(&self) -> Result<(), Trouble> {
        if let Some(memory) = &self.passing {
            memory.clear();
            return Ok(());
        }
        let database = self.database().await?;
        let writing = writing(&database).map_err(|_| self.lost())?;
        let store = writing.object_store(DRAFTS).map_err(failed)?;
        store.clear().map_err(failed)?.await.map_err(failed)?;
        writing.commit().await.map_err(failed)
    }
}
