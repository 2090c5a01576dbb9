// Writes into sw.js which files the site has and what they hash to, so that it can be kept on a device whole; and which are kept
// once somebody needed them.
// usage: node offline.mjs DIR

import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";

/** Not kept: the list itself, what a host or a search engine reads, and what a county may change afterwards. */
const NOT_KEPT = /^(sw\.js|_headers|robots\.txt|sitemap\.xml|amounts\.json)$|\.(br|gz)$/;
/** Kept once it was needed: what draws PDF files is as large as all else. */
const LATER = /^pdf\//;
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
const hashes = async (paths) => JSON.stringify(Object.fromEntries(await Promise.all(paths.map(async (path) => [path, await hash(path)]))));
const lists = { FILES: paths.filter((path) => !LATER.test(path)), LATER: paths.filter((path) => LATER.test(path)) };
const worker = join(root, "sw.js");
let text = await readFile(worker, "utf8");
for (const [name, list] of Object.entries(lists)) {
  const place = new RegExp(`\\b${name}\\s*=\\s*\\{\\}`);
  if (!place.test(text)) {
    console.error(`${worker} has no empty list ${name}`);
    process.exit(1);
  }
  const written = `${name}=${await hashes(list)}`;
  text = text.replace(place, () => written);
}
await writeFile(worker, text);
console.log(`${lists.FILES.length} files are kept for use without a network, ${lists.LATER.length} once they were needed`);
