// A draft outlives the loss of the browser's database, with its photos; a deleted one leaves nothing.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { cards, lose } from "./drafts.mjs";
import { openToKill, tearLog } from "./killed.mjs";
import { PDF, plainJpeg } from "./photos.mjs";
import { assertQuiet, go, leave, saved, site } from "./site.mjs";

const here = site();
const FORM = "papers/shenqing/";
const PHOTOS = "papers/attach/";
const SCRIPT = "**/copies*.js?*";

const name = (page) => page.locator("#applicant_name");
const id = (page) => new URL(page.url()).searchParams.get("d");

/** Begins a draft with a name, a photo and a PDF file, or without; its id. */
async function begin(page, says, files = true) {
  await go(page, FORM);
  await name(page).fill(says);
  await saved(page);
  const draft = id(page);
  if (!files) return draft;
  await go(page, `${PHOTOS}?d=${draft}`);
  const photo = { name: "a.jpg", mimeType: "image/jpeg", buffer: await plainJpeg(page) };
  const paper = { name: "单据.pdf", mimeType: "application/pdf", buffer: PDF };
  for (const [n, file] of [photo, paper].entries()) {
    await page.locator("#files").setInputFiles([file]);
    await page.locator(".photocard").nth(n).waitFor();
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

/** Waits until there are these copies and no others: a slow machine says “saved” before. */
async function copied(page, ...wanted) {
  const until = Date.now() + 20_000;
  while (String(await copies(page)) !== String(wanted.sort()) && Date.now() < until) await page.waitForTimeout(50);
  assert.deepEqual(await copies(page), wanted.sort());
}

/** Whether a draft's copies say something. */
async function says([draft, text]) {
  const cache = await caches.open("copies");
  const rows = (await cache.keys()).filter(({ url }) => url.includes(`drafts/${draft}?`));
  const texts = await Promise.all(rows.map(async (request) => (await cache.match(request)).text()));
  return texts.length > 0 && texts.every((found) => found.includes(text));
}

/** The copies of a draft and its files, which the database knows. */
async function all(page, draft, hasFiles = true) {
  const files = hasFiles ? await page.evaluate(keysBeside, draft) : [];
  return [`drafts/${draft}`, ...files.map((key) => `attached/${key}`)];
}

async function keysBeside(draft) {
  const done = (request) => new Promise((ok) => (request.onsuccess = () => ok(request.result)));
  const database = await done(indexedDB.open("jiuzai"));
  const keys = await done(database.transaction("attached").objectStore("attached").getAllKeys());
  database.close();
  return keys.filter((key) => key.startsWith(`${draft}/`));
}

/** What there is of each photo and PDF file in the database, with all bytes. */
const photos = (page) =>
  page.evaluate(async () => {
    const done = (request) => new Promise((ok) => (request.onsuccess = () => ok(request.result)));
    const database = await done(indexedDB.open("jiuzai"));
    const values = await done(database.transaction("attached").objectStore("attached").getAll());
    database.close();
    const said = async (piece) => (piece instanceof Blob ? [piece.type, String(new Uint8Array(await piece.arrayBuffer()))] : piece);
    return Promise.all(values.map((value) => (Array.isArray(value) ? Promise.all(value.map(said)) : String(value))));
  });

test("what the browser throws away after a kill in the middle of a write is put back", async (t) => {
  const profile = await mkdtemp(join(tmpdir(), "jiuzai-"));
  const path = (draft) => `${FORM}?d=${draft}`;
  let page = await openToKill(profile, here.server.root, FORM);
  const other = await begin(page, "乙某", false);
  const draft = await begin(page, "甲某");
  const before = await photos(page);
  await copied(page, ...(await all(page, draft)), ...(await all(page, other, false)));
  await page.evaluate(() => new Promise((done) => (indexedDB.open("beside").onsuccess = done)));
  // What is torn off: the database reads as before it.
  await go(page, path(draft));
  await page.locator("#hukou_address").fill("写到一半");
  await saved(page);
  await page.kill();
  await tearLog(profile);
  page = await openToKill(profile, here.server.root, path(draft));
  await name(page).fill("甲某改");
  await saved(page);
  await page.waitForFunction(says, [draft, "甲某改"]);
  await page.kill();
  page = await openToKill(profile, here.server.root, path(draft));
  const there = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  t.diagnostic(there.includes("beside") ? "this browser lost nothing: it is made to" : "the browser had thrown all away");
  if (there.includes("beside")) await lose(page);
  await go(page, path(draft));
  assert.equal(await name(page).inputValue(), "甲某改");
  assert.deepEqual(await photos(page), before);
  await go(page, path(other));
  assert.equal(await name(page).inputValue(), "乙某");
  assertQuiet(page);
  await page.kill();
  await rm(profile, { recursive: true, force: true });
});

test("the list of drafts puts back what was thrown away, also after another was begun, but no copy that isn't whole", async () => {
  const page = await here.open();
  const [first, second] = [await begin(page, "甲某"), await begin(page, "乙某", false)];
  const before = await photos(page);
  await copied(page, ...(await all(page, first)), ...(await all(page, second, false)));
  await page.evaluate(async (at) => {
    const cache = await caches.open("copies");
    await cache.put(`${at}?99`, new Response("half", { headers: { "X-Pieces": "5" } }));
    await cache.put(`${at}?98`, new Response("<html>"));
  }, `${new URL(here.server.root).origin}/_copies/drafts/${second}`);
  await lose(page);
  const third = await begin(page, "丙某", false);
  await go(page, "drafts/");
  await cards(page).nth(2).waitFor();
  assert.deepEqual(await photos(page), before);
  for (const [draft, says] of [[first, "甲某"], [second, "乙某"], [third, "丙某"]]) {
    await go(page, `${FORM}?d=${draft}`);
    assert.equal(await name(page).inputValue(), says);
  }
  await go(page, `${PHOTOS}?d=${first}`);
  await page.locator(".photocard").nth(1).getByText("共1页").first().waitFor();
  assertQuiet(page);
  await leave(page);
});

test("drafts without a copy, or with half of one, get theirs with the next that is saved", async () => {
  const page = await here.open();
  const [first, second, third] = [await begin(page, "甲某"), await begin(page, "乙某"), await begin(page, "丙某", false)];
  const whole = [...(await all(page, first)), ...(await all(page, second)), ...(await all(page, third, false))];
  await copied(page, ...whole);
  await page.evaluate(async ([first, second]) => {
    const cache = await caches.open("copies");
    const mine = (await cache.keys()).filter(({ url }) => url.includes(first));
    const half = (await cache.keys()).filter(({ url }) => url.includes(`attached/${second}/`)).slice(1);
    await Promise.all([...mine, ...half].map((request) => cache.delete(request)));
  }, [first, second]);
  await go(page, `${FORM}?d=${third}`);
  await name(page).fill("丙某改");
  await saved(page);
  await copied(page, ...whole);
  await leave(page);
});

test("what is deleted leaves no copy and the others theirs, even where the script for them did not come", async () => {
  const page = await here.open("", { serviceWorkers: "block" });
  const [first, second] = [await begin(page, "甲某"), await begin(page, "乙某", false)];
  await copied(page, ...(await all(page, first)), ...(await all(page, second, false)));
  await go(page, `${PHOTOS}?d=${first}`);
  await page.locator(".photocard").first().getByRole("button", { name: /^删掉/ }).click();
  await page.locator(".photocard").nth(1).waitFor({ state: "detached" });
  await saved(page);
  const left = await all(page, first);
  assert.equal(left.length, 3);
  await copied(page, ...left, ...(await all(page, second, false)));
  await go(page, "drafts/");
  const remove = async (draft) => {
    const card = cards(page).filter({ has: page.locator(`a[href*="${draft}"]`) });
    await card.locator("summary").click();
    await card.getByRole("button", { name: "删掉" }).click();
    await page.locator(".dialog").getByRole("button", { name: "删掉" }).click();
    await card.waitFor({ state: "detached" });
  };
  await remove(first);
  assert.deepEqual(await copies(page), await all(page, second, false));
  const third = await begin(page, "丙某", false);
  await page.route(SCRIPT, (route) => route.abort());
  await go(page, "drafts/");
  await remove(third);
  assert.deepEqual(await copies(page), await all(page, second, false));
  await page.unroute(SCRIPT);
  const fourth = await begin(page, "丁某");
  await copied(page, ...(await all(page, second, false)), ...(await all(page, fourth)));
  await go(page, "drafts/");
  await page.getByRole("button", { name: "全部删掉" }).click();
  await page.locator(".dialog").getByRole("button", { name: "全部删掉" }).click();
  await page.getByText("还没有草稿").waitFor();
  await go(page, "drafts/");
  assert.equal(await cards(page).count(), 0);
  assert.deepEqual(await copies(page), []);
  await leave(page);
});

test("a script for the copies that never comes holds up no saving; one that failed once is asked for again", async () => {
  const page = await here.open("", { serviceWorkers: "block" });
  await page.route(SCRIPT, () => {});
  await go(page, FORM);
  for (const says of ["甲某", "乙某", "丙某"]) {
    await name(page).fill(says);
    await saved(page);
  }
  await page.unroute(SCRIPT);
  await page.route(SCRIPT, (route) => route.abort(), { times: 1 });
  await page.reload();
  await page.waitForFunction(() => document.querySelector("#applicant_name")?.value === "丙某");
  for (const says of ["丁某", "戊某"]) {
    await name(page).fill(says);
    await saved(page);
  }
  await copied(page, `drafts/${id(page)}`);
  await leave(page);
});

test("a photo deleted without the script for its copy is forgotten with the next that is saved, whichever draft that is of", async () => {
  const page = await here.open("", { serviceWorkers: "block" });
  const [first, second] = [await begin(page, "甲某"), await begin(page, "乙某", false)];
  await copied(page, ...(await all(page, first)), ...(await all(page, second, false)));
  await page.route(SCRIPT, (route) => route.abort());
  await go(page, `${PHOTOS}?d=${first}`);
  await page.locator(".photocard").first().getByRole("button", { name: /^删掉/ }).click();
  await page.locator(".photocard").nth(1).waitFor({ state: "detached" });
  await saved(page);
  const left = await all(page, first);
  assert.equal((await copies(page)).length, left.length + 1 + 1);
  await page.unroute(SCRIPT);
  await go(page, `${FORM}?d=${second}`);
  await name(page).fill("乙某改");
  await saved(page);
  await copied(page, ...left, ...(await all(page, second, false)));
  await leave(page);
});

test("a draft that can't be put back leaves the others theirs", async () => {
  const page = await here.open();
  const drafts = [await begin(page, "甲某", false), await begin(page, "乙某", false), await begin(page, "丙某", false)];
  await copied(page, ...drafts.map((draft) => `drafts/${draft}`));
  await page.addInitScript((broken) => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
      if (key === broken) throw new DOMException("no room", "QuotaExceededError");
      return put.call(this, value, key);
    };
  }, drafts[1]);
  await lose(page);
  await go(page, "drafts/");
  await cards(page).nth(1).waitFor();
  for (const draft of [drafts[0], drafts[2]]) await cards(page).locator(`a[href*="${draft}"]`).first().waitFor();
  assert.equal((await copies(page)).length, 3);
  await leave(page);
});
