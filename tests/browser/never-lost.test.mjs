// Nothing typed is lost: the disk is full, storage is blocked, the site is updated in the middle of a form, the draft was written by an
// older or a newer version. (Killed browsers: killed.test.mjs; two tabs: papers.test.mjs.)

import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { deploy, look, text } from "./deploy.mjs";
import { household, walker } from "./journey.mjs";
import { assertQuiet, go, heading, kept, leave, openProfile, ready, SAVED, saved, site } from "./site.mjs";

const here = site();
const FORM = "papers/shenqing/";
const GUIDE = "guide/index.html";
const NEWER = 250;

const notSaved = (page) => page.getByRole("alert").getByText("没有存上").waitFor();
const again = (page) => page.getByRole("button", { name: "再存一次" });
const value = (page, id) => page.locator(`#${id}`).inputValue();

/** Begins a draft with a form; what stands in it is saved. */
async function begun(path = FORM) {
  const page = await here.open(path);
  await page.locator("#applicant_name").fill("甲某某");
  await page.waitForURL(/\?d=/);
  await saved(page);
  return page;
}

/** How many bytes the site may keep on this device; none given: as many as there are. */
async function quota(page, bytes) {
  const devtools = await page.context().newCDPSession(page);
  const origin = new URL(page.root).origin;
  await devtools.send("Storage.overrideQuotaForOrigin", bytes === undefined ? { origin } : { origin, quotaSize: bytes });
}

/** What is kept of what was typed, if anything. */
function typing(page) {
  return page.evaluate(async () => {
    const { target } = await new Promise((done) => (indexedDB.open("jiuzai").onsuccess = done));
    const all = target.result.transaction("typing").objectStore("typing").getAll();
    const { target: found } = await new Promise((done) => (all.onsuccess = done));
    target.result.close();
    return found.result[0]?.typed[0]?.value ?? null;
  });
}

/** Waits until that is kept. */
async function typed(page, text) {
  while ((await typing(page)) !== text) await page.waitForTimeout(50);
}

/** Reads the row of a draft; with `change`, writes it with these bytes in place of its first ones. */
function row(page, change = []) {
  return page.evaluate(([id, change]) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("jiuzai");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const writing = database.transaction("drafts", "readwrite");
      const rows = writing.objectStore("drafts");
      let bytes;
      rows.get(id).onsuccess = (event) => {
        bytes = event.target.result;
        bytes.set(change);
        if (change.length > 0) rows.put(bytes, id);
      };
      writing.oncomplete = () => {
        database.close();
        resolve([...bytes]);
      };
    };
  }), [new URL(page.url()).searchParams.get("d"), change]);
}

for (const [what, begin] of [
  ["a form", async (page) => page.locator("#applicant_name").fill("甲某某")],
  ["the self-check", async (page) => {
    const walk = walker(page, household("laoren.json"));
    await walk.start();
    await walk.answer((_, at) => at > 1);
  }],
]) {
  test(`the disk is full in ${what}: it is told, what was typed stays, and is saved once there is room`, async () => {
    const page = await here.open(what === "a form" ? FORM : "check/");
    await quota(page, 1);
    await begin(page);
    await notSaved(page);
    await page.getByRole("alert").getByText("看看空间是不是满了").waitFor();
    assert.equal(await page.getByText(SAVED).count(), 0);
    await again(page).click();
    await notSaved(page);
    await quota(page);
    await again(page).click();
    await saved(page);
    assert.equal(await page.getByText("没有存上").count(), 0);
    await page.reload();
    await ready(page);
    if (what === "a form") assert.equal(await value(page, "applicant_name"), "甲某某");
    else assert.match(await page.locator("main").innerText(), /答了1题/);
    await leave(page);
  });
}

test("once there is room again, the next change saves all that was typed meanwhile", async () => {
  const page = await here.open(FORM);
  await quota(page, 1);
  await page.locator("#applicant_name").fill("甲某某");
  await notSaved(page);
  await quota(page);
  await page.locator("#hardship").fill("后写的");
  await saved(page);
  await page.reload();
  await ready(page);
  assert.deepEqual([await value(page, "applicant_name"), await value(page, "hardship")], ["甲某某", "后写的"]);
  await leave(page);
});

test("where the browser blocks storage, the check and the forms work, and say that nothing is kept", async () => {
  const profile = await mkdtemp(join(tmpdir(), "jiuzai-"));
  await mkdir(join(profile, "Default"));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
  const page = await openProfile(profile, here.server.root, FORM);
  const blocked = await page.evaluate(() => new Promise((done) => {
    try {
      const opening = indexedDB.open("x");
      opening.onerror = () => done(true);
      opening.onsuccess = () => done(false);
    } catch {
      done(true);
    }
  }));
  assert.ok(blocked, "the browser does block it");
  await page.locator("#applicant_name").fill("甲某某");
  await notSaved(page);
  await page.getByRole("alert").getByText("先不要关掉这一页").waitFor();
  await page.locator("#hardship").fill("还在写");
  assert.equal(await value(page, "applicant_name"), "甲某某");
  await go(page, "check/");
  const walk = walker(page, household("guer.json"));
  await walk.start();
  await walk.answer((_, at) => at > 3);
  await notSaved(page);
  await go(page, "drafts/");
  await page.getByText("存不了草稿").waitFor();
  await leave(page);
  await rm(profile, { recursive: true, force: true });
});

/** Answers until an amount of money is asked for. */
async function untilMoney(page) {
  const walk = walker(page, household("laoren.json"));
  await walk.start();
  await walk.answer((fact) => fact.type === "money");
  await page.locator("#answer").waitFor();
  return walk;
}

test("what is typed under a question and no answer yet is there after a reload, and gone with the draft; a newer answer stays", async () => {
  const page = await here.open("check/");
  const walk = await untilMoney(page);
  const title = await heading(page);
  const field = page.locator("#answer");
  await field.pressSequentially("十一块");
  await typed(page, "十一块");
  await page.reload();
  await ready(page);
  assert.equal(await heading(page), title, "it is no answer");
  await page.waitForFunction(() => document.querySelector("#answer").value === "十一块");
  // The app knows of it.
  await field.fill("115");
  await typed(page, "115");
  await page.reload();
  await page.waitForFunction(() => document.querySelector("#answer")?.value === "115");
  await walk.forward("下一题");
  assert.notEqual(await heading(page), title);
  await page.goBack();
  await ready(page);
  assert.equal(await field.inputValue(), "115");
  // What was answered since is never typed over.
  await field.fill("118");
  await typed(page, "118");
  await page.evaluate(async () => {
    const { target } = await new Promise((done) => (indexedDB.open("jiuzai").onsuccess = done));
    const store = target.result.transaction("typing", "readwrite").objectStore("typing");
    const id = new URLSearchParams(location.search).get("d");
    store.get(id).onsuccess = ({ target: { result } }) => store.put({ ...result, typed: [{ id: "answer", value: "7", stood: ["9"] }] }, id);
    store.transaction.oncomplete = () => target.result.close();
  });
  await field.blur();
  await saved(page);
  await page.reload();
  await ready(page);
  await page.waitForTimeout(500);
  assert.equal(await field.inputValue(), "118");
  await go(page, "drafts/");
  await page.locator("li.draft summary").click();
  await page.locator("li.draft").getByRole("button", { name: "删掉" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "删掉" }).click();
  await page.getByText("还没有草稿").waitFor();
  assert.equal(await typing(page), null);
  await leave(page);
});

test("what was typed and sent is not typed again for the next person", async () => {
  const page = await here.open("check/");
  const walk = walker(page, household("laoren.json"));
  await walk.start();
  await walk.answer((fact) => fact.type === "list");
  const add = async () => walk.press(page.locator("a.addp").first());
  await add();
  await page.locator("#name").pressSequentially("妈妈");
  await typed(page, "妈妈");
  await page.reload();
  await page.waitForFunction(() => document.querySelector("#name")?.value === "妈妈");
  await walk.choose("爸爸或妈妈");
  await walk.forward("填好了");
  await add();
  await page.waitForTimeout(700);
  assert.equal(await page.locator("#name").inputValue(), "");
  assert.equal(await typing(page), null);
  await leave(page);
});

test("an update is never put into the middle of a form, and offered after it; what was typed stays", async () => {
  const instead = {};
  const page = await here.open(FORM, {}, (await here.serve({ instead })).root);
  await kept(page);
  await go(page, FORM);
  await page.locator("#applicant_name").fill("甲某某");
  await saved(page);
  await deploy(instead, { [GUIDE]: (await text(GUIDE)).replaceAll("指南", "新指南") });
  await look(page);
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).waiting);
  await page.locator("#hardship").fill("正在写");
  await saved(page);
  assert.equal(await page.locator("#newer").count(), 0, "nobody is disturbed who is writing");
  const address = page.url();
  await go(page, "drafts/");
  const offer = page.getByRole("complementary", { name: "新版本" });
  await offer.waitFor();
  await Promise.all([page.waitForEvent("load"), offer.getByRole("button").click()]);
  await page.goto(address);
  await ready(page);
  assert.deepEqual([await value(page, "applicant_name"), await value(page, "hardship")], ["甲某某", "正在写"]);
  assert.match(await page.evaluate(() => fetch("../../guide/").then((r) => r.text())), /新指南/);
  assertQuiet(page);
  await leave(page);
});

test("a draft of the first version opens, and is written as the newest on the next change", async () => {
  const page = await here.open("check/");
  const walk = walker(page, household("laoren.json"));
  await walk.start();
  await walk.answer((_, at) => at > 2);
  await saved(page);
  const [version] = await row(page);
  // Nothing stands behind the answers yet: under another number this is a row of version 1, byte for byte.
  assert.equal((await row(page, [1]))[0], 1);
  await page.reload();
  await ready(page);
  assert.match(await page.locator("main").innerText(), /答了2题/);
  await go(page, `${FORM}?d=${new URL(page.url()).searchParams.get("d")}`);
  await page.locator("#applicant_name").fill("甲某某");
  await saved(page);
  assert.equal((await row(page))[0], version);
  await page.reload();
  await ready(page);
  assert.equal(await value(page, "applicant_name"), "甲某某");
  assertQuiet(page);
  await leave(page);
});

test("a draft of a version that is yet to come is left as it is, byte for byte, and said so", async () => {
  const page = await begun();
  const newer = await row(page, [NEWER]);
  // A page that still has it open writes nothing over it, and keeps what is typed.
  await page.locator("#hardship").fill("还在写");
  await notSaved(page);
  await page.getByRole("alert").getByText("更新的版本").waitFor();
  assert.equal(await value(page, "hardship"), "还在写");
  assert.deepEqual(await row(page), newer);
  const id = new URL(page.url()).searchParams.get("d");
  for (const path of [`${FORM}?d=${id}`, `check/?d=${id}&n=1`]) {
    await go(page, path);
    await page.getByText("是更新的版本存的").first().waitFor();
    assert.deepEqual(await row(page), newer, path);
  }
  await go(page, "drafts/");
  await page.locator("li.draft").getByText("是更新的版本存的").waitFor();
  await leave(page);
});

test("a database of a version that is yet to come is not touched; what is typed stays on the page", async () => {
  const page = await here.open("law/");
  await page.evaluate((version) => new Promise((done, failed) => {
    const opening = indexedDB.open("jiuzai", version);
    opening.onupgradeneeded = () => opening.result.createObjectStore("drafts");
    opening.onsuccess = () => done(opening.result.close());
    opening.onerror = () => failed(opening.error);
  }), NEWER);
  await go(page, FORM);
  await page.locator("#applicant_name").fill("甲某某");
  await notSaved(page);
  assert.equal(await value(page, "applicant_name"), "甲某某");
  assert.deepEqual(await page.evaluate(() => indexedDB.databases()), [{ name: "jiuzai", version: NEWER }]);
  await leave(page);
});
