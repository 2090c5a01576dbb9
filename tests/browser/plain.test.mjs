// What one is told where script is off, where nothing was chosen, and who is who among people without a name.

import assert from "node:assert/strict";
import { test } from "node:test";
import { household, walker } from "./journey.mjs";
import { assertQuiet, go, heading, leave, site } from "./site.mjs";

const here = site();

test("without script, the pages that need it say so", async () => {
  const context = await here.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const path of ["result/", "drafts/", "check/", "harm/", "papers/", "papers/shenqing/"]) {
    await page.goto(here.server.root + path);
    assert.ok(await page.locator("noscript").isVisible(), path);
    assert.equal(await page.getByText("正在打开").isVisible(), false, path);
  }
  await page.goto(`${here.server.root}guide/dibao/`);
  assert.equal(await page.locator("noscript").count(), 0);
  await context.close();
});

test("a browser that knows no modules, or can't read the start script, says what to do; the guide reads", async () => {
  // `type="module"` means nothing to such a browser: it takes the script for data. Another can't read what is in it.
  const asOld = (html) => html.replaceAll('type="module"', 'type="text/unknown"').replaceAll('rel="modulepreload"', "");
  for (const how of ["no modules", "unreadable"]) {
    const context = await here.browser.newContext();
    const page = await context.newPage();
    await page.route(how === "unreadable" ? "**/boot-*.js" : "**/", async (route) => {
      if (how === "unreadable") return route.fulfill({ contentType: "text/javascript", body: "import {" });
      const response = await route.fetch();
      return route.fulfill({ response, body: asOld(await response.text()) });
    });
    for (const path of ["check/", "result/", "drafts/", "harm/", "papers/", "papers/shenqing/"]) {
      await page.goto(here.server.root + path);
      await page.getByText("请换新一点的浏览器或手机").waitFor();
      assert.equal(await page.getByText("正在打开").count(), 0, path);
    }
    await page.goto(`${here.server.root}guide/dibao/`);
    assert.match(await page.locator("main").innerText(), /最低生活保障/);
    assert.equal(await page.getByText("请换新一点").count(), 0);
    await context.close();
  }
});

test("“only some” needs one", async () => {
  const page = await here.open("check/");
  const walk = walker(page, household("liulang.json"));
  await walk.choose("只看几项");
  await page.locator('main button:text-is("开始答题")').click();
  await page.locator(".errsum").getByText("选一项或几项").waitFor();
  await walk.choose("生活无着的流散人员救助");
  await page.locator(".errsum").waitFor({ state: "detached" });
  await walk.forward("开始答题");
  assertQuiet(page);
  await leave(page);
});

test("larger type can be chosen inside the self-check", async () => {
  const page = await here.open("check/");
  await page.getByRole("button", { name: "长辈版" }).click();
  assert.equal(await page.locator("html").getAttribute("data-mode"), "elder");
  await page.getByRole("button", { name: "普通版" }).click();
  assert.equal(await page.locator("html").getAttribute("data-mode"), null);
  await leave(page);
});

test("two children without a name are told apart, and there is one spouse", async () => {
  const page = await here.open("check/");
  const walk = walker(page, household("guer.json"));
  await walk.start();
  await walk.answer((fact) => fact.id === "members");
  const add = async (relation) => {
    await walk.press(page.locator("a.addp"));
    await walk.choose(relation);
  };
  for (const relation of ["儿子或女儿", "儿子或女儿", "丈夫或妻子"]) {
    await add(relation);
    await walk.forward("填好了");
  }
  assert.deepEqual(await page.locator(".person h2").allInnerTexts(), ["您本人", "第1个儿子或女儿", "第2个儿子或女儿", "丈夫或妻子"]);
  await add("丈夫或妻子");
  await page.locator('main button:text-is("填好了")').click();
  await page.locator(".errsum").getByText("已经有一位").waitFor();
  assertQuiet(page);
  await leave(page);
});

test("nobody is asked whether they themselves are dead or in prison", async () => {
  const page = await here.open("check/");
  const family = household("laoren.json");
  const walk = walker(page, family);
  await walk.start();
  const seen = new Map();
  await walk.answer((fact, n) => fact.id === "p_custody_status" && n > 1).catch(() => null);
  for (let n = 0; n < family.members.length; n += 1) {
    seen.set(await heading(page), await page.getByText("已经去世").count());
    await walk.answer((fact, at) => at > 1);
    await walk.answer((fact) => fact.id === "p_custody_status");
  }
  const [[self, none], [other, some]] = [...seen];
  assert.match(self, /^您/);
  assert.equal(none, 0);
  assert.doesNotMatch(other, /^您/);
  assert.equal(some, 1);
  await go(page, "drafts/");
  assert.match(await page.locator("li.draft h2").first().innerText(), /^2026年11月23日\d\d:\d\d的自测$/);
  await leave(page);
});

test("who must support is asked for the one who applies, by name on every page", async () => {
  const page = await here.open("check/");
  const walk = walker(page, household("laoren.json"));
  await walk.start();
  await walk.answer((fact) => fact.id === "obligors");
  assert.equal(await heading(page), "家里人以外，还有谁依法该养您？");
  await page.locator(".hint").getByText("家里别的人的亲人不写").waitFor();
  await walk.answer();
  const overview = await page.locator("dl.answers dt").allInnerTexts();
  assert.ok(overview.includes("家里人以外，还有谁依法该养您？"), overview.join("\n"));
  await walk.result();
  assert.doesNotMatch(await page.locator("main").innerText(), /\{name\}/);
  await leave(page);
});
