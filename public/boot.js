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

start().catch((error) => {
  const note = document.getElementById("opening");
  if (note) {
    note.textContent =
      "这台设备的浏览器打不开自测，可能是太旧了，或者没有连上网。办事指南还能看，也可以到乡镇（街道）窗口请人帮忙。";
  }
  throw error;
});
