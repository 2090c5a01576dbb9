// axe finds nothing on any screen, light or dark, narrow or wide; nothing is wider than a small phone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { aged } from "./drafts.mjs";
import { everyScreen, household, walker } from "./journey.mjs";
import { faults, TAGS } from "./looks.mjs";
import { pages } from "./pdfs.mjs";
import { plainJpeg } from "./photos.mjs";
import { assertQuiet, go, leave, site } from "./site.mjs";

const here = site();
const CONTRAST = ["color-contrast", "target-size"];
const PHONE = { width: 360, height: 800 };
const WIDE = { width: 1280, height: 900 };
/** Every rule on a light phone and a dark screen; what colour and width change, on the other two. */
const LOOKS = [
  { colorScheme: "light", size: PHONE, rules: TAGS },
  { colorScheme: "light", size: WIDE, rules: CONTRAST },
  { colorScheme: "dark", size: WIDE, rules: TAGS },
  { colorScheme: "dark", size: PHONE, rules: CONTRAST },
];
const SMALL = { width: 320, height: 640 };

/** Looks at the screen as it stands, in every colour scheme and size, and in the mode with larger type. */
async function inspect(page, name) {
  const found = [];
  for (const { colorScheme, size, rules } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(size);
    found.push(...(await faults(page, rules)).map((fault) => `${name}, ${colorScheme}, ${size.width}: ${fault}`));
  }
  await page.setViewportSize(SMALL);
  for (const mode of [null, "elder"]) {
    const wide = await page.evaluate((mode) => {
      const html = document.documentElement;
      if (mode) html.dataset.mode = mode;
      const width = html.scrollWidth;
      delete html.dataset.mode;
      return width;
    }, mode);
    if (wide > SMALL.width) found.push(`${name}, ${mode ?? "plain"}: ${wide} px wide on ${SMALL.width}`);
  }
  await page.setViewportSize(PHONE);
  return found;
}

test("pages", async () => {
  const page = await here.open("");
  const found = await inspect(page, "home");
  for (const path of ["urgent/", "harm/", "guide/", "guide/dibao/", "guide/find/", "guide/find/#q=没钱看病", "guide/find/#q=火车票", "guide/event/ill/", "guide/how/apply/", "guide/right/appeal/", "guide/words/", "guide/calendar/", "guide/changes/", "law/", "drafts/", "check/", "check/?d=nosuchdraft", "papers/", "papers/shenqing/", "papers/chengyuan/", "papers/attach/", "papers/shenqing/print/", "papers/?d=nosuchdraft", "hand/", "drafts/history/?d=nosuchdraft", "drafts/changes/?d=nosuchdraft"]) {
    await go(page, path);
    found.push(...(await inspect(page, path)));
  }
  assert.deepEqual(found, []);
  await leave(page);
});

test("further forms and pages of the guide, light on a phone and dark on a screen", async () => {
  const page = await here.open("");
  const found = [];
  const forms = ["shouquan", "weituo", "shenbao", "linshi_shenqing", "biangeng", "tekun_shengming"].map((form) => `papers/${form}/`);
  const guide = ["tekun", "linshi", "event/child", "event/hungry", "event/house", "how/before_cut", "how/report", "right/privacy"].map((one) => `guide/${one}/`);
  for (const path of [...forms, "papers/shouquan/print/", ...guide]) {
    await go(page, path);
    for (const { colorScheme, size, rules } of [LOOKS[0], LOOKS[2]]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      found.push(...(await faults(page, rules)).map((fault) => `${path}, ${colorScheme}: ${fault}`));
    }
  }
  assert.deepEqual(found, []);
  await leave(page);
});

test("the self-check, from the choice of programmes to the opened result", async () => {
  const page = await here.open("check/");
  const { found, kinds } = await everyScreen(page, "laoren.json", (name) => inspect(page, name));
  assert.ok(kinds.size >= 6, `kinds of questions: ${[...kinds]}`);
  assert.deepEqual(found, []);
  assertQuiet(page);
  await leave(page);
});

test("a form with its errors, filled in, on paper, and while another page changed it", async () => {
  const page = await here.open("papers/shenqing/");
  const check = () => page.getByRole("button", { name: "填好了，检查一遍" }).click();
  await page.locator("#applicant_id_number").fill("123");
  await check();
  await page.locator(".errsum").waitFor();
  const found = await inspect(page, "a form with errors");
  for (const [id, text] of [["applicant_name", "甲某某"], ["applicant_id_number", "11010519491231002X"], ["applicant_phone", "13812345678"], ["household_count", "3"], ["hukou_address", "示例村1组"], ["hardship", "病了"]]) {
    await page.locator(`#${id}`).fill(text);
  }
  for (const id of ["apply_for", "live_same", "has_agent-1", "near_relative-1"]) await page.locator(`#${id}`).check();
  await check();
  await page.getByText("这张表填好了").waitFor();
  found.push(...(await inspect(page, "a form filled in")));
  await page.locator("p.saved", { hasText: "已存到" }).waitFor();
  const second = await page.context().newPage();
  await second.goto(page.url());
  await second.locator("#hardship").fill("那边写的");
  await second.locator("p.saved", { hasText: "已存到" }).waitFor();
  await second.close();
  await page.locator("#hardship").fill("这里写的");
  await page.getByRole("alertdialog").waitFor();
  found.push(...(await inspect(page, "another page changed it")));
  await page.getByRole("button", { name: "放上这里写的" }).click();
  await page.locator("p.saved", { hasText: "已存到" }).waitFor();
  for (const path of ["papers/shenqing/print/", "papers/"]) {
    await go(page, path + new URL(page.url()).search);
    found.push(...(await inspect(page, `${path}, filled in`)));
  }
  await go(page, `papers/chengyuan/${new URL(page.url()).search}`);
  await page.getByRole("button", { name: "再加一个人" }).first().click();
  await page.locator("li.person").first().waitFor();
  await check();
  await page.locator(".errsum").waitFor();
  found.push(...(await inspect(page, "a person's card with errors")));
  assert.deepEqual(found, []);
  await leave(page);
});

test("people as cards, and what is asked before something sensitive", async () => {
  const page = await here.open("check/");
  const family = household("guer.json");
  const walk = walker(page, family);
  await walk.start();
  await walk.answer((fact) => fact.id === "members");
  await walk.press(page.locator("a.addp"));
  const found = await inspect(page, "a new person");
  await page.goBack();
  await page.locator("ul.people").waitFor();
  await walk.answer((fact) => fact.of === "person");
  found.push(...(await inspect(page, "a question about a person")));
  await walk.answer(() => false, () => true);
  found.push(...(await inspect(page, "consent")));
  assert.deepEqual(found, []);
  await leave(page);
});

test("photos of papers: cards, what was refused, the large one", async () => {
  const page = await here.open("papers/attach/");
  const photo = { name: "a.jpg", mimeType: "image/jpeg", buffer: await plainJpeg(page) };
  const pdf = { name: "单据.pdf", mimeType: "application/pdf", buffer: pages(3) };
  await page.locator("#files").setInputFiles([photo, photo, pdf, { ...photo, name: "b.jpg", buffer: Buffer.from("no photo at all") }]);
  await page.locator("#refused").waitFor();
  await page.locator("p.saved", { hasText: "已存到" }).waitFor();
  const found = await inspect(page, "photos");
  await page.locator("button.thumb").first().click();
  await page.getByRole("alertdialog").waitFor();
  found.push(...(await inspect(page, "a large photo")));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "看每一页" }).click();
  await page.locator(".leaves").waitFor();
  found.push(...(await inspect(page, "the pages of a PDF file")));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^删掉/ }).first().click();
  await page.locator("#undo").waitFor();
  found.push(...(await inspect(page, "a photo was taken out")));
  assert.deepEqual(found, []);
  await leave(page);
});

test("earlier states of a draft, and what it came to beside what it comes to now", async () => {
  const page = await here.open("check/");
  const found = [];
  await aged(page, async (name) => found.push(...(await inspect(page, name))));
  assert.deepEqual(found, []);
  assertQuiet(page);
  await leave(page);
});
