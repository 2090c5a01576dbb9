// On a machine that many people use (`mode.js` says whether it is one): clears everything when nobody is there any more or
// somebody says that they are done, shows no way off the site, and says nothing that is true of one's own phone only.
// Answers are in the page's memory alone (the app sees `data-kiosk`), so a new page has none of them.

import { tiles } from "./events.js";
import { make } from "./make.js";
import { fold, larger, loaded, print, readAloud, unfold } from "./station.js";

const IDLE = 90;
const WARNED = 30;
/** When the seconds left are said aloud. */
const SAID_AT = [10, 5];
const SHORTEST = 5;
/** Below the root: the screens of the self-check's app, which shows them without a new page. Those under the guide that need no app
    are pages of their own. */
const SCREENS = /^(|urgent\/|harm\/|check\/|result\/|law\/|guide\/|guide\/(?!(?:find|words|calendar|changes|event|how|right)\/)[^/]+\/)(index\.html)?$/;
/** What is said on one's own device, and what is so here. */
const INSTEAD = [
  [/^.*(答案|填的内容)只存在您?这台设备上，我们收不到。$/, "用完自动清空，不留您的信息。"],
  [/^答案只存在您这台设备上，我们收不到。自测/, "用完自动清空，不留您的信息。自测"],
  [/^答案只存在这台设备上，我们收不到，也不交给别人。/, "用完自动清空，我们收不到，也不交给别人。"],
  [/答案只留在这台设备上/, "用完自动清空，不留您的信息"],
  [/^答案随时存在这台设备上，可以停下，过几天接着答。$/, "答案不会留在这台机器上。没人用了会自动清空。"],
  [/^草稿只存在这台设备上。.*$/, "这里只有您这次答的。用完自动清空，不留您的信息。"],
  [/^用的是别人的或公用的设备？$/, "这是大家用的机器。"],
  [/存好，/, "答的，"],
  [/只存在这台设备上，打印在表上。$/, "打印在表上，用完自动清空。"],
  [/答案会自动存成一份草稿。$/, "用完自动清空。"],
  [/^接着上次的答$/, "接着刚才的答"],
  [/^不用一次答完$/, "一题一题慢慢答"],
  [/^它不在这台设备上，可能已经删掉了。$/, "已经清空了。"],
];

const html = document.documentElement;
const HAND = "#hand";
/** The apps that are laid over the page. */
const PARTS = {
  papers: { start: () => import("./papers.js"), wasm: "papers_bg.wasm" },
  drafts: { start: () => import("./drafts.js"), wasm: "drafts_bg.wasm" },
};
/** What is laid over the page: its app, its style sheets, and what closes it. */
const OVER = {
  hand: { app: "drafts", styles: ["papers.css", "hand.css"], close: "互传完了，关上" },
  papers: { app: "papers", styles: ["papers.css", "attach.css"], close: "填完了，关上" },
  drafts: { app: "drafts", styles: ["papers.css"], close: "关上" },
};
let home;
let idle = IDLE;
/** Whether answers may be in memory. */
let begun = false;
let touched = performance.now();
/** The open dialog. */
let open = null;
let escapes = 0;
/** What is laid over the page, while it is, and the apps that were started for it. */
let over = null;
const apps = {};
/** In the bar: what hands over, what closes that again, and what prints. */
let phone;
let back;
let paper;

/** Watches over the page; `root` is the address of the home page. */
export function watch(root) {
  home = root;
  idle = patience();
  forgetTurningBack();
  bar();
  tidy(document.body);
  addEventListener("hashchange", () => unfold(location.hash));
  new MutationObserver((changes) => changes.forEach(tidyChange)).observe(document.body, { childList: true, subtree: true, characterData: true });
  for (const sign of ["pointerdown", "wheel", "keydown", "input"]) addEventListener(sign, here, { capture: true, passive: true });
  addEventListener("keydown", keys, true);
  addEventListener("click", guard, true);
  // A page that the browser kept as it was shows nothing before it is a new one.
  addEventListener("pagehide", () => (html.hidden = true));
  addEventListener("pageshow", (event) => event.persisted && (asks() ? location.replace(home) : location.reload()));
  setInterval(tick, 250);
  addEventListener("popstate", turnedBack, true);
  // Its page of its own would have no drafts.
  if (location.pathname === new URL("hand/", home).pathname) location.replace(`${home}${HAND}`);
  if (location.hash === HAND) {
    history.replaceState(history.state, "", location.pathname + location.search);
    hand();
  }
}

/** Seconds without a touch before one is asked. A station may set others: `?kiosk=device&idle=120`. */
function patience() {
  const wanted = new URLSearchParams(location.search).get("idle");
  try {
    if (wanted && localStorage.getItem("kiosk")) localStorage.setItem("kiosk", wanted);
    const set = Number(localStorage.getItem("kiosk"));
    return set >= SHORTEST ? set : IDLE;
  } catch (error) {
    return IDLE;
  }
}

/** Whether the address is one of a draft. */
const asks = () => /[?&]d=/.test(location.search);

/** The browser's way back to answers that are gone leads home. */
function forgetTurningBack() {
  const [entry] = performance.getEntriesByType("navigation");
  if (entry?.type === "back_forward" && asks()) location.replace(home);
}

function here() {
  if (!open?.counts) touched = performance.now();
}

/** There are answers now, which the home page leads back to. */
function hold() {
  begun = true;
  html.dataset.held = "";
}

function tick() {
  if (asks()) hold();
  paper.hidden = !document.querySelector("#app:not([hidden]) details.prog");
  const left = idle + WARNED - (performance.now() - touched) / 1000;
  if (left <= 0) return wipe();
  if (left > WARNED) return;
  if (!open?.counts) warn();
  open.count(Math.ceil(left));
}

/** Empties the page and all that the browser keeps of it, and begins anew. */
function wipe() {
  document.body.replaceChildren();
  document.title = "救在身边";
  try {
    const kiosk = sessionStorage.getItem("kiosk");
    sessionStorage.clear();
    if (kiosk) sessionStorage.setItem("kiosk", kiosk);
  } catch (error) {
    // storage is blocked: nothing is in it
  }
  // The time for a newer version of the site, too.
  const newer = navigator.serviceWorker?.getRegistration().then((kept) => kept?.waiting?.postMessage("take-over"));
  Promise.resolve(newer).catch(() => {}).then(() => location.replace(home));
}

const button = (says, look, run) => {
  const made = make("button", { type: "button", className: `btn ${look}` }, says);
  made.addEventListener("click", run);
  return made;
};

function bar() {
  const start = make("a", { className: "btn", href: home }, "回首页");
  phone = make("a", { className: "btn", href: `${home}${HAND}` }, "和手机互传");
  phone.addEventListener("click", (event) => {
    // Pages without the app have no answers to lose.
    if (!document.getElementById("app")) return;
    event.preventDefault();
    hand();
  });
  back = button("", "", leave);
  back.hidden = true;
  paper = button("打印", "", print);
  paper.hidden = true;
  const tools = [button("念给我听", "", (event) => readAloud(event.currentTarget, trouble)), larger(button)];
  const nav = make("nav", { className: "kbar noprint" }, start, ...tools, phone, back, paper, button("用完了，清空", "", done));
  nav.setAttribute("aria-label", "这台机器");
  document.body.append(nav);
}

/** The page of the drafts has that app itself. */
const hand = () => over || (own() === "drafts" ? turn("hand", `${home}hand/`) : lay("hand", location.href));

/** Opens an app over the page: drafts are in the memory of this page alone, and stay there. */
async function lay(what, address, below = over?.below ?? { address: location.href, title: document.title }) {
  begun = true;
  shut();
  if (address) history.pushState(null, "", address);
  const mine = make("div", { id: "over" }, make("h1", { className: "flow sec" }, "正在打开…"));
  over = Object.assign(mine, { what, below });
  const app = document.getElementById("app");
  app.before(over);
  app.hidden = true;
  back.textContent = OVER[what].close;
  swap(phone, back);
  scrollTo(0, 0);
  // Links in it lead to screens of the app below.
  over.addEventListener("click", (event) => event.target.closest("a[href]") && setTimeout(shut));
  OVER[what].styles.forEach(style);
  try {
    await launch(OVER[what].app, () => over === mine);
  } catch (error) {
    if (over !== mine) return;
    leave();
    trouble("打不开", "请再点一次，或者请工作人员帮忙。");
  }
}

/** Starts an app in its place, unless that was closed meanwhile: it must not take another place. */
async function launch(name, still) {
  if (name === "drafts") await import("./hand.js");
  const { start, wasm } = PARTS[name];
  const app = await start();
  const compiled = !apps[name] && (await loaded(new URL(wasm, home)));
  if (!still()) return;
  if (apps[name]) return app.open();
  await app.default({ module_or_path: compiled });
  apps[name] = app;
}

/** Another page of the forms or the drafts: in the place where they are, or over this one. */
async function turn(what, address) {
  const { app } = OVER[what];
  if (own() === app) {
    shut();
    history.pushState(null, "", address);
    OVER[what].styles.forEach(style);
    if (what === "hand") await import("./hand.js");
    return (await PARTS[app].start()).open();
  }
  if (over?.what !== what || !apps[app]) return lay(what, address);
  history.pushState(null, "", address);
  apps[app].open();
  scrollTo(0, 0);
}

/** The app that this page was made for: its script's name up to the hash. */
const own = () => document.querySelector("script[data-root]")?.dataset.js.replace(/[-.].*/, "");

/** What an address is of that can be laid over a page with an app: the forms, or the drafts. */
function laid({ pathname }) {
  const root = new URL(home).pathname;
  return own() && Object.keys(OVER).find((what) => pathname.startsWith(`${root}${what}/`));
}

/** The browser's way back closes what lies over the page, or turns to the form before. The screen below stays as it is. */
function turnedBack(event) {
  if (location.href === over?.below.address) {
    event.stopImmediatePropagation();
    document.title = over.below.title;
    return shut();
  }
  const what = laid(location);
  if (what && own() === OVER[what].app) {
    shut();
    PARTS[own()].start().then((app) => app.open());
  } else if (what) {
    event.stopImmediatePropagation();
    if (over?.what === what) apps[OVER[what].app]?.open();
    else lay(what, "", over?.below ?? { address: home, title: document.title, gone: true });
  } else shut();
}

/** Closes what lies over the page, wherever one is in it. */
function leave() {
  const { address, title, gone } = over.below;
  history.pushState(null, "", address);
  document.title = title;
  shut();
  // What was below is another page's.
  if (gone) dispatchEvent(new PopStateEvent("popstate"));
}

function style(name) {
  const href = new URL(name, home).href;
  if (document.querySelector(`link[href="${href}"]`)) return;
  document.head.append(make("link", { rel: "stylesheet", href }));
}

/** Takes it away, with what was read so far and its codes; the camera goes off with its view. */
function shut() {
  if (!over) return;
  // What came from a telephone.
  if (over.querySelector("main a[href*='?d=']")) hold();
  apps[OVER[over.what].app]?.close();
  over.remove();
  over = null;
  document.getElementById("app").hidden = false;
  swap(back, phone);
}

/** One button of the bar in place of another, with the focus. */
function swap(gone, there) {
  const had = document.activeElement === gone || document.activeElement === document.body;
  gone.hidden = true;
  there.hidden = false;
  if (had) there.focus({ preventScroll: true });
}

/** Asks something. The first button is the safe one: Esc does the same. */
function ask(title, says, buttons, extra = []) {
  const since = touched;
  open?.close();
  touched = since;
  const before = document.activeElement;
  const dialog = make("div", { className: "dialog", tabIndex: -1 }, make("h2", { id: "kiosk-title" }, title), make("p", { id: "kiosk-says" }, says), ...extra);
  const attributes = { role: "alertdialog", "aria-modal": "true", "aria-labelledby": "kiosk-title", "aria-describedby": "kiosk-says" };
  for (const [name, value] of Object.entries(attributes)) dialog.setAttribute(name, value);
  const scrim = make("div", { className: "scrim" }, dialog);
  const behind = Array.from(document.body.children).filter((element) => !element.inert);
  const close = () => {
    open = null;
    touched = performance.now();
    scrim.remove();
    for (const element of behind) element.inert = false;
    if (before?.isConnected) before.focus();
  };
  dialog.append(...buttons(close));
  for (const element of behind) element.inert = true;
  document.body.append(scrim);
  dialog.focus();
  open = { close };
}

/** Says what went wrong. */
function trouble(title, says) {
  ask(title, says, (close) => [button("知道了", "go big", close)]);
}

function warn() {
  const shown = make("p", { className: "count" });
  const said = make("p", { className: "vh" });
  shown.setAttribute("aria-hidden", "true");
  said.setAttribute("role", "status");
  const still = (close) => [button("我还在用", "go big", close)];
  ask("还在用吗？", `再过${WARNED}秒没有人用，填的会全部清空。`, still, [shown, said]);
  open.counts = true;
  open.count = (left) => {
    if (shown.textContent !== `${left}`) shown.textContent = left;
    if (SAID_AT.includes(left) && said.textContent !== `还有${left}秒`) said.textContent = `还有${left}秒`;
  };
}

function done() {
  if (!begun) return wipe();
  ask("用完了吗？", "填的会全部清空，找不回来。", (close) => [button("还没用完", "big", close), button("清空", "go big", wipe)]);
}

function keys(event) {
  escapes = event.key === "Escape" ? escapes + 1 : 0;
  if (event.key === "Escape" && open) {
    event.stopPropagation();
    return open.close();
  }
  // The quick way off the page for a harmed child.
  if (escapes < 3 || !document.querySelector(".leave")) return;
  event.stopImmediatePropagation();
  wipe();
}

/** Whether a link stays on this page: answers are in its memory alone. */
function stays(link) {
  const [path] = link.href.split("#");
  if (link.hash && path === location.href.split("#")[0]) return true;
  const root = new URL(home).pathname;
  const check = document.querySelector("script[data-root]")?.dataset.js.startsWith("site-");
  return check && link.pathname.startsWith(root) && SCREENS.test(link.pathname.slice(root.length));
}

/** Asks before a link loads another page. */
function guard(event) {
  const link = event.target.closest?.("a[href]");
  if (asks()) hold();
  if (link?.hash) setTimeout(unfold, 0, link.hash);
  const what = link && laid(link);
  if (what) {
    event.preventDefault();
    event.stopPropagation();
    return turn(what, link.href);
  }
  if (!link || link === phone || !begun || link.hasAttribute("download") || stays(link)) return;
  event.preventDefault();
  event.stopPropagation();
  // There, the draft is not known.
  const there = new URL(link.href);
  there.searchParams.delete("d");
  const leave = button("打开", "big", () => location.replace(there));
  ask("要打开这一页吗？", "打开以后，前面答的会清空。", (close) => [button("不打开，接着答", "go big", close), leave]);
}

function tidyChange({ type, target, addedNodes }) {
  if (type === "characterData") return tidyText(target);
  for (const node of addedNodes) if (node.nodeType === Node.TEXT_NODE) tidyText(node);
  else if (node.nodeType === Node.ELEMENT_NODE) tidy(node);
}

/** Numbers are to be dialled on a telephone, and nothing leads off the site. */
function tidy(part) {
  for (const link of [part, ...part.querySelectorAll("a[href]")]) {
    if (!link.matches("a[href]") || link.origin === location.origin) continue;
    link.removeAttribute("href");
    link.classList.remove("btn", "go", "big");
    link.classList.add("dial");
  }
  for (const hero of part.querySelectorAll(".hero")) tiles(hero, home);
  for (const article of part.querySelectorAll(".guide article")) fold(article);
  if (part.querySelector(".folded")) unfold(location.hash);
  const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) tidyText(texts.currentNode);
}

function tidyText(node) {
  for (const [wrong, right] of INSTEAD) {
    if (!wrong.test(node.data)) continue;
    node.data = node.data.replace(wrong, right);
    return;
  }
}
