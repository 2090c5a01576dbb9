// Puts a .br and a .gz beside each file that shrinks, and prints one line a file: path, bytes, gzip, brotli.
// usage: node compress.mjs DIR

import { readdir, readFile, writeFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const SHRINKS = new Set([".bin", ".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"]);
const root = process.argv[2];
if (!root) {
  console.error("usage: node compress.mjs DIR");
  process.exit(2);
}

async function compress(file) {
  const bytes = await readFile(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
  return [relative(root, file).split(sep).join("/"), bytes.length, gz.length, br.length].join("\t");
}

const entries = await readdir(root, { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile() && SHRINKS.has(extname(entry.name)))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  .sort();
const rows = [];
for (const file of files) rows.push(await compress(file));
console.log(rows.join("\n"));
