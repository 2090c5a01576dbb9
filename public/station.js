// What the site is like on a machine that many people use, besides `kiosk.js`: life events on the home page, the guide folded to one
// thing after the other, and buttons in the bar that read aloud, make the type larger and print a result.

import { aloud } from "./aloud.js";
import { draw, make } from "./make.js";

/** Pages of the guide by life event, as people call it, and a drawing. */
const EVENTS = [
  ["ill", "生病了", "M12 20C6 16 3.5 12.7 3.5 9.2A4.4 4.4 0 0 1 12 7.5a4.4 4.4 0 0 1 8.5 1.7C20.5 12.7 18 16 12 20ZM12 9.5v5M9.5 12h5"],
  ["jobless", "没了工作", "M3.5 8h17v11.5h-17zM9 8V5h6v3M3.5 13h17M12 12v2.5"],
  ["school", "孩子上学难", "m2.5 9.5 9.5-4.5 9.5 4.5-9.5 4.5zM6.5 11.5V16c2.5 2.3 8.5 2.3 11 0v-4.5M21.5 9.5V15"],
  ["disaster", "家里遭了灾", "M7 12V8.5L12 4.5l5 4V12M3 15.5c1.5-1.3 3-1.3 4.5 0s3 1.3 4.5 0 3-1.3 4.5 0 3 1.3 4.5 0M3 19.5c1.5-1.3 3-1.3 4.5 0s3 1.3 4.5 0 3-1.3 4.5 0 3 1.3 4.5 0"],
  ["death", "家里有人去世", "M9 11h6v9.5H9zM12 11V8.7M12 8.5c-1.7-.6-2-2.6 0-5 2 2.4 1.7 4.4 0 5ZM5.5 20.5h13"],
  ["child", "孩子没人管", "M8 8.5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0zM10.5 8.3v.2M13.5 8.3v.2M7 20.5c.3-3.6 2-5.5 5-5.5s4.7 1.9 5 5.5"],
  ["house", "房子住着危险", "M4 11.5 12 5l8 6.5M6 10v9.5h12V10M13 10l-2.2 3 2.7 2-2 4.5"],
  ["hungry", "突然没饭吃", "M3.5 11h17c0 4.5-3 7-6 8h-5c-3-1-6-3.5-6-8ZM8 7.5c0-1.5 1.5-1.5 1.5-3M12 7.5c0-1.5 1.5-1.5 1.5-3M16 7.5c0-1.5 1.5-1.5 1.5-3"],
];
const LARGE = "36";
const html = document.documentElement;

/** What happened: under what the home page begins with. */
export function tiles(hero, root) {
  const tile = ([id, says, path]) => make("a", { href: `${root}guide/event/${id}/` }, draw("0 0 24 24", path, "icon"), says);
  const grid = make("div", { className: "kgrid" }, ...EVENTS.map(tile));
  hero.after(make("section", { className: "wrap sec events" }, make("h2", {}, "碰到了什么事？"), grid));
}

/** Folds a page of the guide: its sections open one by one. */
export function fold(article) {
  for (const section of article.querySelectorAll(":scope > section[id]")) {
    const title = section.querySelector("h2");
    const button = make("button", { type: "button", className: "fold" }, ...title.childNodes);
    const turn = (folded) => {
      section.classList.toggle("folded", folded);
      button.setAttribute("aria-expanded", String(!folded));
    };
    button.addEventListener("click", () => turn(!section.classList.contains("folded")));
    title.replaceChildren(button);
    turn(true);
  }
}

/** Opens the section that an address leads to. */
export function unfold(hash) {
  const section = hash && document.getElementById(hash.slice(1))?.closest(".folded");
  if (!section) return;
  section.querySelector("h2 button").click();
  section.scrollIntoView();
}

/** The button that makes the type larger; for whoever stands there, on all pages, until all is cleared. */
export function larger(button) {
  const kept = (value) => {
    try {
      if (value !== undefined) sessionStorage.setItem("size", value);
      return sessionStorage.getItem("size");
    } catch (error) {
      return value;
    }
  };
  const made = button("", "", () => show(kept(html.dataset.size ? "" : LARGE)));
  const show = (size) => {
    if (size) html.dataset.size = size;
    else delete html.dataset.size;
    made.textContent = size ? "字小一些" : "字再大些";
  };
  show(kept());
  return made;
}

/** Reads what is on the screen, or stops. */
export async function readAloud(button, trouble) {
  const ended = () => (button.textContent = "念给我听");
  const reads = await aloud(document.querySelector("#over main, body > :not([hidden]) main"), ended);
  if (reads) button.textContent = "不念了";
  else if (reads === false) trouble("念不了", "这台机器没有装中文语音，请工作人员念给您听。");
}

/** Prints the result with all that is behind its lines. */
export async function print() {
  const closed = [...document.querySelectorAll("main details.prog:not([open])")];
  for (const details of closed) details.open = true;
  // What is behind a line is made when it is opened.
  while (closed.some((details) => !details.querySelector(".body"))) await new Promise((done) => setTimeout(done, 50));
  window.print();
  for (const details of closed) details.open = false;
}

/** The compiled app: starting it then takes no time in which one could close its place. */
export async function loaded(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.status);
  return WebAssembly.compile(await answer.arrayBuffer());
}
