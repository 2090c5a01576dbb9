// Starts the app: finds the root of the site, loads the hashed script and WASM from there.
// Without it, or on a browser too old for it, the prerendered pages still read.
const script = document.querySelector("script[data-root]");
const root = new URL(script.dataset.root, location.href);
document.documentElement.dataset.root = root.pathname;
// Browsers ask for the icon again when the address changes: it has to be where it was.
for (const icon of document.querySelectorAll("link[rel=icon]")) icon.href = icon.href;

async function start() {
  const app = await import(new URL(script.dataset.js, root).href);
  await app.default({ module_or_path: new URL(script.dataset.wasm, root) });
}

const started = start();
started.catch((error) => {
  const says =
    "浏览器打不开自测，可能太旧，或者没连上网。办事指南还能看，也可以到乡镇（街道）窗口请人帮忙。";
  const opening = document.getElementById("opening");
  if (opening) opening.textContent = says;
  // Other pages that are of no use without the app.
  else if (document.querySelector("noscript")) {
    const note = document.createElement("p");
    note.className = "note urgent";
    note.setAttribute("role", "alert");
    note.textContent = says;
    document.querySelector("main h1").after(note);
  }
  throw error;
});

// What a machine that many people use does.
if (document.documentElement.hasAttribute("data-kiosk")) import("./kiosk.js").then((kiosk) => kiosk.watch(root.href));

addEventListener("load", () => {
  // Styles that the first screens can do without.
  for (const link of document.querySelectorAll("link[rel=later]")) link.rel = "stylesheet";
  // Then what a page can do without, and the site is kept on the device; storage may be blocked or full.
  import("./more.js").then((more) => more.keep(root, started)).catch(() => {});
});
