import { randomInt } from "node:crypto";
import { createRandom } from "../../sandbox/faults/faults.ts";

export interface Chance {
  /** From 0 to 1. */
  random: () => number;
  /** A whole number from `from` to `to`. */
  between: (from: number, to: number) => number;
}

/** Draws a seed and prints it, so that `SEED=… ` in front of the same command replays a failure. */
export function drawChance(what: string): Chance {
  const seed = process.env["SEED"] ?? String(randomInt(1_000_000));
  process.stdout.write(`${what}: SEED=${seed}\n`);
  const random = createRandom(`${seed} ${what}`);
  return { random, between: (from, to) => from + Math.floor(random() * (to - from + 1)) };
}
