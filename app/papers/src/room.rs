//! How much room the browser gives this site, and whether it promised to clear nothing by itself.

/// What the browser says of this site's room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Bytes that the drafts take; all of the site's, where the browser doesn't tell them apart.
    pub drafts: u64,
    /// The browser told the drafts apart from the rest.
    pub apart: bool,
    /// Bytes that are left.
    pub left: u64,
    /// It clears nothing by itself; none where it has no such promise.
    pub kept: Option<bool>,
}

#[cfg(target_arch = "wasm32")]
pub use browser::{ask, look};

#[cfg(target_arch = "wasm32")]
mod browser {
    use super::Room;
    use js_sys::{Function, Reflect};
    use leptos::prelude::window;
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;
    use web_sys::StorageManager;

    /// Older browsers have none, and a page without https has none either.
    fn storage() -> Option<StorageManager> {
        let there = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
        there.dyn_into::<StorageManager>().ok()
    }

    fn number(object: &JsValue, name: &str) -> Option<f64> {
        Reflect::get(object, &name.into()).ok()?.as_f64()
    }

    /// What the browser says now; nothing if it can't be asked.
    pub async fn look() -> Option<Room> {
        let storage = storage()?;
        let estimate = JsFuture::from(storage.estimate().ok()?).await.ok()?;
        let (used, quota) = (number(&estimate, "usage")?, number(&estimate, "quota")?);
        // Chromium only: without what is kept so that the site works offline.
        let details = Reflect::get(&estimate, &"usageDetails".into()).ok().filter(JsValue::is_object);
        let apart = details.is_some();
        let drafts = match details {
            // Each draft has a copy outside the database.
            Some(details) => 2.0 * number(&details, "indexedDB").unwrap_or(0.0),
            None => used,
        };
        let kept = promise(&storage, "persisted").await;
        Some(Room { drafts: drafts as u64, apart, left: (quota - used).max(0.0) as u64, kept })
    }

    /// Asks the browser to clear nothing by itself; whether it promised that.
    pub async fn ask() -> bool {
        match storage() {
            Some(storage) => promise(&storage, "persist").await.unwrap_or(false),
            None => false,
        }
    }

    /// Safari 11 to 15 has `estimate` or neither of these two.
    async fn promise(storage: &StorageManager, name: &str) -> Option<bool> {
        let call = Reflect::get(storage, &name.into()).ok()?.dyn_into::<Function>().ok()?;
        let told = call.call0(storage).ok()?.dyn_into::<js_sys::Promise>().ok()?;
        JsFuture::from(told).await.ok()?.as_bool()
    }
}
