// Help comes before everything else: on the home page, beside the question that shows the need, and on the result.

import assert from "node:assert/strict";
import { test } from "node:test";
import { household, walker } from "./journey.mjs";
import { assertQuiet, go, leave, site } from "./site.mjs";

const here = site();
const SMALL = { viewport: { width: 360, height: 740 } };

/** Where an element ends, in pixels from the top of the screen. */
async function end(locator) {
  const { y, height } = await locator.boundingBox();
  return y + height;
}

test("the home page shows help at once, without scrolling", async () => {
  const page = await here.open("", SMALL);
  assert.ok((await end(page.locator(".now"))) <= SMALL.viewport.height);
  assert.equal(await page.locator(".now").getByRole("link", { name: "打120" }).getAttribute("href"), "tel:120");
  await page.evaluate(() => localStorage.setItem("mode", "elder"));
  await go(page, "");
  assert.equal(await page.locator("html").getAttribute("data-mode"), "elder");
  assert.ok((await end(page.locator(".now").getByRole("link", { name: "打120" }))) <= SMALL.viewport.height);
  await leave(page);
});

test("who needs first aid or a place to stay is told what to do beside the question, and first on the result", async () => {
  const page = await here.open("check/", SMALL);
  const walk = walker(page, household("liulang.json"));
  await walk.start();
  await walk.answer((fact) => fact.id === "er_needs_first_aid");
  const call = page.locator("main").getByRole("link", { name: "打120" });
  assert.equal(await call.count(), 0);
  await walk.say(true);
  assert.equal(await call.getAttribute("href"), "tel:120");
  assert.ok((await call.boundingBox()).height >= 48, "large enough to be hit at once");
  assert.ok((await end(call)) <= SMALL.viewport.height);
  await walk.say(false);
  await call.waitFor({ state: "detached" });
  await walk.say(true);
  await walk.forward("下一题");
  await walk.answer((fact) => fact.id === "st_no_means");
  await walk.say(true);
  await page.getByRole("alert").getByText("救助站").first().waitFor();
  await walk.answer();
  await walk.result();
  const notes = page.locator("main h1 + div > .note.urgent");
  assert.deepEqual(await notes.locator("h2").allInnerTexts(), ["有人要抢救：先打120", "没地方吃、没地方住"]);
  assertQuiet(page);
  await leave(page);
});
