// Two ways to use the page: pressing with a finger or mouse, and the keyboard alone.

import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";

const MOST_TABS = 80;
const FOCUS_WITHIN_MS = 10_000;
const FRAME_MS = 16;

/** The row of a choice, by its label. */
function row(page, label) {
  const words = "b";
  const found = label instanceof RegExp ? page.locator(words).filter({ hasText: label }) : page.locator(`${words}:text-is("${label}")`);
  return page.locator("label.choice").filter({ has: found });
}

/** A finger or a mouse. */
export const pointer = {
  choose: (page, label) => row(page, label).click(),
  type: (page, selector, text) => page.locator(selector).fill(text),
  press: (page, target) => target.click(),
};

/** The keyboard alone: Tab, Space, arrows, Enter, and typing. */
export const keyboard = {
  async choose(page, label) {
    const input = row(page, label).locator("input");
    const name = await input.getAttribute("name");
    if (name === null) {
      await tabTo(page, input);
      return page.keyboard.press("Space");
    }
    await tabTo(page, page.locator(`input[name="${name}"]`));
    if (await isFocused(input)) await page.keyboard.press("Space");
    while (!(await isFocused(input))) await page.keyboard.press("ArrowDown");
    assert.ok(await input.isChecked());
  },
  async type(page, selector, text) {
    await tabTo(page, page.locator(selector));
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
  },
  async press(page, target) {
    await tabTo(page, target);
    await page.keyboard.press("Enter");
  },
};

/** Presses Tab until one of these has the focus; going round the page once must be enough. */
export async function tabTo(page, target) {
  for (let n = 0; n < MOST_TABS; n += 1) {
    await page.keyboard.press("Tab");
    if (await isFocused(target)) return;
  }
  throw new Error(`Tab does not reach ${target}`);
}

/** Waits until one of these has the focus: it often comes a frame after what it follows. */
export async function hasFocus(target, why = `${target} has the focus`) {
  for (const until = Date.now() + FOCUS_WITHIN_MS; !(await isFocused(target)); ) {
    assert.ok(Date.now() < until, why);
    await setTimeout(FRAME_MS);
  }
}

/** Whether one of these has the focus. */
export function isFocused(target) {
  return target.evaluateAll((all) => all.includes(document.activeElement));
}
