// A second copy of every draft, outside IndexedDB. Chromium loses all of a site's IndexedDB when it is killed in the middle of a write:
// the next start goes on writing behind the torn end of its log, and the start after that finds the log broken and throws all away.
// What was said to be saved lies here as well, and is put back where the database hasn't got it. A draft's copies go before it does,
// so what is here without its draft was lost.

const DATABASE = "jiuzai";
const CACHE = "copies";
const [DRAFTS, ATTACHED] = ["drafts", "attached"];
/** Nobody waits longer for it, in milliseconds. */
const PATIENCE = 3000;

const folder = new URL("_copies/", new URL(document.documentElement.dataset.root, location.href)).href;
const address = (store, key) => `${folder}${store}/${key}`;
const number = ({ url }) => Number(new URL(url).search.slice(1));
const plain = ({ url }) => url.replace(/\?.*/, "");
const done = (request) => new Promise((good, bad) => ((request.onsuccess = () => good(request.result)), (request.onerror = () => bad(request.error))));
/** The keys of what goes with a draft: its list under `ID/`, the files under `ID/…`. */
const beside = (id) => IDBKeyRange.bound(`${id}/`, `${id}0`, false, true);

/** Whether drafts without a copy were looked for on this page. */
let looked = false;

/** Does something with the database, if the apps have made it. */
async function withDatabase(work) {
  const opening = indexedDB.open(DATABASE);
  opening.onupgradeneeded = () => opening.transaction.abort();
  const database = await done(opening);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** One at a time, whichever page does it. */
function alone(work) {
  const late = new Promise((late) => setTimeout(late, PATIENCE));
  return Promise.race([late, navigator.locks ? navigator.locks.request(CACHE, work) : work()]);
}

/** Puts a value beside the one before, then takes that away: a kill leaves one of the two. */
async function put(cache, store, key, value) {
  const at = address(store, key);
  const before = await cache.keys(at, { ignoreSearch: true });
  const form = new FormData();
  const pieces = [value].flat().map((piece) => (piece instanceof Blob ? piece : new Blob([piece])));
  for (const piece of [...pieces, new Blob(["end"])]) form.append("piece", piece);
  const sizes = pieces.map(({ size }) => size).join();
  // Photos don't change often, and are large.
  const same = Array.isArray(value) && before.length === 1 && (await cache.match(before[0])).headers.get("X-Sizes") === sizes;
  if (same) return;
  const next = Math.max(0, ...before.map(number)) + 1;
  await cache.put(`${at}?${next}`, new Response(form, { headers: { "X-Sizes": sizes } }));
  await Promise.all(before.map((request) => cache.delete(request)));
}

/** The value of a copy; nothing if it isn't whole. */
async function value(cache, request) {
  try {
    const form = await (await cache.match(request)).formData();
    const files = form.getAll("piece");
    if ((await files.pop().text()) !== "end") return undefined;
    const isRow = plain(request).startsWith(address(DRAFTS, "")) || plain(request).endsWith("/");
    if (isRow) return new Uint8Array(await files[0].arrayBuffer());
    return files.map((file) => file.slice(0, file.size, file.type));
  } catch {
    return undefined;
  }
}

/** Copies a draft as it is in the database; with what goes with it if `whole`. */
async function copy(database, cache, id, whole) {
  const reading = database.transaction([DRAFTS, ATTACHED]);
  const [drafts, attached] = [DRAFTS, ATTACHED].map((name) => reading.objectStore(name));
  const all = [done(drafts.get(id)), whole && done(attached.getAllKeys(beside(id))), whole && done(attached.getAll(beside(id)))];
  const [row, keys, values] = await Promise.all(all);
  if (!row) return;
  await put(cache, DRAFTS, id, row);
  if (!whole) return;
  for (const [n, key] of keys.entries()) await put(cache, ATTACHED, key, values[n]);
  const there = new Set(keys.map((key) => address(ATTACHED, key)));
  await drop(cache, (at) => at.startsWith(address(ATTACHED, `${id}/`)) && !there.has(at));
}

async function drop(cache, which) {
  for (const request of await cache.keys()) if (which(plain(request))) await cache.delete(request);
}

function keep(id, whole) {
  return alone(() =>
    withDatabase(async (database) => {
      const cache = await caches.open(CACHE);
      await copy(database, cache, id, whole);
      if (looked) return;
      looked = true;
      const copied = new Set((await cache.keys()).map(plain));
      const others = await done(database.transaction(DRAFTS).objectStore(DRAFTS).getAllKeys());
      for (const other of others) if (!copied.has(address(DRAFTS, other))) await copy(database, cache, other, true);
    }),
  );
}

/** Copies what a draft says. */
export const row = (id) => keep(id, false);

/** Copies what a draft says, and what goes with it. */
export const whole = (id) => keep(id, true);

/** Takes a draft's copies away; all, without an id. */
export function forget(id) {
  return alone(async () => {
    if (!id) return void (await caches.delete(CACHE));
    const [own, files] = [address(DRAFTS, id), address(ATTACHED, `${id}/`)];
    await drop(await caches.open(CACHE), (at) => at === own || at.startsWith(files));
  });
}

/** Puts back all drafts that the database hasn't got; whether there were any. */
export function restore() {
  return alone(async () => {
    const cache = await caches.open(CACHE);
    const requests = (await cache.keys()).sort((one, other) => number(other) - number(one));
    const found = new Map();
    for (const request of requests) {
      const at = plain(request);
      if (!found.has(at)) found.set(at, await value(cache, request));
      if (!found.get(at)) found.delete(at);
    }
    return withDatabase((database) => putBack(database, found));
  });
}

async function putBack(database, found) {
  const writing = database.transaction([DRAFTS, ATTACHED], "readwrite", { durability: "strict" });
  const [drafts, attached] = [DRAFTS, ATTACHED].map((name) => writing.objectStore(name));
  const ended = new Promise((good, bad) => ((writing.oncomplete = good), (writing.onabort = bad)));
  const there = new Set(await done(drafts.getAllKeys()));
  let lost = false;
  for (const [at, value] of found) {
    const [, store, id, more] = /^([^/]+)\/([^/]+)(\/.*)?$/.exec(at.slice(folder.length));
    if (there.has(id)) continue;
    lost = true;
    if (store === DRAFTS) drafts.put(value, id);
    else attached.put(value, id + more);
  }
  await ended;
  return lost;
}
