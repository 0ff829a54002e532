import type { ServerClock } from "./server-clock.ts";

/** The longest that an answer is waited for, all tries and the pauses between them together. */
const GIVE_UP_AFTER_MS = 12_000;
/** Pauses before a question is asked again that the network let down. */
const TRY_AGAIN_AFTER_MS = [500, 1_500];

/** An answer that has come as a whole. */
export interface Answer extends Pick<Response, "ok" | "status" | "headers"> {
  /** `undefined` for one that is not JSON: it comes from something between, such as a captive portal. */
  body: unknown;
}

interface Network {
  fetch: typeof globalThis.fetch;
  /** Learns from each answer. */
  clock: Pick<ServerClock, "learn">;
  /** The device's clock: milliseconds since 1970. */
  now: () => number;
}

/** No answer came in time. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
}

/**
 * Fetches an answer with its body, or fails within 12 seconds: a network may take every question and
 * bring nothing back. A GET that the network lets down is asked again in that time.
 *
 * One controller stands in for `AbortSignal.any`, which the oldest browsers that we support lack.
 *
 * @throws {TimeoutError}
 * @throws {TypeError} When the network lets it down.
 */
export async function fetchInTime(
  url: string,
  init: RequestInit,
  network: Network,
): Promise<Answer> {
  const { signal: outer } = init;
  const controller = new AbortController();
  const { signal } = controller;
  const abort = () => controller.abort();
  const timer = setTimeout(abort, GIVE_UP_AFTER_MS);
  outer?.addEventListener("abort", abort);
  if (outer?.aborted) abort();

  try {
    return await fetchAgain(url, { ...init, signal }, network);
  } catch (cause) {
    if (signal.aborted && !outer?.aborted) throw new TimeoutError("no answer", { cause });
    throw cause;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener("abort", abort);
  }
}

async function fetchAgain(
  url: string,
  init: RequestInit & Pick<AbortController, "signal">,
  network: Network,
) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await fetchWhole(url, init, network);
    } catch (cause) {
      const pauseMs = TRY_AGAIN_AFTER_MS[tries];
      if (pauseMs === undefined || init.method !== "GET" || init.signal.aborted) throw cause;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

async function fetchWhole(
  url: string,
  init: RequestInit,
  { fetch, clock, now }: Network,
): Promise<Answer> {
  const askedAt = now();
  const response = await fetch(url, init);
  clock.learn(response.headers.get("Date"), askedAt);
  const text = await response.text();
  const { ok, status, headers } = response;
  return { ok, status, headers, body: parseJson(text) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Stops waiting for what cannot be cancelled, such as an `import()`, after the same time.
 *
 * @throws {TimeoutError}
 */
export function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new TimeoutError("nothing came"));
    const timer = setTimeout(giveUp, GIVE_UP_AFTER_MS);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
