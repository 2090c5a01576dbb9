// On pages that need no app: the search, what a machine that many people use does, and what else pages can do once they
// stand.
const site = new URL("./", document.currentScript.src);

if (document.documentElement.hasAttribute("data-kiosk")) import("./kiosk.js").then((kiosk) => kiosk.watch(document.querySelector(".brand").href));
if (document.getElementById("find")) import("./find.js");
// The site is kept on the device from here, too: a leaflet's code leads to such a page.
addEventListener("load", () => import("./more.js").then((more) => more.keep(site, Promise.resolve())).catch(() => {}));
