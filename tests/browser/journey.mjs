// Walks the self-check as a person would: reads the question, answers it from a household's file, goes on.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pointer } from "./hands.mjs";
import { absent, asked, facts, label, word } from "./questions.mjs";
import { go, ready } from "./site.mjs";

export const HOUSEHOLDS = new URL("../cases/archetypes/", import.meta.url);

const LIMIT = 150;
const LISTS = ["members", "obligors"];

/** A household's file; everybody in it gets a name. */
export function household(file) {
  const { title, facts } = JSON.parse(readFileSync(new URL(file, HOUSEHOLDS), "utf8"));
  const named = (list) => (facts[list] ?? []).map((person, n) => ({ ...person, name: called(person, list, n + 1) }));
  return { title, ...facts, members: named("members"), obligors: named("obligors") };
}

function called(person, list, n) {
  if (person.p_relation === "self") return "您";
  return `${list === "members" ? "家人" : "亲戚"}${n}`;
}

/** A person at the self-check: their page, their household, and how they use the page. */
export function walker(page, household, hands = pointer) {
  const walker = { page, household, hands };
  return {
    page,
    start: (only) => start(walker, only),
    answer: (until, untilConsent) => answerAll(walker, until, untilConsent),
    answerSeeing: (see) => answerSeeing(walker, see),
    choose: (label) => hands.choose(page, label),
    say: async (said) => hands.choose(page, word(asked((await standing(page)).title).fact, said)),
    forward: (label) => forward(walker, label),
    press: (target) => press(walker, target),
    result: () => press(walker, page.locator("main a.btn.big", { hasText: "看结果" })),
  };
}

/** Walks with the household of a file through the self-check with all its kinds of screens, from the choice of programmes to the opened result, the
 * drafts and a dialog; what `look(name)` finds on each, together, and the kinds of questions that were asked. */
export async function everyScreen(page, file, look) {
  const walk = walker(page, household(file));
  await walk.choose("只看几项");
  const found = await look("choice of programmes");
  const see = async (name) => found.push(...(await look(name)));
  await go(page, "check/");
  await walk.start();
  await page.locator('main button:text-is("下一题")').click();
  await page.locator(".errsum").waitFor();
  await see("a question with an error");
  const kinds = await walk.answerSeeing((type) => see(`a question of type ${type}`));
  await see("overview");
  await walk.result();
  for (const summary of await page.locator("details.prog > summary").all()) await summary.click();
  await page.locator("details.prog > .body").last().waitFor();
  await see("result, all opened");
  await go(page, "drafts/");
  await page.locator("li.draft").first().waitFor();
  await see("drafts");
  await page.locator("li.draft summary").first().click();
  await see("drafts, what is seldom wanted");
  await page.locator("li.draft").getByRole("button", { name: "删掉" }).first().click();
  await page.locator(".dialog").waitFor();
  await see("a dialog");
  return { found, kinds };
}

/** Starts a self-check of all programmes, or only of those with these names. */
async function start(walker, only = []) {
  for (const label of only.length > 0 ? ["只看几项", ...only] : []) await walker.hands.choose(walker.page, label);
  await forward(walker, "开始答题");
}

/** Answers questions until `until(fact, n)`, or until there is none left; what was asked, in order, and answered.
 * `untilConsent` says whether to stop where the page asks if something sensitive may be asked. */
async function answerAll(walker, until = () => false, untilConsent = () => false) {
  const trail = [];
  while (trail.length < LIMIT) {
    const { title, review } = await standing(walker.page);
    if (review) return trail;
    if (title.startsWith("下面要问") && title.endsWith("可以吗？")) {
      if (untilConsent()) return trail;
      await walker.hands.choose(walker.page, "可以问");
      await forward(walker, "接着答");
      continue;
    }
    const { fact, name } = asked(title);
    if (until(fact, trail.length + 1)) return trail;
    trail.push({ fact: fact.id, name, said: await answer(walker, fact, name) });
    await forward(walker, fact.type === "list" ? "都填好了，下一题" : "下一题");
  }
  throw new Error(`still asked after ${LIMIT} questions`);
}

/** Answers all questions, and calls `see` with the type of fact where one is asked for the first time; all types. */
async function answerSeeing(walker, see) {
  const seen = new Set();
  for (let open = true; open; ) {
    open = false;
    await answerAll(walker, (fact) => {
      open = !seen.has(fact.type);
      seen.add(fact.type);
      return open;
    });
    if (open) await see([...seen].at(-1));
  }
  return seen;
}

/** Where the self-check stands: its heading, and whether it is the overview. */
export function standing(page) {
  return page.evaluate(() => ({
    title: document.querySelector("h1").textContent,
    review: new URLSearchParams(location.search).has("v"),
  }));
}

/** Answers the question of this page, without going on; what was said, as in a household's file. */
async function answer(walker, fact, name) {
  if (fact.type === "list") return addPeople(walker, walker.household[fact.id]);
  const of = name === null ? walker.household : personCalled(walker.household, name);
  const said = fact.id in of ? of[fact.id] : absent(fact);
  await give(walker, fact, said);
  return said;
}

function personCalled(household, name) {
  const found = LISTS.flatMap((list) => household[list]).find((person) => person.name === name);
  assert.ok(found, `nobody is called ${name}`);
  return found;
}

async function give({ page, hands }, fact, said) {
  if (said === null) return hands.choose(page, word(fact, said));
  switch (fact.type) {
    case "bool":
      return hands.choose(page, word(fact, said));
    case "choice":
      return hands.choose(page, label(fact, said));
    case "flags":
    case "benefits":
      for (const words of said.length > 0 ? said.map((id) => label(fact, id)) : ["都没有"]) await hands.choose(page, words);
      return undefined;
    case "date":
      return giveDate(page, hands, said);
    case "money":
      return giveNumber(page, hands, said, said / 100);
    case "number":
      return giveNumber(page, hands, said, said);
    default:
      throw new Error(`${fact.id}: nobody asks for a ${fact.type}`);
  }
}

async function giveNumber(page, hands, said, typed) {
  if (said === 0 && (await page.locator("#none").count()) > 0) return hands.choose(page, "没有（0）");
  return hands.type(page, "#answer", String(typed));
}

async function giveDate(page, hands, said) {
  const [year, month, day] = said.split("-").map((part) => String(Number(part)));
  await hands.type(page, "#answer", year);
  await hands.type(page, "#answer-month", month);
  await hands.type(page, "#answer-day", day);
}

async function addPeople(walker, people) {
  for (const person of people.filter((person) => person.p_relation !== "self")) {
    await press(walker, walker.page.locator("a.addp"));
    await walker.hands.choose(walker.page, label(facts.get("p_relation"), person.p_relation));
    await walker.hands.type(walker.page, "#name", person.name);
    await forward(walker, "填好了");
  }
  return people.map(({ name, p_relation }) => ({ name, p_relation }));
}

/** Presses a button that leads on, and waits for the next screen. */
function forward(walker, label) {
  return press(walker, walker.page.locator(`main button:text-is("${label}")`));
}

/** Presses something that leads to another screen, and waits for it. */
async function press({ page, hands }, target) {
  const before = await page.evaluate(() => location.pathname + location.search + document.querySelector("h1").textContent);
  await hands.press(page, target);
  await page.waitForFunction((before) => {
    const heading = document.querySelector("h1")?.textContent;
    return heading && location.pathname + location.search + heading !== before;
  }, before);
  await ready(page);
}

/** The outcome of every programme on the result page, by its id. */
export function outcomes(page) {
  return page.evaluate(() => {
    const words = { "c-yes": "eligible", "c-likely": "likely", "c-undecided": "undecided", "c-no": "not_eligible" };
    const programs = [...document.querySelectorAll("section.group details.prog")];
    return Object.fromEntries(programs.map((program) => {
      const group = program.closest("section.group");
      return [program.id.replace(/^p-/, ""), words[[...group.classList].find((name) => name in words)]];
    }));
  });
}
