// Says that script runs, and applies before the first paint what was chosen: 长辈版, its largest type, and whether
// this is a machine that many people use (`kiosk.js`). Storage may be blocked: then a choice holds until the page is left.
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
