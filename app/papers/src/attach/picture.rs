//! What the page's scripts make of files: pictures of ours.

use super::limits::told;
use base::Problem;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

/// What is kept of a file: itself, a small picture of it, and, of a PDF file, its pages.
pub type Pieces = Vec<JsValue>;

#[wasm_bindgen]
extern "C" {
    /// Of `public/photo.js`: draws a photo anew, turned by a quarter or not.
    #[wasm_bindgen(catch, js_name = drawPhoto)]
    fn draw_photo(file: &Blob, turned: bool) -> Result<Promise, JsValue>;

    /// Of `public/pages.js`: draws the pages of a PDF file; fails if it is broken.
    #[wasm_bindgen(catch, js_name = drawPages)]
    fn draw_pages(file: &Blob) -> Result<Promise, JsValue>;

    /// Of the same: shows the pages that are among the pieces of a PDF file.
    #[wasm_bindgen(catch, js_name = showPages)]
    pub fn show_pages(id: &str, pieces: &JsValue) -> Result<(), JsValue>;
}

/// How a file is drawn.
#[derive(Clone, Copy)]
pub enum How {
    /// A photo, upright as it was taken.
    Upright,
    /// A picture, turned by a quarter to the right.
    Turned,
    /// The pages of a PDF file.
    Pages,
}

/// The pieces of a file.
pub async fn draw(file: &Blob, how: How) -> Result<Pieces, Problem> {
    let drawing = match how {
        How::Upright => draw_photo(file, false),
        How::Turned => draw_photo(file, true),
        How::Pages => draw_pages(file),
    };
    let pieces = JsFuture::from(drawing.map_err(unreadable)?).await.map_err(unreadable)?;
    Ok(Array::from(&pieces).to_vec())
}

/// The first bytes of a file, or all.
pub async fn bytes(file: &Blob, most: u32) -> Result<Vec<u8>, Problem> {
    let part = file.slice_with_f64_and_f64(0.0, f64::from(most)).map_err(unreadable)?;
    // Older than `arrayBuffer` on a file itself.
    let response = Response::new_with_opt_blob(Some(&part)).map_err(unreadable)?;
    let buffer = JsFuture::from(response.array_buffer().map_err(unreadable)?).await.map_err(unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn unreadable(why: JsValue) -> Problem {
    match why.is_string() {
        // The scripts have one word only: that the browser is too old.
        true => told("这个浏览器处理不了照片", "换一个浏览器，或者带原件到窗口"),
        false => told("打不开，可能没有传完整", "再拍一张，或者换一张"),
    }
}
