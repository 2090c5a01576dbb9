// What is typed is read the way people write it; what can't be is said at once, and no longer once it is put right.

import assert from "node:assert/strict";
import { test } from "node:test";
import { household, walker } from "./journey.mjs";
import { assertQuiet, heading, leave, site } from "./site.mjs";

const here = site();
const next = (page) => page.locator('main button:text-is("下一题")').click();

/** Types a date into the three fields and goes on. */
async function date(page, year, month = "", day = "") {
  await page.fill("#answer", year);
  await page.fill("#answer-month", month);
  await page.fill("#answer-day", day);
  await next(page);
}

/** Goes on until a question is asked for this fact. */
async function at(page, fact) {
  const walk = walker(page, household("laoren.json"));
  await walk.start();
  await walk.answer((asked) => asked.id === fact);
  return walk;
}

test("a date that cannot be is to be checked, and one written out is read", async () => {
  const page = await here.open("check/");
  await at(page, "p_birth_date");
  const question = await heading(page);
  for (const [typed, says] of [[["2030"], "请核对"], [["1850"], "请核对"], [["58"], "四位数"], [["1958", "13"], "1到12"], [["1958", "2", "30"], "没有这一天"]]) {
    await date(page, ...typed);
    await page.locator(".errsum").getByText(says).waitFor();
    assert.equal(await heading(page), question);
  }
  await page.fill("#answer-day", "3");
  await page.locator(".errsum").waitFor({ state: "detached" });
  assert.equal(await page.locator(".err").count(), 0);
  assert.doesNotMatch(await page.title(), /错误/);
  await date(page, "1958年", "3月", "5日");
  await page.waitForFunction((question) => document.querySelector("h1")?.textContent.replace(/\s+/g, "") !== question, question);
  await page.goBack();
  assert.deepEqual(await page.locator(".dates input").evaluateAll((all) => all.map((input) => input.value)), ["1958", "3", "5"]);
  assertQuiet(page);
  await leave(page);
});

test("an amount is read in digits, in words and in full width, and none is below zero", async () => {
  const page = await here.open("check/");
  await at(page, "p_pension_month");
  for (const [typed, echo] of [["一万", "一万元"], ["三千", "三千元"], ["350元", "三百五十元"], ["３５０", "三百五十元"]]) {
    await page.fill("#answer", typed);
    await page.locator(".echo").getByText(echo, { exact: true }).waitFor();
  }
  await page.fill("#answer", "-5");
  await next(page);
  await page.locator(".errsum").getByText("请核对：最少0元").waitFor();
  await page.fill("#answer", "5");
  await page.locator(".errsum").waitFor({ state: "detached" });
  assertQuiet(page);
  await leave(page);
});
