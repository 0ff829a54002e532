import { BelvoError } from "./belvo-error.ts";

interface BackOff {
  /** After the first failure; twice as long after each one more. */
  firstMs: number;
  longestMs: number;
}

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
