// The packs' questions, as the page asks them: which fact a heading asks for, about whom, and what an answer reads.

import { readdirSync, readFileSync } from "node:fs";

const FACTS = new URL("../../app/policy/packs/national/facts/", import.meta.url);

/** Facts by id: `{id, of, type, known_by, question, marked, absent, values: [{id, label}]}`. */
export const facts = new Map(
  readdirSync(FACTS)
    .map((file) => fact(readFileSync(new URL(file, FACTS), "utf8")))
    .map((fact) => [fact.id, fact]),
);

/** The part of TOML that fact files are written in. */
function fact(text) {
  const [head, ...values] = text.split(/^\[\[value\]\]$/m).map(fields);
  // Where its heading may break is not shown.
  return { ...head, marked: head.question, question: head.question.replaceAll("|", ""), values };
}

function fields(text) {
  const pairs = text.matchAll(/^(\w+) = (.+)$/gm);
  return Object.fromEntries([...pairs].map(([, key, value]) => [key, value_of(value)]));
}

function value_of(text) {
  try {
    return JSON.parse(text);
  } catch {
    const number = Number(text.replaceAll("_", ""));
    return Number.isNaN(number) ? text : number;
  }
}

const patterns = [...facts.values()]
  .filter((fact) => fact.known_by === "resident")
  .map((fact) => [fact, new RegExp(`^${fact.question.split("{name}").map(escaped).join("(.+)")}$`)]);

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The fact that a heading asks for, and the name of the person it is about, if it is about one. */
export function asked(heading) {
  const found = patterns.flatMap(([fact, pattern]) => {
    const match = pattern.exec(heading);
    return match ? [{ fact, name: match[1] ?? null }] : [];
  });
  if (found.length !== 1) throw new Error(`“${heading}” asks for ${found.length} facts`);
  return found[0];
}

/** What a fact is worth where a household's file says nothing: its own absent value, else null for “不清楚”. */
export function absent(fact) {
  return fact.absent ?? null;
}

/** What a yes, a no or not knowing (null) is called under a question; the beginning of it is enough for the last. */
export function word(fact, said) {
  if (said === null) return new RegExp(`^${fact.unsure ?? "不清楚"}`);
  return said ? (fact.yes ?? "是") : (fact.no ?? "不是");
}

/** The label of an option. */
export function label(fact, id) {
  const value = fact.values.find((value) => value.id === id);
  if (!value) throw new Error(`${fact.id} has no option ${id}`);
  return value.label;
}
