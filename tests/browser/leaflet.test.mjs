// A page of the guide printed: one sheet of A4, with a code that leads back to it.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import jsQR from "jsqr";
import { assertQuiet, DIST, go, leave, site } from "./site.mjs";

const here = site();
const WIDE = { width: 1280, height: 900 };
/** Pixels of the picture that the code is read from, for each of the page's. */
const SCALE = 3;
/** Smaller type, in points, is no help to anybody. */
const LEAST_TYPE = 9;
/** Of a list. */
const MOST_SHEETS = 8;

/** Every page that is an article: programmes, events, procedures, rights. */
async function pages() {
  const names = async (folder) => (await readdir(join(DIST, folder), { withFileTypes: true })).filter((one) => one.isDirectory());
  const lists = ["find", "words", "calendar", "changes", "event", "how", "right"];
  const programs = (await names("guide")).map((one) => one.name).filter((name) => !lists.includes(name));
  const others = await Promise.all(["event", "how", "right"].map(async (kind) => (await names(`guide/${kind}`)).map((one) => `${kind}/${one.name}`)));
  return [...programs, ...others.flat()].map((name) => `guide/${name}/`);
}

/** Waits until the page can be printed so. */
const printable = (page) => page.getByRole("button", { name: "打印一张" }).waitFor();

const sheets = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;

/** The page as it would be printed, on the screen. */
async function lay(page) {
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
}

/** What the code on the sheet says. */
async function decoded(page) {
  const picture = await page.locator(".leafhead .qr").screenshot({ type: "png" });
  const { data, width, height } = await page.evaluate(async ({ bytes, scale }) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
    const canvas = new OffscreenCanvas(image.width * scale, image.height * scale);
    const drawing = canvas.getContext("2d");
    drawing.imageSmoothingEnabled = false;
    drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = drawing.getImageData(0, 0, canvas.width, canvas.height);
    return { data: [...data], width, height };
  }, { bytes: [...picture], scale: SCALE });
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}

test("every programme, event, procedure and right is one sheet", async (t) => {
  const page = await here.open("guide/dibao/");
  const all = await pages();
  assert.ok(all.length >= 19 + 8, `${all.length} pages`);
  const wrong = [];
  const sizes = new Map();
  for (const path of all) {
    await go(page, path);
    await printable(page);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    if (sheets(pdf) !== 1) wrong.push(`${path}: ${sheets(pdf)} sheets`);
    assert.equal(await page.locator("#leaflet").count(), 0, "it is gone afterwards");
    await lay(page);
    const size = await page.locator("#leaflet").evaluate((sheet) => Number.parseFloat(sheet.style.fontSize));
    sizes.set(path, size);
    if (size < LEAST_TYPE) wrong.push(`${path}: type of ${size} pt`);
    await page.emulateMedia({ media: null });
  }
  t.diagnostic(`type in points: ${[...sizes].map(([path, size]) => `${path.slice(6, -1)} ${size}`).join(", ")}`);
  assert.deepEqual(wrong, []);
  assertQuiet(page);
  await leave(page);
});

test("a sheet says what one needs, and its code leads to the page", async () => {
  for (const size of [undefined, { viewport: WIDE, colorScheme: "dark" }]) {
    const page = await here.open("guide/dibao/#s3", size);
    for (const path of ["guide/dibao/#s3", "guide/event/ill/"]) {
      await go(page, path);
      await printable(page);
      await lay(page);
      const sheet = await page.locator("#leaflet").innerText();
      for (const needed of [/依据：《/, /(最后核对|内容核对日)：\d+年\d+月\d+日/, /窗口电话/, /天|工作日|没写/, /身份证|户口簿|病历/]) assert.match(sheet, needed, path);
      const papers = await page.locator("#leaflet .bring li").allInnerTexts();
      if (path.startsWith("guide/dibao/")) assert.ok(papers.length > 0, path);
      assert.deepEqual(papers.filter((paper) => /。$/.test(paper.trim()) && !paper.includes("：")), [], "a name, with or without all that is said of it");
      assert.equal(await decoded(page), page.root + path.split("#")[0]);
      await page.emulateMedia({ media: null });
    }
    assertQuiet(page);
    await leave(page);
  }
});

test("lists of the guide print with where they are from, when they were checked, a code, and the number of each sheet", async () => {
  const page = await here.open("guide/words/");
  for (const path of ["guide/words/", "guide/calendar/", "guide/changes/", "guide/find/", "guide/"]) {
    await go(page, path);
    await page.waitForFunction(() => {
      dispatchEvent(new Event("beforeprint"));
      return document.querySelector(".leafhead") !== null;
    });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    assert.ok(sheets(pdf) >= 1 && sheets(pdf) <= MOST_SHEETS, `${path}: ${sheets(pdf)} sheets`);
    assert.equal(await page.locator(".leafhead").count(), 0, "it is gone afterwards");
    await lay(page);
    assert.match(await page.locator(".leafhead").innerText(), /救在身边.*(最后核对|内容核对日)：\d+年\d+月\d+日/s, path);
    assert.equal(await decoded(page), page.root + path);
    for (const gone of [".top", ".find", ".foot nav"]) assert.equal(await page.locator(gone).filter({ visible: true }).count(), 0, `${path}: ${gone}`);
    await page.emulateMedia({ media: null });
  }
  assertQuiet(page);
  await leave(page);
});

test("what the app changed to is what is printed", async () => {
  const page = await here.open("guide/");
  await page.getByRole("link", { name: "临时救助" }).first().click();
  await printable(page);
  assert.equal(sheets(await page.pdf({ preferCSSPageSize: true })), 1);
  await lay(page);
  assert.match(await page.locator("#leaflet h1").innerText(), /临时救助/);
  await leave(page);
});

test("a page read from a disk has no code: it leads nowhere", async () => {
  const context = await here.browser.newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(join(DIST, "guide/event/ill/index.html")).href);
  await page.pdf({ preferCSSPageSize: true });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator(".qr").count(), 0);
  await context.close();
});
