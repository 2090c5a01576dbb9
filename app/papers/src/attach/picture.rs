//! Pictures drawn anew, so that nothing but what they show is in them: no place, no time, no camera.

use super::limits::told;
use base::Problem;
use js_sys::{Function, Promise};
use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, ImageBitmapOptions, ImageOrientation, Response,
};

/// The longest side, in points: small print of a page can still be read.
const LONGEST: f64 = 1600.0;
const QUALITY: f64 = 0.8;
/// Turning begins from what was compressed already.
const AGAIN: f64 = 0.92;
const SMALL: f64 = 320.0;

/// A picture and a small one of it.
pub struct Drawn {
    /// The picture.
    pub file: Blob,
    /// A small one.
    pub small: Blob,
}

/// The first bytes of a file, or all.
pub async fn bytes(file: &Blob, most: u32) -> Result<Vec<u8>, Problem> {
    let part = file.slice_with_f64_and_f64(0.0, f64::from(most)).map_err(unreadable)?;
    // Older than `arrayBuffer` on a file itself.
    let response = Response::new_with_opt_blob(Some(&part)).map_err(unreadable)?;
    let buffer = JsFuture::from(response.array_buffer().map_err(unreadable)?).await.map_err(unreadable)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Shrinks a photo, upright as it was taken.
pub async fn shrink(file: &Blob) -> Result<Drawn, Problem> {
    drawn(&decode(file).await?, false, QUALITY).await
}

/// Turns a picture by a quarter to the right.
pub async fn turn(file: &Blob) -> Result<Drawn, Problem> {
    drawn(&decode(file).await?, true, AGAIN).await
}

fn unreadable(_: JsValue) -> Problem {
    told("打不开，可能没有传完整", "再拍一张，或者换一张")
}

/// A picture that is cut off is an error, too.
async fn decode(file: &Blob) -> Result<ImageBitmap, Problem> {
    let upright = ImageBitmapOptions::new();
    upright.set_image_orientation(ImageOrientation::FromImage);
    let window = window();
    let decoding = window.create_image_bitmap_with_blob_and_image_bitmap_options(file, &upright);
    // Some older browsers know no such option: the picture can still be turned by hand.
    let decoding = decoding.or_else(|_| window.create_image_bitmap_with_blob(file)).map_err(too_old)?;
    JsFuture::from(decoding).await.map_err(unreadable)?.dyn_into().map_err(unreadable)
}

fn too_old(_: JsValue) -> Problem {
    told("这个浏览器处理不了照片", "换一个浏览器，或者带原件到窗口")
}

async fn drawn(bitmap: &ImageBitmap, turned: bool, quality: f64) -> Result<Drawn, Problem> {
    let file = draw(bitmap, turned, LONGEST, quality).await;
    let small = draw(bitmap, turned, SMALL, QUALITY).await;
    // Its memory is freed now, not some time.
    bitmap.close();
    Ok(Drawn { file: file?, small: small? })
}

async fn draw(bitmap: &ImageBitmap, turned: bool, longest: f64, quality: f64) -> Result<Blob, Problem> {
    let (width, height) = (f64::from(bitmap.width()), f64::from(bitmap.height()));
    let scale = (longest / width.max(height)).min(1.0);
    let (width, height) = ((width * scale).round().max(1.0), (height * scale).round().max(1.0));
    let canvas = document().create_element("canvas").map_err(unreadable)?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().map_err(|_| too_old(JsValue::NULL))?;
    let (across, down) = if turned { (height, width) } else { (width, height) };
    canvas.set_width(across as u32);
    canvas.set_height(down as u32);
    let context = canvas.get_context("2d").ok().flatten().and_then(|it| it.dyn_into::<CanvasRenderingContext2d>().ok());
    let context = context.ok_or_else(|| too_old(JsValue::NULL))?;
    // What can be seen through would be black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, across, down);
    if turned {
        context.translate(across, 0.0).map_err(unreadable)?;
        context.rotate(std::f64::consts::FRAC_PI_2).map_err(unreadable)?;
    }
    context.draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, width, height).map_err(unreadable)?;
    let blob = encoded(&canvas, quality).await;
    canvas.set_width(0);
    blob
}

async fn encoded(canvas: &HtmlCanvasElement, quality: f64) -> Result<Blob, Problem> {
    let mut begin = |done: Function, failed: Function| {
        let take = Closure::once_into_js(move |blob: JsValue| {
            let _ = if blob.is_null() { failed.call0(&JsValue::NULL) } else { done.call1(&JsValue::NULL, &blob) };
        });
        let _ = canvas.to_blob_with_type_and_encoder_options(take.unchecked_ref(), "image/jpeg", &quality.into());
    };
    JsFuture::from(Promise::new(&mut begin)).await.map_err(unreadable)?.dyn_into().map_err(unreadable)
}
