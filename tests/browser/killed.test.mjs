// What was said to be saved is there after the browser was killed, with nothing tidied up: fifty times.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { household, walker } from "./journey.mjs";
import { openToKill } from "./killed.mjs";
import { go, heading, saved, site } from "./site.mjs";

const here = site();
const TIMES = 25;
const FORM = "papers/shenqing/";

/** Kills the browser `TIMES` times and starts it again on the same profile; `step(page, n)` looks whether all is there, then goes on
 * until something more was said to be saved. */
async function killAgain(path, step) {
  const profile = await mkdtemp(join(tmpdir(), "jiuzai-"));
  let at = path;
  for (let n = 0; n <= TIMES; n += 1) {
    const page = await openToKill(profile, here.server.root, at);
    await step(page, n).catch(async (error) => {
      throw new Error(`kill ${n}, and the page says: ${await page.locator("main").innerText().catch(String)}`, { cause: error });
    });
    at = page.url().slice(page.root.length);
    const { processes, signal } = await page.kill();
    assert.equal(signal, "SIGKILL");
    assert.ok(processes > 2, `${processes} processes were killed`);
  }
  await rm(profile, { recursive: true, force: true });
}

test("forms: what was acknowledged outlives 25 kills, also in the middle of the next write", async () => {
  let told = {};
  await killAgain(FORM, async (page, n) => {
    for (const [id, text] of Object.entries(told)) assert.equal(await page.locator(`#${id}`).inputValue(), text, `kill ${n}`);
    told = { applicant_name: `甲${n}某`, hardship: `第${n}次写的。` };
    for (const [id, text] of Object.entries(told)) await page.locator(`#${id}`).fill(text);
    await saved(page);
    // The next write has begun when the browser is killed.
    if (n % 2 === 1) await page.locator("#hukou_address").fill(`第${n}次写到一半`);
  });
});

test("self-check: what is typed and no answer yet is there after a kill", async () => {
  const profile = await mkdtemp(join(tmpdir(), "jiuzai-"));
  const page = await openToKill(profile, here.server.root, "check/");
  const walk = walker(page, household("laoren.json"));
  await walk.start();
  await walk.answer((fact) => fact.type === "money");
  const title = await heading(page);
  await page.locator("#answer").pressSequentially("1150");
  await page.waitForTimeout(1000);
  const at = page.url().slice(page.root.length).replace(/&.*/, "");
  await page.kill();
  const again = await openToKill(profile, here.server.root, at);
  await again.waitForFunction(() => document.querySelector("#answer")?.value === "1150");
  assert.equal(await heading(again), title);
  await again.kill();
  await rm(profile, { recursive: true, force: true });
});

test("self-check: what was acknowledged outlives 25 kills", async () => {
  const family = household("laoren.json");
  let told = null;
  await killAgain("check/", async (page, n) => {
    const walk = walker(page, family);
    if (told) {
      assert.equal(await heading(page), told.heading, `kill ${n}`);
      assert.match(await page.locator("main").innerText(), new RegExp(`答了${told.answers}题`), `kill ${n}`);
    } else await walk.start();
    await walk.answer((_, at) => at > 1);
    await saved(page);
    told = { heading: await heading(page), answers: (told?.answers ?? 0) + 1 };
  });
});
