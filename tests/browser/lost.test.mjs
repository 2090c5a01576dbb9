// What the app needs does not arrive: what was rendered ahead of time stays and reads, with numbers to call and a way to try again.

import assert from "node:assert/strict";
import { test } from "node:test";
import { household, walker } from "./journey.mjs";
import { go, heading, leave, ready, site } from "./site.mjs";

const here = site();
const PAGES = { "": "全部19项救助", "urgent/": "先救人，后办手续", "guide/": "最低生活保障", "guide/dibao/": "谁可以申请", "law/": "社会救助法", "check/": "先说几句" };
/** Those that say all by themselves. */
const STANDS = /^(guide|law)\//;
const NOTE = "自测和申请表现在打不开";

/** What is wrong with how a page's data arrives. */
const aborted = (route) => route.abort();
const missing = (route) => route.fulfill({ status: 404, body: "" });
const another = (route) => route.fulfill({ body: "<html>" });
const CASES = [["packs-*.bin", aborted], ["packs-*.bin", missing], ["packs-*.bin", another], ["words-*.bin", aborted], ["words-*.bin", missing], ["site_bg-*.wasm", aborted]];

for (const [file, how] of CASES) {
  test(`${file} ${how.name}: pages stay readable, help stays, and one can try again`, async () => {
    const page = await here.open("guide/words/", { serviceWorkers: "block" });
    for (const [path, says] of Object.entries(PAGES)) {
      await page.route(`**/${file}`, how);
      await page.goto(page.root + path);
      // Home, help now and the start of the self-check need no long texts.
      const told = !STANDS.test(path) && file !== "words-*.bin";
      await (told ? page.getByText(NOTE).waitFor() : ready(page));
      assert.equal(await page.getByText(NOTE).count(), Number(told), path);
      const text = await page.locator("main").innerText();
      assert.match(text, new RegExp(says), path);
      assert.doesNotMatch(text, /网络：|正在打开/, path);
      if (path === "urgent/") assert.ok((await page.locator('a[href^="tel:"]').count()) >= 3);
      await page.unroute(`**/${file}`);
      if (!told) continue;
      assert.ok((await page.locator('main a[href="tel:120"], main a[href="tel:110"]').count()) >= 2, path);
      await page.getByRole("button", { name: "再试一次" }).click();
      await page.waitForURL(page.root + path);
      await ready(page);
      assert.equal(await page.getByText(NOTE).count(), 0, path);
    }
    await leave(page);
  });
}

test("a page loaded without its long texts says so once they are needed, and gets them when one tries again", async () => {
  const page = await here.open("check/", { serviceWorkers: "block" });
  await page.route("**/words-*.bin", (route) => route.abort());
  await go(page, "check/");
  const walk = walker(page, household("liulang.json"));
  await walk.start(["生活无着的流散人员救助"]);
  await walk.answer();
  await page.getByRole("link", { name: "看结果" }).or(page.getByRole("button", { name: "看结果" })).first().click();
  await page.waitForURL("**/result/**");
  await page.getByRole("button", { name: "再试一次" }).waitFor();
  assert.ok((await page.locator('main a[href^="tel:1"]').count()) >= 2);
  await page.unroute("**/words-*.bin");
  await page.getByRole("button", { name: "再试一次" }).click();
  await page.locator("details.prog").first().waitFor();
  assert.equal(await heading(page).then((text) => text.includes("没有下载完")), false);
  await leave(page);
});

test("a result of which nothing arrived keeps numbers to call, and stands once one tries again", async () => {
  const page = await here.open("check/", { serviceWorkers: "block" });
  const walk = walker(page, household("liulang.json"));
  await walk.start(["生活无着的流散人员救助"]);
  await walk.answer();
  await walk.result();
  await page.route("**/words-*.bin", (route) => route.abort());
  await page.reload();
  await page.getByText(NOTE).waitFor();
  assert.equal(await page.locator('main a[href^="tel:1"]').count(), 2);
  await page.unroute("**/words-*.bin");
  await page.getByRole("button", { name: "再试一次" }).click();
  await ready(page);
  await page.locator("details.prog").first().waitFor();
  await leave(page);
});
