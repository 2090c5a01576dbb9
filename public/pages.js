// PDF files among the photos. The pages of one are drawn when it comes in (`drawing.js`) and kept beside it, so that they are seen and
// printed like photos. What is kept: the file, a small picture of its first page, a picture of each page, and how many it has; or the
// file, and a word for why there are no pictures.

import { make } from "./make.js";
import { photo } from "./photo.js";

const ELSEWHERE = "要用原来的文件另外打印。";
/** What is said of a file without pictures. */
const WHY = {
  offline: "现在看不到里面的页，也打不出来：要连上网。连上网再点“看里面的页”。",
  old: "这个浏览器太旧，里面的页看不到，也打不出来。换一个浏览器，或者用原来的文件另外打印。",
  locked: `这个PDF有密码，里面的页看不到，也打不出来，${ELSEWHERE}`,
  slow: `里面的页太复杂，这台设备画不出来，${ELSEWHERE}`,
  undrawn: `里面的页画不出来，${ELSEWHERE}`,
};
const UNTRIED = "现在打不出里面的页。点“看里面的页”试试。";

/** What is known of each attachment, by its id. */
const known = new Map();
const line = make("p", { className: "small" });

function at(n, count) {
  line.textContent = `正在画PDF的第${n}页，共${count}页…`;
  document.querySelector(".told")?.append(line);
}

/** What is kept of a file; fails if it is broken. */
async function take(file) {
  const drawn = await import("./drawing.js").then(({ draw }) => draw(file, at)).catch((why) => [why.message in WHY ? why.message : "offline"]);
  line.remove();
  if (!drawn) throw new Error("broken");
  return [file, ...drawn];
}

/** Takes note of what is kept of an attachment, and shows it. */
function show(id, [, small, ...pages]) {
  known.get(id)?.pages.forEach((url) => URL.revokeObjectURL(url));
  const count = pages.pop() ?? 0;
  known.set(id, { count, pages: pages.map((page) => URL.createObjectURL(page)), says: WHY[small] ?? UNTRIED });
  dress();
}

function said({ pages, count, says }) {
  if (pages.length === 0) return says;
  return pages.length === count ? `共${count}页。` : `共${count}页，这里只有前${pages.length}页，后面的${ELSEWHERE}`;
}

const put = (element, text) => element.textContent === text || element.replaceChildren(text);

/** On the card: the small picture, or a box in its place, and what is said of it. */
function card(image, file) {
  const [thumb, about] = [image.closest(".thumb"), image.closest(".photocard").querySelector(".about")];
  const seen = file.pages.length > 0;
  const again = about.querySelector("[id^=turn-]");
  thumb.disabled = !seen;
  put(thumb.lastElementChild, seen ? "看每一页" : "PDF");
  if (seen && document.activeElement === again) thumb.focus();
  again.hidden = seen;
  const told = about.querySelector(".pages") ?? make("p", { className: "small pages" });
  if (!told.isConnected) about.querySelector(".file").after(told);
  put(told, said(file));
}

/** Pages beside each other, of which each becomes as wide as all of them and small again. */
function leaf(url, n) {
  const image = make("img", { src: url, alt: "", loading: "lazy" });
  const says = make("span", {}, `第${n + 1}页`, make("span", { className: "vh" }, "，放大"));
  return make("li", {}, make("label", {}, make("input", { type: "checkbox", className: "vh" }), image, says));
}

function large(image, { pages }) {
  if (image.hidden || pages.length < 2) return;
  image.hidden = true;
  image.after(make("p", { className: "small" }, "点一下放大，再点一下变小。"), make("ul", { className: "leaves" }, ...pages.map(leaf)));
}

/** On paper: a sheet for each page. The app has made the first. */
function sheets(image, { pages, count }) {
  const first = image.closest(".sheet");
  first.hidden = pages.length === 0;
  const what = first.querySelector(".strip span:last-child");
  if (first.pages !== pages) {
    first.pages = pages;
    first.more?.forEach((sheet) => sheet.remove());
    what.querySelector(".nth")?.remove();
    const nth = (n) => make("span", { className: "nth" }, `，第${n + 1}页，共${count}页`);
    first.more = pages.slice(1).map((url, n) => again(first, url, nth(n + 1)));
    if (pages.length > 0) what.append(nth(0));
    first.after(...first.more);
  }
  const name = Array.from(what.childNodes, (node) => (node.nodeType === Node.TEXT_NODE ? node.data : "")).join("");
  for (const sheet of first.more) put(sheet.querySelector(".what"), name);
}

/** A sheet like the first, with another page. */
function again(first, url, nth) {
  const sheet = first.cloneNode();
  sheet.first = first;
  sheet.append(...Array.from(first.children, (part) => (part.matches("img") ? make("img", { src: url, alt: "" }) : part.cloneNode(true))));
  sheet.querySelector(".strip span:last-child").replaceChildren(make("span", { className: "what" }), nth);
  return sheet;
}

/** Gives what the app shows of PDF files their pages, and takes away sheets whose first is gone. */
function dress() {
  for (const image of document.querySelectorAll("img[data-pages]")) {
    const file = known.get(image.dataset.pages);
    if (!file) continue;
    const wear = [[".thumb", card], [".dialog", large], [".sheet", sheets]].find(([place]) => image.closest(place));
    wear?.[1](image, file);
  }
  for (const sheet of document.querySelectorAll(".sheet")) if (sheet.first && !sheet.first.isConnected) sheet.remove();
}

new MutationObserver(dress).observe(document.documentElement, { childList: true, subtree: true });
// For the app, which is compiled and can't import them.
Object.assign(globalThis, { drawPhoto: photo, drawPages: take, showPages: show });
