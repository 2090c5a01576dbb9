// Gives what each app's WASM imports from its script short names in both: wasm-bindgen's end in hashes, which no compression
// makes smaller (4 KB of the self-check's download).
// usage: node names.mjs DIR

import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const IMPORTS = 2;
const FUNCTION = 0;
const HEAD = 8;
const root = process.argv[2];
if (!root) {
  console.error("usage: node names.mjs DIR");
  process.exit(2);
}

/** Reads a binary from `at` on. */
function reader(bytes, at) {
  const number = () => {
    let [value, factor, byte] = [0, 1, 0];
    do {
      byte = bytes[at++];
      value += (byte & 127) * factor;
      factor *= 128;
    } while (byte & 128);
    return value;
  };
  const take = (count) => bytes.subarray(at, (at += count));
  return { number, take, text: () => take(number()).toString("utf8"), at: () => at };
}

/** A whole number as WASM writes it. */
function written(value) {
  const bytes = [];
  do {
    bytes.push((value % 128) | (value >= 128 ? 128 : 0));
    value = Math.floor(value / 128);
  } while (value > 0);
  return Buffer.from(bytes);
}

const named = (text) => Buffer.concat([written(text.length), Buffer.from(text)]);

/** The script with a word in it that stood there once replaced. */
function put(script, word, short, file) {
  const parts = script.split(new RegExp(`(?<![\\w$])${word.replace(/[.$]/g, "\\$&")}(?![\\w$])`));
  if (parts.length !== 2) throw new Error(`${file}: ${word} stands there ${parts.length - 1} times, not once`);
  return parts.join(short);
}

async function shorten(wasm, file) {
  const bytes = await readFile(wasm);
  let script = await readFile(file, "utf8");
  const found = reader(bytes, HEAD);
  const out = [bytes.subarray(0, HEAD)];
  while (found.at() < bytes.length) {
    const from = found.at();
    const kind = found.take(1)[0];
    const end = found.number() + found.at();
    if (kind !== IMPORTS) {
      found.take(end - found.at());
      out.push(bytes.subarray(from, end));
      continue;
    }
    const count = found.number();
    const section = [written(count)];
    const modules = new Map();
    for (let n = 0; n < count; n += 1) {
      const [module, name] = [found.text(), found.text()];
      if (!modules.has(module)) {
        modules.set(module, `m${modules.size}`);
        script = put(script, module, modules.get(module), file);
      }
      const short = `_${n.toString(36)}`;
      script = put(script, name, short, file);
      if (found.take(1)[0] !== FUNCTION) throw new Error(`${wasm}: ${name} is no function`);
      section.push(named(modules.get(module)), named(short), Buffer.from([FUNCTION]), written(found.number()));
    }
    const body = Buffer.concat(section);
    out.push(Buffer.from([IMPORTS]), written(body.length), body);
  }
  await writeFile(wasm, Buffer.concat(out));
  await writeFile(file, script);
}

const files = await readdir(root);
for (const file of files.filter((name) => name.endsWith("_bg.wasm"))) {
  await shorten(join(root, file), join(root, file.replace(/_bg\.wasm$/, ".js")));
}
