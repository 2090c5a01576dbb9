// Serves a built site from a folder, at the root or below a path. An unknown address is a 404.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";

const TYPES = {
  ".bin": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
};

/**
 * Starts a server.
 * @param {string} folder the built site
 * @param {{base?: string, instead?: Record<string, string>, compressed?: boolean}} options `base`: the path of the site's root;
 *   `instead`: text served in place of a file, by its path below the root, or null for none; `compressed`: with the `.br` beside a file
 * @returns {Promise<{origin: string, root: string, close: () => Promise<void>}>}
 */
export async function serve(folder, { base = "/", instead = {}, compressed = false } = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const found = pathname.startsWith(base) ? await find(folder, decodeURI(pathname.slice(base.length)), instead, compressed) : null;
    response.writeHead(found?.status ?? 404, { "Cache-Control": "no-store", ...found?.headers });
    response.end(found?.body ?? "没有这一页");
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  });
  return { origin, root: origin + base, close };
}

async function find(folder, path, instead, compressed) {
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  const headers = { "Content-Type": TYPES[extname(file)] };
  if (instead[file] === null) return null;
  if (file in instead) return { status: 200, headers, body: instead[file] };
  if (normalize(file).startsWith("..")) return null;
  if (!headers["Content-Type"]) {
    const index = await read(join(folder, file, "index.html"));
    return index && { status: 301, headers: { Location: `${file.split(sep).pop()}/` }, body: "" };
  }
  const small = compressed && (await read(join(folder, `${file}.br`)));
  if (small) return { status: 200, headers: { ...headers, "Content-Encoding": "br" }, body: small };
  const body = await read(join(folder, file));
  return body && { status: 200, headers, body };
}

const read = (file) => readFile(file).catch(() => null);
