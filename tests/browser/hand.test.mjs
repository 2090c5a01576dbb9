// From one device to another: codes drawn by one browser and read by another, from pictures and by the camera; and as a file.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { household, walker } from "./journey.mjs";
import { faults } from "./looks.mjs";
import { assertQuiet, go, heading, leave, named, ready, site } from "./site.mjs";

const folder = await mkdtemp(join(tmpdir(), "hand-"));
after(() => rm(folder, { recursive: true, force: true }));
/** What the camera sees. */
const FILM = join(folder, "film.mjpeg");
const SEES = ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${FILM}`];
const here = site();
const NAME = "甲某某";
/** Long, and nowhere the same: it can't be made much smaller. */
const STORY = Array.from({ length: 500 }, (_, n) => String.fromCharCode(0x4e00 + ((n * n * 31 + n * 577) % 8000))).join("");
/** Pixels of the film; how often each picture is taken anew, and how many times each of those is in it. */
const WIDE = 640;
const HIGH = 480;
const TAKES = 3;
const TIMES = 4;

const stage = (page) => page.locator("#stage");
const hands = (page) => page.getByRole("button", { name: "显示二维码" });
const code = (page) => page.locator(".code svg");

/** A draft with answers, people, and a form begun; its id. */
async function begun(page) {
  await go(page, "check/");
  const walk = walker(page, household("guer.json"));
  await walk.start();
  await walk.answer((_, n) => n > 12);
  const id = new URL(page.url()).searchParams.get("d");
  await go(page, `papers/shenqing/?d=${id}`);
  await page.locator("#applicant_name").fill(NAME);
  await page.locator("#hardship").fill(STORY);
  await page.locator("p.saved", { hasText: "已存到" }).waitFor();
  return id;
}

/** Every code that is shown, as a picture of the screen. */
async function shown(page) {
  const [, total] = (await page.locator(".turn").innerText()).match(/共\s*(\d+)\s*张/);
  const pictures = [];
  for (let n = 1; n <= Number(total); n += 1) {
    await page.locator(".turn").getByText(new RegExp(`第\\s*${n}\\s*张`)).waitFor();
    pictures.push(await page.screenshot({ type: "png" }));
    if (n < Number(total)) await page.getByRole("button", { name: "下一张" }).click();
  }
  return pictures;
}

const files = (pictures) => pictures.map((buffer, n) => ({ name: `${n}.png`, mimeType: "image/png", buffer }));
const read = (page, pictures) => page.locator("input[data-take=pictures]").setInputFiles(files(pictures));
const take = (page, buffer, name = "a.jzcg") => page.locator("input[data-take=file]").setInputFiles({ name, mimeType: "", buffer });
const says = (page, words) => page.getByRole("alert").getByText(words).waitFor();

/** The rows of the drafts that a browser keeps. */
function rows(page) {
  return page.evaluate(
    async () =>
      (await indexedDB.databases()).length > 0 &&
      new Promise((done, fail) => {
        const opening = indexedDB.open("jiuzai");
        opening.onerror = fail;
        opening.onsuccess = () => {
          const all = opening.result.transaction("drafts").objectStore("drafts").getAll();
          all.onsuccess = () => {
            opening.result.close();
            done(all.result.map((row) => Array.from(row)));
          };
        };
      }),
  );
}

/** What two rows hold behind the id, the times and the number of the revision, which are each device's own. */
async function assertSame([a], other) {
  const [b] = await rows(other);
  const OWN = 40;
  let same = 0;
  while (same < Math.min(a.length, b.length) && a.at(-1 - same) === b.at(-1 - same)) same += 1;
  assert.ok(a.length > 300, "there is something to compare");
  assert.ok(same >= a.length - OWN, `${same} of ${a.length} bytes are the same`);
}

/** The preview: what it says under each name. */
const previewed = (page) =>
  page.locator("dl.preview > div").evaluateAll((lines) => Object.fromEntries(lines.map((line) => Array.from(line.children, (part) => part.textContent))));

async function sender(options) {
  const page = await here.open("", options);
  const id = await begun(page);
  await go(page, `papers/?d=${id}`);
  await page.getByRole("link", { name: "带到另一台设备" }).click();
  await page.waitForURL(/hand\/\?d=/);
  await ready(page);
  return page;
}

async function keep(page) {
  await page.getByRole("button", { name: "存成新草稿" }).click();
  await stage(page).getByText("存成新草稿了").waitFor();
}

/** A picture of a code that says `text`, drawn by the site's own script. */
async function drawn(page, text) {
  const data = await page.evaluate(async ([text, qr]) => {
    const { generate } = await import(new URL(qr, document.querySelector("script[data-root]").src).href);
    const canvas = document.createElement("canvas");
    generate(text).toCanvas(canvas);
    const large = document.createElement("canvas");
    large.width = large.height = canvas.width * 6;
    const drawing = large.getContext("2d");
    drawing.imageSmoothingEnabled = false;
    drawing.drawImage(canvas, 0, 0, large.width, large.height);
    return large.toDataURL("image/png").split(",")[1];
  }, [text, named("qr.js")]);
  return Buffer.from(data, "base64");
}

test("codes as pictures: shown on one device, read on another in any order, previewed, kept as a new draft", async () => {
  const from = await sender({ viewport: { width: 360, height: 740 } });
  await hands(from).click();
  await code(from).waitFor();
  assert.deepEqual(await faults(from), []);
  const pictures = await shown(from);
  assert.ok(pictures.length >= 3, `${pictures.length} codes`);
  console.log(`${pictures.length} codes`);
  await from.getByRole("button", { name: "收起来" }).click();

  const to = await here.open("hand/");
  await read(to, [pictures[2], pictures[0], pictures[2]]);
  await to.getByRole("status").getByText(`已读到2/${pictures.length}，还差第2`).waitFor();
  assert.deepEqual(await faults(to), []);
  await read(to, pictures.slice(1).reverse());
  await stage(to).getByText("读全了").waitFor();
  assert.deepEqual(await faults(to), []);
  const seen = await previewed(to);
  assert.match(seen["自测"], /答了1\d题/);
  assert.match(seen["名字"], /^2026年11月23日.*的自测$/);
  assert.equal(seen["申请表"], "社会救助申请表，填了2处");
  assert.match(seen["什么时候从那边拿出来的"], /^今天\d\d:\d\d$/);
  assert.deepEqual(await rows(to), [], "nothing is kept before one says so");
  await keep(to);
  assert.deepEqual(await faults(to), []);
  await assertSame(await rows(from), to);
  await to.getByRole("link", { name: "填申请表" }).click();
  await to.waitForURL(/papers\/\?d=/);
  await ready(to);
  await to.getByRole("link", { name: "社会救助申请表", exact: true }).click();
  await to.waitForURL(/shenqing/);
  await ready(to);
  assert.equal(await to.locator("#applicant_name").inputValue(), NAME);
  assert.notEqual(new URL(from.url()).searchParams.get("d"), new URL(to.url()).searchParams.get("d"));
  for (const page of [from, to]) {
    assertQuiet(page);
    assert.ok(!decodeURI(page.url()).includes("甲") && !page.seen.requests.some((url) => url.includes("JZCG")));
    await leave(page);
  }
});

test("without a draft in the address one chooses which goes; the other device finds the page by its address, as text and as a code", async () => {
  const page = await here.open("hand/");
  await page.getByText("这里还没有草稿").waitFor();
  const id = await begun(page);
  await go(page, "hand/");
  await page.getByRole("button", { name: "的自测" }).click();
  await hands(page).waitFor();
  assert.equal(page.url(), `${page.root}hand/?d=${id}`);
  await page.getByText("另一台设备怎么打开这一页？").click();
  assert.equal(await page.locator(".address .where").innerText(), `${page.root}hand/`);
  const figure = page.locator(".address .code");
  await figure.scrollIntoViewIfNeeded();
  assert.deepEqual(await faults(page), []);
  await read(page, [await figure.screenshot({ type: "png" })]);
  // It was read: as what is no draft.
  await says(page, "不是草稿的");
  await hands(page).click();
  await code(page).waitFor();
  await leave(page);
});

test("as a file: named after nobody, read by another device; what is no draft is refused in words", async () => {
  const from = await sender();
  const [download] = await Promise.all([from.waitForEvent("download"), from.getByRole("button", { name: "导出成文件" }).click()]);
  assert.equal(download.suggestedFilename(), "救在身边-草稿-2026-11-23.jzcg");
  const bytes = await readFile(await download.path());
  assert.ok(!bytes.includes(NAME) && bytes.length < 4000, `${bytes.length} bytes`);
  console.log(`${bytes.length} bytes`);

  const to = await here.open("hand/");
  await take(to, Buffer.from("%PDF-1.7 and so on"));
  await says(to, "这个文件不是草稿");
  assert.deepEqual(await faults(to), []);
  await take(to, Buffer.alloc(300_000));
  await says(to, "太大");
  await take(to, bytes.subarray(0, bytes.length - 9));
  await says(to, "没传完");
  const newer = Buffer.from(bytes);
  newer[4] += 1;
  await take(to, newer);
  await says(to, "请先更新");
  const flipped = Buffer.from(bytes);
  flipped[bytes.length >> 1] ^= 4;
  await take(to, flipped);
  await says(to, "坏了");
  await take(to, Buffer.alloc(0));
  await says(to, "这个文件不是草稿");
  assert.deepEqual(await rows(to), []);
  await take(to, bytes);
  await stage(to).getByText("读全了").waitFor();
  await to.getByRole("button", { name: "不要" }).click();
  assert.deepEqual(await rows(to), []);
  await take(to, bytes);
  await keep(to);
  await assertSame(await rows(from), to);
  await go(to, "hand/");
  await take(to, bytes);
  await keep(to);
  assert.equal((await rows(to)).length, 2, "beside the first, never over it");
  for (const page of [from, to]) {
    assertQuiet(page);
    await leave(page);
  }
});

test("other codes: a link is never opened, another transfer and a newer version are refused, a picture without a code is counted", async () => {
  const from = await sender();
  await hands(from).click();
  const pictures = await shown(from);
  await go(from, "papers/shenqing/" + new URL(from.url()).search);
  await from.locator("#hardship").fill("另一份，写得不一样。");
  await from.locator("p.saved", { hasText: "已存到" }).waitFor();
  await go(from, "hand/" + new URL(from.url()).search);
  await hands(from).click();
  const others = await shown(from);

  const to = await here.open("hand/");
  const before = to.url();
  await read(to, [await drawn(to, "https://example.com/?name=x")]);
  await says(to, "没有打开");
  assert.equal(to.url(), before);
  await read(to, [await drawn(to, "JZCG2:ABC")]);
  await says(to, "请先更新");
  await read(to, [await to.screenshot()]);
  await read(to, [pictures[0]]);
  await to.getByRole("status").getByText("已读到1/").waitFor();
  await read(to, [others[1]]);
  await says(to, "另一份草稿");
  await to.getByRole("status").getByText("已读到1/").waitFor();
  await to.getByRole("button", { name: "从头读" }).click();
  await read(to, others);
  await stage(to).getByText("读全了").waitFor();
  await to.getByRole("button", { name: "不要" }).click();
  await read(to, [await to.screenshot()]);
  await says(to, "有1张里没找到二维码");
  assertQuiet(to);
  await leave(from);
  await leave(to);
});

/** A film of the pictures as a poor camera sees them: smaller, a little turned, dim, with noise and as JPEG. */
async function film(page, pictures) {
  const frames = await page.evaluate(
    async ({ pictures, wide, high, takes }) => {
      const canvas = document.createElement("canvas");
      canvas.width = wide;
      canvas.height = high;
      const drawing = canvas.getContext("2d", { willReadFrequently: true });
      const frames = [];
      let seed = 7;
      const noise = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648 - 0.5) * 50;
      for (const [n, base64] of pictures.entries()) {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        for (let take = 0; take < takes; take += 1) {
        drawing.setTransform(1, 0, 0, 1, 0, 0);
        drawing.fillStyle = "#777";
        drawing.fillRect(0, 0, wide, high);
        drawing.translate(wide / 2, high / 2);
        drawing.rotate(((n % 3) - 1) * 0.06);
        const side = high * (0.86 + (n % 2) * 0.08);
        drawing.drawImage(image, -side / 2, -side / 2, side, side);
        const seen = drawing.getImageData(0, 0, wide, high);
        for (let p = 0; p < seen.data.length; p += 1) if (p % 4 !== 3) seen.data[p] = Math.max(16, Math.min(235, seen.data[p] * 0.7 + 30 + noise()));
        drawing.setTransform(1, 0, 0, 1, 0, 0);
        drawing.putImageData(seen, 0, 0);
        frames.push(canvas.toDataURL("image/jpeg", 0.7).split(",")[1]);
        }
      }
      return frames;
    },
    { pictures: pictures.map((picture) => picture.toString("base64")), wide: WIDE, high: HIGH, takes: TAKES },
  );
  const parts = frames.flatMap((frame) => Array(TIMES).fill(Buffer.from(frame, "base64")));
  await writeFile(FILM, Buffer.concat(parts));
}

/** The codes alone, without the page around them. */
async function codes(page) {
  const total = Number((await page.locator(".turn").innerText()).match(/共\s*(\d+)\s*张/)[1]);
  const pictures = [];
  for (let n = 0; n < total; n += 1) {
    pictures.push(await page.locator(".code").screenshot({ type: "png" }));
    await page.getByRole("button", { name: "下一张" }).click();
  }
  return pictures;
}

test("by the camera: from noisy pictures to a kept draft; it goes off when the page is left, and denied it says what else there is", async () => {
  const from = await sender();
  await hands(from).click();
  const sent = await rows(from);
  await film(from, await codes(from));
  // The browser looks at what its camera sees when it starts.
  await here.launch({ args: SEES });

  const denied = await here.open("hand/");
  await denied.getByRole("button", { name: "用摄像头扫" }).click();
  await denied.getByRole("alert").getByText("没让用摄像头").waitFor();
  assert.deepEqual(await faults(denied), []);
  await leave(denied);

  const to = await here.open("hand/", { permissions: ["camera"] });
  const begun = Date.now();
  await to.getByRole("button", { name: "用摄像头扫" }).click();
  await to.locator("video").waitFor();
  await to.getByRole("status").getByText("已读到").waitFor();
  assert.deepEqual((await faults(to)).filter((fault) => !fault.startsWith("video-caption")), []);
  await stage(to).getByText("读全了").waitFor({ timeout: 60_000 });
  console.log(`${Date.now() - begun} ms by the camera`);
  assert.equal(await to.locator("video").count(), 0);
  await keep(to);
  await assertSame(sent, to);

  await go(to, "hand/");
  await to.getByRole("button", { name: "用摄像头扫" }).click();
  await to.waitForFunction(() => document.querySelector("video")?.srcObject);
  await to.evaluate(() => {
    window.track = document.querySelector("video").srcObject.getTracks()[0];
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await to.getByRole("alert").getByText("摄像头关了").waitFor();
  assert.equal(await to.evaluate(() => window.track.readyState), "ended");
  await to.evaluate(() => delete document.hidden);
  await to.getByRole("button", { name: "接着扫" }).click();
  await to.waitForFunction(() => document.querySelector("video")?.srcObject);
  await to.evaluate(() => (window.track = document.querySelector("video").srcObject.getTracks()[0]));
  await to.getByRole("button", { name: "不扫了" }).click();
  assert.equal(await to.evaluate(() => window.track.readyState), "ended");
  assertQuiet(to);
  await leave(to);
});

test("codes change by themselves unless nothing is to move; slower, faster, stopped, by hand", async () => {
  const page = await sender({ reducedMotion: "no-preference" });
  await hands(page).click();
  const turn = page.locator(".turn");
  await turn.getByText(/第\s*2\s*张/).waitFor();
  await page.getByRole("button", { name: "停一下" }).click();
  const stopped = await turn.innerText();
  await page.waitForTimeout(1500);
  assert.equal(await turn.innerText(), stopped);
  await page.getByRole("button", { name: "换慢一点" }).click();
  await page.getByRole("button", { name: "自动换" }).click();
  await page.waitForFunction((stopped) => document.querySelector(".turn").innerText !== stopped, stopped);
  await page.getByRole("button", { name: "上一张" }).click();
  await page.getByRole("button", { name: "自动换" }).waitFor();
  assertQuiet(page);
  await leave(page);
});

test("a browser inside WeChat keeps no files: the page says so", async () => {
  const page = await sender({ userAgent: "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0" });
  assert.equal(await page.getByRole("button", { name: "导出成文件" }).count(), 0);
  await page.getByText("在浏览器打开").first().waitFor();
  await leave(page);
});

test("a station's machine: from the phone and to the phone, in memory only; clearing forgets a half-read transfer and turns the camera off", async () => {
  const from = await sender();
  await hands(from).click();
  const pictures = await shown(from);
  await leave(from);

  const page = await here.open("?kiosk=1", { viewport: { width: 1080, height: 1920 }, permissions: ["camera"] });
  const open = async () => {
    await page.getByRole("link", { name: "和手机互传" }).click();
    await page.locator("#over .hand").waitFor();
  };
  await open();
  await read(page, pictures.slice(1));
  await page.getByRole("status").getByText("还差第1张").waitFor();
  assert.deepEqual(await faults(page), []);
  await page.getByRole("button", { name: "用摄像头扫" }).click();
  await page.waitForFunction(() => document.querySelector("video")?.srcObject);
  await page.getByRole("button", { name: "用完了，清空" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "清空", exact: true }).click();
  await page.waitForFunction(() => !document.querySelector("#over, video"));
  await ready(page);
  await open();
  await read(page, pictures.slice(1, 2));
  await page.getByRole("status").getByText("已读到1/").waitFor();
  await read(page, pictures);
  await stage(page).getByText("读全了").waitFor();
  await page.getByRole("button", { name: "存成新草稿" }).click();
  await stage(page).getByText("存成新草稿了").waitFor();
  await page.getByRole("link", { name: "接着答" }).click();
  await page.locator("#over").waitFor({ state: "detached" });
  await page.waitForURL(/check\/\?d=/);
  await page.locator("main h1").waitFor();
  assert.ok((await page.locator("main dl, main input").count()) > 0, "the draft is open");

  await open();
  assert.equal(await page.getByRole("button", { name: "导出成文件" }).count(), 0);
  await hands(page).click();
  const back = await shown(page);
  const kept = await page.evaluate(async () => [(await indexedDB.databases()).length, localStorage.length, Object.keys(sessionStorage)]);
  assert.deepEqual(kept, [0, 0, ["kiosk"]]);
  const address = page.url();
  await page.goBack();
  await page.locator("#over").waitFor({ state: "detached" });
  assert.equal(page.url(), address, "the way back closes it and leads nowhere else");
  await open();
  await page.getByRole("button", { name: "互传完了，关上" }).click();
  await page.locator("#over").waitFor({ state: "detached" });
  assert.equal(page.url(), address);
  assert.equal(await page.getByRole("button", { name: "互传完了，关上" }).count(), 0);
  assert.ok((await page.locator("main dl, main input").count()) > 0, "the draft is still open");
  assertQuiet(page);
  await leave(page);

  const phone = await here.open("hand/");
  await read(phone, back);
  await keep(phone);
  const plain = await here.open("guide/words/?kiosk=1", { viewport: { width: 1080, height: 1920 } });
  await plain.getByRole("link", { name: "和手机互传" }).click();
  await plain.locator("#over .hand").waitFor();
  await go(plain, "hand/").catch(() => null);
  await plain.locator("#over .hand").waitFor();
  assert.equal(plain.url(), plain.root);
  await leave(phone);
  await leave(plain);
});

test("a station's machine: what fails to open is said, the screen below comes back, and the next try works; closing ends the codes", async () => {
  const page = await here.open("?kiosk=1", { viewport: { width: 1080, height: 1920 }, reducedMotion: "no-preference", serviceWorkers: "block" });
  await go(page, "papers/shenqing/");
  await page.locator("#hardship").fill(STORY);
  await page.waitForURL(/\?d=/);
  for (const file of ["drafts.js", "drafts_bg.wasm"].map(named)) {
    await page.route(`**/${file}`, (route) => route.abort(), { times: 1 });
    await page.getByRole("link", { name: "和手机互传" }).click();
    await page.getByRole("alertdialog", { name: "打不开" }).getByRole("button", { name: "知道了" }).click();
    assert.equal(await page.locator("#over").count(), 0);
    assert.equal(await page.locator("#hardship").inputValue(), STORY);
  }
  const closed = () => page.locator("#over").waitFor({ state: "detached" });
  // Closed before it is there: it takes no other place.
  let go_on;
  await page.route("**/drafts_bg-*.wasm", async (route) => {
    await new Promise((done) => (go_on = done));
    await route.continue();
  }, { times: 1 });
  await page.getByRole("link", { name: "和手机互传" }).click();
  await page.waitForFunction(() => document.querySelector("#over"));
  await page.getByRole("button", { name: "互传完了，关上" }).click();
  await closed();
  while (!go_on) await page.waitForTimeout(50);
  go_on();
  await page.getByRole("link", { name: "和手机互传" }).click();
  await hands(page).click();
  await page.locator(".turn").getByText(/第\s*2\s*张/).waitFor();
  await page.evaluate(() => {
    window.turned = 0;
    const figure = document.querySelector("[data-code]");
    new MutationObserver(() => (window.turned += 1)).observe(figure, { attributes: true, attributeFilter: ["data-code"] });
  });
  await page.waitForFunction(() => window.turned > 0);
  await page.getByRole("button", { name: "互传完了，关上" }).click();
  await closed();
  const turned = await page.evaluate(() => window.turned);
  await page.waitForTimeout(2000);
  assert.equal(await page.evaluate(() => window.turned), turned, "no code is made any more");
  assert.equal(await page.locator("#hardship").inputValue(), STORY);
  await page.getByRole("link", { name: "和手机互传" }).click();
  await hands(page).waitFor();
  assert.deepEqual(page.seen.errors.filter((error) => !error.includes("ERR_FAILED")), []);
  await leave(page);
});

test("what reads codes: said when it can't be had, there at the next try; no picture with too many points is unpacked", async () => {
  const page = await here.open("hand/", { serviceWorkers: "block" });
  const picture = await drawn(page, "https://example.com/");
  // Once off the page's thread, once on it.
  await page.context().route("**/reader_bg-*.wasm", (route) => route.abort());
  await read(page, [picture]);
  await says(page, "认二维码的程序没有打开");
  await page.context().unroute("**/reader_bg-*.wasm");
  await read(page, [picture]);
  await says(page, "不是草稿的");
  const sizes = await page.evaluate(async (size) => {
    const { points } = await import(new URL(size, document.querySelector("script[data-root]").src).href);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [301, 207];
    canvas.getContext("2d").fillRect(9, 9, 99, 99);
    const found = [points(new ArrayBuffer(9))];
    for (const [type, quality] of [["png"], ["jpeg"], ["webp", 0.5], ["webp", 1]]) {
      const blob = await new Promise((done) => canvas.toBlob(done, `image/${type}`, quality));
      found.push(points(await blob.arrayBuffer()));
    }
    return found;
  }, named("size.js"));
  assert.deepEqual(sizes, [NaN, ...Array(4).fill(301 * 207)]);
  const huge = Buffer.from(picture);
  huge.writeUInt32BE(60_000, 16);
  huge.writeUInt32BE(60_000, 20);
  await page.evaluate(() => {
    window.unpacked = 0;
    const { decode } = HTMLImageElement.prototype;
    HTMLImageElement.prototype.decode = function () {
      window.unpacked += 1;
      return decode.call(this);
    };
  });
  await read(page, [huge, picture]);
  await page.waitForFunction(() => window.unpacked > 0);
  assert.equal(await page.evaluate(() => window.unpacked), 1);
  await leave(page);
});
