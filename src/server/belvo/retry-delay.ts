import { isPassingStatus, type BelvoFailure } from "./belvo-error.ts";

const MAX_TRIES = 3;
const BASE_MS = 250;
const CAP_MS = 2000;
/** A person waits: what Belvo wants us to wait longer for is not worth it. */
const LONGEST_RETRY_AFTER_MS = 3000;

interface FailedTry {
  failure: BelvoFailure;
  /** What the `Retry-After` header asked for, if Belvo sent one. */
  retryAfterMs: number | null;
  /** 1 for the first. */
  tries: number;
}

/**
 * How long to wait before a call is tried again, by full jitter; `null` when it should not be.
 *
 * Source: AWS, "Exponential Backoff And Jitter".
 */
export function retryDelayMs(failed: FailedTry, random: () => number): number | null {
  if (failed.tries >= MAX_TRIES || !isPassing(failed.failure)) return null;
  if (failed.retryAfterMs === null) {
    // Without a date, a limit lasts longer than a person waits.
    if (failed.failure.kind === "rate_limited") return null;
    return random() * Math.min(CAP_MS, BASE_MS * 2 ** (failed.tries - 1));
  }
  return failed.retryAfterMs <= LONGEST_RETRY_AFTER_MS ? failed.retryAfterMs : null;
}

function isPassing(failure: BelvoFailure): boolean {
  switch (failure.kind) {
    case "rejected":
      return isPassingStatus(failure.status);
    case "unreadable":
      return failure.status >= 500;
    case "unreachable":
    case "rate_limited":
      return true;
  }
}

/** Reads `Retry-After`: seconds, or an HTTP date. */
export function readRetryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;

  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
