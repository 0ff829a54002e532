import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { routes } from "#contract/routes.ts";
import { endProcess } from "../processes/end-process.ts";
import { startRelink } from "../processes/start-relink.ts";
import { startSandbox } from "../processes/start-sandbox.ts";
import { enterAs, HOST_API_KEY } from "./enter-as.ts";
import type { PartResult } from "./part-result.ts";
import { quantile } from "./quantile.ts";
import { sendLoad, type LoadRequest } from "./send-load.ts";

const GUESSERS = 100;
/** Each of one time without guessers and one with them. */
const ROUNDS = 5;
const ROUND_MS = 3_000;
const LOOKS_EVERY_MS = 20;
/** Of the time without guessers: more would be felt. */
const MOST_RATIO = 1.5;

const JSON_BODY = { "Content-Type": "application/json" };

/** @param count Rounds. */
export async function measure(count: number | null): Promise<PartResult> {
  const dataDir = await mkdtemp(join(tmpdir(), "relink-bench-"));
  const sandbox = await startSandbox();
  try {
    // As behind a proxy: each guesser has an address.
    const settings = { HOST_API_KEY, TRUST_PROXY: "1" };
    const { url, child } = await startRelink({
      ...{ dataDir, belvoUrl: sandbox.url, settings, isQuiet: true },
    });
    try {
      const cookie = await enterAs(url, "demo-elena");
      await listTimes(url, cookie, ROUND_MS);
      const times = { quiet: new Array<number>(), guessed: new Array<number>() };
      let guesses = 0;
      for (let round = 0; round < (count ?? ROUNDS); round += 1) {
        times.quiet.push(...(await listTimes(url, cookie, ROUND_MS)));
        const [{ ms, refusals }, guessed] = await Promise.all([
          sendLoad({ origin: url, connections: GUESSERS, forMs: ROUND_MS, next: createGuesser() }),
          listTimes(url, cookie, ROUND_MS),
        ]);
        if (ms.length > 0 || refusals.includes(0)) throw new Error("a guess was not refused");
        guesses += refusals.length;
        times.guessed.push(...guessed);
      }
      return describe(times, guesses);
    } finally {
      await endProcess(child, "SIGINT");
    }
  } finally {
    await endProcess(sandbox.child, "SIGKILL");
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Wrong codes, keys and secrets in turns, each from one of a hundred addresses. */
function createGuesser(): () => LoadRequest {
  let sent = 0;
  const kinds = [
    { path: routes.session, body: JSON.stringify({ code: "x".repeat(43) }) },
    { path: routes.loginLinkPreview, body: JSON.stringify({ code: "y".repeat(43) }) },
    { path: "/host/entries", body: '{"externalId":"demo-ana"}' },
    { path: "/webhooks/belvo", body: "{}" },
  ] as const;
  return () => {
    sent += 1;
    const { path, body } = kinds[sent % kinds.length] ?? kinds[0];
    const from = `198.51.100.${sent % GUESSERS}`;
    const headers = { ...JSON_BODY, Authorization: "Bearer guess", "X-Forwarded-For": from };
    return { method: "POST", path, headers, body };
  };
}

/** What somebody waits for their list who looks at it again and again. */
async function listTimes(url: string, cookie: string, forMs: number): Promise<number[]> {
  const ms: number[] = [];
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    const began = performance.now();
    const answer = await fetch(`${url}${routes.links}`, { headers: { Cookie: cookie } });
    await answer.text();
    if (answer.status !== 200) throw new Error(`a list was answered with ${answer.status}`);
    ms.push(performance.now() - began);
    await sleep(LOOKS_EVERY_MS);
  }
  return ms;
}

function describe(
  { quiet, guessed }: { quiet: readonly number[]; guessed: readonly number[] },
  guesses: number,
): PartResult {
  const [p50, p50Guessed] = [quantile(quiet, 0.5), quantile(guessed, 0.5)];
  const [p95, p95Guessed] = [quantile(quiet, 0.95), quantile(guessed, 0.95)];
  const ratio = p50Guessed / p50;
  const text = [
    `A person's list while ${GUESSERS} guess codes, keys and secrets, in ms; ${guessed.length} times each.`,
    "",
    `without  p50 ${p50.toFixed(1)}  p95 ${p95.toFixed(1)}`,
    `with     p50 ${p50Guessed.toFixed(1)}  p95 ${p95Guessed.toFixed(1)}  (${guesses} guesses)`,
    `ratio of the p50: ${ratio.toFixed(2)}, of ${MOST_RATIO} at most`,
  ].join("\n");
  const figures = {
    ratio: Number(ratio.toFixed(2)),
    guesses,
    quiet: { p50Ms: Number(p50.toFixed(2)), p95Ms: Number(p95.toFixed(2)) },
    guessed: { p50Ms: Number(p50Guessed.toFixed(2)), p95Ms: Number(p95Guessed.toFixed(2)) },
  };
  const failure =
    ratio > MOST_RATIO
      ? `guessers slow a list by ${ratio.toFixed(2)}, more than ${MOST_RATIO}`
      : null;
  return { text, figures, failure };
}
