// In a browser that is built into WeChat or the like, where what is stored may vanish: says once how to keep a draft.

const TOLD = "builtin";
/** Screens on which a draft is made or looked for. */
const SCREENS = /^(check|result|drafts)\//;
const inWechat = /MicroMessenger/.test(navigator.userAgent);

/** Says it on the screens of the site at `root` that need it, until it was read. */
export function tell(root) {
  const look = () => offer(root);
  look();
  // The title changes with every screen.
  new MutationObserver(look).observe(document.querySelector("title"), { childList: true });
}

function wasTold() {
  try {
    return localStorage.getItem(TOLD) !== null;
  } catch (error) {
    return false;
  }
}

let read = wasTold();

function offer(root) {
  const shown = document.getElementById(TOLD);
  const wanted = !read && SCREENS.test(location.pathname.slice(root.pathname.length));
  if (wanted === Boolean(shown)) return;
  if (shown) return remove(shown);
  const note = document.createElement("aside");
  note.id = TOLD;
  note.setAttribute("aria-label", "怎么留住答案");
  const [where, how] = inWechat
    ? ["您是在微信里打开的。能照常答题，但微信可能会把答案清掉。", "想留住答案：点右上角的“…”，再点“在浏览器打开”，在那边答。"]
    : ["您是在别的应用里打开的。能照常答题，但应用可能会把答案清掉。", "想留住答案：在应用的菜单里找“用浏览器打开”，在那边答。"];
  note.append(line(where), line(how), button(note));
  document.body.append(note);
  // What it covers can be scrolled to.
  document.body.style.paddingBottom = `${note.offsetHeight}px`;
}

function line(says) {
  const line = document.createElement("p");
  line.textContent = says;
  return line;
}

function button(note) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = "知道了";
  button.addEventListener("click", () => {
    read = true;
    try {
      localStorage.setItem(TOLD, "1");
    } catch (error) {
      // storage is blocked: until the page is left
    }
    remove(note);
  });
  return button;
}

function remove(note) {
  document.body.style.paddingBottom = "";
  note.remove();
}
