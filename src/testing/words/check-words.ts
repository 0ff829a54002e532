import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { uiLocales } from "../../web/i18n/ui-locales.ts";
import { formatMessageTypes, TYPES_FILE } from "./message-types.ts";
import { findComplaints, readability } from "./find-complaints.ts";
import { catalogues } from "./read-catalogues.ts";

/** `npm run check:words`: how easy each language is to read, and all that is wrong with what is said. */
const WEB = "src/web";
const sources = readdirSync(WEB, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|i18n\/messages/.test(name))
  .map((name) => readFileSync(join(WEB, name), "utf8"));

for (const [uiLocale] of uiLocales) {
  const { measure, score, goal } = readability(uiLocale);
  const count = catalogues[uiLocale].size;
  process.stdout.write(
    `${uiLocale.padEnd(6)} ${count} sentences, ${measure} ${score.toFixed(1)} (goal ${goal})\n`,
  );
}
const complaints = findComplaints(sources);
if (readFileSync(TYPES_FILE, "utf8") !== (await formatMessageTypes())) {
  complaints.push(`${TYPES_FILE} is not what npm run messages writes`);
}
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
if (complaints.length > 0) process.exitCode = 1;
