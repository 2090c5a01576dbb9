// On pages that need no app: the button for larger type.
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
