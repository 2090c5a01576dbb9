// The guide's search: hits while typing. What finds and what can be found are loaded once the page stands.

import { make } from "./make.js";

const root = new URL("./", import.meta.url);
const form = document.getElementById("find");
const box = form.elements.q;
const [says, list, none, topics] = ["found", "hits", "none", "topics"].map((id) => document.getElementById(id));
/** The texts of a hit: address; title and snippet, each before, in and after what was found. */
const TEXTS = 7;
/** Below it are official words, explained. */
const WORDS = "guide/words/";
/** Who is still typing isn't interrupted by the number of hits; nor is the address written at every key. */
const PAUSE = 300;
let finder = null;
let failed = false;
let resting = 0;

async function load() {
  const index = fetch(new URL("search.bin", root)).then((r) => (r.ok ? r.arrayBuffer() : Promise.reject(r.status)));
  index.catch(() => {});
  const search = await import("./finder.js");
  await search.default({ module_or_path: new URL("finder_bg.wasm", root) });
  finder = search.Finder.open(new Uint8Array(await index));
  if (!finder) throw new Error("search.bin");
}

/** A text with what was found in it marked. */
function marked(into, [before, found, after]) {
  into.append(before, ...(found ? [make("mark", {}, found)] : []), after);
  return into;
}

function shown(hit) {
  const link = make("a", { href: new URL(hit[0], root).href });
  // In a span of its own: the link is a flexible box.
  link.append(marked(make("span"), hit.slice(1, 4)));
  // A programme and a word may have the same name.
  if (hit[0].startsWith(WORDS)) link.append(make("span", { className: "tag" }, "这个词的意思"));
  return make("li", {}, link, marked(make("p", { className: "small muted" }), hit.slice(4)));
}

function show() {
  const typed = box.value.trim();
  const texts = finder && typed ? finder.find(typed) : [];
  const hits = Array.from({ length: texts.length / TEXTS }, (_, n) => texts.slice(n * TEXTS, (n + 1) * TEXTS));
  list.replaceChildren(...hits.map(shown));
  list.hidden = !hits.length;
  none.hidden = !finder || !typed || hits.length > 0;
  topics.hidden = hits.length > 0;
  clearTimeout(resting);
  resting = setTimeout(rest, PAUSE, typed, hits.length);
}

/** The number of hits is told, and the way back leads to them: behind the #, so that no server hears of it. */
function rest(typed, count) {
  says.textContent = told(typed, count);
  const address = typed ? `#q=${encodeURIComponent(typed)}` : location.hash.startsWith("#q=") ? "#" : location.hash;
  if (address !== location.hash) history.replaceState(null, "", location.pathname + (address === "#" ? "" : address));
}

function told(typed, count) {
  if (failed) return "搜索打不开。请在下面按遇到的事找。";
  if (!typed) return "";
  if (!finder) return "正在打开搜索…";
  return count ? `找到${count}条，最像的在最前面。` : "没找到。";
}

function fromAddress() {
  if (!location.hash.startsWith("#q=")) return;
  try {
    box.value = decodeURIComponent(location.hash.slice("#q=".length));
  } catch (e) {
    return; // an address cut off in the middle of a character
  }
  show();
}

box.addEventListener("input", show);
addEventListener("hashchange", fromAddress);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
  // A phone's keyboard makes room for the hits.
  box.blur();
});
none.addEventListener("click", (event) => {
  const query = event.target.closest("a[href^='#q=']");
  if (!query) return;
  event.preventDefault();
  box.value = query.textContent;
  show();
  box.focus();
});
fromAddress();
load().then(show, () => {
  failed = true;
  form.hidden = true;
  rest("", 0);
});
