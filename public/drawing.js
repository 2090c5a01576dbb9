// Draws the pages of a PDF file. That is all that is done with it: nothing in it is run, followed or read as text. What draws (pdf.js) is
// fetched with the first file, and reads it in a worker that is ended afterwards.

import { LONGEST, jpeg, sized, small } from "./photo.js";
import { ours } from "./trust.js";

/** More pages are not drawn. */
const MOST = 30;
/** No page is drawn larger than so many times its own size. */
const ENLARGED = 4;
/** The points of a picture on a page. */
const POINTS = 50_000_000;
/** Milliseconds for a step, and for all of them: with pages left, those that are drawn are enough. */
const STEP = 20_000;
const ALL = 120_000;
const FAREWELL = 1000;

/** Why no page was drawn: what is said of each is in `pages.js`. */
class Why extends Error {}
const because = (why) => () => Promise.reject(new Why(why));

const address = (name) => new URL(`pdf/${name}`, import.meta.url).href;

async function bytes(name) {
  const answer = await fetch(address(name));
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** The library. A script that could not be fetched is never asked for again by `import`, so it is fetched before. */
async function fetched() {
  await Promise.all([bytes("pdf.js"), bytes("worker.js")]).catch(because("offline"));
  return import(address("pdf.js")).catch(because("old"));
}

let library = null;

/** The same, once. */
function loaded() {
  library ??= fetched();
  library.catch(() => (library = null));
  return library;
}

/** A promise that takes no longer than a step may. */
const timely = (promise) => Promise.race([promise, new Promise((_, late) => setTimeout(() => late(new Why("slow")), STEP))]);

/** A worker of the library. */
function workerOf() {
  try {
    return new Worker(ours("pdf/worker.js"), { type: "module" });
  } catch (error) {
    throw new Why("old");
  }
}

/** What the library may ask for beside itself: the codes of simplified Chinese, two fonts, and what reads two kinds of pictures. */
const BESIDE = /^(((GB|GBpc|GBK|GBKp)-EUC|GBK2K|UniGB-(UCS2|UTF16|UTF8))-[HV]|Adobe-GB1-UCS2|FoxitSymbol|FoxitDingbats|jbig2|openjpeg)\./;

/** It gets that from this page, which may ask nobody else; `lost` says that it could not be fetched. */
function files(lost) {
  return class {
    async fetch({ filename }) {
      if (!BESIDE.test(filename)) throw new Error("none of ours");
      return bytes(filename.replace(/\.(bcmap|pfb)$/, ".bin")).catch((error) => {
        lost();
        throw error;
      });
    }
  };
}

/** Whether what the worker says means that something on a page is missing. The library would draw the rest, as if that were all. */
function lacks({ stream, reason, action, data }) {
  const thing = /^(common)?obj$/.test(action) ? data[data.length - 1] : undefined;
  return Boolean((stream && reason) || thing === null || thing?.error);
}

/** How a file is opened: strictly, since a page that lacks something must not look whole. */
const opening = (data, worker, lost) => ({
  data,
  worker,
  verbosity: 0,
  stopAtErrors: true,
  isEvalSupported: false,
  enableXfa: false,
  maxImageSize: POINTS,
  useSystemFonts: true,
  useWorkerFetch: false,
  cMapUrl: "./",
  standardFontDataUrl: "./",
  wasmUrl: "./",
  BinaryDataFactory: files(lost),
});

/** Draws a page as it is printed. */
async function drawn(page, whole) {
  const { scale, canvas } = sized(page.getViewport({ scale: 1 }), LONGEST, ENLARGED);
  const drawing = page.render({ canvas, viewport: page.getViewport({ scale }), background: "#fff", intent: "print" });
  // The screen stays alive between two strokes of the brush, and the time limit with it.
  drawing.onContinue = (go) => setTimeout(go);
  try {
    await timely(drawing.promise);
  } catch (error) {
    drawing.cancel();
    throw error;
  }
  if (!whole()) throw new Error("a part is missing");
  return canvas;
}

/** The pages, one after the other, until there are enough or one can't be drawn; and why that is. */
async function each(pdf, whole, at) {
  const found = { first: null, pages: [], why: null };
  let over = false;
  const clock = setTimeout(() => (over = true), ALL);
  try {
    for (let n = 1; n <= Math.min(MOST, pdf.numPages) && !over; n += 1) {
      at(n, pdf.numPages);
      const page = await timely(pdf.getPage(n));
      const canvas = await drawn(page, whole);
      found.first ??= await small(canvas);
      found.pages.push(await jpeg(canvas));
      page.cleanup();
    }
  } catch (error) {
    found.why = error;
  } finally {
    clearTimeout(clock);
  }
  return found;
}

/** Opens a file and draws it. */
async function all(pdfjs, port, data, at) {
  let [whole, lost] = [true, false];
  const broken = new Promise((_, no) => port.addEventListener("error", () => no(new Why("old"))));
  port.addEventListener("message", (event) => (whole &&= !lacks(event.data)));
  const task = pdfjs.getDocument(opening(data, pdfjs.PDFWorker.create({ port, verbosity: 0 }), () => (lost = true)));
  try {
    const pdf = await timely(Promise.race([task.promise, broken]));
    const { first, pages, why } = await each(pdf, () => whole && !lost, at);
    if (!first) throw lost ? new Why("offline") : why;
    return [first, ...pages, pdf.numPages];
  } finally {
    // Its fonts leave the page; a worker that hangs doesn't answer.
    await Promise.race([task.destroy().catch(() => {}), new Promise((done) => setTimeout(done, FAREWELL))]);
  }
}

/** A small picture of a file's first page, pictures of as many pages as could be drawn, and how many it has. Nothing if it is no whole file; if
 * it is one, but no page could be drawn, it fails with the word for that. `at` is told which page is next, of how many. */
export async function draw(file, at) {
  let port;
  try {
    const pdfjs = await loaded();
    port = workerOf();
    return await all(pdfjs, port, new Uint8Array(await new Response(file).arrayBuffer()), at);
  } catch (error) {
    if (error?.name === "InvalidPDFException") return null;
    if (error?.name === "PasswordException") throw new Why("locked");
    throw error instanceof Why ? error : new Why("undrawn");
  } finally {
    port?.terminate();
  }
}
