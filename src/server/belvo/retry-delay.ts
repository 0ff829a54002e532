import { BelvoError, isPassingStatus, type BelvoFailure } from "./belvo-error.ts";

const MAX_TRIES = 3;
const BASE_MS = 400;
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
 * How long to wait before a call is tried again, by equal jitter: never at once, whatever Belvo
 * asks for. `null` when the call should not be tried again.
 *
 * Source: AWS, "Exponential Backoff And Jitter".
 */
export function retryDelayMs(failed: FailedTry, random: () => number): number | null {
  if (failed.tries >= MAX_TRIES || !isPassing(failed.failure)) return null;

  const fullMs = Math.min(CAP_MS, BASE_MS * 2 ** (failed.tries - 1));
  const ownMs = (fullMs / 2) * (1 + random());
  if (failed.retryAfterMs === null) {
    // Without a date, a limit lasts longer than a person waits.
    return failed.failure.kind === "rate_limited" ? null : ownMs;
  }
  if (failed.retryAfterMs > LONGEST_RETRY_AFTER_MS) return null;
  return Math.max(failed.retryAfterMs, ownMs);
}

interface BackOff {
  /** After the first failure; twice as long after each one more. */
  firstMs: number;
  longestMs: number;
}

/** Where nobody waits for the answer: it takes what Belvo can spare. */
const UNHURRIED = { firstMs: 1_000, longestMs: 60_000 };
const MAX_UNHURRIED_TRIES = 8;

/**
 * How long to wait for Belvo where nobody waits for us: as long as it asks for, or longer each time.
 *
 * @param failures In a row, this one counted.
 */
export function backOffMs(
  error: unknown,
  failures: number,
  { firstMs, longestMs }: BackOff,
): number {
  const isLimited = error instanceof BelvoError && error.failure.kind === "rate_limited";
  const waitMs = isLimited ? error.failure.retryAfterMs : firstMs * 2 ** (failures - 1);
  return Math.min(waitMs, longestMs);
}

/** The same for one call that is given up in the end, or at once when no trying helps: `null`. */
export function unhurriedDelayMs(error: unknown, tries: number): number | null {
  if (!(error instanceof BelvoError) || tries === MAX_UNHURRIED_TRIES) return null;
  if (!isPassing(error.failure)) return null;
  return backOffMs(error, tries, UNHURRIED);
}

/** True where trying again may help. */
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

/**
 * An HTTP date begins with the day of the week in each of its three forms, and gateways send ISO 8601
 * too. `Date.parse` alone takes almost anything for a date: `1.5` would be the fifth of January.
 */
const DATE = /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? |\d{4}-\d{2}-\d{2}T)/;
const SECONDS = /^\d{1,9}(?:\.\d{1,9})?$/;

/**
 * Reads `Retry-After`: seconds, fractions of them too, or a date, which is counted from the answer's
 * own. `null` for anything else.
 */
export function readRetryAfterMs(headers: Pick<Headers, "get">, now: number): number | null {
  const value = headers.get("Retry-After")?.trim() ?? "";
  if (SECONDS.test(value)) return Number(value) * 1000;

  const date = readDate(value);
  if (date === null) return null;
  return Math.max(0, date - (readDate(headers.get("Date") ?? "") ?? now));
}

function readDate(value: string): number | null {
  const date = DATE.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(date) ? null : date;
}
