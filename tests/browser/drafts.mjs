// A draft that has become old: answered and seen before the policy changed, gone on with on other days.

import { household, walker } from "./journey.mjs";
import { go, TODAY } from "./site.mjs";

/** A day before 社会救助法 was in force: rules of 临时救助 are entered from then on; and before 低保标准 was a year old. */
export const EARLIER = "2026-06-25";
/** The day on which the draft was gone on with. */
export const BETWEEN = "2026-10-08";

/** The drafts on their page. */
export const cards = (page) => page.locator("li.draft");

/** Makes it another day, from the next page on. */
export function setDay(page, day) {
  return page.context().clock.setFixedTime(new Date(`${day}T10:00:00+08:00`));
}

/** Answers all questions about two programmes on an earlier day and looks at the result; the draft's id. */
export async function seenBefore(page, file = "zhongbing.json", only = ["最低生活保障", "临时救助"]) {
  await setDay(page, EARLIER);
  await go(page, "check/");
  const walk = walker(page, household(file));
  await walk.start(only);
  await walk.answer();
  await walk.result();
  await judged(page, 1);
  return new URL(page.url()).searchParams.get("d");
}

/** Waits until so many drafts have what they came to written down. */
export function judged(page, n) {
  return page.waitForFunction(async (n) => {
    const opening = indexedDB.open("jiuzai");
    const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
    const counting = database.transaction("judged").objectStore("judged").count();
    const count = await new Promise((done) => (counting.onsuccess = () => done(counting.result)));
    database.close();
    return count === n;
  }, n);
}

/** Gives a draft another name from the list: that is a change like others. */
export async function rename(page, name) {
  await go(page, "drafts/");
  // What is told of the draft once the packs are there moves the line; others press it, here it is only on the way.
  await cards(page).first().locator("details").evaluate((more) => (more.open = true));
  await cards(page).first().getByRole("button", { name: "改名" }).click();
  await page.getByLabel("名字", { exact: true }).fill(name);
  await page.getByRole("button", { name: "改好了" }).click();
  await page.getByText("名字改好了").waitFor();
}

/** Walks through the pages of such a draft; calls `see` with the name of each. */
export async function aged(page, see) {
  const id = await seenBefore(page);
  await setDay(page, BETWEEN);
  await rename(page, "我家");
  await setDay(page, TODAY);
  await go(page, "drafts/");
  await cards(page).getByText("政策有变化").waitFor();
  await page.getByText("草稿存得牢不牢").waitFor();
  await see("drafts-changed");
  await cards(page).locator("summary").click();
  await see("drafts-more");
  await cards(page).getByRole("button", { name: "复制一份" }).click();
  await page.getByRole("alertdialog").waitFor();
  await see("drafts-copy");
  await go(page, `drafts/changes/?d=${id}`);
  await page.locator("ul.moves > li").first().waitFor();
  await see("drafts-changes");
  await go(page, `drafts/history/?d=${id}`);
  await page.locator("ol.states > li").nth(1).waitFor();
  await see("drafts-history");
  await page.getByRole("button", { name: "换回这一份" }).first().click();
  await page.getByRole("alertdialog").waitFor();
  await see("drafts-restore");
  await go(page, `result/?d=${id}`);
  await page.getByText("结果和您上次看到的不一样").waitFor();
  await see("result-changed");
}

/** All rows of the drafts' database: for each store, its keys and its rows as text. */
export function rows(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await done(indexedDB.open("jiuzai"));
    const found = { version: database.version };
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      const [keys, values] = [await done(store.getAllKeys()), await done(store.getAll())];
      found[name] = keys.map((key, n) => [key, Array.from(values[n], (byte) => String.fromCharCode(byte)).join("")]);
    }
    database.close();
    return found;
  });
}

/** Makes the database anew by hand, on a page without the app: its version, and for each store its rows as text. */
export async function remake(page, version, stores) {
  await forget(page);
  await page.evaluate(async ({ version, stores }) => {
    const opening = indexedDB.open("jiuzai", version);
    opening.onupgradeneeded = () => {
      for (const [name, rows] of Object.entries(stores)) {
        const store = opening.result.createObjectStore(name);
        for (const [key, text] of rows) store.put(Uint8Array.from(text, (letter) => letter.charCodeAt(0)), key);
      }
    };
    const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
    database.close();
  }, { version, stores });
}

/** Forgets all drafts, and stays on a page without the app. */
export async function forget(page) {
  await lose(page);
  await page.evaluate(() => caches.delete("copies"));
}

/** Throws the database away, as the browser does where it finds it broken, and stays on a page without the app. */
export async function lose(page) {
  await go(page, "guide/words/");
  await page.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase("jiuzai").onsuccess = done)));
}
