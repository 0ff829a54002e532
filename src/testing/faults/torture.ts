import { drawChance } from "./chance.ts";
import { killCycles } from "./kill/kill-cycles.ts";
import { describeKills } from "./kill/describe-kills.ts";
import { cutLive } from "./live/live-cuts.ts";
import { describeLive } from "./live/describe-live.ts";
import { describeStops } from "./stop/describe-stops.ts";
import { stopRounds } from "./stop/stop-rounds.ts";

/**
 * `npm run torture -- <kill|stop|live> <n>`: a fault test for as long as one likes, which ends with
 * one line. `SEED=…` in front makes the same choices again. Fails where the test would.
 */
const TORTURES: Record<string, (times: number) => Promise<{ line: string; isGood: boolean }>> = {
  kill: async (times) => describeKills(await killCycles(times, drawChance("kill"))),
  stop: async (times) => describeStops(await stopRounds(times, drawChance("stop"))),
  live: async (times) => describeLive(await cutLive(times, drawChance("live"))),
};

const [name = "", times = ""] = process.argv.slice(2);
const torture = TORTURES[name];
if (!torture || !/^[1-9]\d{0,4}$/.test(times)) {
  process.stderr.write(`Say which and how often: ${Object.keys(TORTURES).join("|")} <n>\n`);
  process.exit(2);
}
const { line, isGood } = await torture(Number(times));
process.stdout.write(`${line}\n`);
if (!isGood) process.exitCode = 1;
