// Reads a page of the guide aloud, sentence by sentence, and marks the one that it reads. Only with a Chinese voice of the
// device itself: other voices send what they read to somebody.

import { draw, make } from "./make.js";

const SPEAK = "M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11";
const PRINT = "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z";
const NOT_READ = ".cite, .tools, .noprint, [aria-hidden=true], [hidden], .vh, .folded > :not(h2)";
const NO_VOICE = "这台设备没有装中文语音，读不了。可以请人念给您听，或者在手机设置里装“中文语音”。";
const BLOCK = "h1, h2, h3, h4, h5, p, li, dt, dd, b, summary, div";
const END = /[^。！？；]*[。！？；]+[”）]*|[^。！？；]+$/g;
/** Some browsers name their voices only after a while. */
const VOICES_AFTER = 1500;
const speech = window.speechSynthesis;
let now = null;

/** Mandarin of the device; a voice that isn't told to be of here is no use for what is written here. */
function voice() {
  const local = (speech?.getVoices() ?? []).filter((one) => one.localService && /^(zh|cmn)/i.test(one.lang) && !/HK|MO/i.test(one.lang));
  return local.find((one) => /CN|Hans/i.test(one.lang)) ?? local[0] ?? null;
}

function voiceInTime() {
  if (!speech || voice()) return Promise.resolve(speech ? voice() : null);
  return new Promise((done) => {
    const end = () => done(voice());
    speech.addEventListener?.("voiceschanged", () => voice() && end());
    setTimeout(end, VOICES_AFTER);
  });
}

/** Whether a person sees it: what is folded away isn't read. */
function seen(node) {
  const folded = node.parentElement.closest("details:not([open])");
  return !node.parentElement.closest(NOT_READ) && (!folded || node.parentElement.closest("summary")?.parentElement === folded);
}

/** The sentences of an article, each with where it stands. */
function sentences(article) {
  const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const blocks = [];
  walk.currentNode = article.querySelector("h1");
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!seen(node) || !node.data.trim()) continue;
    const block = node.parentElement.closest(BLOCK);
    if (blocks.at(-1)?.block !== block) blocks.push({ block, nodes: [] });
    blocks.at(-1).nodes.push(node);
  }
  return blocks.flatMap(inBlock);
}

function inBlock({ block, nodes }) {
  const text = nodes.map((node) => node.data).join("");
  return [...text.matchAll(END)].filter(([says]) => /[\p{L}\p{N}]/u.test(says)).map((found) => {
    const range = document.createRange();
    range.setStart(...at(nodes, found.index, false));
    range.setEnd(...at(nodes, found.index + found[0].length, true));
    return { says: found[0].trim(), range, block };
  });
}

/** The text and the place in it of a character of a block; where one text ends and the next begins, `ending` takes the first. */
function at(nodes, place, ending) {
  let left = place;
  for (const node of nodes) {
    if (left < node.length || (ending && left === node.length)) return [node, left];
    left -= node.length;
  }
  return [nodes.at(-1), nodes.at(-1).length];
}

function mark(sentence) {
  for (const marked of document.querySelectorAll(".aloud")) marked.classList.remove("aloud");
  const highlights = window.CSS?.highlights;
  if (highlights) highlights.delete("aloud");
  if (!sentence) return;
  if (highlights) highlights.set("aloud", new Highlight(sentence.range));
  else sentence.block.classList.add("aloud");
  const { top, bottom } = sentence.range.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) sentence.block.scrollIntoView({ block: "center" });
}

function read(place) {
  const sentence = now.all[place];
  now.place = place;
  if (!sentence) return stop();
  mark(sentence);
  const utterance = new SpeechSynthesisUtterance(sentence.says);
  const mine = now;
  Object.assign(utterance, { voice: now.voice, lang: now.voice.lang, rate: 0.9 });
  utterance.onend = () => mine === now && now.utterance === utterance && read(place + 1);
  utterance.onerror = ({ error }) => mine === now && now.utterance === utterance && fail(error);
  // Kept: some browsers forget who waits for the end of what nobody holds.
  now.utterance = utterance;
  speech.speak(utterance);
}

function fail(error) {
  stop();
  if (parts && !["interrupted", "canceled"].includes(error)) parts.says.textContent = "读不出来了。请再按一次“朗读”。";
}

function stop() {
  speech?.cancel();
  now?.ended?.();
  now = null;
  mark(null);
  label("朗读", true);
}

/** Ends the sentence; going on begins with it again. Pauses of the browsers' own don't work on many phones. */
function pause() {
  now.utterance = null;
  speech.cancel();
  label("接着读", false);
}

let parts = null;
function label(words, idle) {
  if (!parts) return;
  parts.start.lastChild.textContent = words;
  parts.end.hidden = idle;
  parts.print.hidden = !idle;
}

async function press() {
  parts.says.textContent = "";
  if (now?.utterance) return pause();
  if (now) {
    label("暂停", false);
    return read(now.place);
  }
  if (await begin(parts.article)) label("暂停", false);
  else parts.says.textContent = NO_VOICE;
}

/** Begins to read a part of the page; whether there is a voice for it. */
async function begin(part, ended) {
  const found = await voiceInTime();
  if (!found) return false;
  speech.cancel();
  now = { part, all: sentences(part), voice: found, place: 0, utterance: null, ended };
  read(0);
  return true;
}

/** Reads a part of the page from its heading on, or stops reading; whether there was a voice to begin with. */
export async function aloud(part, ended) {
  return now ? stop() : begin(part, ended);
}

function button(picture, words, run) {
  const made = make("button", { type: "button", className: "btn slim" }, ...(picture ? [draw("0 0 24 24", picture, "icon")] : []), words);
  made.addEventListener("click", run);
  return made;
}

/** The buttons, under what the page says first. */
function place() {
  if (now && !now.part.isConnected) stop();
  const article = document.querySelector(".guide article");
  if (article && article === parts?.article) return;
  if (parts) stop();
  parts = null;
  const lead = article?.querySelector(".said");
  if (!lead) return;
  const says = make("p", { className: "small" });
  says.setAttribute("role", "status");
  const [start, end, print] = [button(SPEAK, "朗读", press), button("", "不读了", stop), button(PRINT, "打印一张", () => window.print())];
  end.hidden = true;
  parts = { article, start, end, print, says };
  lead.after(make("div", { className: "tools noprint" }, make("div", { className: "cluster" }, start, end, print), says));
}

// The app changes screens without loading a page; the title changes with every one.
new MutationObserver(place).observe(document.querySelector("title"), { childList: true });
addEventListener("pagehide", () => now && stop());
place();
