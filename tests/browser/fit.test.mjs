// Every screen fits: at 320 pixels, at 400 % zoom, in forced colours and with reduced motion; nothing jumps while it loads;
// the focus goes through a page in the order in which it is read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aged } from "./drafts.mjs";
import { everyScreen, household, walker } from "./journey.mjs";
import { plainJpeg } from "./photos.mjs";
import { assertQuiet, go, leave, ready, saved, site } from "./site.mjs";

const here = site();
/** What a window of 1280×1024 is at 400 % zoom. */
const ZOOMED = { width: 320, height: 256 };
/** The same at 200 %. */
const TWICE = { width: 640, height: 512 };
const NARROW = { width: 320, height: 640 };
const PATHS = ["", "urgent/", "harm/", "guide/", "guide/dibao/", "guide/find/", "guide/event/ill/", "guide/how/apply/", "guide/right/appeal/", "guide/words/", "guide/calendar/", "guide/changes/", "law/", "drafts/", "check/", "check/?d=nosuchdraft", "result/", "404.html", "papers/", "papers/shenqing/", "papers/chengyuan/", "papers/shouquan/", "papers/shenqing/print/", "hand/"];
/** Nothing is at these addresses. */
const UNKNOWN = ["check/?d=nosuch", "result/?d=nosuch", "drafts/history/?d=nosuch", "drafts/changes/?d=nosuch", "papers/?d=nosuch"];
const MOST_SHIFT = 0.02;
const LANGUAGE = "zh-Hans-CN";

/** Looks at the screen at each size and in each mode. */
async function fits(page, name) {
  const found = [];
  for (const size of [NARROW, ZOOMED, TWICE]) {
    await page.setViewportSize(size);
    for (const mode of ["", "elder"]) {
      const wide = await page.evaluate((mode) => {
        const html = document.documentElement;
        if (mode) html.setAttribute("data-mode", mode);
        const width = html.scrollWidth;
        html.removeAttribute("data-mode");
        return width;
      }, mode);
      if (wide > size.width) found.push(`${name}, ${mode || "plain"}, ${size.height} high: ${wide} px wide`);
    }
  }
  await page.setViewportSize(NARROW);
  for (const look of [{ forcedColors: "active" }, { reducedMotion: "reduce" }, { reducedMotion: "no-preference" }]) {
    await page.emulateMedia(look);
    found.push(...(await page.evaluate(seen, look)).map((fault) => `${name}, ${JSON.stringify(look)}: ${fault}`));
  }
  await page.emulateMedia({ forcedColors: "none", reducedMotion: "reduce" });
  const language = await page.locator("html").getAttribute("lang");
  if (language !== LANGUAGE) found.push(`${name}: the language is ${language}`);
  return found;
}

/** In forced colours whatever is pressed has an edge or an underline of its own, and what is chosen differs; without motion nothing moves. */
function seen({ forcedColors, reducedMotion }) {
  const found = new Set();
  for (const element of document.querySelectorAll("body *")) {
    if (!element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    const name = `${element.tagName.toLowerCase()}.${element.getAttribute("class")}`;
    const moves = style.transitionDuration.split(",").some((time) => Number.parseFloat(time) > 0) || style.animationName !== "none";
    if (reducedMotion === "reduce" && moves) found.add(`moves: ${name}`);
    if (!forcedColors) continue;
    const edged = Number.parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none";
    if (element.matches(".btn:not(.bare), .choice, .input") && !edged) found.add(`no edge: ${name}`);
    // The browser's own are drawn in the colours that were chosen.
    if (element.matches(".choice input") && style.appearance !== "auto") found.add(`not the browser's own: ${name}`);
    if (element.matches(".choice.on") && (style.outlineStyle === "none" || Number.parseFloat(style.outlineWidth) < 2)) found.add(`not seen to be chosen: ${name}`);
  }
  if (forcedColors) {
    const line = (link) => link && getComputedStyle(link).borderBottomColor;
    const [here, other] = [line(document.querySelector(".nav a[aria-current]")), line(document.querySelector(".nav a:not([aria-current])"))];
    if (here && here === other) found.add("not seen where one is");
  }
  return [...found];
}

test("pages", async () => {
  const page = await here.open("");
  const found = [];
  for (const path of PATHS) {
    await go(page, path);
    await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
    found.push(...(await fits(page, path || "home")));
  }
  assert.deepEqual(found, []);
  await leave(page);
});

test("photos of papers, and earlier states of a draft", async () => {
  const page = await here.open("papers/attach/");
  const photo = { name: "a.jpg", mimeType: "image/jpeg", buffer: await plainJpeg(page) };
  await page.locator("#files").setInputFiles([photo]);
  await page.locator(".photocard").first().waitFor();
  await saved(page);
  const found = await fits(page, "photos");
  await leave(page);
  const own = await here.open("check/");
  await aged(own, async (name) => found.push(...(await fits(own, name))));
  assert.deepEqual(found, []);
  await leave(own);
});

test("the self-check, from the choice of programmes to the opened result", async () => {
  const page = await here.open("check/");
  const { found } = await everyScreen(page, "guer.json", (name) => fits(page, name));
  assert.deepEqual(found, []);
  assertQuiet(page);
  await leave(page);
});

/** Presses Tab through the page: each thing once, downwards and to the right as one reads, always to be seen. */
async function order(page) {
  const places = [];
  await page.evaluate(() => {
    // From the top, as after loading.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    for (const element of document.querySelectorAll("[data-reached]")) delete element.dataset.reached;
  });
  for (let n = 0; n < 120; n += 1) {
    await page.keyboard.press("Tab");
    const place = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const known = element.dataset.reached;
      element.dataset.reached = "1";
      const shown = (element.closest("label") ?? element).getBoundingClientRect();
      const all = Array.from(document.querySelectorAll("*"));
      const hidden = shown.bottom <= 0 || shown.top >= innerHeight;
      const part = element.closest("header.top, main, footer, .skip")?.tagName ?? "?";
      return { known, at: all.indexOf(element), hidden, part, name: element.textContent.trim().slice(0, 12) || element.id, visible: element.matches(":focus-visible") };
    });
    if (!place || place.known) return places;
    places.push(place);
  }
  return places;
}

test("the focus goes in the order in which one reads: home, the self-check, a result", async () => {
  const page = await here.open("");
  const check = async (name) => {
    const places = await order(page);
    assert.ok(places.length >= 5, `${name}: only ${places.length} stops`);
    assert.equal(places[0].name, "跳到正文", name);
    assert.deepEqual(places.filter(({ hidden }) => hidden), [], `${name}: out of sight`);
    assert.deepEqual(places.filter(({ visible }) => !visible), [], `${name}: the focus is not shown`);
    const at = places.map(({ at }) => at);
    assert.deepEqual(at, [...at].sort((a, b) => a - b), `${name}: as in the page`);
    const parts = places.map(({ part }) => part).filter((part, n, all) => part !== all[n - 1]);
    assert.deepEqual(parts, ["A", "HEADER", "MAIN", "FOOTER"], name);
  };
  await check("home");
  await go(page, "check/");
  await check("self-check");
  const walk = walker(page, household("liulang.json"));
  await walk.start(["生活无着的流散人员救助"]);
  await check("a question");
  await walk.answer();
  await walk.result();
  await page.locator("details.prog").first().waitFor();
  await check("result");
  await leave(page);
});

test("nothing jumps while a page loads", async () => {
  const page = await here.open("check/");
  await page.addInitScript(() => {
    window.shift = { sum: 0, what: [] };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (entry.hadRecentInput) continue;
        window.shift.sum += entry.value;
        window.shift.what.push(...entry.sources.map(({ node }) => `${entry.value.toFixed(4)} ${node?.nodeName} ${node?.className ?? node?.data}`));
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  const found = [];
  const still = async (path) => {
    for (const size of [{ width: 360, height: 800 }, { width: 1280, height: 900 }]) {
      await page.setViewportSize(size);
      await page.goto(page.root + path);
      await ready(page);
      await page.waitForTimeout(700);
      const { sum, what } = await page.evaluate(() => window.shift);
      if (process.env.SHIFTS) console.log(path.replace(/d=\w+/, "d=…"), size.width, sum.toFixed(4));
      if (sum > MOST_SHIFT) found.push(`${path}, ${size.width}: ${sum.toFixed(3)}: ${what.join("; ")}`);
    }
  };
  for (const path of ["drafts/", ...UNKNOWN]) await still(path);
  await go(page, "check/");
  const walk = walker(page, household("liulang.json"));
  await walk.start(["生活无着的流散人员救助"]);
  const question = new URL(page.url());
  await walk.answer();
  await walk.result();
  await page.locator("details.prog").first().waitFor();
  const result = new URL(page.url());
  const below = (url) => (url.pathname + url.search).slice(1);
  for (const path of ["", "check/", below(question), "guide/", "guide/dibao/", "guide/event/ill/", below(result), "drafts/"]) await still(path);
  assert.deepEqual(found, []);
  await leave(page);
});
