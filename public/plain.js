// On pages that need no app: what a machine that many people use does.
if (document.documentElement.hasAttribute("data-kiosk")) import("./kiosk.js").then((kiosk) => kiosk.watch(document.querySelector(".brand").href));
