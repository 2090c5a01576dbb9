// What the site is like on a machine that many people use, besides `kiosk.js`: the guide folded to one thing after the other, and buttons in the bar that read aloud, make the type larger and print a result.

import { aloud } from "./aloud.js";
import { make } from "./make.js";

const LARGE = "36";
const html = document.documentElement;

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
