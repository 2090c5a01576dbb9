// Everything can be done without a mouse.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hasFocus, keyboard, tabTo } from "./hands.mjs";
import { household, outcomes, walker } from "./journey.mjs";
import { assertQuiet, leave, site } from "./site.mjs";

const here = site();

/** Waits until the heading has the focus, as after every change of screen. */
function headingFocused(page) {
  return page.waitForFunction(() => document.activeElement?.tagName === "H1");
}

test("a whole journey, from the home page to an opened result", async () => {
  const page = await here.open("");
  const walk = walker(page, household("liulang.json"), keyboard);
  await walk.press(page.getByRole("link", { name: "开始自测" }));
  await headingFocused(page);
  await walk.start();
  await headingFocused(page);
  await walk.answer((_, at) => at > 1);
  await headingFocused(page);
  await walk.answer();
  await headingFocused(page);
  await walk.result();
  await headingFocused(page);
  assert.equal(Object.keys(await outcomes(page)).length, 19);
  const program = page.locator("details.prog").first();
  await tabTo(page, program.locator("> summary"));
  await page.keyboard.press("Enter");
  await program.locator("> .body").waitFor();
  assertQuiet(page);
  await leave(page);
});

test("the first Tab offers to skip to the text", async () => {
  for (const path of ["", "check/", "guide/dibao/"]) {
    const page = await here.open(path);
    await page.keyboard.press("Tab");
    const skip = page.locator("a.skip");
    await hasFocus(skip, path);
    const box = await skip.boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0, "it is seen");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.locator("main").evaluate((main) => main.contains(document.activeElement)), `${path}: after the skip link, Tab goes on inside the text`);
    await leave(page);
  }
});

test("what is wrong is said at the top, takes the focus and leads to the field", async () => {
  const page = await here.open("check/");
  const walk = walker(page, household("liulang.json"), keyboard);
  await walk.start();
  await tabTo(page, page.locator('main button:text-is("下一题")'));
  await page.keyboard.press("Enter");
  const summary = page.locator(".errsum");
  await summary.waitFor();
  await page.waitForFunction(() => document.activeElement?.classList.contains("errsum"));
  assert.match(await page.title(), /^错误：/);
  await tabTo(page, summary.locator("a"));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "answer-0");
  await leave(page);
});

test("a dialog keeps the focus, Esc closes it and gives the focus back", async () => {
  const page = await here.open("check/");
  const walk = walker(page, household("liulang.json"), keyboard);
  await walk.start();
  await page.locator("p.saved", { hasText: "已存到" }).waitFor();
  await walk.press(page.getByRole("link", { name: "存好退出" }));
  const remove = page.locator("li.draft").getByRole("button", { name: "删掉" });
  const more = page.locator("li.draft summary");
  await more.waitFor();
  await tabTo(page, more);
  await page.keyboard.press("Enter");
  await remove.waitFor();
  await tabTo(page, remove);
  await page.keyboard.press("Enter");
  const dialog = page.locator(".dialog");
  await dialog.waitFor();
  await page.waitForFunction(() => document.activeElement?.closest(".dialog"));
  for (let n = 0; n < 4; n += 1) {
    await page.keyboard.press("Tab");
    assert.ok(await dialog.evaluate((dialog) => dialog.contains(document.activeElement)));
  }
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await hasFocus(remove, "the focus is back where it was");
  await leave(page);
});
