// What somebody said on the page before the app took its place is said to the app again: what was chosen, and that it was sent off.

const app = document.getElementById("app");
/** The control where one was last. */
let at;
/** A control of the form that was sent off. */
let sent;

const here = (event) => (at = event.target.id);

function send(event) {
  event.preventDefault();
  sent = event.target.querySelector("input").id;
}

const find = (id) => (id ? document.getElementById(id) : null);

function again([{ removedNodes }], observer) {
  observer.disconnect();
  app.removeEventListener("focusin", here);
  app.removeEventListener("submit", send);
  const inputs = Array.from(removedNodes).flatMap((part) => Array.from(part.querySelectorAll("input:checked")));
  for (const { id } of inputs) if (find(id)?.checked === false) find(id).click();
  if (document.activeElement === document.body) find(at)?.focus({ preventScroll: true });
  find(sent)?.form.querySelector("[type=submit]").click();
}

app.addEventListener("focusin", here);
app.addEventListener("submit", send);
new MutationObserver(again).observe(app, { childList: true });
