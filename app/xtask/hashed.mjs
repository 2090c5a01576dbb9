// Ends the names of all scripts, styles, WASM and data files in a hash of what they are and of all that they load, so that browsers and
// hosts may keep them for good; says so in `_headers`. The apps know one ending of all data files (`public/boot.js`): it is one hash.
// usage: node hashed.mjs DIR

import { createHash } from "node:crypto";
import { readdir, readFile, rename, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";

const root = process.argv[2];
if (!root) {
  console.error("usage: node hashed.mjs DIR");
  process.exit(2);
}

const KINDS = new Set([".bin", ".css", ".js", ".wasm"]);
const TEXTS = new Set([".css", ".html", ".js"]);
/** Browsers ask for a site's worker under one address. */
const WORKER = "sw.js";
const DIGITS = 8;
/** What trunk has given some of them: it knows no more of what became of them since. */
const EARLIER = /-[0-9a-f]{16}(?=[._])/;

const entries = await readdir(root, { recursive: true, withFileTypes: true });
const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
const texts = new Map();
for (const path of paths.filter((path) => TEXTS.has(extname(path)))) texts.set(path, await readFile(path, "utf8"));
const names = (await readdir(root)).filter((name) => KINDS.has(extname(name)) && name !== WORKER).sort();
const escaped = names.map((name) => name.replaceAll(".", "\\."));
const NAMED = new RegExp(`(?<![\\w.-])(${escaped.join("|")})(?![\\w-])`, "g");

/** A file with all that it loads. */
function closure(name) {
  const found = new Set([name]);
  for (const name of found) for (const [, next] of (texts.get(join(root, name)) ?? "").matchAll(NAMED)) found.add(next);
  return [...found].sort();
}

async function hash(all, more = "") {
  const sum = createHash("sha256").update(more);
  for (const name of all) sum.update(name.replace(EARLIER, "")).update(await readFile(join(root, name)));
  return sum.digest("hex").slice(0, DIGITS);
}

const data = await hash(names.filter((name) => name.endsWith(".bin")));
const hashed = new Map();
for (const name of names) {
  const [stem, kind] = [name.replace(EARLIER, "").slice(0, -extname(name).length), extname(name)];
  hashed.set(name, `${stem}-${kind === ".bin" ? data : await hash(closure(name), data)}${kind}`);
}
for (const [path, text] of texts) {
  const written = text.replace(NAMED, (name) => hashed.get(name));
  if (written !== text) await writeFile(path, written);
}
for (const [name, now] of hashed) await rename(join(root, name), join(root, now));
const keep = [...hashed.values()].map((name) => `/${name}\n  Cache-Control: public, max-age=31536000, immutable\n`);
await writeFile(join(root, "_headers"), (await readFile(join(root, "_headers"), "utf8")) + keep.join(""));
console.log(`${hashed.size} files may be kept for good`);
