// A machine that many people use: cleared when nobody is there, nothing of anyone stays, nothing leads off the site.

import assert from "node:assert/strict";
import { test } from "node:test";
import { household, walker } from "./journey.mjs";
import { faults } from "./looks.mjs";
import { assertQuiet, go, heading, leave, ready, site } from "./site.mjs";

// Pages left are kept by the browser as they were, which Playwright would turn off.
const here = site({ launch: { ignoreDefaultArgs: ["--disable-back-forward-cache"] } });
const SIZES = [{ width: 1080, height: 1920 }, { width: 1280, height: 1024 }];
const KIOSK = { viewport: SIZES[0] };
const SCREENS = ["", "urgent/", "harm/", "guide/", "guide/dibao/", "guide/find/", "guide/event/ill/", "guide/words/", "law/", "drafts/", "check/"];
/** True of one's own device only. */
const OF_ONES_OWN = /(您|这)台设备上|过几天|上次|存好|已存/;
const idleDialog = (page) => page.getByRole("alertdialog", { name: "还在用吗？" });

/** Begins a self-check and answers a few questions. */
async function begin(page) {
  await go(page, "check/");
  const walk = walker(page, household("laoren.json"));
  await walk.start();
  await walk.answer((_, n) => n > 3);
  return walk;
}

/** Waits for the home page as it is at first. */
async function cleared(page) {
  await page.waitForURL(page.root);
  await ready(page);
  await page.locator(".kbar").waitFor();
}

/** All that the browser keeps for this site. */
function kept(page) {
  return page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    copies: await caches.has("copies"),
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
  }));
}

const NOTHING = { databases: [], copies: false, local: {}, session: { kiosk: "1" }, cookies: "" };

/** Goes back through everything; no answer is to be seen on the way. */
async function assertNothingBehind(page) {
  for (let n = 0; n < 8; n += 1) {
    const before = await page.evaluate(() => location.href);
    await page.goBack({ waitUntil: "load", timeout: 3000 }).catch(() => null);
    if (page.url() === "about:blank") return;
    await page.locator(".kbar").waitFor();
    await ready(page);
    assert.equal(await page.locator("dl.answers, .person, li.draft, details.prog").count(), 0, page.url());
    // The choice of all programmes is there from the start.
    const chosen = await page.locator("input:checked").count();
    assert.ok(chosen === 0 || !page.url().includes("?d="), page.url());
    if (page.url() === before) return;
  }
}

test("after 90 seconds one is asked, 30 seconds later everything is cleared", async () => {
  const page = await here.open("?kiosk=1", KIOSK);
  await begin(page);
  assert.equal(await page.locator("html").getAttribute("data-mode"), "elder");
  await page.clock.fastForward(88_000);
  await page.waitForTimeout(600);
  assert.equal(await idleDialog(page).count(), 0);
  await page.clock.fastForward(3_000);
  await idleDialog(page).waitFor();
  await page.waitForFunction(() => document.activeElement?.closest("[role=alertdialog]"));
  assert.equal(await page.locator("#app").evaluate((app) => app.inert), true);
  await page.mouse.move(9, 9);
  assert.equal(await idleDialog(page).count(), 1, "the screen being touched by nobody knows whom is no answer");
  assert.deepEqual(await faults(page), []);
  await idleDialog(page).getByRole("button", { name: "我还在用" }).click();
  assert.equal(await idleDialog(page).count(), 0);
  assert.ok((await page.locator("main input").count()) > 0, "the question is still there");

  await page.clock.fastForward(91_000);
  await idleDialog(page).waitFor();
  await page.clock.fastForward(19_000);
  await idleDialog(page).getByRole("status").getByText("还有10秒").waitFor();
  await page.clock.fastForward(12_000);
  await cleared(page);
  assert.deepEqual(await kept(page), NOTHING);
  await assertNothingBehind(page);
  await go(page, "");
  assert.deepEqual(await kept(page), NOTHING);
  assertQuiet(page);
  await leave(page);
});

test("a station may set other seconds on its machine; time really passes", async () => {
  const page = await here.open("?kiosk=device&idle=5", KIOSK);
  await go(page, "");
  await begin(page);
  await page.waitForTimeout(5_000);
  await idleDialog(page).waitFor();
  await page.keyboard.press("Escape");
  await idleDialog(page).waitFor({ state: "detached" });
  await idleDialog(page).waitFor();
  await page.waitForURL(page.root, { timeout: 40_000 });
  await cleared(page);
  assert.deepEqual(await kept(page), { ...NOTHING, local: { kiosk: "5" }, session: {} });
  await assertNothingBehind(page);
  await go(page, "?kiosk=off");
  assert.equal(await page.locator(".kbar").count(), 0);
  assert.deepEqual((await kept(page)).local, {});
  await leave(page);
});

test("a page that the browser kept as it was shows nothing when one goes back to it", async () => {
  const page = await here.open("?kiosk=1", KIOSK);
  const again = [];
  page.on("console", (message) => again.push(message.text()));
  await page.addInitScript(() => addEventListener("pageshow", (event) => event.persisted && console.log("kept as it was")));
  // What the service worker answers may be kept by the browser; this server's own answers may not.
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== "activated") await new Promise((done) => active.addEventListener("statechange", done));
  });
  await begin(page);
  await page.goto(`${page.root}guide/words/`);
  await page.goBack({ waitUntil: "commit" }).catch(() => null);
  await cleared(page);
  assert.deepEqual(again, ["kept as it was"], "the browser did keep it");
  await assertNothingBehind(page);
  // The same as an event, for browsers that keep more.
  await begin(page);
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    if (!document.documentElement.hidden) throw new Error("still to be seen");
    dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  });
  await cleared(page);
  await leave(page);
});

test("“用完了，清空” is always there, asks when there is something to lose, and clears", async () => {
  const page = await here.open("?kiosk=1", KIOSK);
  const walk = await begin(page);
  const done = page.getByRole("button", { name: "用完了，清空" });
  const asked = page.getByRole("alertdialog", { name: "用完了吗？" });
  await done.click();
  assert.deepEqual(await faults(page), []);
  await asked.getByRole("button", { name: "还没用完" }).click();
  await walk.answer();
  await walk.result();
  await page.getByRole("link", { name: "回首页" }).click();
  await page.waitForURL(page.root);
  await go(page, "");
  await begin(page);
  await done.click();
  await asked.getByRole("button", { name: "清空", exact: true }).click();
  await cleared(page);
  assert.deepEqual(await kept(page), NOTHING);
  await assertNothingBehind(page);
  assertQuiet(page);
  await leave(page);
});

test("answers stay while one looks around in the app; a page that would lose them asks first", async () => {
  const page = await here.open("?kiosk=1", KIOSK);
  const resume = page.getByRole("link", { name: "接着刚才的答" });
  assert.equal(await resume.isVisible(), false, "nothing was answered");
  const walk = await begin(page);
  const title = await heading(page);
  await page.getByRole("link", { name: "回首页" }).click();
  await resume.click();
  await page.locator("li.draft").first().getByRole("link", { name: /接着/ }).click();
  await ready(page);
  assert.equal(await heading(page), title);
  await page.getByRole("link", { name: "回首页" }).click();
  await page.locator(".nav a", { hasText: "指南" }).click();
  await page.locator('main a[href*="guide/words"], main a[href*="guide/find"]').first().click();
  const asked = page.getByRole("alertdialog", { name: "要打开这一页吗？" });
  await asked.getByRole("button", { name: "不打开，接着答" }).click();
  await page.locator(".nav a", { hasText: "草稿" }).click();
  await page.locator("li.draft").first().waitFor();
  assert.ok(walk);
  assertQuiet(page);
  await leave(page);
});

test("from a result to its forms, on paper, and back to the answers: all in the memory of one page", async () => {
  const page = await here.open("check/?kiosk=1", KIOSK);
  await page.evaluate(() => (window.samePage = true));
  const walk = walker(page, household("zhongbing.json"));
  await walk.start(["临时救助"]);
  await walk.answer();
  await walk.result();
  await page.locator("#app").getByRole("link", { name: "填申请表" }).click();
  const over = page.locator("#over");
  await over.getByRole("heading", { name: "要填的表" }).waitFor();
  await over.locator('.tasks .name[href*="linshi_shenqing/"]').click();
  await over.locator("#applicant_name").fill("甲某某");
  await page.goBack();
  await over.getByRole("heading", { name: "要填的表" }).waitFor();
  await page.goForward();
  assert.equal(await over.locator("#applicant_name").inputValue(), "甲某某");
  await page.getByRole("button", { name: "填完了，关上" }).click();
  await page.locator("#app .nav a", { hasText: "草稿" }).click();
  // The list of drafts lies over the page, too.
  // Which way on comes first is known once the packs are there.
  await over.locator("li.draft .main", { hasText: "看结果" }).waitFor();
  assert.match(await over.locator("li.draft .main").innerText(), /^看结果/);
  await over.locator("li.draft").getByRole("link", { name: /填申请表/ }).click();
  await over.locator('.tasks a.btn[href*="linshi_shenqing/print/"]').click();
  await over.locator(".sheet", { hasText: "甲某某" }).waitFor();
  assert.equal(await over.getByRole("button", { name: "下载Word文件" }).count(), 0);
  await page.getByRole("button", { name: "填完了，关上" }).click();
  await page.locator("#app details.prog").first().waitFor();
  // What is changed now keeps what was written on the form.
  await page.locator("#app").getByRole("link", { name: "改答案" }).click();
  await page.locator("dl.answers a").first().click();
  await page.locator("#app form .choice").last().click();
  await page.locator('#app button:text-is("下一题")').click();
  await page.getByRole("link", { name: "回首页" }).click();
  await page.locator("#app .nav a", { hasText: "草稿" }).click();
  await over.locator("li.draft").getByRole("link", { name: /填申请表/ }).click();
  await over.locator('.tasks .name[href*="linshi_shenqing/"]').click();
  assert.equal(await over.locator("#applicant_name").inputValue(), "甲某某");
  assert.equal(await page.evaluate(() => window.samePage), true);
  assert.deepEqual((await kept(page)).databases, []);
  assertQuiet(page);
  await leave(page);
});

test("a form opened by its address is in that page alone: every way to another page asks first", async () => {
  const page = await here.open("papers/?kiosk=1", KIOSK);
  const asked = page.getByRole("alertdialog", { name: "要打开这一页吗？" });
  await page.locator('.tasks .name[href*="papers/shenqing/"]').click();
  await page.locator("#applicant_name").fill("甲某某");
  await page.waitForURL(/\?d=/);
  await page.waitForFunction(() => window.passing.size > 0);
  const refuse = async (link) => {
    await link.click();
    await asked.getByRole("button", { name: "不打开，接着答" }).click();
    assert.equal(await page.locator("#applicant_name").inputValue(), "甲某某");
  };
  await refuse(page.locator("#app a.brand"));
  await refuse(page.getByRole("link", { name: "回首页" }));
  await page.getByRole("link", { name: "和手机互传" }).click();
  await page.locator("#over .hand").getByRole("button", { name: "显示二维码" }).waitFor();
  await page.locator("#over .nav a", { hasText: "自测" }).click();
  await asked.getByRole("button", { name: "打开", exact: true }).click();
  await page.waitForURL(/check\/$/);
  assertQuiet(page);
  await leave(page);
});

test("the home page: what happened, on one screen; the bar reads aloud and makes the type larger for one visitor", async () => {
  const page = await here.open("?kiosk=1", KIOSK);
  await page.locator(".kgrid a").nth(7).waitFor();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  assert.ok(height <= 1.25 * SIZES[0].height, `${height} px`);
  const last = await page.locator(".kgrid a").last().evaluate((tile) => tile.getBoundingClientRect().bottom);
  const bar = await page.locator(".kbar").evaluate((bar) => bar.getBoundingClientRect().top);
  assert.ok(last <= bar, "all of them are to be seen");
  assert.equal((await page.locator(".now").innerText()).match(/打120/g).length, 1);
  const size = () => page.evaluate(() => getComputedStyle(document.body).fontSize);
  await page.getByRole("button", { name: "字再大些" }).click();
  assert.equal(await size(), "36px");
  await page.locator(".kgrid a", { hasText: "生病了" }).click();
  await page.waitForURL(/event\/ill\/$/);
  await page.getByRole("button", { name: "字小一些" }).waitFor();
  assert.equal(await size(), "36px");
  // No voice is there: that is said.
  await page.getByRole("button", { name: "念给我听" }).click();
  await page.getByRole("alertdialog", { name: "念不了" }).getByRole("button").click();
  await page.getByRole("button", { name: "用完了，清空" }).click();
  await cleared(page);
  assert.equal(await size(), "30px");
  assert.deepEqual(await kept(page), NOTHING);
  await leave(page);
});

test("a page of the guide is folded to one thing after the other, and prints whole", async () => {
  const page = await here.open("guide/dibao/?kiosk=1", KIOSK);
  await page.locator(".fold").first().waitFor();
  assert.ok((await page.evaluate(() => document.documentElement.scrollHeight)) < 2 * SIZES[0].height);
  const open = () => page.locator("article > section[id]:not(.folded)").evaluateAll((all) => all.map(({ id }) => id));
  assert.deepEqual(await open(), []);
  await page.getByRole("button", { name: "要带什么" }).click();
  assert.deepEqual(await open(), ["s2"]);
  assert.equal(await page.getByRole("button", { name: "要带什么" }).getAttribute("aria-expanded"), "true");
  await go(page, "guide/dibao/?kiosk=1#s3");
  await page.locator("#s3:not(.folded)").waitFor();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.match(await page.locator("#leaflet").evaluate((sheet) => sheet.textContent), /怎么走、多少天/);
  await leave(page);
});

test("a result is printed with what is behind its lines", async () => {
  const page = await here.open("check/?kiosk=1", KIOSK);
  const print = page.getByRole("button", { name: "打印", exact: true });
  assert.equal(await print.isVisible(), false);
  const walk = walker(page, household("liulang.json"));
  await walk.start(["生活无着的流散人员救助"]);
  await walk.answer();
  await walk.result();
  await page.evaluate(() => {
    window.print = () => (window.onPaper = { open: document.querySelectorAll("details.prog[open] .body").length, all: document.querySelectorAll("details.prog").length });
  });
  await print.click();
  const { open, all } = await page.waitForFunction(() => window.onPaper).then((handle) => handle.jsonValue());
  assert.ok(open > 0 && open === all, `${open} of ${all}`);
  await page.waitForFunction(() => !document.querySelector("details.prog[open]"));
  await page.emulateMedia({ media: "print" });
  const type = await page.locator("main p").first().evaluate((p) => Number.parseFloat(getComputedStyle(p).fontSize));
  assert.ok(type < 18, `${type} px on paper`);
  await leave(page);
});

test("every screen: axe, nothing off the site, numbers to dial, nothing said that is true of one's own device only", async () => {
  const page = await here.open("?kiosk=1", KIOSK);
  const found = [];
  const look = async (name) => {
    await page.locator(".kbar").waitFor();
    for (const size of SIZES) {
      await page.setViewportSize(size);
      // What is under the bar can be scrolled from under it.
      const faulty = (await faults(page)).filter((fault) => !fault.includes("partially obscured"));
      found.push(...faulty.map((fault) => `${name}, ${size.width}: ${fault}`));
      const { wide, seen, off, small } = await page.evaluate(() => {
        const bar = document.querySelector(".kbar").getBoundingClientRect();
        const all = Array.from(document.querySelectorAll("a[href], button, input, select, textarea, summary"));
        // A label belongs to its input; a link in a sentence, or an article after it, stands in its line.
        const inLine = (e) => getComputedStyle(e).display === "inline" && e.closest("p, li, dd, .cite");
        const targets = all.filter((e) => e.getClientRects().length && !inLine(e) && !e.closest(".skip")).map((e) => e.closest("label") ?? e);
        return {
          wide: document.documentElement.scrollWidth - innerWidth,
          seen: bar.bottom <= innerHeight + 1 && bar.top < innerHeight,
          off: Array.from(document.querySelectorAll("a[href]"), (a) => a.href).filter((href) => !href.startsWith(location.origin)),
          small: targets.filter((e) => e.getBoundingClientRect().height < 95.5).map((e) => e.textContent || e.outerHTML),
        };
      });
      if (wide > 0) found.push(`${name}, ${size.width}: ${wide} px too wide`);
      if (!seen) found.push(`${name}, ${size.width}: the bar is not to be seen`);
      found.push(...off.map((href) => `${name}: ${href}`), ...small.map((text) => `${name}, ${size.width}: under 96 px: ${text}`));
    }
    const said = (await page.locator("body").innerText()).split("\n").filter((line) => OF_ONES_OWN.test(line));
    found.push(...said.map((line) => `${name}: ${line}`));
    if (process.env.PICTURES) for (const size of SIZES) {
      await page.setViewportSize(size);
      await page.screenshot({ path: `${process.env.PICTURES}/${name.replaceAll("/", "-") || "home"}-${size.width}.png` });
    }
  };
  for (const path of SCREENS) {
    await go(page, path);
    await look(path);
  }
  await go(page, "urgent/");
  assert.match(await page.locator("main").innerText(), /120/);
  const walk = walker(page, household("laoren.json"));
  await go(page, "check/");
  await walk.start();
  await walk.answerSeeing((type) => look(`question ${type}`));
  await look("review");
  await walk.result();
  await page.locator("details.prog").first().waitFor();
  await page.locator("details.prog > summary").first().click();
  await look("result");
  await page.locator(".nav a", { hasText: "草稿" }).click();
  await page.locator("li.draft").first().waitFor();
  await look("drafts, with one");
  for (const path of ["papers/", "papers/shenqing/", "papers/shenqing/print/"]) {
    await go(page, path);
    await look(path);
  }
  assert.deepEqual(found, []);
  assertQuiet(page);
  await leave(page);
});

test("the quick way off the page for a harmed child leads home", async () => {
  const page = await here.open("?kiosk=1", KIOSK);
  await go(page, "harm/");
  await page.locator(".kbar").waitFor();
  for (let n = 0; n < 3; n += 1) await page.keyboard.press("Escape");
  await cleared(page);
  assertQuiet(page);
  await leave(page);
});
