// Leads to every screen of the site, and calls `see(page, name)` on each: `own` as a person with a device of their own, `station` as
// somebody at a machine that many people use. `see(page, name, part)` looks at the screen from a part of it on.

import { aged, forget } from "./drafts.mjs";
import { household, walker } from "./journey.mjs";
import { pages as pdf } from "./pdfs.mjs";
import { plainJpeg } from "./photos.mjs";
import { go, leave, ready, saved } from "./site.mjs";

const HOUSEHOLD = "laoren.json";
const GUIDE = ["", "dibao/", "tekun/", "linshi/", "event/ill/", "event/child/", "how/apply/", "how/before_cut/", "right/appeal/", "right/privacy/", "words/", "calendar/", "changes/", "find/"];
const PAGES = ["", "urgent/", "harm/", ...GUIDE.map((path) => `guide/${path}`), "law/", "404.html"];
const FORMS = ["shenqing", "chengyuan", "shouquan", "weituo", "shenbao", "linshi_shenqing", "biangeng", "tekun_shengming"];
/** Where nothing is yet, or nothing any more. */
const EMPTY = {
  "drafts-empty": "drafts/",
  "papers-empty": "papers/",
  "attach-empty": "papers/attach/",
  "check-unknown": "check/?d=nosuchdraft",
  "result-unknown": "result/?d=nosuchdraft",
  "papers-unknown": "papers/?d=nosuchdraft",
  "history-unknown": "drafts/history/?d=nosuchdraft",
};
const WECHAT = "Mozilla/5.0 (Linux; Android 12; M2012K11AC Build/SKQ1; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 MicroMessenger/8.0.47.2560(0x28002F30) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64";
/** What is written on the application, so that nothing is missing. */
const WRITTEN = { applicant_name: "甲某某", applicant_id_number: "11010519491231002X", applicant_phone: "13812345678", household_count: "3", hukou_address: "垫江县示例镇示例村1组", hardship: "我今年查出大病，做不了工。老伴照顾我，家里只有地里的收入，药费还欠着。" };
const TICKED = ["apply_for", "live_same", "has_agent-1", "near_relative-1"];

const button = (part, name) => part.getByRole("button", { name });
const link = (part, name) => part.getByRole("link", { name });
const dialog = (page) => page.getByRole("alertdialog");

/** Closes the dialog, once it has the focus. */
async function dismiss(page) {
  await page.waitForFunction(() => document.activeElement?.closest("[role=alertdialog]"));
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
}

/** Whoever has a device of their own. `open(path, options)` gives a further visitor. */
export async function own(open, see) {
  const page = await open("");
  await plain(page, see);
  for (const [name, path] of Object.entries(EMPTY)) await at(page, path, name, see);
  await at(page, "hand/", "hand-empty", see);
  await check(page, see);
  await go(page, "drafts/");
  await drafts(page, see);
  const query = await draftOf(page);
  await papers(page, query, see);
  await hand(page, query, see);
  await forget(page);
  await aged(page, (name) => see(page, name));
  await leave(page);
  await elsewhere(open, see);
  await broken(open, see);
}

/** Whoever stands at a machine that many people use. */
export async function station(open, see) {
  const page = await open("?kiosk=1");
  await plain(page, see);
  await go(page, "guide/dibao/");
  await page.locator(".fold").nth(1).click();
  await see(page, "guide-dibao-unfolded");
  await go(page, "guide/find/");
  await voiceless(page, see);
  for (const [name, path] of Object.entries(EMPTY)) await at(page, path, name, see);
  for (const form of FORMS) await at(page, `papers/${form}/`, `form-${form}`, see);
  await attach(page, "", see);
  await check(page, see);
  await over(page, see);
  await endings(page, see);
  await leave(page);
}

async function at(page, path, name, see) {
  await go(page, path);
  await see(page, name);
}

async function plain(page, see) {
  for (const path of PAGES) await at(page, path, path.replace(/\/$|\.html$/, "").replaceAll("/", "-") || "home", see);
  for (const [name, query] of [["hits", "没钱看病"], ["none", "火车票"]]) {
    await go(page, `guide/find/#q=${query}`);
    await page.getByRole("status").filter({ hasText: name === "hits" ? /^找到\d+条/ : "没找到" }).waitFor();
    await see(page, `guide-find-${name}`);
  }
}

/** The self-check, from its start to what is behind the lines of the result. */
async function check(page, see) {
  await at(page, "check/", "check", see);
  const walk = walker(page, household(HOUSEHOLD));
  await walk.choose("只看几项");
  await see(page, "check-some");
  await go(page, "check/");
  await walk.start();
  await helping(page, see);
  await page.locator('main button:text-is("下一题")').click();
  await page.locator(".errsum").waitFor();
  await see(page, "question-error");
  await walk.say(true);
  await page.locator("main .note.urgent").first().waitFor();
  await see(page, "question-urgent");
  await walk.say(false);
  await questions(page, walk, see);
  await see(page, "review");
  await walk.result();
  await result(page, see);
}

/** Answers all questions, and looks at the first of each kind, at a new person, and at what is asked before something sensitive. */
async function questions(page, walk, see) {
  const seen = new Set();
  let kind;
  const first = (name) => !seen.has(name) && Boolean(seen.add((kind = name)));
  for (;;) {
    kind = null;
    await walk.answer((fact) => first(fact.type) || (fact.of === "person" && first("person")), () => first("consent"));
    if (!kind) return;
    await see(page, `question-${kind}`);
    if (kind !== "list") continue;
    await walk.press(page.locator("a.addp"));
    await see(page, "person");
    await page.goBack();
    await page.locator("ul.people, a.addp").first().waitFor();
  }
}

/** Several questions on a page, where there is room for them; back to one. */
async function helping(page, see) {
  const turn = button(page, "帮人填：一页几题");
  if (!(await turn.isVisible())) return;
  await turn.click();
  await page.locator(".several").waitFor();
  await see(page, "helping");
  await button(page, "一页一题").click();
  await page.locator(".several").waitFor({ state: "detached" });
}

/** The result, and the first programme of each outcome, opened. */
async function result(page, see) {
  await page.locator("details.prog").first().waitFor();
  await see(page, "result");
  for (const outcome of ["yes", "likely", "undecided", "no"]) {
    const one = page.locator(`section.c-${outcome} details.prog`).first();
    if ((await one.count()) === 0) continue;
    await one.locator("> summary").click();
    await one.locator("> .body").waitFor();
    await see(page, `result-${outcome}`, one);
    await one.locator("> summary").click();
  }
}

/** The list of drafts with one draft. */
async function drafts(page, see) {
  const card = page.locator("li.draft").first();
  await card.waitFor();
  await see(page, "drafts");
  await card.locator("summary").click();
  await button(card, "改名").click();
  await see(page, "drafts-rename");
  await dismiss(page);
  await button(card, "删掉").click();
  await dialog(page).waitFor();
  await see(page, "drafts-delete");
  await dismiss(page);
}

/** The query of the first draft's pages. */
const draftOf = (page) => link(page.locator("li.draft").first(), "填申请表").evaluate(({ href }) => new URL(href).search);

/** The forms of a draft: what is needed, each form, with errors and filled in, on paper; and what goes with it. */
async function papers(page, query, see) {
  await at(page, `papers/${query}`, "papers", see);
  for (const form of FORMS) await at(page, `papers/${form}/${query}`, `form-${form}`, see);
  await go(page, `papers/shenqing/${query}`);
  const done = button(page, "填好了，检查一遍");
  await page.locator("#applicant_id_number").fill("123");
  await done.click();
  await page.locator(".errsum").waitFor();
  await see(page, "form-errors");
  for (const [id, text] of Object.entries(WRITTEN)) await page.locator(`#${id}`).fill(text);
  for (const id of TICKED) await page.locator(`#${id}`).check();
  await done.click();
  await page.getByText("这张表填好了").waitFor();
  await see(page, "form-done");
  await saved(page);
  await conflict(page, see);
  await go(page, `papers/chengyuan/${query}`);
  await button(page, "再加一个人").first().click();
  await done.click();
  await page.locator(".errsum").waitFor();
  await see(page, "form-person");
  await attach(page, query, see);
  await at(page, `papers/${query}`, "papers-begun", see);
  await at(page, `papers/shenqing/print/${query}`, "print-preview", see);
}

/** Another page changed the form meanwhile. */
async function conflict(page, see) {
  const second = await page.context().newPage();
  await second.goto(page.url());
  await second.locator("#hardship").fill("那边写的");
  await saved(second);
  await second.close();
  await page.locator("#hardship").fill("这里写的");
  await dialog(page).waitFor();
  await see(page, "form-conflict");
  await button(page, "放上这里写的").click();
  await saved(page);
}

/** Photos and a PDF file; one that is refused, one large, the pages, one taken out. */
async function attach(page, query, see) {
  await go(page, `papers/attach/${query}`);
  const photo = { name: "a.jpg", mimeType: "image/jpeg", buffer: await plainJpeg(page) };
  const file = { name: "出院记录.pdf", mimeType: "application/pdf", buffer: pdf(3) };
  await page.locator("#files").setInputFiles([photo, file, { ...photo, name: "b.jpg", buffer: Buffer.from("no photo at all") }]);
  await page.locator("#refused").waitFor();
  await page.locator(".photocard").nth(1).waitFor();
  await button(page, "看每一页").waitFor();
  await see(page, "attach");
  await page.locator("button.thumb").first().click();
  await dialog(page).waitFor();
  await see(page, "attach-large");
  await dismiss(page);
  await button(page, "看每一页").click();
  await page.locator(".leaves").waitFor();
  await see(page, "attach-pages");
  await dismiss(page);
  await button(page, /^删掉/).first().click();
  await page.locator("#undo").waitFor();
  await see(page, "attach-removed");
}

/** From this device, and back to it as if it were the other one. */
async function hand(page, query, see) {
  await at(page, `hand/${query}`, "hand", see);
  const codes = await sending(page, see);
  await receiving(page, codes, see);
}

/** Shows the codes; a picture of each. */
export async function sending(page, see) {
  await button(page, "显示二维码").click();
  await page.locator(".code svg").waitFor();
  await see(page, "hand-codes");
  const [, total] = (await page.locator(".turn").innerText()).match(/共\s*(\d+)\s*张/);
  const codes = [];
  for (let n = 1; n <= Number(total); n += 1) {
    await page.locator(".turn").getByText(new RegExp(`第\\s*${n}\\s*张`)).waitFor();
    codes.push({ name: `${n}.png`, mimeType: "image/png", buffer: await page.locator(".code:has(svg)").first().screenshot({ type: "png" }) });
    if (n < Number(total)) await button(page, "下一张").click();
  }
  await button(page, "收起来").click();
  return codes;
}

export async function receiving(page, codes, see) {
  const read = (files) => page.locator("input[data-take=pictures]").setInputFiles(files);
  await page.locator("input[data-take=file]").setInputFiles({ name: "a.jzcg", mimeType: "", buffer: Buffer.from("%PDF-1.7 and so on") });
  await page.getByRole("alert").getByText("不是草稿").waitFor();
  await see(page, "hand-refused", page.getByRole("alert").filter({ hasText: "不是草稿" }));
  if (codes.length > 1) {
    await read(codes.slice(1));
    await page.getByRole("status").getByText("还差第").waitFor();
    await see(page, "hand-reading", page.locator(".hand .read"));
  }
  await read(codes);
  await page.locator("#stage").getByText("读全了").waitFor();
  await see(page, "hand-read");
  await button(page, "存成新草稿").click();
  await page.locator("#stage").getByText("存成新草稿了").waitFor();
  await see(page, "hand-kept");
}

/** What lies over the page at a station: the drafts, their forms, and how they go to another device. */
async function over(page, see) {
  await page.locator("#app .nav a", { hasText: "草稿" }).click();
  const drawn = page.locator("#over");
  await drawn.locator("li.draft .main", { hasText: "看结果" }).waitFor();
  await see(page, "drafts");
  await link(drawn.locator("li.draft"), /填申请表/).click();
  await drawn.locator(".tasks .name").first().waitFor();
  await see(page, "papers");
  await drawn.locator('.tasks a.btn[href*="shenqing/print/"]').first().click();
  await drawn.locator(".sheet").waitFor();
  await see(page, "print-preview");
  await button(page, "填完了，关上").click();
  await link(page, "和手机互传").click();
  await button(drawn, "显示二维码").waitFor();
  await see(page, "hand");
  await receiving(page, await sending(page, see), see);
  await button(page, "互传完了，关上").click();
  await drawn.waitFor({ state: "detached" });
}

/** No voice is there. */
async function voiceless(page, see) {
  await button(page, "念给我听").click();
  await dialog(page).waitFor();
  await see(page, "voiceless");
  await button(page, "知道了").click();
}

/** What is asked before answers are lost; the page after nobody was there. */
async function endings(page, see) {
  await link(page, "回首页").click();
  await page.locator("#app .nav a", { hasText: "指南" }).click();
  await page.locator('main a[href*="guide/words"], main a[href*="guide/find"]').first().click();
  await dialog(page).waitFor();
  await see(page, "leave");
  await button(page, "不打开，接着答").click();
  await link(page, "回首页").click();
  await see(page, "home-held");
  await button(page, "用完了，清空").click();
  await see(page, "done");
  await button(page, "还没用完").click();
  await page.clock.fastForward(91_000);
  await dialog(page).waitFor();
  await see(page, "idle");
  await page.clock.fastForward(31_000);
  await dialog(page).waitFor({ state: "detached" });
  await ready(page);
  await see(page, "wiped");
}

/** In a browser that is built into something, and in one that is too old. */
async function elsewhere(open, see) {
  const inside = await open("check/", { userAgent: WECHAT });
  for (const path of ["check", "drafts"]) {
    await go(inside, `${path}/`);
    await inside.locator("#builtin").waitFor();
    await see(inside, `builtin-${path}`);
  }
  await leave(inside);
  const old = await open("guide/words/");
  await old.addInitScript(() => delete window.WebAssembly);
  for (const [name, path] of Object.entries({ home: "", check: "check/", drafts: "drafts/", papers: "papers/shenqing/", hand: "hand/" })) {
    await old.goto(old.root + path);
    await old.locator("#again").waitFor();
    await see(old, `old-${name}`);
  }
  await leave(old);
}

/** What does not arrive, is not saved, can't be kept, or was changed on another page. */
async function broken(open, see) {
  const page = await open("check/");
  const walk = walker(page, household(HOUSEHOLD));
  await walk.start();
  await walk.answer((_, n) => n > 1);
  await saved(page);
  await page.evaluate(() => {
    window.put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await walk.answer((_, n) => n > 1);
  await page.getByRole("alert").getByText("没有存上").waitFor();
  await see(page, "question-unsaved", page.getByRole("alert"));
  await page.evaluate(() => (IDBObjectStore.prototype.put = window.put));
  await button(page, "再存一次").click();
  await saved(page);
  const second = await page.context().newPage();
  second.root = page.root;
  await second.goto(page.url());
  await ready(second);
  await walk.answer((_, n) => n > 1);
  await saved(page);
  await walker(second, household(HOUSEHOLD)).say(null);
  await second.getByRole("alert").filter({ hasText: "在另一个页面改过了" }).waitFor();
  await see(second, "question-elsewhere", second.getByRole("alert"));
  await leave(page);
  await lost(open, see);
}

async function lost(open, see) {
  const page = await open("guide/words/");
  await page.route("**/packs-*.bin", (route) => route.abort());
  await page.goto(`${page.root}check/`);
  await page.locator("#again").waitFor();
  await see(page, "lost-check");
  await page.unroute("**/packs-*.bin");
  await page.addInitScript(() => (IDBFactory.prototype.open = () => {
    throw new DOMException("blocked", "SecurityError");
  }));
  await go(page, "drafts/");
  await page.getByText("存不了草稿").waitFor();
  await see(page, "drafts-blocked");
  await leave(page);
}
