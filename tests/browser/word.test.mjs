// The application as a Word file: what was filled in is in it; where no file can be saved, it is said what to do.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { crc32 } from "node:zlib";
import { plainJpeg } from "./photos.mjs";
import { assertQuiet, go, leave, site } from "./site.mjs";

const here = site();
const BUTTON = { name: "下载Word文件" };
const WECHAT = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.49";

/** The files of an archive, by name, each held against its sum. */
function unpack(bytes) {
  const files = {};
  let at = bytes.readUInt32LE(bytes.lastIndexOf("PK\x05\x06", "latin1") + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [method, sum, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 24)];
    const [named, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const name = bytes.toString("utf8", at + 46, at + 46 + named);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + size);
    assert.deepEqual([method, crc32(content)], [0, sum], name);
    files[name] = content.toString("utf8");
    at += 46 + named + extra + comment;
  }
  return files;
}

/** Texts of a file's paragraphs; the file is well-formed. Read by the browser, on a page without a policy. */
async function paragraphs(blank, xml) {
  const found = await blank.evaluate((xml) => {
    const read = new DOMParser().parseFromString(xml, "application/xml");
    const fault = read.querySelector("parsererror");
    if (fault) return { fault: fault.textContent };
    return { texts: Array.from(read.getElementsByTagName("w:p"), (paragraph) => paragraph.textContent), root: read.documentElement.tagName };
  }, xml);
  assert.equal(found.fault, undefined);
  return found;
}

test("the file is a Word file, and holds what was filled in", async () => {
  const page = await here.open("papers/attach/");
  await page.locator("#paper").selectOption({ label: "残疾证" });
  await page.locator("#files").setInputFiles([{ name: "a.jpg", mimeType: "image/jpeg", buffer: await plainJpeg(page) }]);
  await page.locator("p.saved", { hasText: "已存到" }).waitFor();
  const draft = new URL(page.url()).search;
  await go(page, `papers/shenqing/${draft}`);
  await page.locator("#applicant_name").fill("甲某某<&>");
  await page.locator("#hardship").fill("第一行\n第二行");
  await page.locator("p.saved", { hasText: "已存到" }).waitFor();
  await go(page, `papers/shenqing/print/${draft}`);
  const download = page.waitForEvent("download");
  await page.getByRole("button", BUTTON).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), "社会救助申请表.docx");
  await page.getByText("在浏览器的下载里").waitFor();
  const files = unpack(await readFile(await file.path()));
  const blank = await page.context().newPage();
  for (const xml of Object.values(files)) await paragraphs(blank, xml);
  const { root, texts } = await paragraphs(blank, files["word/document.xml"]);
  assert.equal(root, "w:document");
  assert.equal(texts[0], "社会救助申请表");
  for (const text of ["甲某某<&>", "第一行第二行", "附：残疾证1张"]) assert.ok(texts.includes(text), text);
  assert.deepEqual((await paragraphs(blank, files["word/header1.xml"])).texts, ["草稿，交到窗口、本人签名后才算申请"]);
  assert.match((await paragraphs(blank, files["word/footer1.xml"])).texts[0], /打印日期2026年11月23日/);
  // Every part that is named is there, and the other way round.
  const named = Array.from(files["[Content_Types].xml"].matchAll(/PartName="\/([^"]+)"/g), ([, name]) => name);
  assert.deepEqual(Object.keys(files).filter((name) => /^word\/[^/]+$/.test(name)).sort(), named.sort());
  assertQuiet(page);
  await leave(page);
});

test("in WeChat's browser, which saves no file, the button says what to do", async () => {
  const page = await here.open("papers/shenqing/print/", { userAgent: WECHAT });
  page.on("download", () => assert.fail("nothing is to be downloaded"));
  await page.getByRole("button", BUTTON).click();
  await page.getByText("微信里存不了文件").waitFor();
  await leave(page);
});

test("on a machine that many people use there is no such button", async () => {
  const page = await here.open("?kiosk=1");
  await go(page, "papers/shenqing/print/");
  await page.locator(".sheet").waitFor();
  assert.equal(await page.getByRole("button", BUTTON).count(), 0);
  await leave(page);
});
