// Takes the pictures in tests/snapshots/: every screen, on a phone, a desktop and a kiosk. `npm run snapshots`.

import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { household, walker } from "./journey.mjs";
import { go, start } from "./site.mjs";

const FOLDER = fileURLToPath(new URL("../snapshots/", import.meta.url));
const SIZES = {
  phone: { width: 360, height: 740, elder: false },
  desktop: { width: 1280, height: 800, elder: false },
  kiosk: { width: 1080, height: 1920, elder: true },
};
/** Pictures of longer pages end here, in heights of the screen. */
const MOST_SCREENS = 2;
const QUALITY = 60;

const here = await start();
await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
for (const [name, size] of Object.entries(SIZES)) await take(name, size);
await here.stop();

async function take(name, { width, height, elder }) {
  const page = await here.open("", { viewport: { width, height } });
  const devtools = await page.context().newCDPSession(page);
  const picture = async (screen) => {
    await page.evaluate((elder) => (elder ? (document.documentElement.dataset.mode = "elder") : null), elder);
    const length = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y: 0, width, height: Math.min(length, height * MOST_SCREENS), scale: 1 };
    const format = { format: "webp", quality: QUALITY, captureBeyondViewport: true, clip };
    const { data } = await devtools.send("Page.captureScreenshot", format);
    await writeFile(`${FOLDER}${screen}-${name}.webp`, Buffer.from(data, "base64"));
  };
  await picture("home");
  for (const path of ["urgent", "harm", "guide", "guide/dibao", "guide/find", "guide/event/ill", "guide/words", "law"]) {
    await go(page, `${path}/`);
    await picture(path.replaceAll("/", "-"));
  }
  await go(page, "check/");
  await picture("check");
  const walk = walker(page, household("laoren.json"));
  await walk.start();
  await walk.answerSeeing((type) => picture(`question-${type}`));
  await picture("review");
  await walk.result();
  await page.locator("details.prog").first().waitFor();
  await picture("result");
  await page.locator("details.prog > summary").first().click();
  await page.locator("details.prog > .body").first().waitFor();
  await picture("result-open");
  await go(page, "drafts/");
  await page.locator("li.draft").first().waitFor();
  await picture("drafts");
  await page.context().close();
}
