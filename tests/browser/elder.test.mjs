// 长辈版, measured on every screen: size and height of text, contrast, size of what is pressed; its name and its entry.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { aged } from "./drafts.mjs";
import { everyScreen } from "./journey.mjs";
import { faults } from "./looks.mjs";
import { PDF, plainJpeg } from "./photos.mjs";
import { assertQuiet, DIST, go, leave, saved, site } from "./site.mjs";

const here = site();
const ELDER = { viewport: { width: 360, height: 800 } };
const PATHS = ["urgent/", "harm/", "guide/", "guide/dibao/", "guide/find/", "guide/event/ill/", "guide/how/apply/", "guide/right/appeal/", "guide/words/", "guide/calendar/", "guide/changes/", "law/", "drafts/", "check/", "check/?d=nosuchdraft", "drafts/history/?d=nosuchdraft", "drafts/changes/?d=nosuchdraft", "hand/", "404.html"];

const HEADER = 150;
/** Inside a task, where there are no links. */
const ROW = 84;
const header = (page) => page.locator("header.top").evaluate((top) => top.offsetHeight);

/** What is too small on the screen as it stands, opened wherever it can be. */
function small(page, body) {
  return page.evaluate(({ body }) => {
    const [SMALLEST, HEIGHT, TARGET] = [18, 1.3, 60];
    const found = new Set();
    const shown = (element) => {
      const box = element.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility !== "hidden" && !element.closest(".vh, .skip");
    };
    const name = (element) => `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 12)}”`;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) => (node.data.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP));
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      if (!shown(element) || element.closest("script, noscript")) continue;
      const { fontSize, lineHeight } = getComputedStyle(element);
      const size = Number.parseFloat(fontSize);
      if (size < SMALLEST) found.add(`${size} px: ${name(element)}`);
      const ratio = Number.parseFloat(lineHeight) / size;
      if (lineHeight !== "normal" && ratio < HEIGHT - 0.001) found.add(`line height ${ratio}: ${name(element)}`);
      if (lineHeight === "normal") found.add(`line height not set: ${name(element)}`);
    }
    const real = Number.parseFloat(getComputedStyle(document.body).fontSize);
    if (Math.abs(real - body) > 0.5) found.add(`the body's text is ${real} px, not ${body}`);
    for (const target of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
      if (!shown(target)) continue;
      // A label belongs to its input; a link in a sentence, or an article after it, stands in its line.
      const box = (target.closest("label") ?? target).getBoundingClientRect();
      if (getComputedStyle(target).display === "inline" && target.closest("p, li, dd, h1, h2, h3, h4, .cite")) continue;
      if (box.height < TARGET - 0.5 || box.width < TARGET - 0.5) found.add(`${Math.round(box.width)}×${Math.round(box.height)}: ${name(target)}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.add(`${document.documentElement.scrollWidth} px wide`);
    return [...found];
  }, { body });
}

/** The screen at the size that is chosen first and at the largest. */
async function measure(page, name) {
  const found = [];
  for (const [size, body] of [[null, 24], ["30", 30]]) {
    await page.evaluate((size) => (size ? document.documentElement.setAttribute("data-size", size) : null), size);
    found.push(...(await small(page, body)).map((fault) => `${name}, ${body}: ${fault}`));
    found.push(...(await faults(page, ["color-contrast"])).map((fault) => `${name}, ${body}: ${fault}`));
    await page.evaluate(() => document.documentElement.removeAttribute("data-size"));
  }
  return found;
}

test("its entry is on the home page under its name; it is remembered, and grows to 30 pixels", async () => {
  const page = await here.open("", ELDER);
  await page.getByRole("button", { name: "长辈版" }).click();
  assert.equal(await page.locator("html").getAttribute("data-mode"), "elder");
  const found = await measure(page, "home");
  await page.getByRole("button", { name: "字再大些" }).click();
  const size = () => page.evaluate(() => getComputedStyle(document.body).fontSize);
  assert.equal(await size(), "30px");
  assert.ok((await header(page)) < HEADER, "one row, and one of links");
  await go(page, "guide/words/");
  assert.equal(await size(), "30px");
  await page.getByRole("button", { name: "字小一些" }).click();
  assert.equal(await size(), "24px");
  for (const path of PATHS) {
    await go(page, path);
    await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
    found.push(...(await measure(page, path)));
  }
  assert.deepEqual(found, []);
  await page.getByRole("button", { name: "普通版" }).click();
  assert.equal(await page.locator("html").getAttribute("data-mode"), null);
  await leave(page);
});

test("the self-check, from the choice of programmes to the opened result", async () => {
  const page = await here.open("", ELDER);
  await page.getByRole("button", { name: "长辈版" }).click();
  assert.ok((await header(page)) < HEADER);
  await go(page, "check/");
  for (const size of ["", "30"]) {
    await page.evaluate((size) => document.documentElement.setAttribute("data-size", size), size);
    assert.ok((await header(page)) < ROW, `${size}: ${await header(page)} px`);
  }
  await page.evaluate(() => document.documentElement.removeAttribute("data-size"));
  const { found } = await everyScreen(page, "guer.json", (name) => measure(page, name));
  assert.deepEqual(found, []);
  assertQuiet(page);
  await leave(page);
});

test("every form, filled in and on paper", async () => {
  const page = await here.open("", ELDER);
  await page.getByRole("button", { name: "长辈版" }).click();
  await go(page, "papers/shenqing/");
  await page.locator("#applicant_name").fill("甲某某");
  await page.locator("#hardship").fill("我今年查出大病，做不了工。");
  await saved(page);
  const { search } = new URL(page.url());
  const pages = readdirSync(join(DIST, "papers"), { recursive: true }).filter((path) => path.endsWith("index.html"));
  assert.ok(pages.length >= 18, `${pages}`);
  const found = [];
  for (const path of pages.map((path) => `papers/${path.replace("index.html", "")}`)) {
    await go(page, path + search);
    await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
    for (const [size, body] of [[null, 24], ["30", 30]]) {
      await page.evaluate((size) => (size ? document.documentElement.setAttribute("data-size", size) : null), size);
      found.push(...(await small(page, body)).map((fault) => `${path}, ${body}: ${fault}`));
      await page.evaluate(() => document.documentElement.removeAttribute("data-size"));
    }
  }
  assert.deepEqual(found, []);
  await leave(page);
});

test("photos of papers", async () => {
  const page = await here.open("", ELDER);
  await page.getByRole("button", { name: "长辈版" }).click();
  await go(page, "papers/attach/");
  const photo = { name: "a.jpg", mimeType: "image/jpeg", buffer: await plainJpeg(page) };
  await page.locator("#files").setInputFiles([photo, photo, { name: "单据.pdf", mimeType: "application/pdf", buffer: PDF }]);
  await page.locator(".photocard").nth(2).waitFor();
  await page.locator("p.saved", { hasText: "已存到" }).waitFor();
  assert.deepEqual(await measure(page, "photos"), []);
  await leave(page);
});

test("earlier states of a draft, and what it came to beside what it comes to now", async () => {
  const page = await here.open("", ELDER);
  await page.getByRole("button", { name: "长辈版" }).click();
  await go(page, "check/");
  const found = [];
  await aged(page, async (name) => found.push(...(await measure(page, name))));
  assert.deepEqual(found, []);
  assertQuiet(page);
  await leave(page);
});
