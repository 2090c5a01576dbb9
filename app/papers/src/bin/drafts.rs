//! The drafts in the browser, and how they go from one device to another.

fn main() {
    #[cfg(target_arch = "wasm32")]
    papers::drafts();
}

/// Shows the page again, where `public/kiosk.js` has made a place for it.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn open() {
    papers::drafts();
}

/// Takes that page away again.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn close() {
    papers::close();
}
