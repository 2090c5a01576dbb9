// Takes the pictures in tests/snapshots/: every screen, on a phone, a desktop and a kiosk; some on a wide kiosk, in the dark, in
// forced colours, in 长辈版 and on paper; and every page of the forms on paper. `npm run snapshots`, or `npm run snapshots kiosk
// print` for these alone.

import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { household, walker } from "./journey.mjs";
import { drawer, FOLDER as PRINTS, printed } from "./prints.mjs";
import { own, station } from "./screens.mjs";
import { go, start } from "./site.mjs";

const FOLDER = fileURLToPath(new URL("../snapshots/", import.meta.url));
const PHONE = { width: 360, height: 740, scale: 0.8 };
const KIOSK = { scale: 0.4, kiosk: true };
const SOME = /^(home|urgent|guide-dibao|check|question-(bool|money|list|error|urgent)|review|result|result-(likely|no)|drafts|drafts-delete|form-errors|attach|hand-codes)$/;
const FEW = /^(home|check|question-(bool|money)|helping|review|result|idle)$/;
/** Large pictures are kept smaller: to be read, and no burden. */
const SIZES = {
  phone: PHONE,
  desktop: { width: 1280, height: 800, scale: 0.6 },
  kiosk: { width: 1080, height: 1920, ...KIOSK },
  "kiosk-wide": { width: 1280, height: 1024, ...KIOSK, only: FEW },
  dark: { ...PHONE, only: SOME, screens: 1, options: { colorScheme: "dark" } },
  forced: { ...PHONE, only: SOME, screens: 1, options: { forcedColors: "active" } },
  elder: { ...PHONE, only: SOME, kept: { mode: "elder" } },
  "elder-largest": { ...PHONE, only: FEW, kept: { mode: "elder", size: "30" } },
};
/** Pictures of longer pages end here, in heights of the screen; how well they are kept. */
const MOST_SCREENS = 2;
const MOST_SHEETS = 2;
const QUALITY = 35;
/** Pages of the guide that print as a leaflet or a list. */
const LEAFLETS = ["guide/dibao/", "guide/event/ill/", "guide/how/apply/", "guide/right/appeal/", "guide/words/", "guide/calendar/"];

/** Takes away the pictures of a set. */
async function clear(name) {
  if (name === "print") return rm(PRINTS, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const ending = `-${name}.webp`;
  for (const file of await readdir(FOLDER)) if (file.endsWith(ending)) await rm(FOLDER + file);
}

const keep = (screen, name, base64) => writeFile(`${FOLDER}${screen}-${name}.webp`, Buffer.from(base64, "base64"));

async function takePrints() {
  await mkdir(PRINTS, { recursive: true });
  const page = await here.open("law/");
  const { draw } = await drawer(page.context());
  await printed(page, async (form, pdf) => {
    for (const [n, picture] of (await draw(pdf)).entries()) await writeFile(`${PRINTS}${form}-${n + 1}.webp`, Buffer.from(picture, "base64"));
  });
  await page.context().close();
}

/** The guide's leaflets and lists, and a result, as they are printed: their first sheets. */
async function takePaper() {
  const page = await here.open("guide/");
  const { draw } = await drawer(page.context(), QUALITY / 100);
  const print = async (screen) => {
    const sheets = await draw(await page.pdf({ preferCSSPageSize: true }));
    for (const [n, picture] of sheets.slice(0, MOST_SHEETS).entries()) await keep(`${screen}-${n + 1}`, "paper", picture);
  };
  for (const path of LEAFLETS) {
    await go(page, path);
    // What makes the sheet is loaded once the page stands.
    await page.waitForLoadState("networkidle");
    await print(path.slice(0, -1).replaceAll("/", "-"));
  }
  await go(page, "check/");
  const walk = walker(page, household("liulang.json"));
  await walk.start(["生活无着的流散人员救助"]);
  await walk.answer();
  await walk.result();
  await page.locator("details.prog > summary").first().click();
  await page.locator("details.prog > .body").first().waitFor();
  await print("result");
  await page.context().close();
}

async function take(name, { width, height, scale, kiosk = false, only = /./, screens = MOST_SCREENS, kept = {}, options = {} }) {
  const open = async (path, more = {}) => {
    const page = await here.open("guide/words/", { viewport: { width, height }, serviceWorkers: "block", ...options, ...more });
    await page.evaluate((kept) => Object.entries(kept).forEach(([name, value]) => localStorage.setItem(name, value)), kept);
    await go(page, path);
    return page;
  };
  const see = async (page, screen, part) => {
    if (!only.test(screen)) return;
    await page.mouse.move(0, 0);
    // What never arrives is to be seen, too.
    await page.waitForLoadState("networkidle", { timeout: 3000 }).catch(() => {});
    await page.evaluate((part) => (part ? part.scrollIntoView({ block: part.offsetHeight < innerHeight ? "center" : "start" }) : scrollTo(0, 0)), await part?.elementHandle());
    const { from, length, fixed } = await page.evaluate(() => ({
      from: scrollY,
      length: document.documentElement.scrollHeight,
      // Its place is in the window, not on the page.
      fixed: [...document.querySelectorAll(".kbar, .scrim, .leave, #builtin, #newer")].some((part) => part.getClientRects().length > 0),
    }));
    const clip = { x: 0, y: from, width, height: fixed ? height : Math.min(length - from, height * screens), scale };
    const devtools = await page.context().newCDPSession(page);
    const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: QUALITY, captureBeyondViewport: !fixed, clip });
    await devtools.detach();
    await keep(screen, name, data);
  };
  await (kiosk ? station : own)(open, see);
}

const here = await start();
const wanted = process.argv.slice(2);
const all = [...Object.keys(SIZES), "paper", "print"];
if (wanted.length === 0) await rm(FOLDER, { recursive: true, force: true });
for (const name of wanted.length > 0 ? wanted : all) {
  await clear(name);
  if (name === "print") await takePrints();
  else if (name === "paper") await takePaper();
  else await take(name, SIZES[name]);
}
await here.stop();
