// The command line's judgement of the same household.

import { execFile, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const LISTS = ["members", "obligors"];
const BINARY = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug", "jiuzhu");

/** Builds the program. */
export function buildJiuzhu() {
  return promisify(execFile)("cargo", ["build", "-q", "--locked", "-p", "jiuzhu"], { cwd: ROOT });
}

/** Every programme's outcome on a day, by its id. */
export async function evaluate(day, facts) {
  const program = spawn(BINARY, ["evaluate", "--date", day, "--absent", "unknown", "-"]);
  program.stdin.end(JSON.stringify({ facts }));
  const [printed, complaints] = await Promise.all([text(program.stdout), text(program.stderr)]);
  if (printed === "") throw new Error(complaints);
  const { programs } = JSON.parse(printed);
  return Object.fromEntries(Object.entries(programs).map(([id, { outcome }]) => [id, outcome]));
}

/** What a person said, as a household's file: only what was asked, and what the app itself knows of relatives. */
export function told(trail) {
  const facts = {};
  const people = [];
  for (const { fact, name, said } of trail) {
    if (LISTS.includes(fact)) {
      facts[fact] = said.map(({ name, p_relation }) => ({ name, p_relation, ...duty(p_relation) }));
      people.push(...facts[fact]);
    } else if (name === null) {
      facts[fact] = said;
    } else {
      people.find((person) => person.name === name)[fact] = said;
    }
  }
  for (const person of people) delete person.name;
  return facts;
}

/** Whether two people have to support each other: between parents and children, not among strangers, else the window says. */
function duty(relation) {
  if (["parent", "child"].includes(relation)) return { p_legal_support_duty: true };
  if (relation === "other") return { p_legal_support_duty: false };
  return ["grandparent", "grandchild", "sibling"].includes(relation) ? { p_legal_support_duty: null } : {};
}

async function text(stream) {
  let all = "";
  for await (const part of stream) all += part;
  return all;
}
