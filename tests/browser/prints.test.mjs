// The official forms on paper look as they were reviewed: printed to PDF by the browser, held against tests/snapshots/print.

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { drawer, FOLDER, printed } from "./prints.mjs";
import { assertQuiet, leave, site } from "./site.mjs";

const here = site();
/** Of all points of a page, this share may be clearly lighter or darker: less than half of what one character more or less changes (0.00013). */
const MOST_UNLIKE = 0.00005;

test("every page of the forms prints as it was reviewed", async () => {
  const page = await here.open("law/");
  const { draw, differ } = await drawer(page.context());
  const unlike = [];
  const seen = [];
  await printed(page, async (form, pdf) => {
    const pictures = await draw(pdf);
    for (const [n, picture] of pictures.entries()) {
      const name = `${form}-${n + 1}.webp`;
      seen.push(name);
      const reviewed = await readFile(join(FOLDER, name), "base64").catch(() => null);
      const share = reviewed === null ? 1 : await differ([picture, reviewed]);
      if (share > MOST_UNLIKE) unlike.push(`${name}: ${(100 * share).toFixed(3)} % is unlike what was reviewed`);
    }
  });
  assert.deepEqual(unlike, [], "look at them: `npm run snapshots print`, then git diff");
  assert.deepEqual(seen.sort(), (await readdir(FOLDER)).sort());
  assertQuiet(page);
  await leave(page);
});
