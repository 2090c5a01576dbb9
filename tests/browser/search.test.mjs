// Searching the guide: first hits while typing, marked words, keys, no network, no WebAssembly, how long a key takes.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { hasFocus } from "./hands.mjs";
import { assertQuiet, go, kept, leave, named, site } from "./site.mjs";

const here = site();
/** Of each page the first two things that people type for it. */
const EACH = 2;
const SLOW = [1, 6];

/** What people type and the page they want, from the list that the search is held against. */
async function queries() {
  const text = await readFile(new URL("../guide/queries.toml", import.meta.url), "utf8");
  const lines = text.matchAll(/^"([^"]+)" = \[(.*)\]$/gm);
  return [...lines].flatMap(([, path, typed]) => JSON.parse(`[${typed}]`).slice(0, EACH).map((query) => [query, path]));
}

/** Waits until the search is there. */
async function searching(page) {
  await page.locator("#q").fill("低保");
  await page.locator("#hits a").first().waitFor();
  await page.locator("#q").fill("");
}

/** The addresses of the hits below the site's root. */
const hits = (page) => page.locator("#hits a").evaluateAll((links, root) => links.map((link) => link.href.slice(root.length)), page.root);

test("what people type finds the page they want", async () => {
  const page = await here.open("guide/find/");
  await searching(page);
  const all = await queries();
  assert.ok(all.length >= 40, `${all.length} queries`);
  for (const [typed, path] of all) {
    await page.locator("#q").fill(typed);
    assert.equal((await hits(page))[0], path, typed);
  }
  assertQuiet(page);
  await leave(page);
});

test("typed key by key: marked words, the number told, the topics out of the way, and back again", async () => {
  const page = await here.open("guide/find/");
  await searching(page);
  await page.locator("#q").pressSequentially("医保");
  assert.match(await page.locator("#hits mark").first().innerText(), /医保/);
  await page.getByRole("status").filter({ hasText: /^找到\d+条/ }).waitFor();
  assert.equal(await page.locator("#topics").isVisible(), false);
  await page.locator("#q").fill("dibao");
  assert.match(await page.locator("#hits li").first().innerText(), /最低生活保障/);
  await page.waitForURL(/#q=dibao$/);
  await page.keyboard.press("Tab");
  await hasFocus(page.locator("#hits a").first(), "the hits come next");
  await page.keyboard.press("Enter");
  await page.waitForURL(/guide\/dibao\/$/);
  await page.goBack();
  await page.locator("#hits a").first().waitFor();
  assert.equal(await page.locator("#q").inputValue(), "dibao");
  await page.locator("#q").fill("");
  assert.ok(await page.locator("#topics").isVisible());
  await page.waitForURL(/guide\/find\/$/);
  assertQuiet(page);
  await leave(page);
});

test("where nothing is found there is advice, and something to try", async () => {
  const page = await here.open("guide/find/");
  await searching(page);
  await page.locator("#q").fill("火车票");
  await page.getByRole("status").filter({ hasText: "没找到" }).waitFor();
  assert.ok(await page.getByText("窗口问").isVisible());
  assert.ok(await page.locator("#topics").isVisible());
  const tries = await page.locator("#none .cluster a").allInnerTexts();
  for (const query of tries) {
    await page.locator("#q").fill("火车票");
    await page.locator("#none").getByRole("link", { name: query, exact: true }).click();
    assert.equal(await page.locator("#q").inputValue(), query);
    assert.ok((await hits(page)).length > 0, query);
  }
  assertQuiet(page);
  await leave(page);
});

test("from the guide's list, with an address that tells the server nothing", async () => {
  const page = await here.open("guide/");
  await page.getByRole("search").getByLabel("要找什么？").fill("没钱看病");
  await page.keyboard.press("Enter");
  await page.waitForURL(/guide\/find\/#q=/);
  await page.locator("#hits a").first().waitFor();
  assert.equal((await hits(page))[0], "guide/yiliao/");
  assert.equal(page.seen.requests.filter((url) => /q=|%E6/.test(url.split("#")[0])).length, 0);
  assertQuiet(page);
  await leave(page);
});

test("the app puts the box there, too, and only there", async () => {
  const page = await here.open("");
  await page.getByRole("link", { name: "指南" }).first().click();
  await page.getByRole("search").waitFor();
  await page.getByRole("link", { name: "首页" }).first().click();
  await page.getByRole("link", { name: "开始自测" }).waitFor();
  assert.equal(await page.getByRole("search").count(), 0);
  assertQuiet(page);
  await leave(page);
});

test("without a network, also if the first page that was ever opened needs no app", async () => {
  const page = await here.open("guide/event/ill/");
  await kept(page);
  await page.context().setOffline(true);
  await go(page, "guide/find/#q=db");
  await page.locator("#hits a").first().waitFor();
  assert.equal((await hits(page))[0], "guide/dibao/");
  await leave(page);
});

test("without WebAssembly, or with a damaged index, the page lists everything and says so", async () => {
  const broken = await here.serve({ instead: { [named("search.bin")]: "half" } });
  const pages = [await here.open("guide/find/", {}, broken.root)];
  const old = await here.browser.newContext();
  await old.addInitScript(() => delete globalThis.WebAssembly);
  pages.push(await old.newPage());
  await pages[1].goto(`${here.server.root}guide/find/#q=db`);
  for (const page of pages) {
    await page.getByRole("status").filter({ hasText: "按遇到的事找" }).waitFor();
    assert.equal(await page.locator("#find").isVisible(), false);
    assert.ok(await page.locator("#topics").isVisible());
    await leave(page);
  }
});

test("how long a key takes", async (t) => {
  const page = await here.open("guide/find/");
  await searching(page);
  const devtools = await page.context().newCDPSession(page);
  const words = ["没钱看病怎么办", "zuidishenghuobaozhang", "我妈得了癌症没钱治", "低保", "yljz"];
  for (const rate of SLOW) {
    await devtools.send("Emulation.setCPUThrottlingRate", { rate });
    const took = await page.evaluate((words) => {
      const box = document.getElementById("q");
      const keys = words.flatMap((word) => [...word].map((_, n) => word.slice(0, n + 1)));
      return keys.map((typed) => {
        const from = performance.now();
        box.value = typed;
        box.dispatchEvent(new Event("input"));
        document.body.getBoundingClientRect();
        return performance.now() - from;
      });
    }, words);
    took.sort((a, b) => a - b);
    const [middle, most] = [took[took.length >> 1], took.at(-1)].map((ms) => ms.toFixed(1));
    t.diagnostic(`CPU ${rate}×: ${middle} ms a key, at most ${most} ms, ${took.length} keys, aim 16 ms`);
  }
  await leave(page);
});
