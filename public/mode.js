// Applies the reading mode the person chose, before the first paint.
try {
  if (localStorage.getItem("mode") === "elder") document.documentElement.dataset.mode = "elder";
} catch (e) {
  // storage is blocked: the plain mode
}
