import { pause } from "../async/pause.ts";
import { BelvoError } from "./belvo-error.ts";
import { healthOf, type CircuitBreaker, type Health } from "./circuit-breaker.ts";
import type { RateLimiter, Turn } from "./rate-limiter.ts";
import { readAnswer } from "./read-answer.ts";
import type { RetryBudget } from "./retry-budget.ts";
import { readRetryAfterMs, retryDelayMs } from "./retry-delay.ts";
import type { UpstreamFetch } from "./upstream-fetch.ts";

/**
 * The longest that a call may take once its turn has come, all its tries and the waits between them
 * together.
 */
const CALL_TIMEOUT_MS = 8000;

export interface BelvoCall extends Turn {
  method: "GET" | "POST";
  /** Begins with `/api/` and ends with a slash, as all of Belvo's do. */
  path: string;
  query?: URLSearchParams;
  body?: unknown;
  /** Sent with Belvo's keys as Basic authentication; `POST /api/token/` has them in its body. */
  withKeys: boolean;
}

export interface CallerOptions {
  /** An origin. Nothing that Belvo answers can make us call another. */
  baseUrl: string;
  authorization: () => string;
  fetch: UpstreamFetch;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** From 0 to 1. */
  random: () => number;
  timeoutSignal: (ms: number) => AbortSignal;
  callTimeoutMs?: number;
  limiter: RateLimiter;
  breaker: CircuitBreaker;
  budget: RetryBudget;
}

/** @throws {BelvoError} And nothing else. */
export type CallBelvo = (call: BelvoCall) => Promise<unknown>;

type Try = { body: unknown } | FailedTry;

interface FailedTry {
  error: BelvoError;
  retryAfterMs: number | null;
}

/** Makes calls to Belvo, and repeats those that may be repeated: only a GET changes nothing. */
export function createCaller(options: CallerOptions): CallBelvo {
  const { now, random, limiter, breaker, budget, callTimeoutMs = CALL_TIMEOUT_MS } = options;

  function delayOf(call: BelvoCall, { error, retryAfterMs }: FailedTry, tries: number) {
    if (call.method !== "GET" || !breaker.isClosed()) return null;
    return retryDelayMs({ failure: error.failure, retryAfterMs, tries }, random);
  }

  return async (call) => {
    let report = await admit(options, call);
    budget.countCall();
    const deadline = now() + callTimeoutMs;
    // One for all tries: the clock may be set while a call is under way, a timer may not.
    const signal = options.timeoutSignal(callTimeoutMs);

    for (let tries = 1; ; tries += 1) {
      const answer = await tryOnce(options, call, signal);
      report("body" in answer ? "works" : healthOf(answer.error.failure));
      if ("body" in answer) return answer.body;

      const { error } = answer;
      if (error.failure.kind === "rate_limited") await limiter.close(error.failure.retryAfterMs);
      const waitMs = delayOf(call, answer, tries);
      if (waitMs === null || now() + waitMs >= deadline) throw error;

      const takeRetry = budget.reserve();
      if (!takeRetry) throw error;
      await pause(options.sleep, waitMs, signal);
      if (signal.aborted || !takeRetry()) throw error;
      report = await admit(options, { priority: call.priority });
    }
  };
}

/**
 * Waits until a try may be sent.
 *
 * @returns What the breaker is told of the try by.
 * @throws {BelvoError} When the breaker or the rate limiter does not let it be sent.
 */
async function admit(
  { breaker, limiter }: CallerOptions,
  { priority, waitsUntil }: Turn,
): Promise<(health: Health) => void> {
  const report = breaker.admit();
  try {
    // What is to find out whether Belvo works again keeps all others waiting.
    await limiter.admit({ priority, waitsUntil: breaker.isClosed() ? waitsUntil : undefined });
    return report;
  } catch (error) {
    report("unknown");
    throw error;
  }
}

/** Never throws. */
async function tryOnce(options: CallerOptions, call: BelvoCall, signal: AbortSignal): Promise<Try> {
  const startedAt = options.now();
  let retryAfterMs: number | null = null;

  try {
    const response = await options.fetch(addressOf(options.baseUrl, call), {
      method: call.method,
      headers: headersOf(options, call),
      body: call.body === undefined ? null : JSON.stringify(call.body),
      redirect: "manual",
      signal,
    });
    retryAfterMs = readRetryAfterMs(response.headers, options.now());
    return { body: await readAnswer(response, retryAfterMs) };
  } catch (error) {
    if (error instanceof BelvoError) return { error, retryAfterMs };
    // The cause is left out: an error of fetch's may hold parts of the request.
    const afterMs = Math.max(0, options.now() - startedAt);
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
