// Keeps the whole site on the device, so that it works without a network after the first visit.
// The list of files and the hash of each are written here when the site is packed. A version is taken up only
// when every file of it has arrived whole; until then, and if it never does, the version before goes on working.
// A file is kept under its hash: what an update did not change is not fetched again. What few people need is kept once somebody did.
"use strict";

const FILES = {};
const LATER = {};
const CACHE = "files";
/** What a county may change beside the built site: the newest that can be had, else the last one seen. */
const LIVE = "amounts.json";
/** The files of the version before this one: pages that are open still ask for them, by names that this one hasn't got. */
const BEFORE = "before";
/** This version's, for the one after it. */
const NOW = "now";
const PATIENCE = 3000;
const scope = new URL(self.registration.scope);

const stored = (hash) => new URL(`_/${hash}`, scope).href;
const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function take(cache, path) {
  const hash = FILES[path] ?? LATER[path];
  if (await cache.match(stored(hash))) return;
  const response = await fetch(new URL(path, scope), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const body = await response.arrayBuffer();
  if (hex(await crypto.subtle.digest("SHA-256", body)) !== hash) throw new Error(`${path}: another version`);
  const headers = { "Content-Type": response.headers.get("Content-Type") ?? "application/octet-stream" };
  await cache.put(stored(hash), new Response(body, { headers }));
}

async function install() {
  const cache = await caches.open(CACHE);
  // One after the other: the page that is being read needs the line, too.
  for (const path of Object.keys(FILES)) await take(cache, path);
  const now = await fetch(new URL(LIVE, scope), { cache: "no-cache" }).catch(() => null);
  if (now) await keepLive(now);
}

/** No such file is an answer, too; a page that a network puts in the way is none. Keeping may fail. */
async function keepLive(response) {
  const json = response.ok && (response.headers.get("Content-Type") ?? "").includes("json");
  if (!json && response.status !== 404) return;
  await caches.open(CACHE).then((cache) => cache.put(new URL(LIVE, scope).href, response)).catch(() => {});
}

/** A list of files that was kept: their hashes by their paths. */
const listed = async (name) => (await match(stored(name)))?.json() ?? {};

/** Forgets what is no file of this version or the one before. */
async function tidy() {
  const cache = await caches.open(CACHE);
  const [now, last] = [{ ...FILES, ...LATER }, await listed(NOW)];
  const same = JSON.stringify(now) === JSON.stringify(last);
  const before = same ? await listed(BEFORE) : last;
  await cache.put(stored(BEFORE), new Response(JSON.stringify(before)));
  await cache.put(stored(NOW), new Response(JSON.stringify(now)));
  const kept = new Set([...Object.values(now), ...Object.values(before), BEFORE, NOW].map(stored));
  kept.add(new URL(LIVE, scope).href);
  for (const request of await cache.keys()) if (!kept.has(request.url)) await cache.delete(request);
}

/** The path of a file of the site: a folder stands for its page. */
function path(url) {
  const below = decodeURI(url.pathname.slice(scope.pathname.length));
  return below === "" || below.endsWith("/") ? `${below}index.html` : below;
}

/** A file as it is kept; none if it isn't, or if the device's storage fails. */
async function match(key) {
  try {
    return await (await caches.open(CACHE)).match(key);
  } catch {
    return undefined;
  }
}

async function answer(request, file, search) {
  if (file === LIVE) return live(request);
  if (LATER[file]) await caches.open(CACHE).then((cache) => take(cache, file)).catch(() => {});
  const hash = FILES[file] ?? LATER[file] ?? (await listed(BEFORE))[file];
  const kept = hash && (await match(stored(hash)));
  if (kept) return kept;
  // A folder without its slash: relative links need it.
  if (FILES[`${file}/index.html`]) return Response.redirect(new URL(`${file}/${search}`, scope));
  try {
    return await fetch(request);
  } catch (error) {
    const lost = request.mode === "navigate" && FILES["404.html"] && (await match(stored(FILES["404.html"])));
    // Its links are relative to the root of the site.
    if (lost && file.includes("/")) return Response.redirect(new URL("404.html", scope));
    if (lost) return new Response(await lost.arrayBuffer(), { status: 404, headers: lost.headers });
    throw error;
  }
}

async function live(request) {
  const waited = new AbortController();
  const timer = setTimeout(() => waited.abort(), PATIENCE);
  try {
    const response = await fetch(request, { cache: "no-cache", signal: waited.signal });
    await keepLive(response.clone());
    return response;
  } catch (error) {
    const last = await match(new URL(LIVE, scope).href);
    if (last) return last;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => {
  if (event.data === "take-over") self.skipWaiting();
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = event.request.method === "GET" && url.origin === scope.origin && url.pathname.startsWith(scope.pathname);
  if (ours) event.respondWith(answer(event.request, path(url), url.search));
});
