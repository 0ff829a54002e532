import { expect, it } from "vitest";
import { drawChance } from "../chance.ts";
import { describeLive } from "./describe-live.ts";
import { cutLive } from "./live-cuts.ts";

const CUTS = 30;

it("the live stream tells every open page each change once and in order, however often it is cut off", async () => {
  const report = await cutLive(CUTS, drawChance("live"));
  const { people, flips, logged, told, streams } = report;
  process.stdout.write(`${describeLive(report).line}\n`);

  expect(report).toMatchObject({ mistold: [], reset: [] });
  expect([logged, told]).toEqual([flips, flips]);
  expect(flips).toBeGreaterThan(CUTS);
  expect(streams).toBeGreaterThan(people);
});
