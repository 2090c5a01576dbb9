// What becomes of a draft with time: earlier states, another policy, another version of the program; and nothing of it once it is deleted.

import assert from "node:assert/strict";
import { test } from "node:test";
import { BETWEEN, cards, forget, judged, remake, rename, rows, seenBefore, setDay } from "./drafts.mjs";
import { household, walker } from "./journey.mjs";
import { assertQuiet, go, heading, leave, ready, saved, site, TODAY } from "./site.mjs";

const here = site();
const family = household("liulang.json");

/** Begins a self-check and answers the first `n` questions. */
async function begin(page, n) {
  const walk = walker(page, family);
  await walk.start();
  await walk.answer((_, at) => at > n);
}

const dialog = (page) => page.locator(".dialog");

const AMOUNT = {
  id: "dibao_std.rural", value: "901", unit: "元/人·月", effective_from: "2026-07-01", effective_to: "", doc_title: "测试用的标准",
  doc_no: "测试〔2026〕1号", url_or_scan_hash: "https://example.org/1", entered_by: "甲", checked_by: "乙",
};
const STORES = ["attached", "drafts", "history", "judged", "typing"];
/** The ids in a store. */
const ids = (found, store) => found[store].map(([key]) => key.split("/")[0]);


test("an earlier state is kept, restored on top, and still there after a reload; nothing is lost", async () => {
  const page = await here.open("check/");
  await setDay(page, BETWEEN);
  await page.reload();
  await ready(page);
  await begin(page, 2);
  await saved(page);
  await setDay(page, TODAY);
  await page.reload();
  await ready(page);
  await walker(page, family).answer((_, n) => n > 3);
  await saved(page);
  const [id] = ids(await rows(page), "drafts");
  const open = () => go(page, `drafts/history/?d=${id}`);
  const states = page.locator("ol.states > li");
  await open();
  await states.nth(1).getByText("答了2题").waitFor();
  assert.match(await states.first().innerText(), /现在\s+答了5题/);
  await states.nth(1).getByRole("button", { name: "换回这一份" }).click();
  await dialog(page).getByRole("button", { name: "换回去" }).click();
  await page.getByText("换回来了").waitFor();
  await states.first().getByText("答了2题").waitFor();
  await page.reload();
  await ready(page);
  await states.first().getByText("答了2题").waitFor();
  assert.deepEqual(await states.locator("p").allInnerTexts().then((all) => all.map((text) => text.match(/\d+/)[0])), ["2", "5", "2"]);
  await states.nth(1).getByRole("button", { name: "换回这一份" }).click();
  await dialog(page).getByRole("button", { name: "换回去" }).click();
  await states.first().getByText("答了5题").waitFor();
  await go(page, `check/?d=${id}`);
  assert.match(await page.locator(".progress").innerText(), /答了5题/);
  assertQuiet(page);
  await leave(page);
});

test("a second tab that restores late is told, and overwrites nothing", async () => {
  const page = await here.open("check/");
  await seenBefore(page);
  await setDay(page, BETWEEN);
  await rename(page, "我家");
  const [id] = ids(await rows(page), "drafts");
  const second = await page.context().newPage();
  await second.goto(`${page.root}drafts/history/?d=${id}`);
  await ready(second);
  const state = second.locator("ol.states > li").nth(1);
  await state.waitFor();
  await rename(page, "外婆家");
  await state.getByRole("button", { name: "换回这一份" }).click();
  await second.getByRole("button", { name: "换回去" }).click();
  await second.getByText("这份草稿在另一个页面改过了").waitFor();
  const before = await rows(page);
  assert.equal(ids(before, "history").length, 1);
  await go(page, "drafts/");
  await cards(page).getByText("外婆家").first().waitFor();
  await page.context().close();
});

test("deleted for good: no store has a row with its id; the other draft has all of its own", async () => {
  const page = await here.open("check/");
  const id = await seenBefore(page);
  await setDay(page, BETWEEN);
  await rename(page, "我家");
  const other = await seenBefore(page, "liulang.json", ["生活无着的流散人员救助"]);
  await setDay(page, TODAY);
  await go(page, "drafts/");
  const before = await rows(page);
  assert.deepEqual(Object.keys(before), ["version", ...STORES]);
  for (const store of ["drafts", "history", "judged"]) assert.ok(ids(before, store).includes(id), store);
  const card = cards(page).filter({ hasText: "我家" });
  await card.locator("summary").click();
  await card.getByRole("button", { name: "删掉" }).click();
  await dialog(page).getByRole("button", { name: "删掉" }).click();
  await page.getByText("已经删掉了").waitFor();
  const after = await rows(page);
  assert.ok(!JSON.stringify(after).includes(id));
  for (const store of ["drafts", "history", "judged"]) {
    assert.deepEqual(after[store], before[store].filter(([key]) => key.split("/")[0] === other), store);
  }
  await page.getByRole("button", { name: "全部删掉" }).click();
  await dialog(page).getByRole("button", { name: "全部删掉" }).click();
  await page.getByText("还没有草稿").waitFor();
  const { drafts, history, judged } = await rows(page);
  assert.deepEqual([drafts, history, judged], [[], [], []]);
  assertQuiet(page);
  await leave(page);
});

test("a database of a version before, or one that an upgrade left without stores, opens with all that was in it", async () => {
  const page = await here.open("check/");
  await begin(page, 3);
  await saved(page);
  const { drafts } = await rows(page);
  for (const version of [1, 2, 3]) {
    await remake(page, version, { drafts });
    await go(page, "drafts/");
    await cards(page).getByText("答了3题").waitFor();
    const found = await rows(page);
    assert.deepEqual(Object.keys(found), ["version", ...STORES]);
    assert.deepEqual(found.drafts, drafts);
  }
  await walker(page, family).press(cards(page).getByRole("link", { name: "接着答" }));
  await saved(page);
  assertQuiet(page);
  await leave(page);
});

test("a page that holds the version before makes this one say so, not wait; closed, all is there", async () => {
  const page = await here.open("check/");
  await begin(page, 3);
  await saved(page);
  const { drafts } = await rows(page);
  await remake(page, 1, { drafts });
  await page.evaluate(() => new Promise((done) => (indexedDB.open("jiuzai").onsuccess = (event) => done((window.held = event.target.result).version))));
  const second = await page.context().newPage();
  await second.goto(`${page.root}drafts/`);
  await second.getByRole("alert").getByText("还在另一个页面里用着旧的版本").waitFor();
  await page.goto("about:blank");
  // The page that waited makes the stores, without being asked again.
  assert.deepEqual(Object.keys(await rows(second)), ["version", ...STORES]);
  await second.reload();
  await cards(second).getByText("答了3题").waitFor();
  second.root = page.root;
  await seenBefore(second);
  await rename(second, "我家");
  const found = await rows(second);
  assert.deepEqual([found.drafts.length, found.judged.length], [2, 1], "what is done afterwards is saved");
  await second.context().close();
});

test("what a newer version made is refused politely, and stays as it is", async () => {
  const page = await here.open("check/");
  await begin(page, 2);
  await saved(page);
  const { drafts: [[id, row]] } = await rows(page);
  const newer = { drafts: [[id, row]], future: [["x", "\u0001\u0002"]] };
  await remake(page, 99, newer);
  await go(page, "drafts/");
  await page.getByRole("alert").getByText("更新的版本存的，都还在").waitFor();
  await page.goto(`${page.root}check/?d=${id}&n=1`);
  await page.getByText("更新的版本存的，都还在").waitFor();
  assert.deepEqual(await rows(page), { version: 99, ...newer });

  const strange = "\u0009" + row.slice(1);
  await remake(page, 3, { attached: [], drafts: [[id, strange]], history: [], judged: [] });
  await go(page, "drafts/");
  await cards(page).getByText("是更新的版本存的").waitFor();
  await page.goto(`${page.root}check/?d=${id}&n=1`);
  await page.getByText("是更新的版本存的").waitFor();
  assert.equal((await rows(page)).drafts[0][1], strange);
  await forget(page);
  await leave(page);
});

test("after a change of policy the list says so, and a page shows each programme then and now, and what changed", async () => {
  const page = await here.open("check/");
  const id = await seenBefore(page);
  const before = await rows(page);
  await setDay(page, TODAY);
  await go(page, "drafts/");
  await cards(page).getByText("政策有变化。").waitFor();
  await walker(page, family).press(cards(page).getByRole("link", { name: "看看哪里变了" }));
  assert.equal(await heading(page), "政策有变化，结果不一样了");
  const moves = page.locator("ul.moves > li");
  const said = await moves.allInnerTexts();
  const linshi = said.find((text) => text.includes("临时救助"));
  assert.match(linshi, /2026年6月25日\s+那天的规定没有录进来\s+现在\s+\S+/);
  const dibao = said.find((text) => text.includes("最低生活保障"));
  assert.match(dibao, /2026年6月25日[\s\S]+每月90元[\s\S]+现在[\s\S]+每月90—486.90元[\s\S]+标准是一年多以前的，可能已经调高/);
  assert.deepEqual(await rows(page), before, "looking changes nothing");

  await go(page, `result/?d=${id}`);
  await page.getByRole("status").getByText("结果和您上次看到的不一样").waitFor();
  assert.deepEqual((await rows(page)).judged, before.judged, "the result leaves what is compared with");
  await walker(page, family).press(page.getByRole("link", { name: "看看哪里变了" }));
  await page.getByRole("button", { name: "知道了" }).click();
  await page.getByText("记下了").waitFor();
  await go(page, "drafts/");
  await page.getByText("草稿存得牢不牢").waitFor();
  assert.equal(await page.getByText("政策有变化").count(), 0);
  await go(page, `drafts/changes/?d=${id}`);
  assert.equal(await heading(page), "结果没有变");
  assertQuiet(page);
  await leave(page);
});

test("other amounts of the county are a change of policy; other answers are not", async () => {
  const instead = { "amounts.json": "[]" };
  const { root } = await here.serve({ instead });
  const page = await here.open("check/", { serviceWorkers: "block" }, root);
  const walk = walker(page, household("zhongbing.json"));
  await walk.start(["最低生活保障"]);
  await walk.answer();
  await walk.result();
  await judged(page, 1);
  const [id] = ids(await rows(page), "drafts");
  instead["amounts.json"] = JSON.stringify([AMOUNT]);
  await go(page, "drafts/");
  await cards(page).getByText("政策有变化。").waitFor();
  await go(page, `drafts/changes/?d=${id}`);
  assert.match(await page.locator("ul.moves").innerText(), /这一项的规定或标准更新过/);

  await go(page, `check/?d=${id}&n=1`);
  await walk.say(null);
  await walk.forward("下一题");
  await saved(page);
  await go(page, "drafts/");
  await page.getByText("草稿存得牢不牢").waitFor();
  assert.equal(await page.getByText("政策有变化").count(), 0);
  await go(page, `drafts/changes/?d=${id}`);
  assert.equal(await heading(page), "还没有可以比的");
  await leave(page);
});
