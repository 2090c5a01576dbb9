// Where headings break: no line begins with what closes, and none ends in a line of one character, in browsers that don't know
// `text-wrap` either.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { household, walker } from "./journey.mjs";
import { facts } from "./questions.mjs";
import { DIST, go, leave, site } from "./site.mjs";

const here = site();
const MODES = [{}, { mode: "elder" }, { mode: "elder", size: "30" }];
const HEADINGS = "h1, h2, h3, h4, h5, .index a, .trio b, .draft h2 a";
/** As long as it may be. */
const NAMES = ["妈妈", "二叔家的大儿子的小女儿们"];

/** In the page: which of these break badly, in each mode, in newer and older browsers. */
function bad({ modes, headings }) {
  const lines = (element) => {
    const found = [];
    let last = null;
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (text.parentElement.closest(".vh, svg")) continue;
      for (let n = 0; n < text.length; n += 1) {
        const range = document.createRange();
        range.setStart(text, n);
        range.setEnd(text, n + 1);
        const [box] = [...range.getClientRects()].slice(-1);
        if (!box) continue;
        const middle = (box.top + box.bottom) / 2;
        if (last === null || middle > last + 8) found.push("");
        last = last === null ? middle : Math.max(last, middle);
        found[found.length - 1] += text.data[n];
      }
    }
    return found;
  };
  const html = document.documentElement;
  const older = new CSSStyleSheet();
  older.replaceSync("* { text-wrap-style: auto !important; }");
  const found = new Set();
  for (const { mode, size } of modes) {
    for (const [name, value] of [["data-mode", mode], ["data-size", size]]) value ? html.setAttribute(name, value) : html.removeAttribute(name);
    for (const old of [false, true]) {
      document.adoptedStyleSheets = old ? [older] : [];
      for (const element of document.querySelectorAll(headings)) {
        const all = lines(element);
        const opens = all.slice(1).some((line) => /^[？！，。、；：）》”’…％·]/.test(line));
        const lonely = all.length > 1 && all.at(-1).replace(/[\p{P}\s]/gu, "").length < 2;
        if (opens || lonely) found.add(`${mode ?? "plain"} ${size ?? ""}${old ? ", older" : ""}: ${all.join("／")}`);
      }
    }
  }
  document.adoptedStyleSheets = [];
  for (const name of ["data-mode", "data-size"]) html.removeAttribute(name);
  return [...found];
}

/** In the page: a heading as `parts::title` makes it. */
function made(text) {
  const span = (className) => Object.assign(document.createElement("span"), { className });
  const bytes = (words) => new TextEncoder().encode(words).length;
  const ending = (inside, words) => {
    let at = words.length;
    while (at > 0 && bytes(words.slice(at)) < 12) at -= 1;
    const end = at > 0 ? span("nb") : inside;
    end.append(words.slice(at));
    if (at > 0) inside.append(words.slice(0, at), end);
    return inside;
  };
  const phrases = text.match(/[^，：|]*[，：|]|[^，：|]+$/g).map((phrase) => phrase.replace("|", ""));
  const heading = document.createElement("h1");
  if (phrases.length === 1) return ending(heading, text);
  heading.append(...phrases.map((phrase) => ending(span("ph"), phrase)));
  return heading;
}

test("every question, also while something is wrong", async () => {
  const page = await here.open("check/");
  await walker(page, household("laoren.json")).start();
  await page.evaluate(`window.bad = ${bad}; window.made = ${made}`);
  const asked = [...facts.values()].filter((fact) => fact.known_by === "resident" && fact.question);
  const first = asked.find(({ question }) => question === "现在有人要马上抢救吗？");
  const [shown, ours] = await page.evaluate((text) => [document.querySelector("h1").innerHTML, made(text).innerHTML], first.marked);
  assert.equal(shown, ours, "made as the app makes it");
  const texts = asked.flatMap(({ marked }) => (marked.includes("{name}") ? NAMES : [""]).map((name) => marked.replaceAll("{name}", name)));
  const look = () => page.evaluate(({ texts, modes }) => {
    const heading = document.querySelector("main h1");
    const before = [...heading.childNodes];
    const found = texts.flatMap((text) => {
      heading.replaceChildren(...made(text).childNodes);
      return bad({ modes, headings: "main h1" });
    });
    heading.replaceChildren(...before);
    return found;
  }, { texts, modes: MODES });
  assert.deepEqual(await look(), []);
  await page.locator('main button:text-is("下一题")').click();
  await page.locator(".errsum").waitFor();
  assert.deepEqual(await look(), []);
  await leave(page);
});

test("headings and names on every page", async () => {
  const page = await here.open("law/");
  const paths = readdirSync(DIST, { recursive: true }).filter((path) => path.endsWith("index.html") && !path.includes("print/")).map((path) => path.replace("index.html", ""));
  assert.ok(paths.length > 50, `${paths.length} pages`);
  const found = [];
  for (const path of paths) {
    await go(page, path);
    await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
    found.push(...(await page.evaluate(bad, { modes: MODES, headings: HEADINGS })).map((fault) => `${path}: ${fault}`));
  }
  assert.deepEqual([...new Set(found)], []);
  await leave(page);
});
