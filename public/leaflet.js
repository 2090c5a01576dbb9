// Prints a page of the guide as one sheet of A4, with a code that leads back to it. The sheet is made of what the page says when
// somebody prints, and taken away afterwards. Lists (words, calendar, changes) take as many sheets as they need; the first one says
// where they are from. Where script is off, the page prints as it stands.

import { drawCode, make } from "./make.js";
import { generate } from "./qr.js";

/** Sizes of type, in points: as large as fits. The last ones only where nothing is left to leave out. */
const SIZES = [15, 14, 13, 12, 11.5, 11, 10.5, 10, 9.5, 9];
const SMALL = [8.5, 8, 7.5];
/** What isn't for paper. */
const NOT_PRINTED = ".noprint, .btn, .cite, .chev, .tools, details";
/** What may be left out where a page says more than a sheet holds, the least needed first. */
const SPARE = [
  (sheet) => section(sheet, "还要知道"),
  (sheet) => all(sheet, ".cond ul ul"),
  (sheet) => all(sheet, ".steps p:not(.small):not(.limit)"),
  (sheet) => all(sheet, ".bring li").flatMap(details),
  (sheet) => section(sheet, "您的权利"),
  (sheet) => all(sheet, ".cond ul").flatMap((list) => [list, list.previousElementSibling]),
  (sheet) => section(sheet, "多少钱").flatMap((part) => all(part, "p > strong:first-child").map((name) => name.parentElement)),
  (sheet) => all(sheet, ".answers > div").filter((one) => one.textContent.includes("没有查到")),
  (sheet) => all(sheet, ".steps .small"),
  (sheet) => all(sheet, ".bring > div ~ div"),
];
const MAX_SOURCES = 6;

const all = (sheet, what) => [...sheet.querySelectorAll(what)];
const section = (sheet, title) => all(sheet, "section").filter((part) => part.querySelector("h2")?.textContent === title);

/** What a paper in the list is, behind its name. */
function details(line) {
  const text = line.lastElementChild.firstChild;
  const end = text?.data?.indexOf("：") ?? -1;
  if (end < 1) return [];
  text.splitText(end);
  // Words of the guide stand in it as links.
  return [...text.parentNode.childNodes].slice(1);
}

const GUIDE = new URL("guide/", import.meta.url).href;

/** The code of this page's address, without what stands behind it. Nowhere leads a file's. */
function code() {
  if (!location.protocol.startsWith("http")) return [];
  const drawn = drawCode(generate(location.origin + location.pathname));
  return [make("figure", {}, drawn, make("figcaption", { textContent: "用手机扫，看这一页" }))];
}

/** The names of the texts that the page cites, most cited first. */
function sources(article) {
  const count = new Map();
  for (const link of all(article, ".cite a").filter((link) => !link.closest("details"))) {
    const name = link.firstChild?.textContent ?? "";
    count.set(name, (count.get(name) ?? 0) + 1);
  }
  const names = [...count].sort(([, a], [, b]) => b - a).map(([name]) => name);
  const more = names.length > MAX_SOURCES ? `等${names.length}个文件` : "";
  return names.length ? `依据：${names.slice(0, MAX_SOURCES).join("")}${more}。` : "";
}

/** When the page was checked: the guide's own pages say it in their last lines, the app's below the page. */
const checked = () => document.body.textContent.match(/(?:最后核对|内容核对日)：[\d年月日]+/)?.[0] ?? "";

/** A part of the page, for paper. */
function forPaper(part) {
  const copy = part.cloneNode(true);
  for (const gone of all(copy, NOT_PRINTED)) gone.remove();
  for (const limit of all(copy, ".lim")) limit.parentElement.className = "limit";
  for (const named of all(copy, "[id]")) named.removeAttribute("id");
  for (const empty of all(copy, "p, li, dd")) if (!empty.textContent.trim()) empty.remove();
  return copy;
}

const from = () => make("p", { className: "from", textContent: "救在身边 · 垫江县社会救助" });

/** What stands above a list on paper. */
function above() {
  const dated = make("p", { textContent: checked() });
  return make("header", { id: "leafhead", className: "leafhead" }, make("div", {}, from(), dated), ...code());
}

function leaflet(article) {
  const title = article.querySelector("h1").cloneNode(true);
  const lead = article.querySelector(".said")?.cloneNode(true) ?? "";
  const head = make("header", { className: "leafhead" }, make("div", {}, from(), title, lead), ...code());
  const parts = [...article.querySelectorAll(":scope > section[id], :scope > .note")].map(forPaper);
  const phone = make("p", { className: "phone", textContent: "窗口电话（请工作人员写上）：" });
  const decides = "这一页只帮您弄明白，不作决定。能不能享受，由政府按规定审核确认。";
  const dated = `${checked()}。${sources(article)}${decides}`;
  const foot = make("footer", {}, phone, make("p", { className: "more" }), make("p", { textContent: dated }));
  return make("div", { id: "leaflet" }, head, make("div", { className: "parts" }, ...parts), foot);
}

/** The largest type with which it fits, without what is least needed if it has to be. */
function fit(sheet) {
  const limit = sheet.querySelector(".ruler").offsetHeight;
  const fits = (size) => {
    sheet.style.fontSize = `${size}pt`;
    return sheet.offsetHeight <= limit;
  };
  if (SIZES.some(fits)) return;
  const more = sheet.querySelector(".more");
  for (const spare of SPARE) {
    const found = [...spare(sheet)];
    for (const part of found) part.remove();
    if (found.length) more.textContent = "这张纸写不下全部内容。全文请看网页，或者问窗口。";
    if (fits(SIZES.at(-1))) return void SIZES.some(fits);
  }
  SMALL.some(fits);
}

function take() {
  for (const made of ["leaflet", "leafhead"]) document.getElementById(made)?.remove();
  document.documentElement.classList.remove("leaf");
}

addEventListener("beforeprint", () => {
  take();
  const article = document.querySelector(".guide article");
  if (!article) {
    if (location.href.startsWith(GUIDE)) document.querySelector("main").before(above());
    return;
  }
  const sheet = leaflet(article);
  const ruler = make("i", { className: "ruler" });
  sheet.append(ruler);
  document.body.append(sheet);
  document.documentElement.classList.add("leaf");
  fit(sheet);
  ruler.remove();
});
addEventListener("afterprint", take);
