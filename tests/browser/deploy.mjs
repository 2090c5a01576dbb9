// A newer version of the site, put in place of the one that a page has.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DIST } from "./site.mjs";

/** A file of the built site. */
export const text = (path) => readFile(join(DIST, path), "utf8");

/** Puts other files in place of the site's, and a list that says so; `lie` leaves the files out, and those in `gone` are there no more. */
export async function deploy(instead, files, { lie = false, gone = [] } = {}) {
  let worker = await text("sw.js");
  const list = JSON.parse(worker.match(/FILES=(\{[^}]*\})/)[1]);
  for (const [path, body] of Object.entries(files)) list[path] = createHash("sha256").update(body).digest("hex");
  for (const path of gone) delete list[path];
  worker = worker.replace(/FILES=\{[^}]*\}/, () => `FILES=${JSON.stringify(list)}`);
  for (const path of Object.keys(instead)) delete instead[path];
  Object.assign(instead, lie ? {} : files, { "sw.js": worker }, Object.fromEntries(gone.map((path) => [path, null])));
}

/** Looks for a newer version, as the browser does on its own once a day and on every visit. */
export const look = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {}));
