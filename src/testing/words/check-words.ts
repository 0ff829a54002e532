import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dialects } from "../../web/words/load-voice.ts";
import { findComplaints, readability } from "./find-complaints.ts";
import { catalogues } from "./read-catalogues.ts";

/** `npm run check:words`: how easy each language is to read, and all that is wrong with what is said. */
const WEB = "src/web";
const sources = readdirSync(WEB, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|words\/(es|pt|en)/.test(name))
  .map((name) => readFileSync(join(WEB, name), "utf8"));

for (const [dialect] of dialects) {
  const { measure, score, goal } = readability(dialect);
  const count = catalogues[dialect].size;
  process.stdout.write(
    `${dialect.padEnd(6)} ${count} sentences, ${measure} ${score.toFixed(1)} (goal ${goal})\n`,
  );
}
const complaints = findComplaints(sources);
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
if (complaints.length > 0) process.exitCode = 1;
