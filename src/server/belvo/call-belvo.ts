import { BelvoError } from "./belvo-error.ts";
import type { RateGuard, Urgency } from "./rate-guard.ts";
import { readAnswer } from "./read-answer.ts";
import { readRetryAfterMs, retryDelayMs } from "./retry-delay.ts";

/** The longest that one try may take, and the longest that all tries of a call may take. */
const TRY_TIMEOUT_MS = 8000;
const CALL_TIMEOUT_MS = 12_000;

export interface BelvoCall {
  method: "GET" | "POST";
  /** Begins with `/api/` and ends with a slash, as all of Belvo's do. */
  path: string;
  query?: URLSearchParams;
  body?: unknown;
  /** Sent with Belvo's keys as Basic authentication; `POST /api/token/` has them in its body. */
  withKeys: boolean;
  urgency: Urgency;
}

export interface CallerOptions {
  /** An origin. Nothing that Belvo answers can make us call another. */
  baseUrl: string;
  authorization: () => string;
  /** Must honour `signal`. */
  fetch: typeof globalThis.fetch;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  random: () => number;
  timeoutSignal: (ms: number) => AbortSignal;
  guard: RateGuard;
}

/** @throws {BelvoError} And nothing else. */
export type CallBelvo = (call: BelvoCall) => Promise<unknown>;

type Try = { body: unknown } | { error: BelvoError; retryAfterMs: number | null };

/** Makes calls to Belvo, and repeats those that may be repeated: only a GET changes nothing. */
export function createCaller(options: CallerOptions): CallBelvo {
  const { now, sleep, random, guard } = options;

  return async (call) => {
    const deadline = now() + CALL_TIMEOUT_MS;

    for (let tries = 1; ; tries += 1) {
      guard.admit(call.urgency);
      const answer = await tryOnce(options, call, Math.min(TRY_TIMEOUT_MS, deadline - now()));
      if ("body" in answer) return answer.body;

      const { error, retryAfterMs } = answer;
      const { failure } = error;
      if (failure.kind === "rate_limited") guard.close(failure.retryAfterMs);
      const repeatable = call.method === "GET";
      const waitMs = repeatable ? retryDelayMs({ failure, retryAfterMs, tries }, random) : null;
      if (waitMs === null || now() + waitMs >= deadline) throw error;
      await sleep(waitMs);
    }
  };
}

async function tryOnce(options: CallerOptions, call: BelvoCall, timeoutMs: number): Promise<Try> {
  const startedAt = options.now();
  let retryAfterMs: number | null = null;

  try {
    const response = await options.fetch(addressOf(options.baseUrl, call), {
      method: call.method,
      headers: headersOf(options, call),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      redirect: "manual",
      signal: options.timeoutSignal(timeoutMs),
    });
    retryAfterMs = readRetryAfterMs(response.headers.get("Retry-After"), options.now());
    return { body: await readAnswer(response, retryAfterMs) };
  } catch (error) {
    if (error instanceof BelvoError) return { error, retryAfterMs };
    // The cause is left out: an error of fetch's may hold parts of the request.
    const afterMs = options.now() - startedAt;
    return { error: new BelvoError({ kind: "unreachable", afterMs }), retryAfterMs };
  }
}

function addressOf(baseUrl: string, { path, query }: BelvoCall): string {
  const url = new URL(path, baseUrl);
  if (query) url.search = query.toString();
  return url.href;
}

function headersOf({ authorization }: CallerOptions, call: BelvoCall): Record<string, string> {
  return {
    Accept: "application/json",
    "User-Agent": "relink/0.1.0",
    ...(call.withKeys ? { Authorization: authorization() } : {}),
    ...(call.body === undefined ? {} : { "Content-Type": "application/json" }),
  };
}
