// Two devices side by side: draws codes, and reads them with the camera or from pictures. The app says by its elements what it wants
// (`data-code`, `data-scan`, `data-take`), and is told by events. What a code says is handed on as text; nothing is ever opened.

import { drawCode, make } from "./make.js";
import { correction, generate, mode } from "./qr.js";
import { HEAD, points } from "./size.js";
import { ours } from "./trust.js";

/** All codes of a transfer are of one size, the last as well. */
const VERSION = 12;
/** The longest side of what is looked at, in pixels. */
const CAMERA = 1024;
const PICTURE = 1600;
/** Everything is looked at again smaller, which takes noise away. */
const SMALLER = [1, 0.7, 0.45];
const MOST_PICTURES = 100;
const LARGEST_PICTURE = 40 * 1024 * 1024;
const MOST_POINTS = 50_000_000;
/** A larger file is no draft. */
const LARGEST_FILE = 256 * 1024;
/** Between two looks, in milliseconds: a cheap phone has other things to do, too. */
const REST = 40;

const canvas = document.createElement("canvas");
const drawing = canvas.getContext("2d", { willReadFrequently: true });
const say = (element, name, detail) => element.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));

/** What one holds a device up for is to be seen whole. */
const inSight = (element) => requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));

/* ---- showing ---- */

function code(figure) {
  if (figure.shown === figure.dataset.code) return;
  if (!figure.shown) inSight(figure);
  figure.shown = figure.dataset.code;
  figure.replaceChildren(drawCode(generate(mode.alphaNumeric(figure.shown), { minCorrectionLevel: correction.M, minVersion: VERSION })));
}

/** Where the other device finds this page: nothing of anybody stands in it. */
function address(place) {
  if (place.firstChild) return;
  const page = new URL(`${document.documentElement.dataset.root}hand/`, location.href).href;
  const figure = make("div", { className: "code" }, drawCode(generate(page)));
  figure.setAttribute("role", "img");
  figure.setAttribute("aria-label", "这一页网址的二维码");
  place.append(make("p", { className: "where" }, page), figure);
}

/* ---- reading ---- */

/** Paints a picture onto the canvas: no side longer than `longest`, and then so much smaller. */
function paint(source, width, height, longest, smaller) {
  const scale = Math.min(1, longest / Math.max(width, height)) * smaller;
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  drawing.drawImage(source, 0, 0, canvas.width, canvas.height);
}

/** The browser's own reader, where it has one. */
async function own() {
  if (!("BarcodeDetector" in window)) return null;
  const formats = await BarcodeDetector.getSupportedFormats();
  if (!formats.includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async () => (await detector.detect(canvas)).map((found) => found.rawValue);
}

/** A reader off the page's thread. */
function apart() {
  const worker = new Worker(ours("read.js"), { type: "module" });
  const next = () =>
    new Promise((done, fail) => {
      worker.onmessage = ({ data }) => (data.failed ? fail() : done(data.texts));
      worker.onerror = fail;
    });
  const read = () => {
    const { data, width } = drawing.getImageData(0, 0, canvas.width, canvas.height);
    const texts = next();
    worker.postMessage({ pixels: new Uint8Array(data.buffer), width }, [data.buffer]);
    return texts;
  };
  const ready = next().then(() => read);
  ready.catch(() => worker.terminate());
  return ready;
}

/** For browsers whose workers know no modules. */
async function here() {
  const reader = await import("./reader.js");
  await reader.default({ module_or_path: new URL("reader_bg.wasm", import.meta.url) });
  return async () => {
    const { data, width } = drawing.getImageData(0, 0, canvas.width, canvas.height);
    return reader.read(new Uint8Array(data.buffer), width);
  };
}

/** The browser's own, until it fails; else one of this site's. */
async function whichever() {
  const mine = await own().catch(() => null);
  const site = () => apart().catch(here);
  if (!mine) return site();
  let read = mine;
  return () =>
    read().catch(async (error) => {
      if (read !== mine) throw error;
      read = await site();
      return read();
    });
}

let opened = null;
/** What reads the canvas: one at a time. */
function reader() {
  opened = opened || whichever();
  return opened;
}

/** The next time, it is opened anew. */
function failed(element, name, detail) {
  opened = null;
  if (element.isConnected) say(element, name, detail);
}

let turn = Promise.resolve();
/** Does one thing with the canvas after the other. */
function alone(work) {
  const done = turn.then(work);
  turn = done.catch(() => {});
  return done;
}

/* ---- the camera ---- */

let video = null;
let stream = null;

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  if (video) video.srcObject = null;
}

const TROUBLES = { NotAllowedError: "denied", SecurityError: "denied", NotFoundError: "none", OverconstrainedError: "none" };

async function start(wanted) {
  video = wanted;
  inSight(wanted);
  if (!navigator.mediaDevices?.getUserMedia) return say(wanted, "camera", "none");
  let given;
  try {
    const ideal = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
    given = await navigator.mediaDevices.getUserMedia({ video: ideal, audio: false });
    // Meanwhile one may have gone on, or away.
    if (video !== wanted || document.hidden) {
      given.getTracks().forEach((track) => track.stop());
      return video === wanted && say(wanted, "camera", "off");
    }
    stream = given;
    for (const track of given.getTracks()) track.addEventListener("ended", () => stream === given && off());
    wanted.srcObject = given;
    await wanted.play();
  } catch (error) {
    // What was stopped has said why.
    if (video !== wanted || (given && stream !== given)) return;
    stop();
    return say(wanted, "camera", TROUBLES[error.name] ?? "busy");
  }
  watch(given).catch(() => {
    if (stream === given) stop();
    failed(wanted, "camera", "reader");
  });
}

async function watch(given) {
  const read = await reader();
  for (let look = 0; stream === given; look += 1) {
    const texts = await alone(() => {
      if (stream !== given || !video.videoWidth) return [];
      paint(video, video.videoWidth, video.videoHeight, CAMERA, SMALLER[look % SMALLER.length]);
      return read();
    });
    for (const text of texts) if (stream === given) say(video, "code", text);
    await new Promise((done) => setTimeout(done, REST));
  }
}

function off() {
  if (!stream) return;
  stop();
  if (video?.isConnected) say(video, "camera", "off");
}

document.addEventListener("visibilitychange", () => document.hidden && off());
addEventListener("pagehide", off);

/* ---- pictures and files ---- */

/** All that the codes in a picture say: small ones are found in it as it is, noisy ones when it is smaller. */
async function picture(file, read) {
  const head = await bytes(file.slice(0, HEAD));
  if (file.size > LARGEST_PICTURE || !(points(head) <= MOST_POINTS)) return [];
  const image = new Image();
  image.src = URL.createObjectURL(file);
  const texts = new Set();
  try {
    if (!(await image.decode().then(() => true, () => false))) return []; // no picture
    for (const smaller of SMALLER) {
      paint(image, image.naturalWidth, image.naturalHeight, PICTURE, smaller);
      for (const text of await read()) texts.add(text);
    }
    return [...texts];
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/** Hands on what the codes in pictures say, then how many pictures had none. */
async function pictures(input, files) {
  let empty = Math.max(0, files.length - MOST_PICTURES);
  try {
    const read = await reader();
    for (const file of files.slice(0, MOST_PICTURES)) {
      const texts = await alone(() => picture(file, read));
      if (!texts.length) empty += 1;
      for (const text of texts) if (input.isConnected) say(input, "code", text);
    }
  } catch (error) {
    return failed(input, "reader");
  }
  if (input.isConnected) say(input, "pictures", empty);
}

/** What is in a file, also in browsers whose files don't say; nothing if it can't be read. */
const bytes = (file) => new Response(file).arrayBuffer().catch(() => new ArrayBuffer(0));

async function chosen(input, files) {
  const [file] = files;
  const read = file.size > LARGEST_FILE ? null : new Uint8Array(await bytes(file));
  if (input.isConnected) say(input, "file", read);
}

addEventListener("change", ({ target: input }) => {
  const files = Array.from(input.files ?? []);
  if (!files.length || !input.dataset.take) return;
  // So that the same may be chosen again.
  input.value = "";
  if (input.dataset.take === "pictures") pictures(input, files);
  else chosen(input, files);
});

/* ---- the app's elements come and go ---- */

function look() {
  for (const figure of document.querySelectorAll("[data-code]")) code(figure);
  for (const place of document.querySelectorAll("[data-address]")) address(place);
  const wanted = document.querySelector("video[data-scan]");
  if (wanted === video) return;
  stop();
  video = null;
  if (wanted) start(wanted);
}

look();
new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-code"] });
