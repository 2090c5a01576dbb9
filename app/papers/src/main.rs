//! The official forms in the browser.

fn main() {
    #[cfg(target_arch = "wasm32")]
    papers::forms();
}

/// Shows the page that the address names, in the place that `public/kiosk.js` has made for it.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn open() {
    papers::forms();
}

/// Takes it away again.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn close() {
    papers::close();
}
