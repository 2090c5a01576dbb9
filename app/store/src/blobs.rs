//! The attachments of drafts: in IndexedDB beside the drafts, or in memory where nothing may stay.
//!
//! Under `DRAFT/` lies the list, under `DRAFT/ID` each one's bytes: its file, a small picture of it, and what `public/pages.js` makes of
//! a PDF file. Both change in one transaction, and only while the draft is there.

use crate::browser::{ATTACHED, DRAFTS, failed, second_copy};
use crate::passing::bytes;
use crate::{Attached, Browser, Draft, Trouble, decode_attached, encode_attached};
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// Values by key; a few at most.
type Held = Vec<(String, JsValue)>;

thread_local! {
    /// Stands in for the database where drafts are in memory: gone with the page, as they are.
    static HELD: RefCell<Held> = const { RefCell::new(Vec::new()) };
}

/// A change of the bytes beside a change of the list.
#[derive(Clone, Copy, Debug)]
pub enum Bytes<'a> {
    /// Only the list changes.
    Stay,
    /// These are the bytes of the attachment with this id: its file, a small picture of it, and so on.
    Put(&'a str, &'a [JsValue]),
    /// The attachment with this id is gone.
    Drop(&'a str),
}

fn key(draft: &str, id: &str) -> String {
    format!("{draft}/{id}")
}

/// The revision to write, given the list that is there.
fn next(attached: &Attached, stored: Option<Vec<u8>>) -> Result<u32, Trouble> {
    let stored = stored.map(|row| decode_attached(&row)).transpose()?.unwrap_or_default();
    match stored.revision == attached.revision {
        true => Ok(attached.revision + 1),
        false => Err(Trouble::ChangedElsewhere),
    }
}

fn row(attached: &Attached, revision: u32) -> Result<JsValue, Trouble> {
    let row = encode_attached(&Attached { revision, ..attached.clone() })?;
    Ok(Uint8Array::from(row.as_slice()).into())
}

async fn get(store: &ObjectStore<'_>, key: &str) -> Result<Option<JsValue>, Trouble> {
    store.get::<JsValue, _, _>(key).primitive().map_err(failed)?.await.map_err(failed)
}

async fn put(store: &ObjectStore<'_>, key: &str, value: JsValue) -> Result<(), Trouble> {
    store.put(value).with_key(key).without_key_type().primitive().map_err(failed)?.await.map_err(failed)
}

impl Browser {
    /// What goes with a draft; nothing if there is no list.
    pub async fn attached(&self, draft: &str) -> Result<Attached, Trouble> {
        let row = self.piece(&key(draft, "")).await?.map(bytes);
        Ok(row.map(|row| decode_attached(&row)).transpose()?.unwrap_or_default())
    }

    /// The bytes of an attachment: its file, and what there is beside it.
    pub async fn file(&self, draft: &str, id: &str) -> Result<Vec<JsValue>, Trouble> {
        let value = self.piece(&key(draft, id)).await?;
        Ok(value.map(|value| Array::from(&value).to_vec()).unwrap_or_default())
    }

    /// Saves a copy of a draft with everything that goes with the other: all of it, or nothing.
    pub async fn copy(&self, from: &str, copy: &Draft) -> Result<(), Trouble> {
        let mut attached = self.attached(from).await?;
        let mut all = Vec::new();
        for one in &attached.list {
            all.push((key(&copy.id, &one.id), self.file(from, &one.id).await?.iter().collect::<Array>().into()));
        }
        if !attached.list.is_empty() {
            attached.revision = 0;
            all.push((key(&copy.id, ""), row(&attached, 1)?));
        }
        if let Some(memory) = self.memory() {
            memory.put(copy)?;
            HELD.with_borrow_mut(|held| held.extend(all));
            return Ok(());
        }
        let database = self.database().await?;
        let writing = crate::browser::writing(&database).map_err(|_| self.lost())?;
        let draft = Uint8Array::from(self.first(copy)?.as_slice());
        put(&writing.object_store(DRAFTS).map_err(failed)?, &copy.id, draft.into()).await?;
        let store = writing.object_store(ATTACHED).map_err(failed)?;
        for (key, value) in all {
            put(&store, &key, value).await?;
        }
        writing.commit().await.map_err(failed)?;
        second_copy("whole", &copy.id).await;
        Ok(())
    }

    async fn piece(&self, key: &str) -> Result<Option<JsValue>, Trouble> {
        if self.passes() {
            return Ok(HELD.with_borrow(|held| held.iter().find(|(other, _)| other == key).map(|(_, it)| it.clone())));
        }
        let database = self.database().await?;
        let reading = database.transaction(ATTACHED).build().map_err(|_| self.lost())?;
        get(&reading.object_store(ATTACHED).map_err(failed)?, key).await
    }

    /// Saves what goes with a draft and says the list's new revision. Returns only after it is durably on this device.
    /// Refuses a list that was saved elsewhere since it was read, and a draft that is not there any more.
    pub async fn attach(&self, draft: &str, attached: &Attached, change: Bytes<'_>) -> Result<u32, Trouble> {
        if self.passes() {
            return HELD.with_borrow_mut(|held| hold(held, draft, attached, change));
        }
        let database = self.database().await?;
        let writing = crate::browser::writing(&database).map_err(|_| self.lost())?;
        let drafts = writing.object_store(DRAFTS).map_err(failed)?;
        if get(&drafts, draft).await?.is_none() {
            return Err(Trouble::Deleted);
        }
        let store = writing.object_store(ATTACHED).map_err(failed)?;
        let list = key(draft, "");
        let revision = next(attached, get(&store, &list).await?.map(bytes))?;
        put(&store, &list, row(attached, revision)?).await?;
        match change {
            Bytes::Stay => {}
            Bytes::Put(id, pieces) => put(&store, &key(draft, id), pieces.iter().collect::<Array>().into()).await?,
            Bytes::Drop(id) => store.delete(key(draft, id)).primitive().map_err(failed)?.await.map_err(failed)?,
        }
        writing.commit().await.map_err(failed)?;
        second_copy("whole", draft).await;
        Ok(revision)
    }
}

/// Forgets what goes with a draft in memory, or with all.
pub(crate) fn forget(draft: Option<&str>) {
    HELD.with_borrow_mut(|held| match draft {
        Some(draft) => held.retain(|(other, _)| other.split_once('/').is_none_or(|(whose, _)| whose != draft)),
        None => held.clear(),
    });
}

/// The same in memory.
fn hold(held: &mut Held, draft: &str, attached: &Attached, change: Bytes<'_>) -> Result<u32, Trouble> {
    let list = key(draft, "");
    let there = held.iter().find(|(other, _)| *other == list).map(|(_, value)| bytes(value.clone()));
    let revision = next(attached, there)?;
    let mut set = |key: String, value: Option<JsValue>| {
        held.retain(|(other, _)| *other != key);
        held.extend(value.map(|value| (key, value)));
    };
    set(list, Some(row(attached, revision)?));
    match change {
        Bytes::Stay => {}
        Bytes::Put(id, pieces) => set(key(draft, id), Some(pieces.iter().collect::<Array>().into())),
        Bytes::Drop(id) => set(key(draft, id), None),
    }
    Ok(revision)
}
