// axe finds nothing on any screen, light or dark, narrow or wide; nothing is wider than a small phone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { everyScreen, household, walker } from "./journey.mjs";
import { faults, TAGS } from "./looks.mjs";
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
  for (const path of ["urgent/", "harm/", "guide/", "guide/dibao/", "guide/find/", "guide/find/#q=没钱看病", "guide/find/#q=火车票", "guide/event/ill/", "guide/how/apply/", "guide/right/appeal/", "guide/words/", "guide/calendar/", "guide/changes/", "law/", "drafts/", "check/", "check/?d=nosuchdraft", "papers/", "papers/shenqing/", "papers/chengyuan/", "papers/shenqing/print/", "papers/?d=nosuchdraft", "hand/"]) {
    await go(page, path);
    found.push(...(await inspect(page, path)));
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
