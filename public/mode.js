// Says that script runs, and applies the reading mode the person chose, before the first paint.
document.documentElement.classList.add("js");
try {
  if (localStorage.getItem("mode") === "elder") document.documentElement.dataset.mode = "elder";
} catch (e) {
  // storage is blocked: the plain mode
}
