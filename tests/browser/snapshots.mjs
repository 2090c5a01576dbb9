// Takes the pictures in tests/snapshots/: every screen, on a phone, a desktop and a kiosk; some on a wide kiosk and in
// forced colours; and every page of the forms on paper. `npm run snapshots`, or `npm run snapshots kiosk print` for these alone.

import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { aged, forget } from "./drafts.mjs";
import { household, walker } from "./journey.mjs";
import { drawer, FOLDER as PRINTS, printed } from "./prints.mjs";
import { go, start } from "./site.mjs";

const FOLDER = fileURLToPath(new URL("../snapshots/", import.meta.url));
const SIZES = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
  kiosk: { width: 1080, height: 1920, kiosk: true },
  "kiosk-wide": { width: 1280, height: 1024, kiosk: true, only: /^(home|urgent|check|question-(bool|money)|review|result|idle)$/ },
  forced: { width: 360, height: 740, forced: true, only: /^(home|check|question-(bool|money)|review|result)$/ },
};
/** Pages about a draft, and what their pictures are called. */
const PAPERS = {
  "papers/": "papers",
  "papers/shenqing/": "form",
  "papers/shenqing/print/": "print-preview",
  "papers/attach/": "attach",
};
/** Pictures of longer pages end here, in heights of the screen. */
const MOST_SCREENS = 2;
const QUALITY = 60;

const here = await start();
const wanted = process.argv.slice(2);
if (wanted.length === 0) await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
for (const [name, size] of Object.entries(SIZES)) if (wanted.length === 0 || wanted.includes(name)) await take(name, size);
if (wanted.length === 0 || wanted.includes("print")) await takePrints();
await here.stop();

async function takePrints() {
  await rm(PRINTS, { recursive: true, force: true });
  await mkdir(PRINTS, { recursive: true });
  const page = await here.open("law/");
  const { draw } = await drawer(page.context());
  await printed(page, async (form, pdf) => {
    for (const [n, picture] of (await draw(pdf)).entries()) await writeFile(`${PRINTS}${form}-${n + 1}.webp`, Buffer.from(picture, "base64"));
  });
  await page.context().close();
}

/** The pages about a draft; an empty query is none. */
async function each(page, query, picture) {
  for (const [path, screen] of Object.entries(PAPERS)) {
    await go(page, path + query);
    await picture(screen);
  }
}

/** Several questions on a page, where there is room for them; back to one. */
async function helping(page, picture) {
  const turn = page.getByRole("button", { name: "帮人填：一页几题" });
  if (!(await turn.isVisible())) return;
  await turn.click();
  await page.locator(".several").waitFor();
  await picture("helping");
  await page.getByRole("button", { name: "一页一题" }).click();
  await page.locator(".several").waitFor({ state: "detached" });
}

/** How a draft in memory goes to another device: over the page that has it. */
async function over(page, picture) {
  await page.getByRole("link", { name: "和手机互传" }).click();
  await page.locator("#over .hand").waitFor();
  await picture("hand");
  await page.getByRole("button", { name: "互传完了，关上" }).click();
  await page.locator("#over").waitFor({ state: "detached" });
}

/** The forms of the draft that is there, its photos, and how it goes to another device. */
async function papers(page, picture) {
  const link = page.locator("li.draft").first().getByRole("link", { name: "填申请表" });
  const query = new URL(await link.evaluate(({ href }) => href)).search;
  await each(page, query, picture);
  await go(page, `hand/${query}`);
  await picture("hand");
  await page.getByRole("button", { name: "显示二维码" }).click();
  await page.locator(".code svg").waitFor();
  await picture("hand-codes");
  await go(page, "drafts/");
  await page.locator("li.draft").first().waitFor();
}

async function take(name, { width, height, kiosk = false, forced = false, only = /./ }) {
  const page = await here.open(kiosk ? "?kiosk=1" : "", { viewport: { width, height }, forcedColors: forced ? "active" : "none" });
  const devtools = await page.context().newCDPSession(page);
  const picture = async (screen) => {
    if (!only.test(screen)) return;
    const length = await page.evaluate(() => document.documentElement.scrollHeight);
    // The kiosk's bar stands at the foot of the screen: that is what is seen.
    const clip = { x: 0, y: 0, width, height: kiosk ? height : Math.min(length, height * MOST_SCREENS), scale: 1 };
    await page.evaluate(() => scrollTo(0, 0));
    const format = { format: "webp", quality: QUALITY, captureBeyondViewport: true, clip };
    const { data } = await devtools.send("Page.captureScreenshot", format);
    await writeFile(`${FOLDER}${screen}-${name}.webp`, Buffer.from(data, "base64"));
  };
  await picture("home");
  for (const path of ["urgent", "harm", "guide", "guide/dibao", "guide/find", "guide/event/ill", "guide/words", "law"]) {
    await go(page, `${path}/`);
    await picture(path.replaceAll("/", "-"));
  }
  // There a draft is in memory, and another page would lose it.
  if (kiosk) await each(page, "", picture);
  await go(page, "check/");
  await picture("check");
  const walk = walker(page, household("laoren.json"));
  await walk.start();
  if (!forced) await helping(page, picture);
  await walk.answerSeeing((type) => picture(`question-${type}`));
  await picture("review");
  await walk.result();
  await page.locator("details.prog").first().waitFor();
  await picture("result");
  await page.locator("details.prog > summary").first().click();
  await page.locator("details.prog > .body").first().waitFor();
  await picture("result-open");
  // Where drafts are in memory, loading a page would lose them.
  if (kiosk) await page.locator(".nav a", { hasText: "草稿" }).click();
  else await go(page, "drafts/");
  await page.locator("li.draft").first().waitFor();
  await picture("drafts");
  if (kiosk) await over(page, picture);
  else if (!forced) await papers(page, picture);
  if (!kiosk && !forced) {
    await forget(page);
    await aged(page, picture);
  }
  if (kiosk) {
    await page.clock.fastForward(91_000);
    await page.getByRole("alertdialog").waitFor();
    await picture("idle");
  }
  await page.context().close();
}
