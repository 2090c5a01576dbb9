// Answers stay on the device: across reloads and restarts, until they are deleted, and then they are gone.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { cards } from "./drafts.mjs";
import { household, walker } from "./journey.mjs";
import { assertQuiet, go, heading, leave, openProfile, ready, SAVED, saved, site } from "./site.mjs";

const here = site();
const family = household("liulang.json");

/** Begins a self-check and answers the first `n` questions. */
async function begin(page, n) {
  const walk = walker(page, family);
  await walk.start();
  await walk.answer((_, at) => at > n);
  return walk;
}

/** Opens what is seldom wanted on a card. */
const unfold = (card) => card.locator("summary").click();
const dialog = (page) => page.locator(".dialog");

/** The ids of the drafts in the database. */
function stored(page) {
  return page.evaluate(() => new Promise((resolve, reject) => {
    const opening = indexedDB.open("jiuzai");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const asking = database.transaction("drafts").objectStore("drafts").getAllKeys();
      asking.onsuccess = () => {
        database.close();
        resolve(asking.result);
      };
    };
  }));
}

test("a reload in the middle goes on at the same question, with the answers", async () => {
  const page = await here.open("check/");
  await begin(page, 4);
  await saved(page);
  const [title, address] = [await heading(page), page.url()];
  await page.reload();
  await ready(page);
  assert.equal(page.url(), address);
  assert.equal(await heading(page), title);
  await saved(page);
  await page.locator("a.back").click();
  await page.locator("label.choice.on").waitFor();
  assert.equal(await page.locator("input:checked").count(), 1);
  await go(page, "drafts/");
  await cards(page).getByText("答了4题").waitFor();
  await walker(page, family).press(cards(page).getByRole("link", { name: "接着答" }));
  assert.equal(await heading(page), title);
  assertQuiet(page);
  await leave(page);
});

test("“saved” is said only after a strict transaction has completed", async () => {
  const page = await here.open("");
  await page.addInitScript(watchWrites, SAVED);
  await go(page, "check/");
  assert.equal(await page.getByText(SAVED).count(), 0);
  await begin(page, 3);
  await saved(page);
  const writes = await page.evaluate(() => window.writes);
  assert.ok(writes.begun > 3, `${writes.begun} writes`);
  assert.deepEqual({ ...writes, begun: 0 }, { begun: 0, open: 0, early: 0, lax: 0 });
  await leave(page);
});

/** Counts writes, those not yet completed, those not strict, and how often the page said “saved” while one was open. */
function watchWrites(said) {
  const writes = { begun: 0, open: 0, early: 0, lax: 0 };
  window.writes = writes;
  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...given) {
    const made = transaction.apply(this, given);
    if (made.mode === "readwrite") {
      writes.begun += 1;
      writes.open += 1;
      if (made.durability !== "strict") writes.lax += 1;
      made.addEventListener("complete", () => (writes.open -= 1));
    }
    return made;
  };
  const look = () => {
    if (writes.open > 0 && document.querySelector(".saved")?.textContent.includes(said)) writes.early += 1;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

test("what could not be saved is said, kept, and saved on the next try", async () => {
  const page = await here.open("check/");
  const walk = await begin(page, 1);
  await saved(page);
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    window.mend = () => (IDBObjectStore.prototype.put = put);
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await walk.answer((_, at) => at > 1);
  await page.getByRole("alert").getByText("没有存上").waitFor();
  assert.equal(await page.getByText(SAVED).count(), 0);
  await page.evaluate(() => window.mend());
  await page.getByRole("button", { name: "再存一次" }).click();
  await saved(page);
  assert.equal(await page.getByText("没有存上").count(), 0);
  await page.reload();
  await ready(page);
  assert.match(await page.locator(".progress").innerText(), /答了2题/);
  await leave(page);
});

test("several drafts, renamed and deleted for real", async () => {
  const page = await here.open("check/");
  await begin(page, 1);
  await saved(page);
  await go(page, "check/");
  await begin(page, 2);
  await saved(page);
  await go(page, "drafts/");
  await cards(page).nth(1).waitFor();
  assert.equal((await stored(page)).length, 2);

  await unfold(cards(page).filter({ hasText: "答了1题" }));
  await cards(page).filter({ hasText: "答了1题" }).getByRole("button", { name: "改名" }).click();
  await dialog(page).getByLabel("名字").fill("外".repeat(30));
  await dialog(page).getByText("写满30个字了").waitFor();
  await dialog(page).getByLabel("名字").fill("外婆家");
  await dialog(page).getByText("现在3个").waitFor();
  await dialog(page).getByRole("button", { name: "改好了" }).click();
  await page.getByText("名字改好了").waitFor();
  await page.reload();
  await ready(page);
  await cards(page).filter({ hasText: "外婆家" }).filter({ hasText: "答了1题" }).waitFor();

  const before = await stored(page);
  const remove = cards(page).filter({ hasText: "外婆家" }).getByRole("button", { name: "删掉" });
  await unfold(cards(page).filter({ hasText: "外婆家" }));
  await remove.click();
  await dialog(page).getByRole("button", { name: "不删" }).click();
  assert.deepEqual(await stored(page), before);
  await remove.click();
  await dialog(page).getByRole("button", { name: "删掉" }).click();
  await page.getByText("已经删掉了").waitFor();
  await cards(page).filter({ hasText: "外婆家" }).waitFor({ state: "detached" });
  const left = await stored(page);
  assert.equal(left.length, 1);

  const gone = before.find((id) => !left.includes(id));
  await go(page, `check/?d=${gone}&n=1`);
  assert.equal(await heading(page), "找不到这份答案");

  await go(page, "drafts/");
  await page.getByRole("button", { name: "全部删掉" }).click();
  await dialog(page).getByRole("button", { name: "全部删掉" }).click();
  await page.getByText("还没有草稿").waitFor();
  assert.deepEqual(await stored(page), []);
  assertQuiet(page);
  await leave(page);
});

test("a draft is there after the browser was closed", async () => {
  const profile = await mkdtemp(join(tmpdir(), "jiuzai-"));
  let page = await openProfile(profile, here.server.root, "check/");
  await begin(page, 3);
  await saved(page);
  const title = await heading(page);
  await leave(page);
  page = await openProfile(profile, here.server.root, "drafts/");
  await cards(page).getByText("答了3题").waitFor();
  await walker(page, family).press(cards(page).getByRole("link", { name: "接着答" }));
  assert.equal(await heading(page), title);
  await leave(page);
  await rm(profile, { recursive: true, force: true });
});

test("a copy has its own name and its own answers", async () => {
  const page = await here.open("check/");
  await begin(page, 2);
  await saved(page);
  await go(page, "drafts/");
  await unfold(cards(page));
  await cards(page).getByRole("button", { name: "复制一份" }).click();
  await page.getByLabel("名字").fill("万一他去打工");
  await dialog(page).getByRole("button", { name: "复制", exact: true }).click();
  await page.getByText("复制好了").waitFor();
  const copy = cards(page).filter({ hasText: "万一他去打工" });
  await copy.getByText("答了2题").waitFor();
  assert.equal(await cards(page).count(), 2);
  const walk = walker(page, family);
  await walk.press(copy.getByRole("link", { name: "接着答" }));
  await walk.answer((_, n) => n > 1);
  await saved(page);
  await go(page, "drafts/");
  await copy.getByText("答了3题").waitFor();
  await cards(page).filter({ hasNotText: "万一他去打工" }).getByText("答了2题").waitFor();
  assert.equal((await stored(page)).length, 2);
  assertQuiet(page);
  await leave(page);
});

test("how much room drafts take is said, and what the browser promises or doesn't", async () => {
  const page = await here.open("check/");
  await begin(page, 1);
  await saved(page);
  const devtools = await page.context().newCDPSession(page);
  const { targetInfo: { browserContextId } } = await devtools.send("Target.getTargetInfo");
  const where = { origin: new URL(page.root).origin, browserContextId };
  const set = (setting) => devtools.send("Browser.setPermission", { permission: { name: "persistent-storage" }, setting, ...where });
  await set("denied");
  await go(page, "drafts/");
  await page.getByText("所有草稿一共占不到1MB，比一张照片还小").waitFor();
  await page.getByText("浏览器可能自己清掉草稿").waitFor();
  await page.getByRole("button", { name: "请浏览器别清" }).click();
  await page.getByText("浏览器没有答应").waitFor();
  await set("granted");
  await page.getByRole("button", { name: "请浏览器别清" }).click();
  await page.getByText("浏览器答应了").waitFor();
  assert.equal(await page.evaluate(() => navigator.storage.persisted()), true);
  await page.reload();
  await ready(page);
  await page.getByText("浏览器答应了").waitFor();
  assert.equal(await page.getByRole("button", { name: "请浏览器别清" }).count(), 0);
  assertQuiet(page);
  await leave(page);
});

test("the list stands without the packs, and the page says something true without WASM", async () => {
  const page = await here.open("check/", { serviceWorkers: "block" });
  await begin(page, 2);
  await saved(page);
  await page.route("**/packs-*.bin", (route) => route.abort());
  await go(page, "drafts/");
  await cards(page).getByText("答了2题").waitFor();
  await page.getByText("草稿都在，只是这会儿看不出政策变没变").waitFor();
  await page.route("**/drafts_bg-*.wasm", (route) => route.abort());
  await page.goto(`${page.root}drafts/`);
  await page.locator("#opening").getByText("打不开").waitFor();
  assert.match(await page.locator("main").innerText(), /草稿也没有丢，还在这台设备上/);
  await leave(page);
});

test("who leaves in the middle of a question has said what is chosen there", async () => {
  const page = await here.open("check/");
  const walk = walker(page, household("liulang.json"));
  await walk.start();
  await walk.say(true);
  await page.locator("p.saved", { hasText: "已存到" }).waitFor();
  await page.getByRole("link", { name: "存好退出" }).click();
  await cards(page).getByText(/答了1题/).waitFor();
  await go(page, "check/");
  await page.goBack();
  await cards(page).first().getByRole("link", { name: /接着答/ }).click();
  await page.getByRole("link", { name: "上一题" }).click();
  await page.locator("label.choice.on", { hasText: "有" }).waitFor();
  assertQuiet(page);
  await leave(page);
});
