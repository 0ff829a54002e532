import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { call } from "../call.ts";
import type { Chance } from "../chance.ts";
import { enterDemo } from "../enter-demo.ts";
import { judgeProbes, type Verdict } from "../judge-probes.ts";
import { openGround, type Ground } from "../open-ground.ts";
import { openStream } from "../open-stream.ts";
import { createProbes, type Probes } from "../probes.ts";
import { readStore } from "../read-store.ts";
import { workOff } from "../work-off.ts";
import { runClient } from "./clients.ts";
import { beginWebhook } from "./late-webhook.ts";

const CLIENTS = 20;
const STREAMS = 50;
/** Between the start of the load and the signal. */
const LOAD_MS = { from: 500, to: 1_000 };
/** After the signal and its grace: the listener has closed when the late webhook's body comes. */
const LATE_MS = 1_500;
const LOOK_EVERY_MS = 20;

export interface RoundReport {
  answered: number;
  failures: string[];
  /** From the signal until /readyz said 503; `null` when it never did. */
  unreadyAfterMs: number | null;
  lateStatus: number | null;
  /** Streams that ended otherwise than by a `retry:` line. */
  rudeStreams: number;
  exitCode: number | null;
  tookMs: number;
}

export interface StopReport extends Verdict {
  rounds: RoundReport[];
}

/** Stops the backend by SIGTERM again and again, with people and webhooks coming in. */
export async function stopRounds(rounds: number, chance: Chance): Promise<StopReport> {
  const ground = await openGround();
  try {
    const probes = createProbes(ground.linkIds, chance);
    const reports: RoundReport[] = [];
    for (let round = 0; round < rounds; round += 1) {
      reports.push(await stopOnce(ground, probes, chance));
    }
    await workOff(ground);
    return { rounds: reports, ...judgeProbes(probes.all, readStore(ground.dataDir)) };
  } finally {
    await ground.close();
  }
}

async function stopOnce(ground: Ground, probes: Probes, chance: Chance): Promise<RoundReport> {
  const { url, child } = await ground.start();
  const cookies = await enterDemo(url);
  const cookieOf = (index: number) => cookies[index % cookies.length] ?? "";
  const streams = Array.from({ length: STREAMS }, (_, index) =>
    openStream({ url, cookie: cookieOf(index), lastEventId: null, onEvent: () => undefined }),
  );
  await Promise.all(streams.map(({ opened }) => opened));

  let isUnready = false;
  const clients = Array.from({ length: CLIENTS }, (_, index) => {
    // Half of them are not told by anybody but the server.
    const isSentElsewhere = () => isUnready && index % 2 === 0;
    return runClient({ url, cookie: cookieOf(index), probes, chance, isSentElsewhere });
  });
  await sleep(chance.between(LOAD_MS.from, LOAD_MS.to));
  const late = await beginWebhook(url, probes.next());

  const exited = once(child, "exit");
  const since = performance.now();
  child.kill("SIGTERM");
  const lateStatus = sleep(LATE_MS).then(() => late.finish());
  const unreadyAfterMs = await watchReadiness(url, since);
  isUnready = true;
  const reports = await Promise.all(clients);
  const ends = await Promise.all(streams.map(({ ended }) => ended));
  await exited;

  return {
    answered: reports.reduce((sum, { answered }) => sum + answered, 0),
    failures: reports.flatMap(({ failures }) => failures),
    unreadyAfterMs,
    lateStatus: await lateStatus,
    rudeStreams: ends.filter(({ isClean, reader }) => !isClean || !reader.endsWithRetry()).length,
    exitCode: child.exitCode,
    tookMs: performance.now() - since,
  };
}

/** Asks as a load balancer does. @returns After how long it was told; `null` for never. */
async function watchReadiness(url: string, since: number): Promise<number | null> {
  for (;;) {
    const answer = await call(`${url}/readyz`).catch(() => null);
    if (!answer) return null;
    if (answer.status === 503) return performance.now() - since;
    await sleep(LOOK_EVERY_MS);
  }
}
