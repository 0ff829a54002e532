import { readdirSync, readFileSync } from "node:fs";

const FOLDER = "src/testing/asvs";
export const PAGE = "docs/security/asvs.md";

/** How a requirement stands by what somebody decided and wrote down. */
const STATES = ["met", "part", "unmet", "elsewhere", "absent"] as const;
export type State = (typeof STATES)[number];

interface Decision {
  state: State;
  why: string;
}

export interface Requirement {
  id: string;
  level: string;
  words: string;
  decision: Decision | null;
  /** Files with a test that names it. */
  tests: readonly string[];
}

export interface Asvs {
  requirements: readonly Requirement[];
  /** Ids that a test or a decision names, and that do not exist or do not apply. */
  unknown: readonly string[];
}

/** Reads the requirements that apply, what was decided, and which tests name which of them. */
export function readAsvs(): Asvs {
  const rows = linesOf("requirements.txt");
  const requirements = rows.flatMap((line) => {
    const [, id = "", level = "", words = ""] = /^(V[\d.]+) ([12]) (.+)$/.exec(line) ?? [];
    return id === "" ? [] : [{ id, level, words }];
  });
  const others = rows.flatMap((line) =>
    line.startsWith("other ") ? line.split(" ").slice(1) : [],
  );
  const decisions = readDecisions();
  const tests = readTags();
  const own = new Set(requirements.map(({ id }) => id));
  const all = new Set([...own, ...others]);

  return {
    requirements: requirements.map((each) => ({
      ...each,
      decision: decisions.get(each.id) ?? null,
      tests: [...(tests.get(each.id) ?? [])].sort(),
    })),
    unknown: [
      ...[...tests.keys()].filter((id) => !all.has(id)),
      ...[...decisions.keys()].filter((id) => !own.has(id)),
    ],
  };
}

function linesOf(file: string): string[] {
  return readFileSync(`${FOLDER}/${file}`, "utf8").split("\n");
}

/** @throws {Error} For a line that is none, or is there twice. */
function readDecisions(): Map<string, Decision> {
  const decisions = new Map<string, Decision>();
  for (const line of linesOf("decisions.txt")) {
    if (line === "" || line.startsWith("#")) continue;
    const [, id = "", word = "", why = ""] = /^(V[\d.]+) (\w+) (.+)$/.exec(line) ?? [];
    const state = STATES.find((each) => each === word);
    if (state === undefined || decisions.has(id)) throw new Error(`no decision: ${line}`);
    decisions.set(id, { state, why });
  }
  return decisions;
}

/** A title ends with its classes, as in `(API1:2023, ASVS 5.0 V8.2.2, V8.2.1)`. */
const TAGS = /ASVS 5\.0 (V\d[\d.]*\d(?:, V\d[\d.]*\d)*)/g;

function readTags(): Map<string, Set<string>> {
  const tags = new Map<string, Set<string>>();
  for (const name of readdirSync("src", { recursive: true, encoding: "utf8" })) {
    if (!/\.(test|spec)\.tsx?$/.test(name)) continue;
    const file = `src/${name}`;
    for (const [, ids = ""] of readFileSync(file, "utf8").matchAll(TAGS)) {
      for (const id of ids.split(", ")) tags.set(id, (tags.get(id) ?? new Set()).add(file));
    }
  }
  return tags;
}
