// A second copy of every draft, outside IndexedDB. Chromium loses all of a site's IndexedDB when it is killed in the middle of a write:
// the next start goes on writing behind the torn end of its log, and the start after that finds the log broken and throws all away.
// What was said to be saved lies here as well, and is put back where the database hasn't got it. A draft's copies go before it does,
// so what is here without its draft was lost.

const DATABASE = "jiuzai";
const CACHE = "copies";
const [DRAFTS, ATTACHED] = ["drafts", "attached"];
/** What a copy is made of, in a header: a number of bytes for a row; for a photo or a PDF file a list of [bytes, type] of each picture
 * or file in it, and of what else is in it, as it is. */
const PIECES = "X-Pieces";

/** The database belongs to all of the host, wherever on it the site is. */
const folder = `${location.origin}/_copies/`;
const address = (store, key) => `${folder}${store}/${key}`;
const number = ({ url }) => Number(new URL(url).search.slice(1));
const plain = ({ url }) => url.replace(/\?.*/, "");
const done = (request) => new Promise((good, bad) => ((request.onsuccess = () => good(request.result)), (request.onerror = () => bad(request.error))));
const ended = (work) => new Promise((good, bad) => ((work.oncomplete = good), (work.onabort = () => bad(work.error))));
/** Whose a copy is. */
const draftOf = (at) => at.slice(folder.length).split("/")[1];
/** The keys of what goes with a draft: its list under `ID/`, each file under `ID/…`. */
const beside = (id) => IDBKeyRange.bound(`${id}/`, `${id}0`, false, true);

/** Whether other drafts were looked at on this page. */
let looked = false;

/** Both stores, in one transaction. */
const stores = (work) => [DRAFTS, ATTACHED].map((name) => work.objectStore(name));
/** The drafts in the database, to be read. */
const drafts = (database) => database.transaction(DRAFTS).objectStore(DRAFTS);

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

let last = Promise.resolve();

/** After the copying that is under way, of other pages too where the browser has locks: two would number theirs alike. A lock ends
 * with its page. */
const alone = (work) => (navigator.locks ? navigator.locks.request(CACHE, work) : (last = last.then(work, work)));

/** The copies there are, by their address without the number, the newest first. */
async function listed(cache) {
  const all = new Map();
  const requests = [...(await cache.keys())].sort((one, other) => number(other) - number(one));
  for (const request of requests) all.set(plain(request), [...(all.get(plain(request)) ?? []), request]);
  return all;
}

/** The copies of one draft among those there are. */
const ofDraft = (copied, id) => [...copied].filter(([at]) => draftOf(at) === id);

const equal = (one, other) => one.every((byte, n) => byte === other[n]);

/** Puts a value beside the ones before, unless it is one of those, then takes them away: a kill leaves one of them. */
async function put(cache, before, at, value) {
  const isFile = Array.isArray(value);
  const pieces = JSON.stringify(isFile ? value.map((piece) => (piece instanceof Blob ? [piece.size, piece.type] : piece)) : value.byteLength);
  const kept = before.length === 1 && (await cache.match(before[0]));
  if (kept && kept.headers.get(PIECES) === pieces) {
    // Photos are large, and of one size only as long as they are what they were.
    if (isFile || equal(value, new Uint8Array(await kept.arrayBuffer()))) return;
  }
  const bytes = new Blob(isFile ? value.filter((piece) => piece instanceof Blob) : [value]);
  const next = before.length ? number(before[0]) + 1 : 1;
  // As bytes: Safari keeps nothing of a form or a stream.
  await cache.put(`${at}?${next}`, new Response(await bytes.arrayBuffer(), { headers: { [PIECES]: pieces } }));
  await remove(cache, before);
}

const remove = (cache, requests) => Promise.all(requests.map((request) => cache.delete(request)));

/** The value of a copy; nothing if it isn't whole. */
async function read(cache, request) {
  try {
    const response = await cache.match(request);
    const pieces = JSON.parse(response.headers.get(PIECES));
    const bytes = await response.arrayBuffer();
    if (!Array.isArray(pieces)) return pieces === bytes.byteLength ? new Uint8Array(bytes) : undefined;
    let from = 0;
    const value = pieces.map((piece) => (Array.isArray(piece) ? new Blob([bytes.slice(from, (from += piece[0]))], { type: piece[1] }) : piece));
    return from === bytes.byteLength ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Copies a draft as it is in the database; with what goes with it if `whole`. Its row comes last: a copy without it is none. */
async function copy(database, id, whole) {
  const cache = await caches.open(CACHE);
  const before = await listed(cache);
  const [rows, attached] = stores(database.transaction([DRAFTS, ATTACHED]));
  const all = [done(rows.get(id)), whole && done(attached.getAllKeys(beside(id))), whole && done(attached.getAll(beside(id)))];
  const [row, keys, values] = await Promise.all(all);
  if (!row) return;
  const puts = (at, value) => put(cache, before.get(at) ?? [], at, value);
  let failed = null;
  if (whole) {
    const there = [address(DRAFTS, id), ...keys.map((key) => address(ATTACHED, key))];
    for (const [at, requests] of ofDraft(before, id)) if (!there.includes(at)) await remove(cache, requests);
    // A file that can't be read leaves the others theirs.
    for (const [n, key] of keys.entries()) await puts(address(ATTACHED, key), values[n]).catch((error) => (failed = error));
  }
  await puts(address(DRAFTS, id), row).catch((error) => (failed = error));
  // Another page may have deleted it meanwhile.
  if (!(await done(drafts(database).getKey(id)))) await self.copies("forget", id);
  if (failed) throw failed;
}

/** Copies all other drafts of which something has none: those of earlier versions of the site, and where copying was cut off. Takes
 * away what is left of drafts that were deleted meanwhile. */
async function copyOthers(database) {
  const ids = await alone(async () => {
    const ids = await done(drafts(database).getAllKeys());
    const cache = await caches.open(CACHE);
    const copied = await listed(cache);
    const stays = (id) => ids.includes(id) || copied.has(address(DRAFTS, id));
    for (const [at, requests] of copied) if (!stays(draftOf(at))) await remove(cache, requests);
    return ids;
  });
  for (const id of ids) await alone(() => copy(database, id, true)).catch(() => {});
}

/** Once a page, while nobody waits for it. */
function others() {
  if (looked) return;
  looked = true;
  withDatabase(copyOthers).catch(() => {});
}

const keep = (id, whole) => withDatabase((database) => alone(() => copy(database, id, whole))).finally(others);

/** Copies what a draft says. */
export const row = (id) => keep(id, false);

/** Copies what a draft says, and what goes with it. */
export const whole = (id) => keep(id, true);

/** Puts back all drafts that the database hasn't got; whether there were any. */
export async function restore() {
  const restored = await withDatabase((database) => alone(() => putAllBack(database)));
  others();
  return restored;
}

/** Asks the database first: what is deleted meanwhile has no copy any more when those are looked at. */
async function putAllBack(database) {
  const there = await done(drafts(database).getAllKeys());
  const cache = await caches.open(CACHE);
  const copied = await listed(cache);
  const lost = [...copied.keys()].filter((at) => at.startsWith(address(DRAFTS, "")) && !there.includes(draftOf(at)));
  let restored = false;
  for (const id of lost.map(draftOf)) {
    const found = [];
    for (const [at, requests] of ofDraft(copied, id)) found.push([at, await newest(cache, requests)]);
    // Another page may have put it back and deleted it while this one read.
    const stays = (await listed(await caches.open(CACHE))).has(address(DRAFTS, id));
    // One that finds no room leaves the others theirs.
    if (stays && (await putBack(database, id, found).catch(() => false))) restored = true;
  }
  return restored;
}

/** The value of the newest copy that is whole. */
async function newest(cache, requests) {
  for (const request of requests) {
    // A device that is short of memory may read it the second time.
    const value = (await read(cache, request)) ?? (await read(cache, request));
    if (value) return value;
  }
  return undefined;
}

/** Puts a draft back with what goes with it, unless it is there or has no whole copy. */
async function putBack(database, id, found) {
  const row = found.find(([at]) => at === address(DRAFTS, id))[1];
  if (!row) return false;
  const writing = database.transaction([DRAFTS, ATTACHED], "readwrite", { durability: "strict" });
  const written = ended(writing);
  const [rows, attached] = stores(writing);
  if (await done(rows.getKey(id))) return false;
  rows.put(row, id);
  const key = (at) => at.slice(address(ATTACHED, "").length);
  for (const [at, value] of found) if (value && value !== row) attached.put(value, key(at));
  await written;
  return true;
}
