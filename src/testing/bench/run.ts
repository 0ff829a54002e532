import { machineOf } from "./machine.ts";
import type { PartResult } from "./part-result.ts";
import { saveResults } from "./save-results.ts";

interface Part {
  /** @param count As the command line has it; `null` for as many as is usual. */
  measure: (count: number | null) => Promise<PartResult>;
}

/** Imported only when they run: not all need a browser. */
const PARTS: Record<string, () => Promise<Part>> = {
  lists: () => import("./lists.ts"),
  webhooks: () => import("./webhooks.ts"),
  press: () => import("./press.ts"),
  guesses: () => import("./guesses.ts"),
  first: () => import("./first.ts"),
  confirm: () => import("./confirm.ts"),
};

/**
 * `npm run bench [-- PART [N]]`: how quick the built product is here. Without a part, all of them. The
 * figures also go to `bench-results.json`, where those of the parts that did not run stay.
 */
const [only, count] = process.argv.slice(2);
const names = only === undefined ? Object.keys(PARTS) : [only];
if (names.some((name) => !(name in PARTS)) || !/^([1-9]\d{0,3})?$/.test(count ?? "")) {
  process.stderr.write(`Say which part, and how often: ${Object.keys(PARTS).join("|")} [n]\n`);
  process.exit(2);
}
for (const name of names) {
  const part = await PARTS[name]?.();
  if (!part) continue;
  const { text, figures, failure } = await part.measure(count === undefined ? null : Number(count));
  const machine = machineOf();
  process.stdout.write(`${text}\n${machine.described}\n\n`);
  await saveResults(name, { ...figures, machine: machine.figures });
  if (failure === null) continue;
  process.stderr.write(`${failure}\n`);
  process.exitCode = 1;
}
