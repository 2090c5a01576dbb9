// Starts the app: finds the root of the site, loads the hashed script and WASM from there.
// Without it, or on a browser too old for it, the prerendered pages still read.
const script = document.querySelector("script[data-root]");
const root = new URL(script.dataset.root, location.href);
document.documentElement.dataset.root = root.pathname;
// The one policy for what may become script: files of this site.
const make = { createScriptURL: (path) => new URL(path, root).href };
const ours = window.trustedTypes ? trustedTypes.createPolicy("jiuzhu", make) : make;
let failed = false;
let waiting = null;
// Browsers ask for the icon again when the address changes: it has to be where it was.
for (const icon of document.querySelectorAll("link[rel=icon]")) icon.href = icon.href;

async function start() {
  const app = await import(new URL(script.dataset.js, root).href);
  await app.default({ module_or_path: new URL(script.dataset.wasm, root) });
}

const CANNOT = "这台设备的浏览器打不开自测，可能是太旧了，或者没有连上网。办事指南还能看，也可以到乡镇（街道）窗口请人帮忙。";

start().catch((error) => {
  const opening = document.getElementById("opening");
  if (opening) opening.textContent = CANNOT;
  else if (document.querySelector("noscript")) tell(CANNOT);
  failed = true;
  offer();
  throw error;
});

/** On pages that are of no use without the app. */
function tell(text) {
  const [note, says] = [document.createElement("div"), document.createElement("p")];
  note.className = "note urgent";
  note.setAttribute("role", "alert");
  says.textContent = text;
  note.append(says);
  document.querySelector("main h1").after(note);
}

// The site is kept on the device once it stands, and a newer version is offered, never in the middle of a form.
const busy = () => location.pathname.startsWith(`${root.pathname}check/`);

function takeOver() {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  waiting.postMessage("take-over");
}

function offer() {
  const shown = document.getElementById("newer");
  if (!waiting || busy()) return shown?.remove();
  // Where the app did not start there is nothing to lose.
  if (failed) return takeOver();
  if (shown) return;
  const note = document.createElement("aside");
  const says = document.createElement("p");
  const button = document.createElement("button");
  note.id = "newer";
  note.setAttribute("aria-label", "新版本");
  says.setAttribute("role", "status");
  says.textContent = "有新版本了，填过的都还在。";
  button.type = "button";
  button.className = "btn";
  button.textContent = "换成新版";
  button.addEventListener("click", takeOver);
  note.append(says, button);
  document.body.append(note);
}

async function keep() {
  const address = ours.createScriptURL("sw.js");
  const kept = await navigator.serviceWorker.register(address, { scope: root.pathname, updateViaCache: "none" });
  const arrived = () => {
    // The first version waits for nobody.
    waiting = navigator.serviceWorker.controller && kept.waiting;
    offer();
  };
  kept.addEventListener("updatefound", () => kept.installing.addEventListener("statechange", arrived));
  arrived();
  new MutationObserver(offer).observe(document.querySelector("title"), { childList: true });
}

if ("serviceWorker" in navigator) {
  addEventListener("load", () => keep().catch(() => {})); // storage is blocked or full: only with a network, then
}
