// Writes into sw.js which files the site has and what they hash to, so that it can be kept on a device whole.
// usage: node offline.mjs DIR

import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** Not kept: the list itself, what a host or a search engine reads, and what a county may change afterwards. */
const NOT_KEPT = /^(sw\.js|_headers|robots\.txt|sitemap\.xml|amounts\.json)$|\.(br|gz)$/;
const PLACE = /\bFILES\s*=\s*\{\}/;
const root = process.argv[2];
if (!root) {
  console.error("usage: node offline.mjs DIR");
  process.exit(2);
}

const entries = await readdir(root, { recursive: true, withFileTypes: true });
const paths = entries
  .filter((entry) => entry.isFile())
  .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
  .filter((path) => !NOT_KEPT.test(path))
  .sort();
const hash = async (path) => createHash("sha256").update(await readFile(join(root, path))).digest("hex");
const files = Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await hash(path)])));
const worker = join(root, "sw.js");
const text = await readFile(worker, "utf8");
if (!PLACE.test(text)) {
  console.error(`${worker} has no empty list FILES`);
  process.exit(1);
}
await writeFile(worker, text.replace(PLACE, () => `FILES=${JSON.stringify(files)}`));
console.log(`${paths.length} files are kept for use without a network`);
