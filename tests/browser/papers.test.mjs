// The official forms: what is needed, filled in from the self-check, kept through a crash, told apart in two tabs, printed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hasFocus, keyboard, pointer } from "./hands.mjs";
import { household, walker } from "./journey.mjs";
import { assertQuiet, go, heading, leave, ready, SAVED, saved, site } from "./site.mjs";

const here = site();
const FORM = "papers/shenqing/";
const ID = "11010519491231002X";

const check = (page) => page.getByRole("button", { name: "填好了，检查一遍" });
const task = (page, name) => page.locator(".tasks > li").filter({ has: page.getByRole("heading", { name, exact: true }) });
const value = (page, id) => page.locator(`#${id}`).inputValue();

/** Follows a link to another page of the forms. */
async function follow(page, link) {
  const before = page.url();
  await link.click();
  await page.waitForURL((url) => url.href !== before);
  await ready(page);
}

/** What the application needs besides what the self-check knows. */
async function fill(page, hands, id = ID) {
  await hands.choose(page, "最低生活保障");
  await hands.type(page, "#applicant_name", "甲某某");
  await hands.type(page, "#applicant_id_number", id);
  await hands.type(page, "#applicant_phone", "138 1234 5678");
  if ((await value(page, "household_count")) === "") await hands.type(page, "#household_count", "三口人");
  await hands.type(page, "#hukou_address", "垫江县示例镇示例村1组");
  await hands.choose(page, "一样");
  await hands.type(page, "#hardship", "我今年查出大病，做不了工。");
  await hands.choose(page, "自己办");
}

test("the application is filled in from a self-check, checked, and is still there after a reload", async () => {
  const page = await here.open("check/");
  const walk = walker(page, household("laoren.json"));
  await walk.start();
  await walk.answer();
  await walk.result();
  await follow(page, page.getByRole("link", { name: "填申请表" }));
  assert.equal(await heading(page), "要填的表");
  await task(page, "社会救助申请表").getByText("没开始").waitFor();
  await follow(page, page.getByRole("link", { name: "社会救助申请表", exact: true }));
  assert.match(page.url(), /papers\/shenqing\/\?d=[a-z0-9]+$/);
  const told = page.locator(".field").filter({ has: page.locator("#household_count") });
  await told.getByText("按您答的填的").waitFor();

  await check(page).click();
  const summary = page.locator(".errsum");
  await summary.waitFor();
  await hasFocus(summary);
  assert.match(await page.title(), /^错误：/);
  for (const link of await summary.getByRole("link").all()) {
    await link.click();
    const control = page.locator((await link.getAttribute("href")).replace("#", "[id='") + "']");
    await hasFocus(control, await link.innerText());
  }

  await fill(page, pointer, "110105194912310021");
  await page.locator("#applicant_id_number").blur();
  await page.locator("#applicant_id_number-error").getByText("最后一位对不上").waitFor();
  await page.locator("#applicant_id_number").fill(ID);
  await page.locator("#applicant_id_number-error").waitFor({ state: "detached" });
  if ((await page.locator("input[name=near_relative]:checked").count()) === 0) await page.locator("#near_relative-1").check();
  await check(page).click();
  await page.getByText("这张表填好了").waitFor();
  await saved(page);

  await page.reload();
  await ready(page);
  assert.equal(await value(page, "applicant_name"), "甲某某");
  assert.equal(await value(page, "hardship"), "我今年查出大病，做不了工。");
  assert.equal(await page.getByText(ID).count(), 0, "covered until it is tapped");
  await page.getByText("110***********002X").waitFor();
  await page.getByRole("button", { name: "显示，改一改：身份证号" }).click();
  assert.equal(await value(page, "applicant_id_number"), ID);
  await follow(page, page.getByRole("link", { name: "要填的表" }));
  await task(page, "社会救助申请表").getByText("填好了").waitFor();
  assert.ok(!page.url().includes("甲") && !(await page.title()).includes("甲"));
  assertQuiet(page);
  await leave(page);
});

test("what nobody else should see is covered as soon as one goes on, and shown again when one asks", async () => {
  const page = await here.open("papers/shenqing/");
  for (const [id, typed, label] of [["applicant_id_number", "11010519491231002X", "身份证号"], ["applicant_phone", "13812345678", "电话"]]) {
    const place = page.locator(`#${id}`);
    await place.fill("12");
    await page.locator("#applicant_name").focus();
    await page.waitForTimeout(600);
    assert.equal(await place.inputValue(), "12", "what is to be mended stays to be seen");
    await place.fill(typed);
    assert.equal(await place.inputValue(), typed, "not while one types");
    await page.locator("#applicant_name").focus();
    const shown = page.getByRole("button", { name: new RegExp(`^显示，改一改：.*${label}`) });
    await shown.waitFor();
    assert.ok(!(await page.locator("main").innerText()).includes(typed));
    await shown.click();
    await page.waitForFunction((id) => document.activeElement?.id === id, id);
    assert.equal(await place.inputValue(), typed);
    await page.locator("#applicant_name").focus();
    await shown.waitFor();
  }
  assertQuiet(page);
  await leave(page);
});

test("without a draft a form begins one, and what was acknowledged outlives the page's crash", async () => {
  const page = await here.open(FORM);
  assert.equal(await page.getByText(SAVED).count(), 0);
  await page.locator("#applicant_name").fill("乙某某");
  await page.waitForURL(/\?d=[a-z0-9]{12}$/);
  await saved(page);
  const context = page.context();
  const devtools = await context.newCDPSession(page);
  devtools.send("Page.crash").catch(() => {});
  await page.waitForEvent("crash");
  const again = await context.newPage();
  await again.goto(page.url());
  await ready(again);
  assert.equal(await value(again, "applicant_name"), "乙某某");
  await context.close();
});

test("a second tab is told, sees what is not saved, puts it on top, and overwrites nothing unseen", async () => {
  const page = await here.open(FORM);
  await page.locator("#applicant_name").fill("丙某某");
  await page.waitForURL(/\?d=/);
  await saved(page);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await ready(second);
  await page.locator("#hukou_address").fill("示例村");
  await saved(page);
  const dialog = second.getByRole("alertdialog");
  await second.locator("#hardship").fill("后写的");
  await dialog.getByText("另一个页面也在改").waitFor();
  assert.equal(await second.getByText(SAVED).count(), 0);
  await dialog.getByText("这里写的：“后写的”").waitFor();
  await dialog.getByText("那边是：空着").waitFor();
  await second.waitForFunction(() => document.activeElement?.matches(".dialog"));
  await second.keyboard.press("Escape");
  assert.ok(await dialog.isVisible(), "nobody gets past it without saying what is to stay");
  await dialog.getByRole("button", { name: "放上这里写的" }).click();
  await dialog.waitFor({ state: "detached" });
  await saved(second);
  assert.deepEqual([await value(second, "hukou_address"), await value(second, "hardship")], ["示例村", "后写的"]);

  // The first page is told in turn: it drops what it has, and shows what is saved.
  await page.locator("#hardship").fill("先写的");
  await page.getByRole("alertdialog").getByText("那边是：“后写的”").waitFor();
  await page.getByRole("alertdialog").getByRole("button", { name: "不要这里写的" }).click();
  await page.getByRole("alertdialog").waitFor({ state: "detached" });
  await ready(page);
  assert.deepEqual([await value(page, "applicant_name"), await value(page, "hardship")], ["丙某某", "后写的"]);
  await page.context().close();
});

test("the self-check in two tabs: the second is told, overwrites nothing, and goes on with what the first saved", async () => {
  const page = await here.open("check/");
  const walk = walker(page, household("laoren.json"));
  await walk.start();
  await walk.answer((_, at) => at > 2);
  await saved(page);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await ready(second);
  await walk.answer((_, at) => at > 2);
  await saved(page);
  const other = walker(second, household("laoren.json"));
  await other.say(null);
  const alert = second.getByRole("alert").filter({ hasText: "在另一个页面改过了" });
  await alert.getByRole("button", { name: "看最新的，接着答" }).click();
  await alert.waitFor({ state: "detached" });
  await ready(second);
  await second.getByText(/答了2题/).waitFor();
  await other.forward("下一题");
  await second.getByText(/答了3题/).waitFor();
  await saved(second);
  assert.equal(await second.getByRole("alert").count(), 0);
  await second.context().close();
});

test("the preview shows the whole width of a sheet on every screen", async () => {
  const page = await here.open("papers/shenqing/print/");
  const beyond = [];
  for (const width of [320, 359, 360, 389, 390, 411, 412, 480, 600, 720, 859, 860, 1280]) {
    await page.setViewportSize({ width, height: 740 });
    const [whole, seen] = await page.locator(".scroll").evaluate(({ scrollWidth, clientWidth }) => [scrollWidth, clientWidth]);
    if (whole > seen) beyond.push(`${whole} of ${seen} pixels at ${width}`);
  }
  assert.deepEqual(beyond, []);
  await leave(page);
});

test("people added in two tabs are two people", async () => {
  const page = await here.open("papers/chengyuan/");
  const add = async (page, name) => {
    const before = await page.locator("li.person").count();
    await page.getByRole("button", { name: "再加一个人" }).first().click();
    const input = page.locator("li.person").nth(before).locator("input.input").first();
    await input.waitFor();
    await page.waitForFunction(() => document.activeElement.matches("li.person input.input"));
    await hasFocus(input, "what is to be filled in next has the focus");
    await page.keyboard.type(name);
  };
  await add(page, "甲某某");
  await page.waitForURL(/\?d=/);
  await saved(page);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await ready(second);
  await add(page, "乙某某");
  await saved(page);
  // Told at the first change: the name is typed once both are there.
  await second.getByRole("button", { name: "再加一个人" }).first().click();
  await second.getByRole("alertdialog").getByRole("button", { name: "看最新的" }).click();
  await second.getByRole("alertdialog").waitFor({ state: "detached" });
  await ready(second);
  await add(second, "丙某某");
  await saved(second);
  const names = await second.locator("li.person").evaluateAll((all) => all.map((one) => one.querySelector("input.input").value));
  assert.deepEqual(names, ["甲某某", "乙某某", "丙某某"]);
  await page.context().close();
});

test("with the keyboard alone", async () => {
  const page = await here.open(FORM);
  await fill(page, keyboard);
  await keyboard.choose(page, "没有");
  await keyboard.press(page, check(page));
  await page.getByText("这张表填好了").waitFor();
  await saved(page);
  assertQuiet(page);
  await leave(page);
});

test("a person is added to the list, and taken off it", async () => {
  const page = await here.open("papers/chengyuan/");
  const cards = page.locator("li.person");
  const before = await cards.count();
  await page.getByRole("button", { name: "再加一个人" }).first().click();
  await cards.nth(before).waitFor();
  await cards.nth(before).locator("input.input").first().fill("丁某某");
  await saved(page);
  await cards.nth(before).getByRole("button", { name: /去掉这个人/ }).click();
  await cards.nth(before).waitFor({ state: "detached" });
  assertQuiet(page);
  await leave(page);
});

test("printed on A4: each page says what it is, its date, and that it is a draft", async () => {
  const page = await here.open(FORM);
  await fill(page, pointer);
  await saved(page);
  await follow(page, page.getByRole("link", { name: "要填的表" }));
  await follow(page, task(page, "社会救助申请表").getByRole("link", { name: /^打印/ }));
  const sheet = page.locator(".sheet");
  await sheet.locator("thead").getByText("草稿，交到窗口、本人签名后才算申请").first().waitFor();
  await sheet.locator("tfoot").getByText("打印日期2026年11月23日").waitFor();
  await sheet.getByText(ID).waitFor();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("button", { name: "打印" }).isVisible(), false);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 2);
  assert.match(pdf, /\/MediaBox \[0 0 59[45](\.\d+)? 84[12]/);
  await leave(page);
});
