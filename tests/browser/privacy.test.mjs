// Nothing leaves the device, addresses say nothing about anyone, and a county's own amounts are used or refused aloud.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { household, walker } from "./journey.mjs";
import { assertQuiet, DIST, go, leave, site } from "./site.mjs";

const here = site();
const NEVER_STORED = "ch_harm_or_neglect";
const AMOUNT = {
  id: "dibao_std.rural",
  value: "701",
  unit: "元/人·月",
  effective_from: "2026-07-01",
  effective_to: "",
  doc_title: "测试用的标准",
  doc_no: "测试〔2026〕1号",
  url_or_scan_hash: "https://example.org/1",
  entered_by: "甲",
  checked_by: "乙",
};

/** Everything in IndexedDB and the other stores, as text. */
function everythingStored(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const all = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie];
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = await done(database.transaction(store).objectStore(store).getAll());
        all.push(...rows.map((row) => (row instanceof Uint8Array ? new TextDecoder().decode(row) : JSON.stringify(row))));
      }
      database.close();
    }
    const copies = await caches.open("copies");
    for (const request of await copies.keys()) all.push(request.url, await (await copies.match(request)).text());
    return all.join("\n");
  });
}

test("a whole self-check: no address says anything, nothing is asked of the network", async () => {
  const page = await here.open("check/");
  const [addresses, titles] = [new Set(), new Set()];
  page.on("framenavigated", async () => {
    addresses.add(page.url());
    titles.add(await page.title().catch(() => ""));
  });
  const walk = walker(page, household("guer.json"));
  await walk.start();
  const loaded = page.seen.requests.length;
  const trail = await walk.answer();
  await walk.result();
  await go(page, "harm/");
  await page.goBack();
  assert.ok(addresses.size > trail.length);
  for (const address of addresses) {
    const { pathname, searchParams, hash } = new URL(address);
    assert.match(pathname, /^\/(check|result|harm)\/$/);
    assert.equal(hash, "");
    for (const [name, value] of searchParams) {
      assert.match(value, { d: /^[a-z0-9]{12}$/, n: /^\d+$/, p: /^(new|\d+)$/, r: /^1$/, v: /^1$/ }[name], address);
    }
  }
  for (const title of titles) assert.doesNotMatch(title, /家人|去世|农/);
  const asked = page.seen.requests.slice(loaded).filter((url) => url.includes("/check/") && !url.endsWith("/"));
  assert.deepEqual(asked, []);
  const stored = await everythingStored(page);
  assert.ok(stored.includes("ch_father_status"), "the answers are stored");
  assert.ok(!stored.includes(NEVER_STORED), `${NEVER_STORED} is never stored`);
  assert.ok(!trail.some(({ fact }) => fact === NEVER_STORED), `${NEVER_STORED} is no question of the self-check`);
  assertQuiet(page);
  await leave(page);
});

test("the page for a harmed child stores nothing and has a quick way off", async () => {
  const page = await here.open("harm/");
  assert.equal(await page.getByRole("link", { name: "打110" }).first().getAttribute("href"), "tel:110");
  assert.doesNotMatch(await everythingStored(page), /\w{3}/);
  const gone = [];
  await page.route(/weather/, (route) => {
    gone.push(route.request().url());
    return route.fulfill({ contentType: "text/html", body: "<title>天气</title>" });
  });
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("Escape");
  await page.waitForURL(/weather/);
  assert.equal(gone.length, 1);
  await page.goBack().catch(() => null);
  assert.doesNotMatch(page.url(), /harm/);
  await leave(page);
});

test("every page carries a strict policy and no script of its own", async () => {
  const files = (await readdir(DIST, { recursive: true })).filter((file) => file.endsWith(".html"));
  assert.ok(files.length > 20);
  for (const file of files) {
    const html = await readFile(join(DIST, file), "utf8");
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? "";
    const rules = new Map(policy.split(";").map((rule) => rule.trim().split(" ")).map(([name, ...sources]) => [name, sources.join(" ")]));
    assert.equal(rules.get("default-src"), "'none'", file);
    assert.equal(rules.get("base-uri"), "'none'", file);
    assert.equal(rules.get("form-action"), "'none'", file);
    assert.equal(rules.get("script-src"), "'self' 'wasm-unsafe-eval'", file);
    assert.equal(rules.get("connect-src"), "'self'", file);
    assert.equal(rules.get("style-src"), "'self'", file);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|\*|https?:/, file);
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=/, file);
    assert.doesNotMatch(html, /(src|href)="(https?:)?\/\//, file);
  }
});

test("a county's own amounts stand in the pages", async () => {
  const server = await here.serve({ instead: { "amounts.json": JSON.stringify([AMOUNT]) } });
  const page = await here.open("guide/dibao/", {}, server.root);
  await page.locator("main").getByText("701元").first().waitFor();
  await page.locator("main").getByText("测试用的标准").first().waitFor();
  assertQuiet(page);
  await leave(page);
});

for (const [what, text] of [
  ["no JSON", "[{"],
  ["no list", '{"id": "dibao_std.rural"}'],
  ["one person who enters and checks", JSON.stringify([{ ...AMOUNT, checked_by: "甲" }])],
  ["an amount that does not exist", JSON.stringify([{ ...AMOUNT, id: "dibao_sdt.rural" }])],
]) {
  test(`amounts.json with ${what} is refused aloud, and the site works`, async () => {
    const server = await here.serve({ instead: { "amounts.json": text } });
    const page = await here.open("guide/dibao/", {}, server.root);
    await page.getByText("本县自己录入的标准有错，没有用上").waitFor({ timeout: 3000 });
    await go(page, "check/");
    const walk = walker(page, household("liulang.json"));
    await walk.start(["生活无着的流散人员救助"]);
    await walk.answer();
    await walk.result();
    await page.getByText("本县自己录入的标准有错，没有用上").waitFor({ timeout: 3000 });
    assertQuiet(page);
    await leave(page);
  });
}
