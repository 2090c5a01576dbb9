// Photos drawn anew, so that nothing but what they show is in them: no place, no time, no camera.

import { make } from "./make.js";

/** The longest side, in points: small print of a page can still be read. */
export const LONGEST = 1600;
const SMALL = 320;
const QUALITY = 0.8;
/** Turning begins from what was compressed already. */
const AGAIN = 0.92;
/** What is thrown where the browser can't; everything else that is thrown means that the picture is broken. */
const OLD = "old";

/** A canvas for something of this size with its longest side as given, but no more than `most` times as large. */
export function sized({ width, height }, longest, most = 1) {
  const scale = Math.min(most, longest / Math.max(width, height));
  const points = (side) => Math.max(1, Math.round(side * scale));
  return { scale, canvas: make("canvas", { width: points(width), height: points(height) }) };
}

export async function jpeg(canvas, quality = QUALITY) {
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
  // Its memory is freed now, not some time.
  canvas.width = 0;
  if (!blob) throw new Error("no picture");
  return blob;
}

/** A picture no larger than that, turned by a quarter to the right or not. */
function drawn(picture, longest, quality, turned = false) {
  const { canvas } = sized(picture, longest);
  const { width, height } = canvas;
  if (turned) Object.assign(canvas, { width: height, height: width });
  const context = canvas.getContext("2d");
  if (!context) throw OLD;
  // What can be seen through would be black.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (turned) {
    context.translate(height, 0);
    context.rotate(Math.PI / 2);
  }
  context.drawImage(picture, 0, 0, width, height);
  return jpeg(canvas, quality);
}

/** A small picture of one. */
export const small = (picture, turned) => drawn(picture, SMALL, QUALITY, turned);

/** A picture that is cut off is an error, too. */
function decoded(file) {
  if (!window.createImageBitmap) throw OLD;
  // Some older browsers know no such option: the picture can still be turned by hand.
  const plain = (error) => (error instanceof TypeError ? createImageBitmap(file) : Promise.reject(error));
  return createImageBitmap(file, { imageOrientation: "from-image" }).catch(plain);
}

/** A photo, upright as it was taken, or turned by a quarter to the right; and a small one. */
export async function photo(file, turned) {
  const picture = await decoded(file);
  try {
    return [await drawn(picture, LONGEST, turned ? AGAIN : QUALITY, turned), await small(picture, turned)];
  } finally {
    picture.close();
  }
}
