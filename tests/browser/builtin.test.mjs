// In WeChat's own browser: the check and the guide work; where a draft is made, the page says once how to keep it.
// In a browser that is too old for the app: the guide reads, and the self-check says what to do.

import assert from "node:assert/strict";
import { test } from "node:test";
import { household, walker } from "./journey.mjs";
import { faults } from "./looks.mjs";
import { assertQuiet, go, leave, ready, site } from "./site.mjs";

const here = site();
const ANDROID = "Mozilla/5.0 (Linux; Android 12; M2012K11AC Build/SKQ1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36";
const WECHAT = `${ANDROID} XWEB/1160065 MMWEBSDK/20231202 MicroMessenger/8.0.47.2560(0x28002F30) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64`;
const told = (page) => page.getByRole("complementary", { name: "怎么留住答案" });

test("WeChat: said on the screens that make or show drafts, once, and the check goes on to its result", async () => {
  const page = await here.open("", { userAgent: WECHAT });
  for (const path of ["", "urgent/", "guide/dibao/", "guide/words/"]) {
    await go(page, path);
    await page.waitForLoadState("networkidle");
    assert.equal(await told(page).count(), 0, path);
  }
  await go(page, "drafts/");
  await told(page).waitFor();
  assert.match(await told(page).innerText(), /微信.*\n+.*右上角.*在浏览器打开/);
  assert.deepEqual(await faults(page), []);
  await page.locator(".nav a", { hasText: "指南" }).click();
  await told(page).waitFor({ state: "detached" });
  await go(page, "check/");
  await told(page).waitFor();
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const [foot, note] = await Promise.all([page.locator(".foot").boundingBox(), told(page).boundingBox()]);
  assert.ok(foot.y + foot.height <= note.y + 1, "nothing stays under it");
  await told(page).getByRole("button", { name: "知道了" }).click();
  assert.equal(await told(page).count(), 0);
  const walk = walker(page, household("liulang.json"));
  await walk.start(["生活无着的流散人员救助"]);
  await walk.answer();
  await walk.result();
  await page.locator("details.prog").first().waitFor();
  await page.reload();
  await ready(page);
  await page.waitForLoadState("networkidle");
  assert.equal(await told(page).count(), 0, "it was read");
  assertQuiet(page);
  await leave(page);
});

test("another app's browser is told in other words, a browser of its own nothing", async () => {
  const app = await here.open("check/", { userAgent: ANDROID });
  await told(app).waitFor();
  assert.doesNotMatch(await told(app).innerText(), /微信/);
  await leave(app);
  const own = await here.open("check/");
  await own.waitForLoadState("networkidle");
  assert.equal(await told(own).count(), 0);
  await leave(own);
});

test("a browser without WebAssembly reads the guide, and is told what to do instead of the self-check", async () => {
  const context = await here.browser.newContext({ locale: "zh-CN" });
  await context.addInitScript(() => delete window.WebAssembly);
  const page = await context.newPage();
  for (const path of ["check/", "result/", "drafts/"]) {
    await page.goto(here.server.root + path);
    await page.getByText("自测和申请表现在打不开").waitFor();
    assert.match(await page.locator("main").innerText(), /办事指南还能看.*到乡镇（街道）窗口请人帮忙/);
  }
  await page.goto(`${here.server.root}guide/dibao/`);
  assert.match(await page.locator("main").innerText(), /630元/);
  await page.getByRole("button", { name: "长辈版" }).click();
  assert.equal(await page.locator("html").getAttribute("data-mode"), "elder");
  await context.close();
});
