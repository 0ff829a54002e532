import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import { core } from "./chaos.ts";
import { provideChromium } from "./chromium.ts";

/**
 * `npm run test:chaos`: the core of the browser tests with Belvo's faults on, once for each of three
 * new seeds. `--seeds 50` takes as many, `--seed 17` that one again; `--all` takes the tests that are
 * not the core too, `-g` those of a title. File names go to Playwright.
 */
const { values, positionals } = parseArgs({
  options: {
    seed: { type: "string" },
    seeds: { type: "string", default: "3" },
    grep: { type: "string", short: "g", default: core.tag },
    all: { type: "boolean", default: false },
    trace: { type: "string" },
  },
  allowPositionals: true,
});
const forPlaywright = [
  ...positionals,
  ...(values.all ? [] : ["--grep", values.grep]),
  ...(values.trace === undefined ? [] : ["--trace", values.trace]),
];
const seeds =
  values.seed === undefined
    ? Array.from({ length: Number(values.seeds) }, () => String(randomInt(1_000_000)))
    : [values.seed];

const Report = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});
const chromium = provideChromium();
const failedSeeds: string[] = [];
let passed = 0;
let failed = 0;

for (const seed of seeds) {
  const ran = runWith(seed);
  passed += ran.passed;
  failed += ran.failed;
  if (ran.isRed) {
    failedSeeds.push(seed);
    process.stdout.write(`To see it again: npm run test:chaos -- --seed ${seed}\n`);
  }
}
process.stdout.write(`Seeds ${seeds.join(", ")}: ${passed} passed, ${failed} failed\n`);
if (failedSeeds.length > 0) {
  process.stdout.write(`Seeds that failed: ${failedSeeds.join(", ")}\n`);
  process.exitCode = 1;
}

function runWith(seed: string) {
  const startedAt = Date.now();
  const file = `test-results/chaos-${seed}.json`;
  rmSync(file, { force: true });
  process.stdout.write(`Seed ${seed}\n`);
  const { status } = spawnSync("npx", ["playwright", "test", ...forPlaywright], {
    stdio: "inherit",
    env: {
      ...process.env,
      CHAOS_SEED: seed,
      ...(chromium === null ? {} : { CHROMIUM_PATH: chromium }),
    },
  });
  // Who is ended half-way leaves none.
  if (!existsSync(file)) return { passed: 0, failed: 1, isRed: true };

  const { expected, unexpected, flaky } = Report.parse(
    JSON.parse(readFileSync(file, "utf8")),
  ).stats;
  const seconds = Math.round((Date.now() - startedAt) / 1_000);
  process.stdout.write(`Seed ${seed}: ${expected} passed in ${seconds} s\n`);
  return {
    passed: expected,
    failed: unexpected + flaky,
    isRed: status !== 0 || expected === 0,
  };
}
