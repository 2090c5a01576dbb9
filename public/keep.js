// Keeps the site on the device, and offers a newer version; never in the middle of a form.

import { ours } from "./trust.js";

let failed = false;
let waiting = null;
let root;

/** Registers the service worker of the site at `site`; `started` fails if the app can't start. */
export async function keep(site, started) {
  root = site;
  const html = document.documentElement;
  // Browsers built into WeChat and other apps.
  const builtIn = /MicroMessenger|; wv\)/.test(navigator.userAgent);
  if (builtIn && !html.hasAttribute("data-kiosk")) import("./builtin.js").then((builtin) => builtin.tell(root));
  // A page that the browser kept whole may show a draft as it no longer is; kiosk.js has its own way with it.
  if (!html.hasAttribute("data-kiosk")) addEventListener("pageshow", (event) => event.persisted && location.reload());
  started.catch(() => {
    failed = true;
    offer();
  });
  const options = { scope: root.pathname, updateViaCache: "none" };
  const kept = await navigator.serviceWorker.register(ours("sw.js"), options);
  const arrived = () => {
    // The first version waits for nobody.
    waiting = navigator.serviceWorker.controller && kept.waiting;
    offer();
  };
  kept.addEventListener("updatefound", () => kept.installing.addEventListener("statechange", arrived));
  // Another window may have taken the new version over.
  kept.waiting?.addEventListener("statechange", arrived);
  arrived();
  // The title changes with every screen.
  new MutationObserver(offer).observe(document.querySelector("title"), { childList: true });
}

function takeOver() {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  waiting.postMessage("take-over");
}

function offer() {
  const shown = document.getElementById("newer");
  const busy = ["check/", "papers/", "hand/"].some((form) => location.pathname.startsWith(root.pathname + form));
  // Where the app did not start there is nothing to lose.
  if (waiting && failed) return takeOver();
  if (!waiting || busy) return shown?.remove();
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
