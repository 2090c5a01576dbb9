// The site works wherever its files lie: at a root or below a path, on a server that only hands out files.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { household, walker } from "./journey.mjs";
import { assertQuiet, DIST, go, heading, leave, named, ready, saved, site } from "./site.mjs";

const here = site();
const stops = [];
after(() => Promise.all(stops.map((stop) => stop())));

/** The site below `base` on Python's server, as anybody can start it. */
async function python(base) {
  const folder = await mkdtemp(join(tmpdir(), "places-"));
  const at = join(folder, base);
  if (base !== "/") await mkdir(join(at, ".."), { recursive: true });
  if (base !== "/") await symlink(DIST, at.replace(/\/$/, ""));
  const server = spawn("python3", ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "-d", base === "/" ? DIST : folder]);
  stops.push(async () => {
    server.kill();
    await rm(folder, { recursive: true });
  });
  server.stderr.resume();
  const port = await new Promise((started, failed) => {
    server.stdout.on("data", (said) => / port \d+/.test(said) && started(/ port (\d+)/.exec(said)[1]));
    server.on("exit", () => failed(new Error("python3 -m http.server did not start")));
  });
  return `http://127.0.0.1:${port}${base}`;
}

const SERVERS = { "a server of files": (base) => here.serve({ base }).then(({ root }) => root), "python3 -m http.server": python };

for (const [name, serve] of Object.entries(SERVERS)) {
  for (const base of ["/", "/a/b/"]) {
    test(`home, guide, self-check, result; ${name}, below ${base}`, async () => {
      const page = await here.open("", {}, await serve(base));
      await page.locator(".nav a", { hasText: "指南" }).click();
      await page.locator("main a", { hasText: "最低生活保障" }).first().click();
      await page.waitForURL(`${page.root}guide/dibao/`);
      assert.match(await heading(page), /最低生活保障/);
      // A page that needs no app, loaded by the browser, and its links back.
      await go(page, "guide/event/ill/");
      await page.locator('main a[href$="guide/dibao/"]').first().click();
      await page.waitForURL(`${page.root}guide/dibao/`);
      await ready(page);
      await page.locator(".nav a", { hasText: "自测" }).click();
      const walk = walker(page, household("liulang.json"));
      await walk.start(["生活无着的流散人员救助"]);
      await walk.answer();
      await walk.result();
      await page.locator("details.prog").first().waitFor();
      assert.ok(page.url().startsWith(`${page.root}result/`));
      await page.reload();
      await page.locator("details.prog").first().waitFor();
      assertQuiet(page);
      await leave(page);
    });

    test(`forms, drafts, hand-over; ${name}, below ${base}`, async () => {
      const page = await here.open("papers/", {}, await serve(base));
      await page.locator('.tasks .name[href*="papers/shenqing/"]').click();
      await page.locator("#applicant_name").fill("甲某某");
      await saved(page);
      await page.getByRole("link", { name: "存好退出" }).click();
      const card = page.locator("li.draft");
      await card.locator("summary").click();
      await card.getByRole("link", { name: /带到另一台设备/ }).click();
      await page.getByRole("button", { name: "显示二维码" }).click();
      await page.locator("[data-code] svg").waitFor();
      const { search } = new URL(page.url());
      for (const [path, says] of [["papers/shenqing/print/", "甲某某"], ["drafts/history/", "以前的样子"]]) {
        await go(page, path + search);
        await page.locator("main", { hasText: says }).waitFor();
      }
      assertQuiet(page);
      await leave(page);
    });

    test(`addresses without their slash, and types of files; ${name}, below ${base}`, async () => {
      const root = await serve(base);
      for (const path of ["guide/dibao", "check", "guide/event/ill"]) {
        const response = await fetch(root + path);
        assert.deepEqual([response.status, response.url], [200, `${root}${path}/`]);
        assert.match(response.headers.get("content-type"), /^text\/html/);
      }
      assert.equal((await fetch(`${root}nothing/here/`)).status, 404);
      const html = await (await fetch(`${root}check/`)).text();
      const [, script, wasm] = /data-js="([^"]+)" data-wasm="([^"]+)"/.exec(html);
      const types = { [script]: /javascript/, [named("kiosk.js")]: /javascript/, "sw.js": /javascript/, [wasm]: /^application\/wasm/, "icon-192.png": /^image\/png/, "peony.svg": /^image\/svg/ };
      for (const [file, type] of Object.entries(types)) {
        const response = await fetch(root + file);
        assert.equal(response.status, 200, file);
        assert.match(response.headers.get("content-type"), type, file);
      }
    });
  }
}

test("all that is loaded has a hash in its name; rules to keep files for good are of such files, and no other", () => {
  const HASHED = /-[0-9a-f]{8}\.(js|css|wasm|bin)$/;
  const loaded = readdirSync(DIST).filter((file) => /\.(js|css|wasm|bin)$/.test(file));
  assert.deepEqual(loaded.filter((file) => !HASHED.test(file)), ["sw.js"]);
  const rules = readFileSync(join(DIST, "_headers"), "utf8").split(/\n(?=\/)/);
  const kept = rules.filter((rule) => rule.includes("immutable")).map((rule) => rule.split("\n")[0].slice(1));
  assert.deepEqual(kept.sort(), loaded.filter((file) => HASHED.test(file)).sort());
});
