// Somebody who helps many people: the next few questions side by side, the same answers and result as one by one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { household, walker } from "./journey.mjs";
import { faults } from "./looks.mjs";
import { assertQuiet, go, leave, ready, site } from "./site.mjs";

const here = site();
const SIZES = [{ width: 1280, height: 900 }, { width: 1080, height: 1920 }];
const turn = (page) => page.getByRole("button", { name: "帮人填：一页几题" });

/** Begins, and has several questions on a page. */
async function help(page) {
  await go(page, "check/");
  await walker(page, household("laoren.json")).start();
  await turn(page).click();
  await page.locator(".several fieldset, .several .field").first().waitFor();
}

test("several questions are answered together, and what is left empty is asked again", async () => {
  const page = await here.open("", { viewport: SIZES[0] });
  await help(page);
  const titles = page.locator(".several h2");
  const asked = await titles.allTextContents();
  assert.ok(asked.length >= 3, `${asked}`);
  assert.equal(new Set(await page.locator(".several [id]").evaluateAll((all) => all.map(({ id }) => id))).size, await page.locator(".several [id]").count(), "ids are used once");
  const lefts = await page.locator(".several > *").evaluateAll((all) => all.map((part) => part.getBoundingClientRect().left));
  assert.ok(new Set(lefts).size > 1, "side by side");

  await page.getByRole("button", { name: "存下，接着问" }).click();
  await page.locator(".errsum").waitFor();
  assert.match(await page.locator(".errsum").textContent(), /至少答一题/);
  assert.deepEqual(await faults(page), []);

  // Two of them, and not the others.
  const three = ".choices > label:nth-of-type(3):last-of-type input[type=radio]";
  const yesNo = page.locator(".several > *").filter({ has: page.locator(three) });
  const two = [yesNo.first(), yesNo.last()];
  const said = await Promise.all(two.map((part) => part.locator("h2").textContent()));
  assert.notEqual(said[0], said[1]);
  assert.ok(await page.getByRole("button", { name: "一页一题" }).isVisible());
  for (const part of two) await part.locator("label.choice").nth(1).click();
  assert.equal(await page.getByRole("button", { name: "一页一题" }).isVisible(), false, "nothing said can be lost by the switch");
  await page.getByRole("button", { name: "存下，接着问" }).click();
  await page.waitForFunction((first) => document.querySelector(".several h2")?.textContent !== first, asked[0]);
  const next = await titles.allTextContents();
  assert.ok(next.some((title) => asked.includes(title)), "what was left empty");
  assert.ok(said.every((title) => !next.includes(title)), `${next}`);

  await page.getByRole("button", { name: "一页一题" }).click();
  await page.locator("h1", { hasText: next[0] }).waitFor();
  await page.getByText("已存到这台设备上").waitFor();
  await page.reload();
  await ready(page);
  await page.locator("h1", { hasText: next[0] }).waitFor();
  await assertQuiet(page);
  await leave(page);
});

for (const viewport of SIZES) {
  test(`helping reads well at ${viewport.width}`, async () => {
    const page = await here.open(viewport.width === 1080 ? "?kiosk=1" : "", { viewport });
    await help(page);
    assert.deepEqual(await faults(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const { button, holes, outside } = await page.evaluate(() => {
      const box = (element) => element.getBoundingClientRect();
      const parts = [...document.querySelectorAll(".several > *")].map(box);
      const columns = new Map();
      for (const part of parts) columns.set(Math.round(part.left), [...(columns.get(Math.round(part.left)) ?? []), part]);
      // Between one and the next below it.
      const gaps = [...columns.values()].flatMap((column) => column.slice(1).map((part, n) => part.top - column[n].bottom));
      const within = box(document.querySelector("header .wrap"));
      return {
        button: box(document.querySelector(".qbar .btn")).height,
        holes: gaps.filter((gap) => gap > 60),
        outside: parts.filter((part) => part.left < within.left - 1 || part.right > within.right + 1).length,
      };
    });
    assert.ok(button >= (viewport.width === 1080 ? 96 : 48), `the switch is ${button} px high`);
    assert.deepEqual({ holes, outside }, { holes: [], outside: 0 });
    await leave(page);
  });
}

test("a phone has one question a page", async () => {
  const page = await here.open("", { viewport: { width: 360, height: 740 } });
  await go(page, "check/");
  await walker(page, household("laoren.json")).start();
  assert.equal(await turn(page).isVisible(), false);
  await leave(page);
});
