// A draft outlives the loss of the browser's database, with its photos; a deleted one leaves nothing.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { cards } from "./drafts.mjs";
import { openToKill, tearLog } from "./killed.mjs";
import { plainJpeg } from "./photos.mjs";
import { assertQuiet, go, leave, saved, site } from "./site.mjs";

const here = site();
const FORM = "papers/shenqing/";
const PHOTOS = "papers/attach/";

const name = (page) => page.locator("#applicant_name");
const id = (page) => new URL(page.url()).searchParams.get("d");

/** Begins a draft with a name and so many photos; its id. */
async function begin(page, says, photos = 0) {
  await go(page, FORM);
  await name(page).fill(says);
  await saved(page);
  const draft = id(page);
  if (!photos) return draft;
  await go(page, `${PHOTOS}?d=${draft}`);
  for (let n = 1; n <= photos; n += 1) {
    const buffer = await plainJpeg(page, 400 + n, 300);
    await page.locator("#files").setInputFiles([{ name: `${n}.jpg`, mimeType: "image/jpeg", buffer }]);
    await page.locator(".photocard").nth(n - 1).waitFor();
    await saved(page);
  }
  return draft;
}

/** Which copies there are, by store and key. */
const copies = (page) =>
  page.evaluate(async () => {
    if (!(await caches.has("copies"))) return [];
    const requests = await (await caches.open("copies")).keys();
    return requests.map(({ url }) => /_copies\/([^?]+)/.exec(url)[1]).sort();
  });

/** The bytes of each piece of each photo in the database. */
const photos = (page) =>
  page.evaluate(async () => {
    const done = (request) => new Promise((ok) => (request.onsuccess = () => ok(request.result)));
    const database = await done(indexedDB.open("jiuzai"));
    const values = await done(database.transaction("attached").objectStore("attached").getAll());
    database.close();
    const bytes = async (blob) => [blob.type, String(new Uint8Array(await blob.arrayBuffer()))];
    return Promise.all(values.filter(Array.isArray).map((pieces) => Promise.all(pieces.map(bytes))));
  });

/** Throws the database away, as the browser does where it finds it broken: no page has it open. */
async function lose(page) {
  await go(page, "guide/");
  const lost = await page.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase("jiuzai").onsuccess = () => done(true))));
  assert.ok(lost);
}

test("what the browser throws away after a kill in the middle of a write is put back", async (t) => {
  const profile = await mkdtemp(join(tmpdir(), "jiuzai-"));
  const path = (draft) => `${FORM}?d=${draft}`;
  let page = await openToKill(profile, here.server.root, FORM);
  const other = await begin(page, "乙某");
  const draft = await begin(page, "甲某", 1);
  const before = await photos(page);
  await page.evaluate(() => new Promise((done) => (indexedDB.open("beside").onsuccess = done)));
  await go(page, path(draft));
  await page.locator("#hukou_address").fill("第一次");
  await saved(page);
  await page.kill();
  await tearLog(profile);
  page = await openToKill(profile, here.server.root, path(draft));
  await name(page).fill("甲某改");
  await saved(page);
  await page.kill();
  page = await openToKill(profile, here.server.root, path(draft));
  const there = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  t.diagnostic(there.includes("beside") ? "this browser lost nothing" : "the browser had thrown all away");
  assert.equal(await name(page).inputValue(), "甲某改");
  assert.deepEqual(await photos(page), before);
  await go(page, path(other));
  assert.equal(await name(page).inputValue(), "乙某");
  assertQuiet(page);
  await page.kill();
  await rm(profile, { recursive: true, force: true });
});

test("the list of drafts puts back what was thrown away, but no copy that isn't whole", async () => {
  const page = await here.open();
  const [first, second] = [await begin(page, "甲某", 2), await begin(page, "乙某")];
  const before = await photos(page);
  await page.evaluate(async (at) => {
    const cache = await caches.open("copies");
    await cache.put(`${at}?99`, new Response("--half", { headers: { "Content-Type": "multipart/form-data; boundary=half" } }));
  }, `${here.server.root}_copies/drafts/${second}`);
  await lose(page);
  await go(page, "drafts/");
  await cards(page).nth(1).waitFor();
  assert.deepEqual(await photos(page), before);
  for (const [draft, says] of [[first, "甲某"], [second, "乙某"]]) {
    await go(page, `${FORM}?d=${draft}`);
    assert.equal(await name(page).inputValue(), says);
  }
  assertQuiet(page);
  await leave(page);
});

test("drafts from before there were copies get theirs with the next that is saved", async () => {
  const page = await here.open();
  const [first, second] = [await begin(page, "甲某", 1), await begin(page, "乙某")];
  await page.evaluate(() => caches.delete("copies"));
  await go(page, `${FORM}?d=${second}`);
  await name(page).fill("乙某改");
  await saved(page);
  assert.equal((await copies(page)).filter((key) => key.includes(first)).length, 3);
  await lose(page);
  await go(page, `${FORM}?d=${first}`);
  assert.equal(await name(page).inputValue(), "甲某");
  await leave(page);
});

test("what is deleted leaves no copy", async () => {
  const page = await here.open();
  const [first, second] = [await begin(page, "甲某", 2), await begin(page, "乙某")];
  assert.equal((await copies(page)).length, 1 + 3 + 1);
  await go(page, `${PHOTOS}?d=${first}`);
  await page.locator(".photocard").first().getByRole("button", { name: /^删掉/ }).click();
  await page.locator(".photocard").nth(1).waitFor({ state: "detached" });
  await saved(page);
  assert.equal((await copies(page)).length, 1 + 2 + 1);
  await go(page, "drafts/");
  const press = async (button, says) => {
    await button.click();
    await page.locator(".dialog").getByRole("button", { name: says }).click();
  };
  const card = cards(page).filter({ has: page.locator(`a[href*="${first}"]`) });
  await card.locator("summary").click();
  await press(card.getByRole("button", { name: "删掉" }), "删掉");
  await page.getByText("已经删掉了").waitFor();
  assert.deepEqual(await copies(page), [`drafts/${second}`]);
  await press(page.getByRole("button", { name: "全部删掉" }), "全部删掉");
  await page.getByText("还没有草稿").waitFor();
  assert.deepEqual(await copies(page), []);
  await lose(page);
  await go(page, "drafts/");
  assert.equal(await cards(page).count(), 0);
  assertQuiet(page);
  await leave(page);
});

test("a machine that many people use keeps no copy", async () => {
  const page = await here.open("check/?kiosk=1");
  await page.getByRole("button", { name: "开始" }).first().click();
  await page.waitForFunction(() => window.passing.size === 1);
  assert.deepEqual(await copies(page), []);
  await leave(page);
});
