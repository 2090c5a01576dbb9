// The built site in a real browser.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

/** The day it is in every test. */
export const TODAY = "2026-11-23";

const NOW = new Date(`${TODAY}T10:00:00+08:00`);
/** The built site. */
export const DIST = process.env.DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
/** What a file of the built site is called there, with its hash. */
export const named = (name) => readdirSync(DIST).find((file) => file.replace(/-[0-9a-f]{8}(?=\.\w+$)/, "") === name);
const PHONE = { width: 360, height: 800 };
const STEP = 15_000;
/** How long the app takes at most, where a page got no mark. */
const UNMARKED = 3000;

/** How every browser is started. */
export const LAUNCH = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
};

const CONTEXT = { viewport: PHONE, locale: "zh-CN", timezoneId: "Asia/Shanghai", reducedMotion: "reduce" };

/** A server and a browser for the tests of one file, with ways to open pages and start further servers; all closed after them. */
export function site(options = {}) {
  const site = { servers: [] };
  site.serve = async (options) => {
    site.servers.push(await serve(DIST, options));
    return site.servers.at(-1);
  };
  /** Starts the browser, also in place of the one before. */
  site.launch = async ({ args = [], ...launch } = {}) => {
    await site.browser?.close();
    site.browser = await chromium.launch({ ...LAUNCH, ...launch, args: [...LAUNCH.args, ...args] });
  };
  before(async () => {
    site.server = await site.serve(options);
    await site.launch(options.launch);
  });
  after(async () => {
    await site.browser?.close();
    await Promise.all(site.servers.map((server) => server.close()));
  });
  site.open = (path = "", context = {}, root = site.server.root) => open(site.browser, root, path, context);
  return site;
}

/** The same outside a test: to be stopped by whoever started it. */
export async function start() {
  const [server, browser] = [await serve(DIST), await chromium.launch(LAUNCH)];
  return {
    open: (path, context) => open(browser, server.root, path, context),
    stop: () => Promise.all([browser.close(), server.close()]),
  };
}

/** A visitor with nothing stored yet, at an address below the site's root. */
async function open(browser, root, path, options) {
  const context = await browser.newContext({ ...CONTEXT, ...options });
  return visit(context, root, path);
}

/** A browser with a profile on disk, which a test can close and start again. */
export async function openProfile(profile, root, path = "") {
  const context = await chromium.launchPersistentContext(profile, { ...LAUNCH, ...CONTEXT });
  return visit(context, root, path);
}

/** A visitor's page in a browser that somebody else started. */
export async function visit(context, root, path) {
  context.setDefaultTimeout(STEP);
  await context.clock.setFixedTime(NOW);
  await context.addInitScript(markEarly);
  const page = await context.newPage();
  page.root = root;
  page.seen = watch(page);
  await go(page, path);
  return page;
}

/** What the page says once a change is on the device for good. */
export const SAVED = "已存到这台设备上";

/** Waits until the page says so. */
export const saved = (page) => page.locator("p.saved", { hasText: SAVED }).waitFor();

/** Loads an address below the site's root, and waits for the app. */
export async function go(page, path) {
  await page.goto(page.root + path);
  await ready(page);
}

/** Waits until the app stands in place of the page rendered ahead of time, and shows a screen. Some pages need no app; some need
    it only where many people use the machine. */
export async function ready(page) {
  const app = "#app:not(:has(> [data-early])):not(:has(#opening)) h1";
  const stands = page.locator(`${app}, #plain h1, html:not([data-kiosk]):has(script[data-stands]) h1`).first();
  await stands.waitFor();
  if (await page.evaluate(() => "marked" in window)) return;
  // The mark had not been set: what stands there may be what was rendered ahead of time.
  await page.waitForFunction(() => "marked" in window, null, { timeout: UNMARKED }).catch(() => console.error(`no mark on ${page.url()}`));
  await stands.waitFor();
}

/** Waits until the whole site is kept on the device. */
export function kept(page) {
  return page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== "activated") await new Promise((done) => active.addEventListener("statechange", done));
  });
}

/** Marks what was rendered ahead of time; the app takes it away. */
function markEarly() {
  addEventListener("DOMContentLoaded", () => {
    for (const part of document.querySelectorAll("#app > *")) part.setAttribute("data-early", "");
    window.marked = true;
  });
}

/** What a page did that no page may do. */
function watch(page) {
  const seen = { requests: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(`${message.text()} ${message.location().url}`));
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  return seen;
}

/** No request left the site, nothing was complained about. */
export function assertQuiet(page) {
  const origin = new URL(page.root).origin;
  const outside = page.seen.requests.filter((url) => !url.startsWith(origin) && !url.startsWith("data:") && !url.startsWith("blob:"));
  assert.deepEqual(outside, []);
  assert.deepEqual(page.seen.errors, []);
}

/** The text of the page's one heading. */
export function heading(page) {
  return page.locator("h1").innerText().then((text) => text.replace(/\s+/g, ""));
}

/** Closes a visitor's browser window, with everything it stored. */
export async function leave(page) {
  await page.context().close();
}
