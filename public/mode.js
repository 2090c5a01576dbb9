// Says that script runs, and applies before the first paint what was chosen: 长辈版, its largest type, and whether
// this is a machine that many people use (`kiosk.js`). Storage may be blocked: then a choice holds until the page is left.
// Browsers that know no modules or can't read boot.js must read this file: it is they that are told here.
(function () {
  const html = document.documentElement;
  const kept = (place, name, value) => {
    try {
      const store = window[`${place}Storage`];
      if (value === undefined) return store.getItem(name);
      if (value) store.setItem(name, value);
      else store.removeItem(name);
    } catch (e) {}
  };
  const set = (name, value) => (value ? html.setAttribute(name, value) : html.removeAttribute(name));
  const asked = (/[?&]kiosk=(\w+)/.exec(location.search) || [])[1];
  if (asked === "off") kept("session", "kiosk", "");
  if (asked === "off" || asked === "device") kept("local", "kiosk", asked === "off" ? "" : "90");
  if (asked === "1") kept("session", "kiosk", asked);
  const kiosk = asked !== "off" && (asked || kept("session", "kiosk") || kept("local", "kiosk"));
  html.classList.add("js");
  set("data-kiosk", kiosk);
  // Its drafts, for the apps of this page.
  if (kiosk) window.passing = new Map();
  set("data-mode", kiosk ? "elder" : kept("local", "mode"));
  set("data-size", kept("local", "size"));
  // On pages that are of no use without the app: it does not start.
  window.noApp = () => {
    const opening = document.getElementById("opening");
    const note = opening || document.createElement("p");
    note.textContent =
      "这台设备的浏览器打不开自测和申请表，可能是太旧了，或者没有连上网。请换新一点的浏览器或手机。办事指南还能看，也可以到乡镇（街道）窗口请人帮忙。";
    if (opening || !document.querySelector("noscript")) return;
    note.className = "note urgent";
    note.setAttribute("role", "alert");
    document.querySelector("main h1").after(note);
  };
  // boot.js notes the root as the first thing it does.
  addEventListener("load", () => {
    if (document.querySelector("script[data-root]") && !html.hasAttribute("data-root")) noApp();
  });
  // The buttons of every header, those of the app too.
  addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest("[data-does]");
    if (!button) return;
    const name = button.getAttribute("data-does");
    const value = html.hasAttribute(`data-${name}`) ? "" : name === "mode" ? "elder" : "30";
    set(`data-${name}`, value);
    kept("local", name, value);
  });
})();
