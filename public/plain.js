// On pages that need no app: the button for larger type, the search, and what else pages can do once they stand.
const site = new URL("./", document.currentScript.src);
const html = document.documentElement;
const button = document.querySelector(".top .end button");
const label = () => {
  button.lastChild.textContent = html.dataset.mode === "elder" ? "普通版" : "长辈版";
};
if (button) {
  label();
  button.addEventListener("click", () => {
    const elder = html.dataset.mode !== "elder";
    if (elder) html.dataset.mode = "elder";
    else delete html.dataset.mode;
    try {
      if (elder) localStorage.setItem("mode", "elder");
      else localStorage.removeItem("mode");
    } catch (e) {
      // storage is blocked: until the page is left
    }
    label();
  });
}

if (document.getElementById("find")) import("./find.js");
// The site is kept on the device from here, too: a leaflet's code leads to such a page.
addEventListener("load", () => import("./more.js").then((more) => more.keep(site, Promise.resolve())).catch(() => {}));
