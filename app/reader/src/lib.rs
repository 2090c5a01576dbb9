//! QR codes in a picture: its pixels in, what the codes say out. For browsers that have no `BarcodeDetector`.
//!
//! Never touches a camera, a page or the network, and opens nothing that a code says: `public/hand.js` brings the pictures and
//! takes the texts away.

use rqrr::PreparedImage;
use wasm_bindgen::prelude::wasm_bindgen;

/// No side of a picture may be longer.
const LONGEST: usize = 4096;
/// Bytes of a pixel: red, green, blue, opacity.
const PIXEL: usize = 4;

/// What the codes in a picture say, given its pixels row by row. None for pixels that don't make up a picture of that width.
#[wasm_bindgen]
pub fn read(pixels: &[u8], width: usize) -> Vec<String> {
    let height = pixels.len() / (width * PIXEL).max(1);
    if width == 0 || width > LONGEST || height > LONGEST || pixels.len() != width * height * PIXEL {
        return Vec::new();
    }
    let grey = |x: usize, y: usize| light(pixels, (y * width + x) * PIXEL);
    let mut picture = PreparedImage::prepare_from_greyscale(width, height, grey);
    picture.detect_grids().into_iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

/// How light a pixel is, 0 to 255; what nobody painted is white.
fn light(pixels: &[u8], at: usize) -> u8 {
    let Some([red, green, blue, opacity]) = pixels.get(at..at + PIXEL) else { return u8::MAX };
    let painted = (u32::from(*red) * 2 + u32::from(*green) * 5 + u32::from(*blue)) / 8;
    let opacity = u32::from(*opacity);
    ((painted * opacity + 255 * (255 - opacity)) / 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_picture_says_nothing() {
        assert!(read(&[], 0).is_empty());
        assert!(read(&[0; 16], 3).is_empty());
        assert!(read(&[0; PIXEL], usize::MAX / 8).is_empty());
        assert!(read(&[7; 64 * 64 * PIXEL], 64).is_empty());
    }

    #[test]
    fn what_nobody_painted_is_white() {
        assert_eq!([light(&[0, 0, 0, 0], 0), light(&[0, 0, 0, 255], 0), light(&[255; 4], 0)], [255, 0, 255]);
    }
}
