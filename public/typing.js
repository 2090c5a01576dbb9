// What is typed under a question and not yet an answer outlives a reload and a killed browser: it lies beside the draft, and stands
// there again once the same question does. On a machine that many people use nothing is kept.

const DATABASE = "jiuzai";
const TYPING = "typing";
/** So long nothing was typed, in milliseconds. */
const REST = 250;
const FIELDS = "main form input.input";

const html = document.documentElement;
const draft = () => new URLSearchParams(location.search).get("d");
/** The questions that stand here: something else is never filled in. */
const asked = () => Array.from(document.querySelectorAll("main h1, main h2"), (heading) => heading.textContent).join("\n");

let timer = null;
let shown = "";
/** Whether something is kept, and whether what stands here was sent. */
let held = false;
let sent = false;

/** The stores, if the app has made them: nothing is made here. */
function open() {
  return new Promise((done) => {
    const opening = indexedDB.open(DATABASE);
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => done(null);
    opening.onsuccess = () => done(opening.result);
  });
}

/** Does something in one transaction with the draft `id`, if that is there. */
async function beside(id, mode, work) {
  const database = await open();
  if (!database) return;
  try {
    const stores = database.transaction(["drafts", TYPING], mode, { durability: "strict" });
    await new Promise((done) => {
      stores.oncomplete = stores.onabort = done;
      const there = stores.objectStore("drafts").getKey(id);
      there.onsuccess = () => there.result && work(stores.objectStore(TYPING));
    });
  } catch (error) {
    // made by another version of the site
  } finally {
    database.close();
  }
}

function keep() {
  clearTimeout(timer);
  timer = null;
  const id = draft();
  const fields = Array.from(document.querySelectorAll(FIELDS), ({ id, value, stood = [] }) => ({ id, value, stood }));
  const typed = fields.filter(({ value }) => value);
  if (!id || !(held || typed.length)) return;
  if (!typed.length) return forget(id);
  held = true;
  const row = { asked: asked(), typed };
  beside(id, "readwrite", (store) => store.put(row, id));
}

function forget(id) {
  held = false;
  beside(id, "readwrite", (store) => store.delete(id));
}

/** Fills in what was typed, but never over what somebody said since. The app hears of it as if it were typed now. */
function fill({ asked: then, typed }) {
  if (then !== asked()) return;
  held = true;
  for (const { id, value, stood } of typed) {
    const field = document.getElementById(id);
    if (!field?.matches(FIELDS) || (field.value && !stood.includes(field.value))) continue;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Another question stands here: what was typed under it before is looked for. What was sent is done with: the next person to be
 * added is asked for in the same words. */
function look() {
  const [id, now, done] = [draft(), `${location.search}\n${asked()}`, sent && held];
  if (now === shown || !id || !(done || document.querySelector(FIELDS))) return;
  shown = now;
  sent = false;
  if (done) return forget(id);
  beside(id, "readonly", (store) => (store.get(id).onsuccess = ({ target }) => target.result && fill(target.result)));
}

if (!html.hasAttribute("data-kiosk") && document.querySelector("script[data-root]")?.dataset.js?.startsWith("site-")) {
  // What stood in a field before it was typed in: only in its place it is typed again.
  addEventListener("focusin", ({ target }) => target.matches(FIELDS) && (target.stood = [...(target.stood ?? []), target.value]));
  addEventListener("input", ({ target }) => {
    if (!target.closest("main form") || !document.querySelector(FIELDS)) return;
    clearTimeout(timer);
    timer = setTimeout(keep, REST);
  });
  addEventListener("submit", () => (sent = true), true);
  for (const end of ["pagehide", "visibilitychange"]) addEventListener(end, () => timer && keep(), true);
  new MutationObserver(look).observe(document.getElementById("app"), { childList: true, subtree: true });
  look();
}
