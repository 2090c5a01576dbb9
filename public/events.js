// What happened to people: the guide's life events, under what the home page begins with.

import { draw, make } from "./make.js";

/** Pages of the guide by life event, as people call it, what that may be, and a drawing. */
const EVENTS = [
  ["ill", "生病了", "看病钱不够，要长期吃药", "M12 20C6 16 3.5 12.7 3.5 9.2A4.4 4.4 0 0 1 12 7.5a4.4 4.4 0 0 1 8.5 1.7C20.5 12.7 18 16 12 20ZM12 9.5v5M9.5 12h5"],
  ["jobless", "没了工作", "没活干，几个月没收入", "M3.5 8h17v11.5h-17zM9 8V5h6v3M3.5 13h17M12 12v2.5"],
  ["school", "孩子上学难", "学费、生活费拿不出", "m2.5 9.5 9.5-4.5 9.5 4.5-9.5 4.5zM6.5 11.5V16c2.5 2.3 8.5 2.3 11 0v-4.5M21.5 9.5V15"],
  ["disaster", "家里遭了灾", "洪水、滑坡、地震、大旱", "M7 12V8.5L12 4.5l5 4V12M3 15.5c1.5-1.3 3-1.3 4.5 0s3 1.3 4.5 0 3-1.3 4.5 0 3 1.3 4.5 0M3 19.5c1.5-1.3 3-1.3 4.5 0s3 1.3 4.5 0 3-1.3 4.5 0 3 1.3 4.5 0"],
  ["death", "家里有人去世", "要告诉谁，救助怎么变", "M9 11h6v9.5H9zM12 11V8.7M12 8.5c-1.7-.6-2-2.6 0-5 2 2.4 1.7 4.4 0 5ZM5.5 20.5h13"],
  ["child", "孩子没人管", "爸妈不在，或者管不了", "M8 8.5a4 4 0 1 0 8 0a4 4 0 1 0 -8 0zM10.5 8.3v.2M13.5 8.3v.2M7 20.5c.3-3.6 2-5.5 5-5.5s4.7 1.9 5 5.5"],
  ["house", "房子住着危险", "危房，或者没有房住", "M4 11.5 12 5l8 6.5M6 10v9.5h12V10M13 10l-2.2 3 2.7 2-2 4.5"],
  ["hungry", "突然没饭吃", "今天吃住没着落", "M3.5 11h17c0 4.5-3 7-6 8h-5c-3-1-6-3.5-6-8ZM8 7.5c0-1.5 1.5-1.5 1.5-3M12 7.5c0-1.5 1.5-1.5 1.5-3M16 7.5c0-1.5 1.5-1.5 1.5-3"],
];

/** The events, right after the first part of the home page. The style sheet keeps room for them, so that nothing jumps. */
export function tiles(hero, root) {
  const tile = ([id, says, more, path]) =>
    make("a", { href: `${root}guide/event/${id}/` }, draw("0 0 24 24", path, "icon"), make("span", {}, make("b", {}, says), make("small", {}, more)));
  const grid = make("div", { className: "kgrid" }, ...EVENTS.map(tile));
  hero.after(make("section", { className: "wrap sec events" }, make("h2", {}, "碰到了什么事？"), grid));
}

function look() {
  const hero = document.querySelector(".hero");
  if (hero && !document.querySelector(".events")) tiles(hero, document.documentElement.dataset.root);
}

// Stations have them from the start (`kiosk.js`).
if (!document.documentElement.hasAttribute("data-kiosk")) {
  look();
  // The title changes with every screen.
  new MutationObserver(look).observe(document.querySelector("title"), { childList: true });
}
