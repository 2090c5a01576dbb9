// Starts the app: finds the root of the site, loads the hashed script and WASM from there.
// Without it, or on a browser too old for it, the prerendered pages still read, and mode.js says what does not work.
const script = document.querySelector("script[data-root]");
const root = new URL(script.dataset.root, location.href);
document.documentElement.dataset.root = root.pathname;
// How the names of all data files end: with a hash in the finished site.
document.documentElement.dataset.end = "packs.bin".slice("packs".length);
// Browsers ask for the icon again when the address changes: it has to be where it was.
for (const icon of document.querySelectorAll("link[rel=icon]")) icon.href = icon.href;

const kiosk = document.documentElement.hasAttribute("data-kiosk");

/** Whether the page says all by itself: one of the guide's, while the county has set no amounts since it was written.
    Where many people use the machine, the app is there for the answers in its memory. */
async function stands() {
  if (kiosk || !("stands" in script.dataset)) return false;
  const own = await fetch(new URL("amounts.json", root)).then((answer) => (answer.ok ? answer.text() : "[]"), () => "[]");
  return own.trim() === "[]";
}

async function start() {
  if (await stands()) return;
  // What a machine that many people use does: it is to hear of the browser's way back before the app.
  if (kiosk) (await import("./kiosk.js")).watch(root.href);
  const app = await import(new URL(script.dataset.js, root).href);
  await app.default({ module_or_path: new URL(script.dataset.wasm, root) });
}

// The copies of drafts (`copies.js`): the apps say what they saved. A device or network that doesn't answer holds up one change, no
// more; a script that did not come is asked for once more, by another address: this one's failure stays.
let patience = 3000;
self.copies = async (does, id) => {
  if (does === "forget") {
    const cache = await caches.open("copies");
    for (const { url } of await cache.keys()) if (url.includes(`/${id}`)) await cache.delete(url);
    return;
  }
  const late = new Promise((_, late) => setTimeout(late, does === "restore" ? patience * 9 : patience));
  const work = async () => (does !== "restore" || (await caches.has("copies"))) && (await import(`./copies.js?${patience}`))[does](id);
  try {
    return await Promise.race([work(), late]);
  } catch {
    patience = 0;
  }
};

const started = start();
started.catch((error) => {
  noApp();
  throw error;
});

addEventListener("load", () => {
  // Styles that the first screens can do without.
  for (const link of document.querySelectorAll("link[rel=later]")) link.rel = "stylesheet";
  // Then what a page can do without, and the site is kept on the device; storage may be blocked or full.
  import("./more.js").then((more) => more.keep(root, started)).catch(() => {});
});
