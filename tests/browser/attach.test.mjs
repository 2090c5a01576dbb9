// Photos of papers: what a camera writes about itself is gone, what is shown as saved is on the device, too much is refused.

import assert from "node:assert/strict";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, test } from "node:test";
import { hasFocus, keyboard } from "./hands.mjs";
import { bomb, cameraJpeg, PDF, plainJpeg, SECRETS } from "./photos.mjs";
import { assertQuiet, go, leave, ready, saved, site } from "./site.mjs";

const here = site();
const PAGE = "papers/attach/";

const cards = (page) => page.locator(".photocard");
const file = (name, buffer, mimeType = "image/jpeg") => ({ name, mimeType, buffer });
const add = (page, ...files) => page.locator("#files").setInputFiles(files);
const act = (page, n, name) => cards(page).nth(n).getByRole("button", { name: new RegExp(`^${name}`) }).click();
const refused = (page, says) => page.locator("#refused").getByText(says).waitFor();

const folder = await mkdtemp(join(tmpdir(), "photos-"));
after(() => rm(folder, { recursive: true }));

/** A file on the disk, of so many bytes, that begins like a real one. */
async function long(name, start, bytes) {
  const path = join(folder, name);
  await writeFile(path, start);
  await truncate(path, bytes);
  return path;
}

/** What lies in the database beside the drafts: keys, and the bytes of each file. */
function stored(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((ok, failed) => Object.assign(request, { onsuccess: () => ok(request.result), onerror: () => failed(request.error) }));
    const database = await done(indexedDB.open("jiuzai"));
    const read = (name) => database.transaction(name).objectStore(name);
    const [drafts, keys] = [await done(read("drafts").getAllKeys()), await done(read("attached").getAllKeys())];
    const values = await done(read("attached").getAll());
    database.close();
    const files = [];
    for (const value of values.filter(Array.isArray)) {
      const pieces = [];
      for (const blob of value.filter((piece) => piece instanceof Blob)) pieces.push({ type: blob.type, bytes: Array.from(new Uint8Array(await blob.arrayBuffer())) });
      files.push(pieces);
    }
    return { drafts, keys, files };
  });
}

/** A picture's size and the colours of its quarters, as its points are, whatever it says of how it was held. */
function seen(page, bytes) {
  return page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(bytes)]), { imageOrientation: "none" });
    const { width, height } = bitmap;
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    context.drawImage(bitmap, 0, 0);
    const colour = (x, y) => Array.from(context.getImageData(width * x, height * y, 1, 1).data.slice(0, 3), (part) => (part > 128 ? 1 : 0)).join("");
    return { width, height, colours: [colour(0.25, 0.25), colour(0.75, 0.25), colour(0.25, 0.75), colour(0.75, 0.75)] };
  }, bytes);
}

const [RED, LIME, BLUE, WHITE] = ["100", "010", "001", "111"];

test("a camera's photo is kept upright, without place, time and camera, and is there after a reload", async () => {
  const page = await here.open(PAGE);
  const photo = await cameraJpeg(page);
  assert.ok(SECRETS.every((secret) => photo.includes(secret)), "the test's photo has them");
  await page.locator("#paper").selectOption({ label: "残疾证" });
  await page.locator("#camera").setInputFiles([file("IMG_1.jpg", photo)]);
  await cards(page).waitFor();
  await saved(page);
  await page.waitForURL(/papers\/attach\/\?d=[a-z0-9]{12}$/);
  const { drafts, keys, files } = await stored(page);
  assert.deepEqual([drafts.length, keys.length, files.length], [1, 2, 1]);
  for (const { type, bytes } of files[0]) {
    assert.equal(type, "image/jpeg");
    const text = Buffer.from(bytes).toString("latin1");
    for (const secret of SECRETS) assert.ok(!text.includes(secret), secret);
    // No segment for what cameras write at all.
    assert.ok(!text.includes("\xff\xe1"));
  }
  const upright = { width: 300, height: 400, colours: [BLUE, RED, WHITE, LIME] };
  assert.deepEqual(await seen(page, files[0][0].bytes), upright);

  await page.reload();
  await ready(page);
  await page.getByRole("heading", { name: "残疾证（1张）" }).waitFor();
  const image = page.getByRole("img", { name: "残疾证，第1张" });
  await page.waitForFunction((image) => image.naturalWidth === 240, await image.elementHandle());
  await page.locator("button.thumb").click();
  const dialog = page.getByRole("alertdialog", { name: "残疾证，第1张" });
  await page.waitForFunction((image) => image.naturalWidth === 300, await dialog.getByRole("img").elementHandle());
  await page.waitForFunction(() => document.activeElement?.closest(".dialog"));
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await hasFocus(page.locator("button.thumb"));

  await act(page, 0, "转90°");
  await page.waitForFunction(() => document.querySelector(".thumb img").naturalWidth === 320);
  await saved(page);
  const turned = (await stored(page)).files[0][0].bytes;
  assert.deepEqual(await seen(page, turned), { width: 400, height: 300, colours: [WHITE, BLUE, LIME, RED] });
  assertQuiet(page);
  await leave(page);
});

test("a large photo is shrunk; moved, said something about, taken out and brought back: all of it is kept", async () => {
  const page = await here.open(PAGE);
  await page.locator("#paper").selectOption({ label: "残疾证" });
  await add(page, file("a.jpg", await plainJpeg(page, 4000, 3000)), file("b.jpg", await plainJpeg(page)), file("单据.pdf", PDF, "application/pdf"));
  await cards(page).nth(2).waitFor();
  await saved(page);
  const large = (await stored(page)).files.map(([piece]) => piece);
  const sizes = [];
  for (const { type, bytes } of large) if (type === "image/jpeg") sizes.push((await seen(page, bytes)).width);
  assert.deepEqual(sizes.sort(), [1600, 400]);
  assert.ok(large.some(({ type, bytes }) => type === "application/pdf" && Buffer.from(bytes).equals(PDF)));
  await cards(page).nth(2).getByText("单据.pdf").waitFor();

  const first = await cards(page).nth(0).locator("input.input").getAttribute("id");
  await act(page, 0, "下移");
  await page.waitForFunction((id) => document.querySelectorAll(".photocard")[1].querySelector("input.input").id === id, first);
  await page.locator(`#${first}`).fill("爸爸的，正面");
  await saved(page);
  await cards(page).nth(2).locator("select").selectOption({ label: "其他材料" });
  await page.getByRole("heading", { name: "其他材料（1张）" }).waitFor();
  await act(page, 0, "删掉");
  await page.getByText("删掉了一张").waitFor();
  assert.equal(await cards(page).count(), 2);
  await hasFocus(page.locator("#undo"));
  await saved(page);
  assert.equal((await stored(page)).files.length, 2);
  await page.getByRole("button", { name: "找回来" }).click();
  await cards(page).nth(2).waitFor();
  await saved(page);
  await page.reload();
  await ready(page);
  await cards(page).nth(2).waitFor();
  assert.equal(await cards(page).nth(0).locator("input.input").inputValue(), "爸爸的，正面");
  await page.getByRole("img", { name: "第1张：爸爸的，正面" }).waitFor();
  assertQuiet(page);
  await leave(page);
});

test("what is no photo, cut off, empty, or too large is refused, and it is said what to do", async () => {
  const page = await here.open(PAGE);
  const photo = await plainJpeg(page);
  const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect width="9" height="9"/></svg>`);
  for (const [wrong, what, todo] of [
    [file("a.jpg", Buffer.from("this is only text, whatever it is called")), "不是照片", "直接拍照"],
    [file("b.svg", svg, "image/svg+xml"), "不是照片", "选JPG、PNG照片"],
    [file("c.jpg", Buffer.alloc(0)), "是空的", "再拍一张"],
    [file("d.jpg", photo.subarray(0, photo.length - 300)), "没有传完整", "再拍一张"],
    [file("e.png", bomb(), "image/png"), "尺寸太大", "清晰度调低"],
    [await long("f.jpg", photo, 40_000_001), "太大了", "40兆"],
    [await long("g.pdf", PDF, 8_000_001), "太大了", "8兆"],
    [file("h.jpg", Buffer.concat([Buffer.from("GIF89a"), Buffer.alloc(100)]), "image/gif"), "不是照片", "PDF"],
  ]) {
    await add(page, wrong);
    await refused(page, new RegExp(`“${wrong.name ?? basename(wrong)}”.*${what}.*${todo}`));
  }
  assert.equal(await cards(page).count(), 0);
  // One that is wrong keeps nothing else out; what it really is counts, not its name.
  await add(page, file("x.jpg", Buffer.from("no photo at all")), file("y.pdf", photo, "application/pdf"));
  await refused(page, "x.jpg");
  await cards(page).locator("button.thumb").waitFor();
  assertQuiet(page);
  await leave(page);
});

test("twenty are enough for one draft", async () => {
  const page = await here.open(PAGE);
  const photo = await plainJpeg(page, 40, 30);
  await add(page, ...Array.from({ length: 23 }, (_, n) => file(`${n}.jpg`, photo)));
  await refused(page, "还有3张没有放进来。一份草稿最多放20张");
  await saved(page);
  assert.equal(await cards(page).count(), 20);
  assert.equal((await stored(page)).files.length, 20);
  await leave(page);
});

test("they go with the draft: listed on the form, printed one to a page, deleted with it", async () => {
  const page = await here.open(PAGE);
  const photo = await plainJpeg(page);
  await page.locator("#paper").selectOption({ label: "残疾证" });
  await add(page, file("a.jpg", photo), file("b.jpg", photo));
  await cards(page).nth(1).waitFor();
  await saved(page);
  await page.emulateMedia({ media: "print" });
  const sheet = page.locator(".photo").nth(1);
  await sheet.getByText("残疾证，第2张").waitFor();
  await sheet.getByText("草稿附件").waitFor();
  await sheet.getByText("打印日期2026年11月23日").waitFor();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 2);
  await page.emulateMedia({ media: "screen" });

  const draft = new URL(page.url()).search;
  await go(page, `papers/shenqing/print/${draft}`);
  await page.locator(".sheet .lines").getByText("附：残疾证2张").waitFor();
  await go(page, `papers/${draft}`);
  await page.getByRole("link", { name: "材料照片（2张）" }).waitFor();
  await go(page, "drafts/");
  await page.locator("li.draft summary").click();
  await page.getByRole("button", { name: "复制一份" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "复制", exact: true }).click();
  await page.getByText("复制好了").waitFor();
  const both = await stored(page);
  assert.deepEqual([both.drafts.length, both.keys.length, both.files.length], [2, 6, 4], "the copy has photos of its own");
  for (const rest of [1, 0]) {
    await page.locator("li.draft summary").first().click();
    await page.getByRole("button", { name: /^删掉/ }).first().click();
    await page.getByRole("alertdialog").getByRole("button", { name: /^删/ }).click();
    await page.waitForFunction((rest) => document.querySelectorAll("li.draft").length === rest, rest);
    assert.deepEqual((await stored(page)).files.length, 2 * rest);
  }
  assert.deepEqual(await stored(page), { drafts: [], keys: [], files: [] });
  assertQuiet(page);
  await leave(page);
});

test("what a second tab adds is added to what the first saved meanwhile; nothing is overwritten", async () => {
  const page = await here.open(PAGE);
  const photo = await plainJpeg(page);
  await add(page, file("a.jpg", photo));
  await saved(page);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await ready(second);
  await add(page, file("b.jpg", photo));
  await cards(page).nth(1).waitFor();
  await saved(page);
  await add(second, file("c.jpg", photo));
  await cards(second).nth(2).waitFor();
  await saved(second);
  await second.waitForFunction(() => [...document.querySelectorAll(".thumb img")].every((image) => image.naturalWidth > 0));
  const id = await cards(page).nth(0).locator("input.input").getAttribute("id");
  await page.locator(`#${id}`).fill("正面");
  await saved(page);
  await cards(page).nth(2).waitFor();
  // What is gone meanwhile is not turned, and leaves no bytes behind.
  await act(second, 0, "删掉");
  await second.getByText("删掉了一张").waitFor();
  await act(page, 0, "转90°");
  await page.waitForFunction(() => document.querySelectorAll(".photocard").length === 2);
  const { keys, files } = await stored(page);
  assert.deepEqual([keys.length, files.length], [3, 2]);
  await page.context().close();
});

/** Changes the rows of what goes with drafts by hand. */
const spoil = (page, change) => page.evaluate(async (change) => {
  const done = (request) => new Promise((ok) => (request.onsuccess = () => ok(request.result)));
  const database = await done(indexedDB.open("jiuzai"));
  const store = database.transaction("attached", "readwrite").objectStore("attached");
  for (const key of await done(store.getAllKeys())) {
    if (change === "lists" && key.endsWith("/")) await done(store.put(Uint8Array.of(250, 1), key));
    if (change === "pictures" && !key.endsWith("/")) await done(store.put([new Blob(["none"]), new Blob(["none"])], key));
  }
  database.close();
}, change);

test("a list that can't be read keeps nobody from the forms; it stays as it is", async () => {
  const page = await here.open(PAGE);
  await add(page, file("a.jpg", await plainJpeg(page)));
  await saved(page);
  const { search } = new URL(page.url());
  await spoil(page, "lists");
  await go(page, `papers/shenqing/${search}`);
  await page.locator("#applicant_name").fill("甲某某");
  await saved(page);
  await go(page, PAGE + search);
  await page.getByRole("alert").getByText("照片打不开").waitFor();
  assert.equal(await page.locator("#files").count(), 0);
  assert.equal((await stored(page)).files.length, 1);
  await leave(page);
});

test("a picture that can't be turned stops nothing else; what the device did not take is tried again", async () => {
  const page = await here.open(PAGE);
  const photo = await plainJpeg(page);
  await add(page, file("a.jpg", photo));
  await saved(page);
  await spoil(page, "pictures");
  await act(page, 0, "转90°");
  await refused(page, "打不开");
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); };
    window.again = () => (IDBObjectStore.prototype.put = put);
  });
  await add(page, file("b.jpg", photo), file("c.jpg", photo));
  const again = page.getByRole("button", { name: "再存一次" });
  await again.waitFor();
  assert.equal(await cards(page).count(), 1);
  await page.evaluate(() => window.again() && null);
  await again.click();
  await cards(page).nth(2).waitFor();
  await saved(page);
  assert.equal((await stored(page)).files.length, 3);
  await page.context().close();
});

test("drafts from before there were photos open, and take them", async () => {
  const page = await here.open("papers/shenqing/");
  await page.locator("#applicant_name").fill("甲某某");
  await page.waitForURL(/\?d=/);
  await saved(page);
  const id = new URL(page.url()).searchParams.get("d");
  await go(page, "404.html");
  // The database as version 1 made it.
  await page.evaluate(async (id) => {
    const done = (request) => new Promise((ok, failed) => Object.assign(request, { onsuccess: () => ok(request.result), onerror: () => failed(request.error) }));
    const now = await done(indexedDB.open("jiuzai"));
    const row = await done(now.transaction("drafts").objectStore("drafts").get(id));
    now.close();
    await done(indexedDB.deleteDatabase("jiuzai"));
    const opening = indexedDB.open("jiuzai", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("drafts").put(row, id);
    (await done(opening)).close();
  }, id);
  await go(page, `papers/shenqing/?d=${id}`);
  assert.equal(await page.locator("#applicant_name").inputValue(), "甲某某");
  await go(page, `${PAGE}?d=${id}`);
  await add(page, file("a.jpg", await plainJpeg(page)));
  await saved(page);
  assert.equal((await stored(page)).files.length, 1);
  await leave(page);
});

test("on a machine that many people use nothing is written", async () => {
  const page = await here.open("?kiosk=1");
  await go(page, PAGE);
  await add(page, file("a.jpg", await plainJpeg(page)));
  await cards(page).waitFor();
  await page.emulateMedia({ media: "print" });
  await page.locator(".photo img").waitFor();
  assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), []);
  assert.ok(!(await page.evaluate(() => caches.has("copies"))));
  await page.emulateMedia({ media: "screen" });
  await page.reload();
  await ready(page);
  assert.equal(await cards(page).count(), 0);
  await leave(page);
});

test("with the keyboard alone", async () => {
  const page = await here.open(PAGE);
  const photo = await plainJpeg(page);
  const chosen = page.waitForEvent("filechooser");
  await keyboard.press(page, page.locator("#files"));
  await (await chosen).setFiles([file("a.jpg", photo), file("b.jpg", photo)]);
  await cards(page).nth(1).waitFor();
  const up = cards(page).nth(1).getByRole("button", { name: /^上移/ });
  const id = await up.getAttribute("id");
  await keyboard.press(page, up);
  await page.waitForFunction((id) => document.querySelector(".photocard").innerHTML.includes(id.replace("up-", "turn-")), id);
  assertQuiet(page);
  await leave(page);
});
