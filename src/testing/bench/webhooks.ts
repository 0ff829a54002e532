import { randomUUID } from "node:crypto";
import { openGround, type Ground } from "../faults/open-ground.ts";
import { WEBHOOK_AUTH } from "../faults/probes.ts";
import { countRows } from "../faults/read-store.ts";
import { until } from "../faults/until.ts";
import type { RelinkProcess } from "../processes/start-relink.ts";
import { cpuMsOf } from "./cpu-of.ts";
import { quantile } from "./quantile.ts";
import type { PartResult } from "./part-result.ts";
import { sendLoad, type LoadRequest, type LoadResult } from "./send-load.ts";

/**
 * How many webhooks a second are answered, each on the disk by then, beside the bare answers of the
 * same server. What is saved is applied meanwhile, and links are read at Belvo because of it.
 */
const LEAST_RATIO = 0.5;
const CONNECTIONS = 64;
const ROUNDS = 5;
const ROUND_MS = 2_000;
const CATCHING_UP_MS = 120_000;

/** One turn of bare answers, and one of webhooks. */
interface Round {
  bare: LoadResult;
  durable: LoadResult;
  ratio: number;
  /** Of the server, for a webhook, with what follows its answer; `null` where it cannot be known. */
  cpuMs: number | null;
}

export async function measure(count: number | null): Promise<PartResult> {
  const ground = await openGround();
  try {
    const server = await ground.start();
    const rounds: Round[] = [];
    // The first is for warming up.
    for (let round = 0; round <= (count ?? ROUNDS); round += 1) {
      const measured = await measureRound(ground, server);
      if (round > 0) rounds.push(measured);
    }
    const acknowledged = rounds.reduce((sum, { durable }) => sum + durable.ms.length, 0);
    return describe(rounds, acknowledged);
  } finally {
    await ground.close();
  }
}

async function measureRound(ground: Ground, { url, child }: RelinkProcess): Promise<Round> {
  const load = { origin: url, connections: CONNECTIONS, forMs: ROUND_MS };
  const bare = await sendLoad({ ...load, next: () => ({ method: "GET", path: "/livez" }) });

  const before = countRows(ground.dataDir, "inbox");
  const cpuBefore = await cpuMsOf(child.pid);
  const durable = await sendLoad({ ...load, next: createWebhooks(ground.linkIds) });
  const refused = [...bare.refusals, ...durable.refusals];
  if (refused.length > 0) throw new Error(`not everything was answered: ${refused.join()}`);
  const lost = before + durable.ms.length - countRows(ground.dataDir, "inbox");
  if (lost !== 0) throw new Error(`${lost} of ${durable.ms.length} webhooks are not in the store`);

  const isDone = () => countRows(ground.dataDir, "inbox", "applied_at is null") === 0;
  await until("that the inbox is worked off", isDone, CATCHING_UP_MS);
  const cpuAfter = await cpuMsOf(child.pid);
  return {
    bare,
    durable,
    ratio: durable.perSecond / bare.perSecond,
    cpuMs:
      cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / durable.ms.length,
  };
}

/** Each another one, about links that the store has. */
function createWebhooks(linkIds: readonly string[]): () => LoadRequest {
  let count = 0;
  return () => {
    count += 1;
    return {
      method: "POST",
      path: "/webhooks/belvo",
      headers: { Authorization: WEBHOOK_AUTH, "Content-Type": "application/json" },
      body: JSON.stringify({
        webhook_id: "aadf41a1fc8e4f79a49f7f04027ac999",
        webhook_type: "TRANSACTIONS",
        process_type: "recurrent_update",
        webhook_code: "new_transactions_available",
        link_id: linkIds[count % linkIds.length],
        request_id: randomUUID(),
        external_id: "user-42",
        data: { new_transactions: 17 },
      }),
    };
  };
}

/** The round whose ratio is in the middle stands for all. */
function describe(rounds: readonly Round[], acknowledged: number): PartResult {
  const middle = quantile(
    rounds.map(({ ratio }) => ratio),
    0.5,
  );
  const chosen = rounds.find(({ ratio }) => ratio === middle);
  if (!chosen) throw new Error("no round was measured");
  const { bare, durable, cpuMs } = chosen;
  const figures = {
    durablePerSecond: durable.perSecond,
    barePerSecond: bare.perSecond,
    ratio: twoDigits(middle),
    p50Ms: twoDigits(quantile(durable.ms, 0.5)),
    p99Ms: twoDigits(quantile(durable.ms, 0.99)),
    cpuMs: cpuMs === null ? null : twoDigits(cpuMs),
    connections: CONNECTIONS,
    acknowledged,
  };
  const text = [
    `Webhooks over ${CONNECTIONS} connections, each on the disk when it is answered, and bare answers`,
    `of the same server (GET /livez); ${rounds.length} rounds, of which the one in the middle by its ratio.`,
    "",
    `webhooks a second       ${figures.durablePerSecond}`,
    `bare answers a second   ${figures.barePerSecond}`,
    `ratio                   ${figures.ratio.toFixed(2)} (${rounds.map(({ ratio }) => ratio.toFixed(2)).join(", ")})`,
    `answer after, in ms     p50 ${figures.p50Ms}, p99 ${figures.p99Ms}`,
    `server's CPU, in ms     ${figures.cpuMs ?? "unknown"} a webhook, with what follows its answer`,
    `acknowledged            ${acknowledged}, all of them in the store and applied`,
  ].join("\n");
  const isSlow = middle < LEAST_RATIO;
  const failure = isSlow
    ? `The ratio is ${figures.ratio}; at least ${LEAST_RATIO} is wanted.`
    : null;
  return { text, figures, failure };
}

function twoDigits(value: number): number {
  return Math.round(value * 100) / 100;
}
