// An opened programme begins with what helps most and stays short; what it says is about the right person.

import assert from "node:assert/strict";
import { test } from "node:test";
import { household, walker } from "./journey.mjs";
import { assertQuiet, heading, leave, site } from "./site.mjs";

const here = site();
const PHONE = { width: 360, height: 740 };
const MOST_SCREENS = 6;

/** The result of a household, every programme opened; each with its summary, its headings and its height in screens. */
async function opened(file) {
  const page = await here.open("check/", { viewport: PHONE });
  const walk = walker(page, household(file));
  await walk.start();
  await walk.answer();
  await walk.result();
  for (const summary of await page.locator("details.prog > summary").all()) await summary.click();
  await page.locator("details.prog > .body").last().waitFor();
  const programs = await page.locator("details.prog").evaluateAll((all) => Object.fromEntries(all.map((one) => [one.id, {
    says: one.querySelector(".one").textContent,
    titles: [...one.querySelectorAll("h4, .body > .why > summary")].map((title) => title.textContent),
    screens: one.getBoundingClientRect().height / innerHeight,
    text: one.textContent,
  }])));
  return { page, programs };
}

test("an opened programme is short: how much, what to bring, where, steps, why, rights", async () => {
  const { page, programs } = await opened("zhongbing.json");
  const order = ["大概多少钱", "带什么", "去哪里办", /^怎么走、要等几天/, "为什么这样说", "您的权利"];
  const places = order.map((title) => programs["p-dibao"].titles.findIndex((said) => said.match(title)));
  assert.deepEqual(places, places.toSorted((a, b) => a - b));
  assert.ok(places[0] >= 0);
  for (const [id, { screens, text }] of Object.entries(programs)) {
    assert.ok(screens <= MOST_SCREENS, `${id} is ${screens} screens long`);
    assert.doesNotMatch(text, /\b0倍|再[少多]\d+(岁|个月|天|，)/, id);
    assert.doesNotMatch(text, /还没答您是您的/, id);
  }
  assert.match(programs["p-jiaoyu"].says, /^家人3：/);
  assert.match(programs["p-canji"].says, /^家里3个人/);
  assertQuiet(page);
  await leave(page);
});

test("programmes of which one has to be chosen are told apart from the others", async () => {
  const { page, programs } = await opened("guer.json");
  assert.match(await heading(page), /有的只能选一样$/);
  await page.locator("main > .lead-in > ul > li").first().getByText("选").waitFor();
  assert.ok(programs["p-guer"].screens <= MOST_SCREENS);
  assertQuiet(page);
  await leave(page);
});
