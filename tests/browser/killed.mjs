// A browser of its own process group, to be killed as the system kills it: at once, with no chance to tidy up.

import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { readdir, stat, truncate } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import { LAUNCH, visit } from "./site.mjs";

const SIZE = "--window-size=360,800";
/** How many bytes are torn off: part of the last thing that was written. */
const TORN = 40;
const LISTENS = /^DevTools listening on (ws:\S+)/;

/** Starts a browser on a profile on disk and opens an address; `page.kill()` ends all its processes with SIGKILL. */
export async function openToKill(profile, root, path) {
  const args = [...LAUNCH.args, SIZE, "--lang=zh-CN", "--no-first-run", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
  const browser = spawn(LAUNCH.executablePath, args, { detached: true, stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, TZ: "Asia/Shanghai" } });
  const ended = new Promise((done) => browser.once("exit", (code, signal) => done(signal ?? code)));
  const connected = await chromium.connectOverCDP(await address(browser));
  const page = await visit(connected.contexts()[0], root, path);
  page.kill = async () => {
    const processes = of(browser.pid);
    process.kill(-browser.pid, "SIGKILL");
    const signal = await ended;
    while (of(browser.pid).length > 0) await new Promise((later) => setTimeout(later, 5));
    await connected.close().catch(() => {});
    return { processes: processes.length, signal };
  };
  return page;
}

/** Where the browser can be talked to, as it says itself. */
async function address(browser) {
  const said = [];
  for await (const line of createInterface({ input: browser.stderr })) {
    const found = LISTENS.exec(line);
    if (found) {
      browser.stderr.resume();
      return found[1];
    }
    said.push(line);
  }
  throw new Error(`the browser did not start: ${said.join("\n")}`);
}

/** The processes of a group that have not ended. */
function of(group) {
  const runs = (pid) => {
    try {
      const [state, , theirs] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").pop().split(" ");
      return Number(theirs) === group && state !== "Z";
    } catch {
      return false;
    }
  };
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && runs(name));
}

/** Tears the end of the log of the browser's IndexedDB off, as a kill in the middle of a write does. */
export async function tearLog(profile) {
  const folder = join(profile, "Default", "IndexedDB");
  const database = (await readdir(folder)).find((name) => name.endsWith(".leveldb"));
  const log = (await readdir(join(folder, database))).find((name) => name.endsWith(".log"));
  const { size } = await stat(join(folder, database, log));
  await truncate(join(folder, database, log), size - TORN);
}
