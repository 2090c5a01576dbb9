// Eight households go through the page; every programme comes out as on the command line.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { HOUSEHOLDS, household, outcomes, walker } from "./journey.mjs";
import { buildJiuzhu, evaluate, told } from "./jiuzhu.mjs";
import { assertQuiet, leave, site, TODAY } from "./site.mjs";

const PROGRAMS = 19;
const here = site();
const counts = [];

before(buildJiuzhu);

for (const file of readdirSync(HOUSEHOLDS)) {
  const family = household(file);
  test(family.title, async (t) => {
    const page = await here.open("check/");
    const walk = walker(page, family);
    await walk.start();
    const trail = await walk.answer();
    await walk.result();
    const shown = await outcomes(page);
    assert.equal(Object.keys(shown).length, PROGRAMS);
    assert.deepEqual(shown, await evaluate(TODAY, told(trail)));
    assertQuiet(page);
    t.diagnostic(`${trail.length} questions`);
    counts.push(trail.length);
    await leave(page);
  });
}

after(() => {
  const sorted = counts.toSorted((a, b) => a - b);
  console.log(`questions asked: ${counts.join(", ")}; median ${sorted[Math.floor(sorted.length / 2)]}`);
});
