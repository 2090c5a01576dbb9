// A page read aloud. Chromium without a screen has no voices: those here only say what they were told, the message that there
// is none is the real one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertQuiet, leave, ready, site } from "./site.mjs";

const here = site();
const VOICES = {
  far: { name: "far", lang: "zh-CN", localService: false },
  canton: { name: "canton", lang: "zh-HK", localService: true },
  english: { name: "english", lang: "en-US", localService: true },
  taiwan: { name: "taiwan", lang: "zh-TW", localService: true },
  here: { name: "here", lang: "zh_CN", localService: true },
};
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** A page on a device with these voices; `said` is what was read, and `end` ends a sentence. */
async function open(path, voices) {
  const page = await here.open("law/");
  await page.addInitScript((voices) => {
    window.said = [];
    const speaking = { now: null };
    window.end = () => speaking.now?.onend?.();
    window.SpeechSynthesisUtterance = class {
      constructor(text) {
        this.text = text;
      }
    };
    const speech = {
      getVoices: () => voices,
      speak: (one) => {
        speaking.now = one;
        window.said.push([one.text, one.voice.name]);
      },
      cancel: () => {
        const { now } = speaking;
        speaking.now = null;
        now?.onerror?.({ error: "canceled" });
      },
    };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
  }, voices);
  await page.goto(page.root + path);
  await ready(page);
  await button(page, "朗读").waitFor();
  return page;
}

const said = (page) => page.evaluate(() => window.said.map(([text]) => text));
const end = (page) => page.evaluate(() => window.end());
/** What is marked on the page. */
const marked = (page) => page.evaluate(() => [...(CSS.highlights.get("aloud") ?? [])].map((range) => range.toString().trim()));

test("sentence by sentence, each marked while it is read, to the end", async () => {
  for (const path of ["guide/event/ill/", "guide/linshi/"]) {
    const page = await open(path, [VOICES.english, VOICES.taiwan, VOICES.here]);
    await button(page, "朗读").click();
    assert.deepEqual(await said(page), [await page.locator("h1").innerText()]);
    for (let n = 0; n < 6; n += 1) {
      assert.deepEqual(await marked(page), [(await said(page)).at(-1)]);
      await end(page);
    }
    const all = await page.evaluate(() => {
      while (CSS.highlights.get("aloud")) window.end();
      return window.said;
    });
    assert.ok(all.length > 20, path);
    assert.ok(all.every(([text, name]) => name === "here" && /[^。！？；]/.test(text)), "the voice of here");
    assert.ok(all.every(([text]) => !text.includes("朗读") && !text.includes("依据：")), "neither buttons nor articles");
    assert.ok(all.every(([text]) => !/^\d+$/.test(text)), "no numbers of a list alone");
    assert.deepEqual(await marked(page), []);
    assert.ok(await button(page, "朗读").isVisible());
    assertQuiet(page);
    await leave(page);
  }
});

test("pausing goes on with the same sentence, stopping begins again", async () => {
  const page = await open("guide/event/ill/", [VOICES.here]);
  await button(page, "朗读").click();
  await end(page);
  await button(page, "暂停").click();
  assert.equal((await said(page)).length, 2);
  await button(page, "接着读").click();
  const [title, second, again] = await said(page);
  assert.equal(second, again);
  await button(page, "不读了").click();
  assert.deepEqual(await marked(page), []);
  await button(page, "朗读").click();
  assert.equal((await said(page)).at(-1), title);
  await leave(page);
});

test("what is folded away is read once it is open", async () => {
  const page = await open("guide/linshi/", [VOICES.here]);
  const count = async () => {
    await button(page, "朗读").click();
    return page.evaluate(() => {
      window.said.length = 0;
      while (CSS.highlights.get("aloud")) window.end();
      return window.said.length;
    });
  };
  const folded = await count();
  await page.locator("article details > summary").first().click();
  assert.ok((await count()) > folded + 10);
  await leave(page);
});

test("another page stops it", async () => {
  const page = await open("guide/linshi/", [VOICES.here]);
  await button(page, "朗读").click();
  await page.getByRole("link", { name: "指南" }).first().click();
  await page.getByRole("search").waitFor();
  assert.deepEqual(await marked(page), []);
  const before = (await said(page)).length;
  await end(page);
  assert.equal((await said(page)).length, before);
  await leave(page);
});

test("without a Chinese voice of its own a device says so", async () => {
  const real = await here.open("guide/event/ill/");
  const pages = [real, await open("guide/event/ill/", [VOICES.far, VOICES.canton, VOICES.english])];
  for (const page of pages) {
    await button(page, "朗读").click();
    await page.getByRole("status").filter({ hasText: "没有装中文语音" }).waitFor();
    assertQuiet(page);
  }
  assert.deepEqual(await said(pages[1]), []);
  for (const page of pages) await leave(page);
});
