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
  // The app does not start, or what it needs did not come: what stands on the page stays, with what to do now.
  window.noApp = () => {
    if (document.getElementById("again")) return;
    const opening = document.getElementById("opening");
    const made = (name, text, more) => Object.assign(document.createElement(name), { textContent: text }, more);
    const says = opening || made("p");
    says.textContent =
      "自测和申请表现在打不开，可能是没有连上网，或者浏览器太旧了。这一页的字和办事指南还能看。连上网再试一次。还是不行，请换新一点的浏览器或手机，或者到乡镇（街道）窗口请人帮忙。";
    const now = made("p", "", { className: "cluster" });
    now.append(made("button", "再试一次", { id: "again", type: "button", className: "btn", onclick: () => location.reload() }));
    for (const phone of ["120", "110"]) now.append(made("a", `打${phone}`, { className: "call", href: `tel:${phone}` }));
    if (opening) return opening.after(now);
    const note = made("div", "", { className: "note urgent noprint" });
    note.setAttribute("role", "alert");
    note.append(says, now);
    document.querySelector("main h1").after(note);
  };
  // boot.js notes the root as the first thing it does.
  addEventListener("load", () => {
    if (document.querySelector("script[data-root]:not([data-stands])") && !html.hasAttribute("data-root")) noApp();
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
