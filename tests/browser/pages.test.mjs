// PDF files that go with a draft: their pages are seen, kept and printed like photos; whatever is in them stays in them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { BOMB, BROKEN, BUSY, GBK, LOCKED, NO_IMAGE, UNMAPPED, pages, printed } from "./pdfs.mjs";
import { drawer } from "./prints.mjs";
import { assertQuiet, go, kept, leave, ready, saved, site } from "./site.mjs";

const here = site();
const PAGE = "papers/attach/";
const THREE = await printed();

const pdf = (name, buffer) => ({ name, mimeType: "application/pdf", buffer });
const card = (page, name) => page.locator(".photocard").filter({ hasText: name });
/** What is said of a file, once its pages are drawn or not. */
const said = (page, name) => card(page, name).locator(".pages").innerText();

/** Opens the page; what the policy for content would stop is noted. */
async function open(context) {
  const page = await here.open("", context);
  await page.addInitScript(() => {
    window.stopped = [];
    addEventListener("securitypolicyviolation", (event) => window.stopped.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await go(page, PAGE);
  return page;
}

async function add(page, ...files) {
  await page.locator("#files").setInputFiles(files);
  for (const { name } of files) await card(page, name).locator(".pages").waitFor();
  await saved(page);
}

async function assertClean(page) {
  assert.deepEqual(await page.evaluate(() => window.stopped), []);
  assertQuiet(page);
}

/** Waits until no worker is left. */
async function alone(page) {
  for (let n = 0; n < 50 && page.workers().length > 0; n += 1) await page.waitForTimeout(100);
  assert.equal(page.workers().length, 0);
}

/** The colour of a picture at these places, and how much of it is dark, in hundredths. */
const looks = (image, ...places) => image.evaluate(async (image, places) => {
  image.loading = "eager";
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth, height: image.naturalHeight });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let dark = 0;
  for (let n = 0; n < data.length; n += 4) if (data[n] + data[n + 1] + data[n + 2] < 380) dark += 1;
  const colour = ([x, y]) => Array.from(context.getImageData(canvas.width * x, canvas.height * y, 1, 1).data.slice(0, 3), (part) => (part > 128 ? 1 : 0)).join("");
  return { size: [canvas.width, canvas.height], dark: Math.round((dark / data.length) * 400), colours: places.map(colour) };
}, places);

/** How many pieces lie beside each attachment. */
const pieces = (page) => page.evaluate(async () => {
  const done = (request) => new Promise((ok) => (request.onsuccess = () => ok(request.result)));
  const database = await done(indexedDB.open("jiuzai"));
  const values = await done(database.transaction("attached").objectStore("attached").getAll());
  database.close();
  return values.filter(Array.isArray).map((value) => value.map((piece) => (piece instanceof Blob ? piece.type : piece)));
});

const BAND = [0.9, 0.1];

test("the first page is on the card, every page in the large one, and they are there after a reload", async () => {
  const page = await open();
  await add(page, pdf("证明.pdf", THREE));
  assert.equal(await said(page, "证明.pdf"), "共3页。");
  const thumb = await looks(card(page, "证明.pdf").locator(".thumb img"), BAND, [0.5, 0.9]);
  assert.deepEqual([thumb.size[1], thumb.colours], [320, ["100", "111"]]);
  assert.ok(thumb.dark > 0, "its heading can be seen");
  const [found] = await pieces(page);
  assert.deepEqual(found, ["application/pdf", "image/jpeg", "image/jpeg", "image/jpeg", "image/jpeg", 3]);
  const library = page.seen.requests.filter((url) => url.includes("/pdf/")).length;
  assert.ok(library > 0);

  await page.reload();
  await ready(page);
  await card(page, "证明.pdf").locator(".pages").waitFor();
  assert.equal(page.seen.requests.filter((url) => url.includes("/pdf/")).length, library, "what is kept needs no library");
  await card(page, "证明.pdf").getByRole("button", { name: "看每一页" }).click();
  const dialog = page.getByRole("alertdialog");
  const leaves = dialog.locator(".leaves img");
  assert.equal(await leaves.count(), 3);
  for (const [n, colour] of ["100", "010", "001"].entries()) {
    const { size, colours } = await looks(leaves.nth(n), BAND);
    assert.deepEqual([size[1], colours], [1600, [colour]]);
  }
  const width = () => leaves.nth(1).evaluate((image) => image.clientWidth);
  const narrow = await width();
  await dialog.getByRole("checkbox", { name: /第2页/ }).press(" ");
  assert.ok((await width()) > 1.7 * narrow);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await assertClean(page);
  await leave(page);
});

test("each page is printed like a photo, and says which it is; the copy of a draft has them, deleting takes them", async () => {
  const page = await open();
  await page.locator("#paper").selectOption({ label: "残疾证" });
  await add(page, pdf("证明.pdf", THREE));
  await card(page, "证明.pdf").locator("input.input").fill("住院的");
  await saved(page);
  await page.emulateMedia({ media: "print" });
  const sheets = page.locator(".photo");
  assert.equal(await sheets.count(), 3);
  for (const [n, colour] of ["100", "010", "001"].entries()) {
    const text = await sheets.nth(n).innerText();
    for (const says of ["草稿附件", `残疾证，第1张：住院的，第${n + 1}页，共3页`, "打印日期2026年11月23日"]) assert.ok(text.includes(says), text);
    assert.deepEqual((await looks(sheets.nth(n).locator("img"), BAND)).colours, [colour]);
  }
  const paper = await page.pdf({ preferCSSPageSize: true });
  await page.emulateMedia({ media: "screen" });
  const { draw } = await drawer(page.context());
  const drawn = await draw(paper);
  assert.equal(drawn.length, 3);
  assert.equal(new Set(drawn).size, 3);
  for (const picture of drawn) assert.ok(Buffer.from(picture, "base64").length > 5000, "no page is blank");

  const { search } = new URL(page.url());
  await go(page, "drafts/");
  await page.locator("li.draft summary").click();
  await page.getByRole("button", { name: "复制一份" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "复制", exact: true }).click();
  await page.getByText("复制好了").waitFor();
  assert.deepEqual((await pieces(page)).map((all) => all.length), [6, 6]);
  await go(page, PAGE + search);
  await page.getByRole("button", { name: /^删掉/ }).click();
  await page.locator("#undo").click();
  await card(page, "证明.pdf").locator(".pages").waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".photo").length === 3);
  await page.getByRole("button", { name: /^删掉/ }).click();
  await page.locator("#undo").waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".photo").length === 0);
  await saved(page);
  assert.equal((await pieces(page)).length, 1);
  await assertClean(page);
  await leave(page);
});

test("Chinese without its font in the file is written in a font of the device; where that can't be, the page is not shown as if it were whole", async () => {
  const page = await open();
  await add(page, pdf("宋体.pdf", GBK), pdf("别的编码.pdf", UNMAPPED));
  assert.equal(await said(page, "宋体.pdf"), "共1页。");
  const { dark } = await looks(card(page, "宋体.pdf").locator(".thumb img"));
  assert.ok(dark > 0 && dark < 10, `${dark} %`);
  assert.match(await said(page, "别的编码.pdf"), /要用原来的文件另外打印|要连上网/);
  await leave(page);
});

test("a file with a password, without a page, with pictures that can't be read or are too large is kept, and it is said why", async () => {
  const page = await open();
  await add(page, pdf("锁.pdf", LOCKED), pdf("炸弹.pdf", BOMB), pdf("坏图.pdf", NO_IMAGE));
  for (const [name, says] of [["锁.pdf", /^这个PDF有密码.*另外打印。$/], ["炸弹.pdf", /画不出来.*另外打印/], ["坏图.pdf", /画不出来.*另外打印/]]) {
    assert.match(await said(page, name), says, name);
    assert.ok(await card(page, name).locator(".thumb").isDisabled());
    await card(page, name).getByRole("button", { name: /^看里面的页/ }).waitFor();
  }
  await page.locator("#files").setInputFiles([pdf("断了.pdf", BROKEN)]);
  await page.locator("#refused").getByText(/“断了.pdf”打不开，可能没有传完整/).waitFor();
  assert.equal(await page.locator(".photocard").count(), 3);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".photo:visible").count(), 0);
  assert.deepEqual((await pieces(page)).map(([, why]) => why).sort(), ["locked", "undrawn", "undrawn"]);
  await assertClean(page);
  await leave(page);
});

test("of two hundred pages thirty are drawn, and it says so; pages of any size become a picture of ours", async () => {
  const page = await open();
  await add(page, pdf("厚.pdf", pages(200)), pdf("大.pdf", pages(1, { box: "0 0 200000 200000", content: "0 0 200000 100000 re f" })), pdf("细.pdf", pages(1, { box: "0 0 1 14400" })), pdf("小.pdf", pages(1, { box: "0 0 10 10" })));
  assert.equal(await said(page, "厚.pdf"), "共200页，这里只有前30页，后面的要用原来的文件另外打印。");
  assert.equal(await page.locator(".photo").count(), 33);
  assert.match(await page.locator(".photo").nth(29).locator(".strip").textContent(), /第30页，共200页/);
  const size = async (name) => {
    await card(page, name).locator(".thumb").click();
    const { size } = await looks(page.locator(".dialog img"));
    await page.keyboard.press("Escape");
    await page.locator(".dialog").waitFor({ state: "detached" });
    return size;
  };
  assert.deepEqual(await size("大.pdf"), [1600, 1600]);
  assert.deepEqual(await size("细.pdf"), [1, 1600]);
  assert.deepEqual(await size("小.pdf"), [40, 40]);
  await assertClean(page);
  await leave(page);
});

test("what a file would run, open or send stays in it, as do its words", async () => {
  const page = await open();
  page.on("dialog", () => assert.fail("a dialog"));
  await add(page, pdf("忙.pdf", BUSY));
  assert.equal(await said(page, "忙.pdf"), "共1页。");
  await card(page, "忙.pdf").locator(".thumb").click();
  await page.locator(".dialog img").click();
  assert.equal(await page.locator(".dialog a").count(), 0);
  await alone(page);
  await assertClean(page);
  await leave(page);
});

test("a file that takes too long is given up, with its worker", async () => {
  const page = await open();
  await page.route("**/pdf/worker.js", (route) => route.fulfill({ contentType: "text/javascript", body: "// never answers" }));
  await page.evaluate(() => {
    const { setTimeout } = window;
    window.setTimeout = (run, time, ...rest) => setTimeout(run, Math.min(time, 700), ...rest);
    window.patient = () => Object.assign(window, { setTimeout }) && null;
  });
  await add(page, pdf("证明.pdf", THREE));
  assert.match(await said(page, "证明.pdf"), /太复杂.*另外打印/);
  await alone(page);
  await page.unroute("**/pdf/worker.js");
  await page.evaluate(() => window.patient());
  await card(page, "证明.pdf").getByRole("button", { name: /^看里面的页/ }).click();
  await page.getByText("共3页。").waitFor();
  await saved(page);
  await page.waitForFunction(() => document.activeElement?.classList.contains("thumb"));
  await assertClean(page);
  await leave(page);
});

test("without a network before the first file it is kept as it is; later it is drawn, and from then on without a network, too", async () => {
  const page = await open();
  await kept(page);
  await go(page, PAGE);
  assert.ok(!page.seen.requests.some((url) => url.includes("/pdf/")), "nobody fetches it who has no such file");
  await page.context().setOffline(true);
  await add(page, pdf("证明.pdf", THREE));
  assert.match(await said(page, "证明.pdf"), /要连上网/);
  assert.ok(await card(page, "证明.pdf").locator(".thumb").isDisabled());
  await page.context().setOffline(false);
  await card(page, "证明.pdf").getByRole("button", { name: /^看里面的页/ }).click();
  await page.getByText("共3页。").waitFor();
  await page.context().setOffline(true);
  await go(page, PAGE);
  await add(page, pdf("证明.pdf", THREE));
  assert.equal(await said(page, "证明.pdf"), "共3页。");
  await leave(page);
});

test("on a machine that many people use the pages are in memory only", async () => {
  const page = await here.open("?kiosk=1");
  await go(page, PAGE);
  await page.locator("#files").setInputFiles([pdf("证明.pdf", THREE)]);
  await page.getByText("共3页。").waitFor();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".photo").count(), 3);
  assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), []);
  await page.emulateMedia({ media: "screen" });
  await page.reload();
  await ready(page);
  assert.equal(await page.locator(".photocard").count(), 0);
  await leave(page);
});

test("a file that was kept before its pages were drawn is drawn when one asks for it", async () => {
  const page = await open();
  await add(page, pdf("证明.pdf", THREE));
  await page.evaluate(async () => {
    const done = (request) => new Promise((ok) => (request.onsuccess = () => ok(request.result)));
    const database = await done(indexedDB.open("jiuzai"));
    const store = database.transaction("attached", "readwrite").objectStore("attached");
    for (const key of await done(store.getAllKeys())) if (!key.endsWith("/")) await done(store.put((await done(store.get(key))).slice(0, 1), key));
    database.close();
  });
  await page.reload();
  await ready(page);
  await page.getByText("现在打不出里面的页").waitFor();
  await card(page, "证明.pdf").getByRole("button", { name: /^看里面的页/ }).click();
  await page.getByText("共3页。").waitFor();
  await saved(page);
  assert.equal((await pieces(page))[0].length, 6);
  await leave(page);
});
