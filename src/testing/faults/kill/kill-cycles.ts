import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { endProcess } from "../../processes/end-process.ts";
import type { Chance } from "../chance.ts";
import { judgeProbes, type Verdict } from "../judge-probes.ts";
import { openGround, type Ground } from "../open-ground.ts";
import { createProbes, sendProbe, type Probes } from "../probes.ts";
import { readStore } from "../read-store.ts";
import { workOff } from "../work-off.ts";

const CLIENTS = 16;
/** A cycle goes on until so many answers have come, and then for so long. */
const ANSWERS = { from: 0, to: 50 };
const LONGER_MS = { from: 0, to: 20 };
/** A cycle in which answers do not come ends too. */
const LONGEST_MS = 3_000;

export interface KillReport extends Verdict {
  cycles: number;
  /** Statuses of answers that were not 2xx, of which there should be none. */
  refusals: number[];
}

/**
 * Kills the backend again and again while webhooks come in, then lets it finish what it has, and
 * compares what senders were told with what is in the store.
 */
export async function killCycles(cycles: number, chance: Chance): Promise<KillReport> {
  const ground = await openGround();
  try {
    const probes = createProbes(ground.linkIds, chance);
    const refusals: number[] = [];
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      refusals.push(...(await killOnce(ground, probes, chance)));
    }
    await workOff(ground);
    return { cycles, refusals, ...judgeProbes(probes.all, readStore(ground.dataDir)) };
  } finally {
    await ground.close();
  }
}

async function killOnce(ground: Ground, probes: Probes, chance: Chance): Promise<number[]> {
  const { url, child } = await ground.start();
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const statuses: number[] = [];
  const enough = chance.between(ANSWERS.from, ANSWERS.to);
  const clients = Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (;;) {
        const sent = await sendProbe(url, probes.next(), agent);
        if (!sent) return;
        statuses.push(sent.status);
      }
    }),
  );
  const isEnough = () => statuses.length >= enough;
  for (const end = performance.now() + LONGEST_MS; !isEnough() && performance.now() < end;) {
    await sleep(1);
  }
  await sleep(chance.between(LONGER_MS.from, LONGER_MS.to));
  await endProcess(child, "SIGKILL");
  await clients;
  agent.destroy();
  return statuses.filter((status) => status >= 300);
}
