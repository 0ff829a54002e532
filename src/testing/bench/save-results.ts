import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as v from "valibot";

const FILE = fileURLToPath(new URL("../../../bench-results.json", import.meta.url));

/** By part. */
const Results = v.record(v.string(), v.unknown());

/** Puts what a part found in the place of what it found before. */
export async function saveResults(part: string, figures: object): Promise<void> {
  const before = await readFile(FILE, "utf8").catch(() => "{}");
  const results = { ...v.parse(Results, JSON.parse(before)), [part]: figures };
  await writeFile(FILE, `${JSON.stringify(results, null, 2)}\n`);
}
