// Without a network after the first visit; a newer version is offered, never forced; a broken one leaves a way on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { deploy, look, text } from "./deploy.mjs";
import { household, walker } from "./journey.mjs";
import { assertQuiet, go, heading, kept, leave, named, ready, saved, site } from "./site.mjs";

const here = site();
const GUIDE = "guide/index.html";

test("everything a resident needs works without a network after the first visit", async () => {
  const page = await here.open();
  await kept(page);
  await page.context().setOffline(true);
  for (const [path, says] of [["guide/dibao/", "最低生活保障"], ["guide/", "指南"], ["urgent/", "急事"], ["drafts/", "草稿"]]) {
    await go(page, path);
    assert.match(await page.locator("main").innerText(), new RegExp(says), path);
  }
  await page.goto(`${page.root}guide/dibao`);
  await ready(page);
  assert.ok(page.url().endsWith("guide/dibao/"), "a folder's page stands where its links lead from");
  await go(page, "check/");
  const walk = walker(page, household("guer.json"));
  await walk.start();
  await walk.answer();
  await walk.result();
  await page.reload();
  await ready(page);
  // The forms are another app: filling in, and on paper.
  await page.getByRole("link", { name: "填申请表" }).click();
  await page.getByRole("heading", { name: "要填的表" }).waitFor();
  await page.locator('.tasks .name[href*="papers/shenqing/"]').click();
  const name = page.locator("#applicant_name");
  await name.fill("甲某某");
  await saved(page);
  await page.reload();
  await ready(page);
  assert.equal(await name.inputValue(), "甲某某");
  await go(page, `papers/shenqing/print/${new URL(page.url()).search}`);
  assert.match(await page.locator(".sheet").innerText(), /甲某某/);
  await go(page, `hand/${new URL(page.url()).search}`);
  await page.getByRole("button", { name: "显示二维码" }).waitFor();
  assert.deepEqual(page.seen.errors.filter((error) => !error.includes("ERR_INTERNET_DISCONNECTED")), []);
  await leave(page);
});

test("a newer version is offered, not in the middle of a form, and what was filled in stays", async () => {
  const instead = {};
  const page = await here.open("check/", {}, (await here.serve({ instead })).root);
  await kept(page);
  await go(page, "check/");
  const walk = walker(page, household("guer.json"));
  await walk.start();
  const page2 = (await text(GUIDE)).replaceAll("指南", "新指南");
  await deploy(instead, { [GUIDE]: page2 });
  await look(page);
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).waiting);
  assert.equal(await page.locator("#newer").count(), 0, "nobody is disturbed who is answering");
  await page.reload();
  await ready(page);
  assert.equal(await page.locator("#newer").count(), 0);
  await go(page, "guide/");
  const offer = page.getByRole("complementary", { name: "新版本" });
  await offer.waitFor();
  await Promise.all([page.waitForEvent("load"), offer.getByRole("button").click()]);
  await ready(page);
  assert.equal(await offer.count(), 0);
  assert.match(await page.evaluate((path) => fetch(path).then((r) => r.text()), "./"), /新指南/);
  await go(page, "drafts/");
  await page.getByRole("link", { name: /接着/ }).first().waitFor();
  assertQuiet(page);
  await leave(page);
});

test("an update of which a file is missing or from another version is not taken up", async () => {
  const instead = {};
  const page = await here.open("", {}, (await here.serve({ instead })).root);
  await kept(page);
  await go(page, "");
  await deploy(instead, { [GUIDE]: "half" }, { lie: true });
  await look(page);
  await page.waitForFunction(async () => {
    const kept = await navigator.serviceWorker.getRegistration();
    return !kept.installing && !kept.waiting;
  });
  await page.context().setOffline(true);
  await go(page, "guide/");
  assert.match(await heading(page), /指南/);
  await leave(page);
});

test("a page that stays open gets the files it was made with, also when another tab took up a version without them", async () => {
  const instead = {};
  const server = await here.serve({ instead });
  const page = await here.open("check/", {}, server.root);
  await kept(page);
  const second = await page.context().newPage();
  second.root = server.root;
  await go(second, "check/");
  const old = ["drawing.js", "words.bin"].map(named);
  await deploy(instead, { [GUIDE]: (await text(GUIDE)).replaceAll("指南", "新指南") }, { gone: old });
  for (const file of old) assert.equal((await fetch(server.root + file)).status, 404);
  await look(page);
  await go(page, "guide/");
  const offer = page.getByRole("complementary", { name: "新版本" });
  await offer.waitFor();
  await Promise.all([page.waitForEvent("load"), offer.getByRole("button").click()]);
  await page.getByText("新指南").first().waitFor();
  const got = (files) => Promise.all(files.map((file) => fetch(`../${file}`).then((answer) => answer.status)));
  assert.deepEqual(await second.evaluate(got, old), [200, 200]);
  await leave(page);
});

test("a version whose app does not start still reads, and the next one heals it by itself", async () => {
  const instead = {};
  const page = await here.open("", {}, (await here.serve({ instead })).root);
  await kept(page);
  await go(page, "");
  const app = await page.locator("script[data-js]").getAttribute("data-js");
  await deploy(instead, { [app.replace(/^\.\//, "")]: "throw new Error('broken')" });
  await look(page);
  const offer = page.getByRole("complementary", { name: "新版本" });
  await offer.waitFor();
  await Promise.all([page.waitForEvent("load"), offer.getByRole("button").click()]);
  assert.match(await page.locator("h1").innerText(), /\S/);
  assert.ok((await page.getByRole("link", { name: /120/ }).count()) > 0, "help now is still there");
  await page.goto(`${page.root}check/`);
  await page.getByText("自测和申请表现在打不开").waitFor();
  await deploy(instead, {});
  await page.goto(`${page.root}check/`);
  await ready(page);
  await leave(page);
});

test("a county's amounts are the newest that can be had, and the last ones without a network", async () => {
  const instead = { "amounts.json": "[]" };
  const page = await here.open("", {}, (await here.serve({ instead })).root);
  await kept(page);
  const amounts = () => page.evaluate(() => fetch("./amounts.json").then((r) => r.text()));
  await page.reload();
  await ready(page);
  instead["amounts.json"] = "[ ]";
  assert.equal(await amounts(), "[ ]");
  await page.context().setOffline(true);
  assert.equal(await amounts(), "[ ]");
  await leave(page);
});
