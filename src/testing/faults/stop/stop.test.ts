import { expect, it } from "vitest";
import { drawChance } from "../chance.ts";
import { describeStops } from "./describe-stops.ts";
import { stopRounds } from "./stop-rounds.ts";

const ROUNDS = 5;
/** Far more than the 10 s that we promise: a machine that is busy may not be taken for one that hangs. */
const EXIT_WITHIN_MS = 60_000;

it("the server stops under load without a failed request, a lost webhook or a stream left hanging", async () => {
  const report = await stopRounds(ROUNDS, drawChance("stop"));
  process.stdout.write(`${describeStops(report).line}\n`);

  for (const round of report.rounds) {
    expect(round).toMatchObject({ failures: [], lateStatus: 204, rudeStreams: 0, exitCode: 0 });
    expect(round.unreadyAfterMs).not.toBeNull();
    expect(round.tookMs).toBeLessThan(EXIT_WITHIN_MS);
    expect(round.answered).toBeGreaterThan(0);
  }
  expect(report).toMatchObject({
    unknown: 0,
    lost: [],
    twice: [],
    unapplied: [],
    logIsWhole: true,
  });
});
