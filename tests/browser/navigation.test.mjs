// The browser's own buttons, changed answers, addresses from outside, and any path as the site's root.

import assert from "node:assert/strict";
import { test } from "node:test";
import { household, outcomes, standing, walker } from "./journey.mjs";
import { assertQuiet, go, heading, leave, ready, site } from "./site.mjs";

const family = household("liulang.json");

/** Does what leads to another address, and waits for its screen. */
async function moved(page, act) {
  const before = page.url();
  await act();
  await page.waitForFunction((before) => location.href !== before, before);
  await ready(page);
}

/** What the overview says, by question. */
function overview(page) {
  return page.locator("dl.answers > div").evaluateAll((rows) => Object.fromEntries(
    rows.map((row) => [row.querySelector("dt").textContent, row.querySelector("dd").textContent]),
  ));
}

for (const base of ["/", "/a/b/"]) {
  const here = site({ base });

  test(`back and forward, below ${base}`, async () => {
    const page = await here.open("");
    const walk = walker(page, family);
    await walk.press(page.getByRole("link", { name: "开始自测" }));
    await walk.start();
    const titles = [await heading(page)];
    for (const n of [1, 2, 3]) {
      await walk.answer((_, at) => at > 1);
      titles.push(await heading(page));
      assert.equal(new URL(page.url()).searchParams.get("n"), String(n + 1));
    }
    for (const title of titles.slice(0, -1).reverse()) {
      await moved(page, () => page.goBack());
      assert.equal(await heading(page), title);
      assert.equal(await page.locator("input:checked").count(), 1, `the answer to “${title}”`);
    }
    for (const title of titles.slice(1)) {
      await moved(page, () => page.goForward());
      assert.equal(await heading(page), title);
    }
    await moved(page, () => page.locator("a.back").click());
    assert.equal(await heading(page), titles.at(-2));
    await moved(page, () => page.goForward());
    assert.equal(await heading(page), titles.at(-1));
    const { pathname } = new URL(page.url());
    assert.equal(pathname, `${base}check/`);
    assertQuiet(page);
    await leave(page);
  });

  test(`every page is at its own address, below ${base}`, async () => {
    const page = await here.open("");
    for (const path of ["urgent/", "harm/", "check/", "result/", "drafts/", "guide/", "guide/dibao/", "guide/find/", "guide/event/ill/", "guide/right/appeal/", "law/"]) {
      await go(page, path);
      assert.ok((await heading(page)).length > 0, path);
      const links = await page.locator("a[href]").evaluateAll((all) => all.map((link) => link.href));
      const astray = links.filter((link) => !link.startsWith(page.root) && !link.startsWith("tel:"));
      assert.deepEqual(astray, [], path);
    }
    const answer = await page.request.get(`${page.root}nothing/here/`);
    assert.equal(answer.status(), 404);
    assertQuiet(page);
    await leave(page);
  });
}

const here = site();

test("pages that need no app are loaded by the browser, and lead back into it", async () => {
  const page = await here.open("guide/");
  await page.getByRole("link", { name: "按遇到的事找" }).click();
  await page.waitForURL("**/guide/find/");
  assert.equal(await page.locator("script[data-root]").count(), 0);
  await page.getByRole("link", { name: "家里有人生病" }).click();
  await page.waitForURL("**/guide/event/ill/");
  assert.equal(await heading(page), "家里有人生病");
  await page.getByRole("button", { name: "长辈版" }).click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.mode), "elder");
  await page.getByRole("link", { name: "医疗救助", exact: true }).first().click();
  await page.waitForURL("**/guide/yiliao/");
  await ready(page);
  assert.equal(await page.evaluate(() => document.documentElement.dataset.mode), "elder");
  await page.goBack();
  assert.equal(await heading(page), "家里有人生病");
  await page.getByRole("button", { name: "普通版" }).waitFor();
  assertQuiet(page);
  await leave(page);
});

test("a changed answer leaves the others as they were", async () => {
  const page = await here.open("check/");
  const walk = walker(page, family);
  await walk.start();
  await walk.answer();
  const before = await overview(page);
  const [question] = Object.keys(before).filter((question) => before[question] === "是").slice(-1);
  const row = page.locator("dl.answers > div").filter({ has: page.locator("dt", { hasText: question }) });
  await walk.press(row.getByRole("link", { name: "改" }));
  assert.equal(await heading(page), question.replace(/\s+/g, ""));
  await walk.choose("不清楚");
  await walk.forward("下一题");
  if (!(await standing(page)).review) await walk.answer();
  const after = await overview(page);
  assert.equal(after[question], "不清楚");
  for (const other of Object.keys(before).filter((other) => other !== question)) {
    assert.equal(after[other], before[other], other);
  }
  await walk.result();
  assert.equal(Object.keys(await outcomes(page)).length, 19);
  assertQuiet(page);
  await leave(page);
});

test("an address from outside leads to its question, or says that the draft is not here", async () => {
  const page = await here.open("check/");
  const walk = walker(page, family);
  await walk.start();
  const first = await heading(page);
  await walk.answer((_, at) => at > 3);
  const open = await heading(page);
  await page.locator("p.saved", { hasText: "已存到" }).waitFor();
  const draft = new URL(page.url()).searchParams.get("d");
  for (const [query, title] of [[`d=${draft}&n=1`, first], [`d=${draft}`, open], [`d=${draft}&n=99`, open], [`d=${draft}&v=1`, "看一遍答案"], ["d=nosuchdraft&n=2", "找不到这份答案"]]) {
    await go(page, `check/?${query}`);
    await page.waitForFunction((title) => document.querySelector("h1")?.textContent.replace(/\s+/g, "") === title, title);
  }
  await go(page, "guide/dibao/");
  assert.match(await heading(page), /最低生活保障/);
  assertQuiet(page);
  await leave(page);
});

test("the home page leads to what happened to people, also after one was elsewhere in the app", async () => {
  const page = await here.open("");
  const events = page.locator(".events a");
  await events.nth(7).waitFor();
  await page.locator(".nav a", { hasText: "自测" }).click();
  await events.first().waitFor({ state: "detached" });
  await page.goBack();
  await events.nth(7).waitFor();
  assert.equal(await events.count(), 8);
  const paths = await events.evaluateAll((links) => links.map(({ href }) => href));
  for (const path of paths) assert.equal((await page.request.get(path)).status(), 200, path);
  await events.first().click();
  await page.waitForURL(/guide\/event\/ill\/$/);
  assertQuiet(page);
  await leave(page);
});

/** The self-check's first page, on which nothing has started yet, and what lets it start. */
async function early() {
  const page = await here.open("guide/find/", { serviceWorkers: "block" });
  let start;
  const held = new Promise((go) => (start = go));
  await page.route("**/site_bg-*.wasm", (route) => held.then(() => route.continue()));
  await page.goto(`${page.root}check/`);
  return { page, start };
}

test("what is chosen and sent off before the app is there is not lost", async () => {
  const { page, start } = await early();
  await page.locator("label.choice", { hasText: "只看几项" }).click();
  assert.equal(await page.locator("#program-0").count(), 0);
  start();
  await page.locator("#program-0").waitFor();
  assert.ok(await page.locator("#scope-1").isChecked());
  assert.equal(await page.evaluate(() => document.activeElement.id), "scope-1");
  assertQuiet(page);
  await leave(page);

  const begun = await early();
  await begun.page.getByRole("button", { name: "开始答题" }).click();
  assert.equal(new URL(begun.page.url()).search, "");
  begun.start();
  await begun.page.waitForURL(/\?d=.*&n=1$/);
  await ready(begun.page);
  assert.notEqual(await heading(begun.page), "先说几句");
  assertQuiet(begun.page);
  await leave(begun.page);
});
