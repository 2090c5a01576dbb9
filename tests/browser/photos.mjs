// Photos for the tests, made byte by byte: with a camera's marks in them, cut off, far too large.

import { deflateSync } from "node:zlib";

const [RED, LIME, BLUE, WHITE] = ["red", "lime", "blue", "white"];
/** What the camera writes of itself, and of where it was. */
export const SECRETS = ["Exif", "SECRETCAM", "2026:11:22"];

/** A JPEG whose quarters are red, green, blue, white: left to right, top to bottom. */
export async function plainJpeg(page, width = 400, height = 300) {
  const bytes = await page.evaluate(async ({ width, height, colours }) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    colours.forEach((colour, n) => {
      context.fillStyle = colour;
      context.fillRect((n % 2) * (width / 2), Math.floor(n / 2) * (height / 2), width / 2, height / 2);
    });
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
  }, { width, height, colours: [RED, LIME, BLUE, WHITE] });
  return Buffer.from(bytes);
}

/** The same as a camera writes it: held on its side (turned a quarter to the right to be seen), with place and time. */
export async function cameraJpeg(page) {
  const plain = await plainJpeg(page);
  return Buffer.concat([plain.subarray(0, 2), exif(), plain.subarray(2)]);
}

const short = (n) => Buffer.from(Uint16Array.of(n).buffer);
const long = (n) => Buffer.from(Uint32Array.of(n).buffer);
/** An entry of a TIFF directory: tag, type, count, value or where it lies. */
const entry = (tag, type, count, value) => Buffer.concat([short(tag), short(type), long(count), value]);

function exif() {
  const [make, time] = ["SECRETCAM\0", "2026:11:22 08:15:00\0"].map((text) => Buffer.from(text));
  const first = 8 + 2 + 4 * 12 + 4;
  const [timeAt, gpsAt] = [first + make.length, first + make.length + time.length];
  const directory = [
    entry(0x10f, 2, make.length, long(first)),
    entry(0x112, 3, 1, Buffer.concat([short(6), short(0)])),
    entry(0x132, 2, time.length, long(timeAt)),
    entry(0x8825, 4, 1, long(gpsAt)),
  ];
  const degreesAt = gpsAt + 2 + 2 * 12 + 4;
  const gps = [entry(1, 2, 2, Buffer.from("N\0\0\0")), entry(2, 5, 3, long(degreesAt))];
  const degrees = [30, 1, 19, 1, 45, 1].map(long);
  const tiff = [Buffer.from("II*\0"), long(8), short(4), ...directory, long(0), make, time, short(2), ...gps, long(0), ...degrees];
  const body = Buffer.concat([Buffer.from("Exif\0\0"), ...tiff]);
  const length = body.length + 2;
  return Buffer.concat([Buffer.from([0xff, 0xe1, length >> 8, length & 255]), body]);
}

/** A PNG of a few hundred bytes that says it is 60,000 points wide and high. */
export function bomb() {
  const chunk = (name, data) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    // Whoever looks at the sum has read too far.
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)]);
  };
  const size = Buffer.alloc(8);
  size.writeUInt32BE(60_000, 0);
  size.writeUInt32BE(60_000, 4);
  const header = Buffer.concat([size, Buffer.from([8, 2, 0, 0, 0])]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(Buffer.alloc(1000))), chunk("IEND", Buffer.alloc(0))]);
}

/** A PDF file of one empty page. */
export const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
