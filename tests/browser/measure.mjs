// How fast the built site is on a bad phone: the processor six times slower, a slow mobile network, nothing kept yet. Printed as a table,
// asserted nowhere: it depends on the machine. `npm run measure`, after `cargo xtask dist`.

import { chromium } from "playwright-core";
import { household, walker } from "./journey.mjs";
import { serve } from "./server.mjs";
import { DIST, LAUNCH, ready } from "./site.mjs";

const SLOWER = 6;
const RUNS = 5;
const PATIENCE = 60_000;
/** In bytes and milliseconds: Lighthouse's “slow 4G”, as its model has it and as DevTools applies it to each request. */
const NETWORKS = {
  "150 ms, 1.6 Mbit/s": { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 },
  "562 ms, 1.4 Mbit/s": { latency: 562.5, downloadThroughput: 1474.56e3 / 8, uploadThroughput: 675e3 / 8 },
};
const QUERIES = ["没钱看病", "低保怎么申请", "canji", "dibao"];

const server = await serve(DIST, { compressed: true });
const browser = await chromium.launch(LAUNCH);
const rows = [];
for (const [name, network] of Object.entries(NETWORKS)) {
  await loading(name, network, "guide page, first readable", "guide/dibao/", readable, "1 s");
  await loading(name, network, "self-check, first readable", "check/", readable, "1 s");
  await loading(name, network, "self-check, first question usable", "check/", usable, "3 s");
  await loading(name, network, "a form, first field usable", "papers/shenqing/", usable, "");
}
await answers();
await keys();
await browser.close();
await server.close();
console.log(`Chromium ${browser.version()}, processor ${SLOWER} times slower`);
console.table(rows);

/** A new visitor's page, slowed down. */
async function visitor(network) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "zh-CN" });
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript(watch);
  const page = await context.newPage();
  page.root = server.root;
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  if (network) {
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", { offline: false, ...network });
  }
  return page;
}

/** In the page: what was rendered ahead of time and when it is gone; how long a press or a key takes. */
function watch() {
  const times = { usable: null, presses: [], keys: [] };
  window.times = times;
  const painted = (done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(null);
  });
  addEventListener("DOMContentLoaded", () => {
    for (const part of document.querySelectorAll("#app > *")) part.setAttribute("data-early", "");
    new MutationObserver(() => {
      if (times.usable === null && document.querySelector("#app:not(:has(> [data-early])):not(:has(#opening)) h1")) painted(() => (times.usable = performance.now()));
    }).observe(document.getElementById("app") ?? document.body, { childList: true, subtree: true });
  });
  let pressed = null;
  addEventListener("click", (event) => {
    const forward = event.target.closest("main button")?.textContent.includes("下一题");
    if (forward) pressed = { at: performance.now(), title: document.querySelector("h1").textContent };
    if (forward) follow();
  }, true);
  const follow = () => painted(() => {
    if (pressed === null) return;
    if (document.querySelector("h1")?.textContent === pressed.title) return follow();
    times.presses.push(performance.now() - pressed.at);
    pressed = null;
  });
  // Capturing here is before the page's own handler, bubbling after it.
  let began = 0;
  addEventListener("input", () => (began = performance.now()), true);
  addEventListener("input", () => times.keys.push(performance.now() - began));
}

async function loading(name, network, what, path, until, aim) {
  const times = [];
  for (let n = 0; n < RUNS; n += 1) {
    const page = await visitor(network);
    await page.goto(server.root + path, { waitUntil: "commit" });
    times.push(await until(page));
    await page.context().close();
  }
  row(what, name, times, aim);
}

function readable(page) {
  return page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime).then((time) => time.jsonValue());
}

function usable(page) {
  return page.waitForFunction(() => window.times.usable).then((time) => time.jsonValue());
}

async function answers() {
  const page = await visitor(null);
  await page.goto(`${server.root}check/`);
  await ready(page);
  const walk = walker(page, household("laoren.json"));
  await walk.start();
  await walk.answer();
  row("an answer → the next question", "", await page.evaluate(() => window.times.presses), "50 ms");
  await page.context().close();
}

async function keys() {
  const page = await visitor(null);
  await page.goto(`${server.root}guide/find/`);
  await page.locator("#q").fill("低保");
  await page.locator("#hits a").first().waitFor();
  await page.evaluate(() => (window.times.keys = []));
  for (const query of QUERIES) {
    await page.locator("#q").fill("");
    for (const key of query) await page.keyboard.insertText(key);
  }
  row("search, hits after a key", "", await page.evaluate(() => window.times.keys), "16 ms");
  await page.context().close();
}

function row(what, network, times, aim) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] * 10) / 10;
  rows.push({ what, network, "best, ms": at(0), "median, ms": at(0.5), "worst of 10, ms": at(0.9), of: sorted.length, aim });
}
