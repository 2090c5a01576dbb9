// A search box on the guide's list of programmes, which leads to the page that searches (find.js).

import { make } from "./make.js";

const root = new URL("./", import.meta.url);
const address = new URL("guide/", root).pathname;

function place() {
  const links = document.querySelector("main.wrap > .lead-in + .cluster");
  if (location.pathname !== address || !links) return;
  const box = make("input", { id: "q", type: "search", className: "input", autocomplete: "off", enterKeyHint: "search" });
  const row = make("div", { className: "row" }, box, make("button", { className: "btn go", textContent: "搜" }));
  const form = make("form", { className: "find" }, make("label", { htmlFor: "q", textContent: "要找什么？" }), row);
  form.setAttribute("role", "search");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Behind the #: no server hears of it.
    location.href = new URL(`guide/find/#q=${encodeURIComponent(box.value.trim())}`, root).href;
  });
  links.before(form);
}

// The app changes screens without loading a page; the title changes with every one.
new MutationObserver(place).observe(document.querySelector("title"), { childList: true });
place();
