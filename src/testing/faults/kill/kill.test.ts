import { expect, it } from "vitest";
import { drawChance } from "../chance.ts";
import { describeKills } from "./describe-kills.ts";
import { killCycles } from "./kill-cycles.ts";

const CYCLES = 40;

it("the server loses and repeats no webhook that it answered, however often it is killed", async () => {
  const report = await killCycles(CYCLES, drawChance("kill"));
  process.stdout.write(`${describeKills(report).line}\n`);

  expect(report.kept).toBeGreaterThan(CYCLES);
  expect(report).toMatchObject({
    refusals: [],
    lost: [],
    twice: [],
    unapplied: [],
    logIsWhole: true,
  });
});
