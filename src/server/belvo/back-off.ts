import { BelvoError, isPassingStatus } from "./belvo-error.ts";

interface BackOff {
  /** After the first failure; twice as long after each one more. */
  firstMs: number;
  longestMs: number;
}

/** Where nobody waits for the answer: it takes what Belvo can spare. */
const UNHURRIED = { firstMs: 1_000, longestMs: 60_000 };
const MAX_TRIES = 8;

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
  if (!(error instanceof BelvoError) || tries === MAX_TRIES) return null;
  const { failure } = error;
  if (failure.kind === "rejected" && !isPassingStatus(failure.status)) return null;
  return backOffMs(error, tries, UNHURRIED);
}
