//! Drafts in the memory of the page, where every app on it finds them (`public/mode.js` makes the place): gone with the page. For a
//! machine that many people use.

use crate::shelf::next_revision;
use crate::{Draft, Listing, Trouble, decode, encode};
use js_sys::{Array, Map, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = passing)]
    static ROWS: Map;
}

/// Rows in the page's memory.
#[derive(Debug)]
pub struct Passing {
    pub(crate) never: Vec<String>,
}

impl Passing {
    pub(crate) fn all(&self) -> Listing {
        let pairs = ROWS.with(|rows| Array::from(rows));
        let row = |pair: JsValue| {
            let pair = Array::from(&pair);
            (pair.get(0).as_string().unwrap_or_default(), bytes(pair.get(1)))
        };
        Listing::of(pairs.iter().map(row))
    }

    pub(crate) fn one(&self, id: &str) -> Result<Option<Draft>, Trouble> {
        Ok(row(id).map(|row| decode(&row)).transpose()?)
    }

    pub(crate) fn put(&self, draft: &Draft) -> Result<u32, Trouble> {
        let revision = next_revision(draft, row(&draft.id).as_deref())?;
        let row = encode(&Draft { revision, ..draft.clone() }, &self.never)?;
        ROWS.with(|rows| rows.set(&draft.id.as_str().into(), &Uint8Array::from(row.as_slice())));
        Ok(revision)
    }

    pub(crate) fn delete(&self, id: &str) {
        ROWS.with(|rows| rows.delete(&id.into()));
    }

    pub(crate) fn clear(&self) {
        ROWS.with(Map::clear);
    }
}

fn row(id: &str) -> Option<Vec<u8>> {
    let row = ROWS.with(|rows| rows.get(&id.into()));
    (!row.is_undefined()).then(|| bytes(row))
}

/// The bytes of a row.
pub(crate) fn bytes(value: JsValue) -> Vec<u8> {
    value.dyn_into::<Uint8Array>().map(|array| array.to_vec()).unwrap_or_default()
}
