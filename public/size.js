// How many points a picture has, by its first bytes: known before the browser unpacks it, which a hostile one makes it do without end.

/** So much of a file is looked at. What cameras write before the picture's size is a tenth of it. */
export const HEAD = 1_000_000;

const START = 0xff;
/** Frames of a JPEG, but for what defines tables there. */
const frame = (marker) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const LOSSLESS = (1 << 14) - 1;

function jpeg(view) {
  let at = 2;
  while (view.getUint8(at) === START) {
    const marker = view.getUint8(at + 1);
    if (frame(marker)) return view.getUint16(at + 5) * view.getUint16(at + 7);
    at += marker === START ? 1 : 2 + view.getUint16(at + 2);
  }
  return NaN;
}

const three = (view, at) => 1 + view.getUint16(at, true) + (view.getUint8(at + 2) << 16);

function webp(view, kind) {
  if (kind === "VP8X") return three(view, 24) * three(view, 27);
  if (kind === "VP8 ") return (view.getUint16(26, true) & LOSSLESS) * (view.getUint16(28, true) & LOSSLESS);
  const bits = view.getUint32(21, true);
  return kind === "VP8L" ? (1 + (bits & LOSSLESS)) * (1 + ((bits >>> 14) & LOSSLESS)) : NaN;
}

/** The points of a JPEG, PNG or WebP; not a number for anything else. */
export function points(bytes) {
  const view = new DataView(bytes);
  const name = (at) => String.fromCharCode(...new Uint8Array(bytes, at, 4));
  try {
    if (view.getUint16(0) === 0xffd8) return jpeg(view);
    if (name(0) === "\x89PNG" && name(12) === "IHDR") return view.getUint32(16) * view.getUint32(20);
    if (name(0) === "RIFF" && name(8) === "WEBP") return webp(view, name(12));
  } catch (error) {
    // it ends too early
  }
  return NaN;
}
