import { BelvoError } from "./belvo-error.ts";
import { createSlidingWindow } from "../async/sliding-window.ts";

/**
 * Belvo turns an address away that sends more than 80 requests in 30 seconds. We stay below, and
 * give people in a repair, lists, and the reconcile a share each, so that none can use up another's.
 *
 * Source: Belvo, "Belvo API and Widget errors", 403.
 */
const WINDOW_MS = 30_000;
const LIMITS = { foreground: 35, background: 25, reconcile: 15 } as const;

/** However long Belvo turns us away for, after this we ask whether it still does. */
const LONGEST_CLOSED_MS = 5 * 60_000;
/** A timer may wake this early; the try that waited as long as Belvo asked is not refused for it. */
const EARLY_MS = 5;

/**
 * `foreground`: a person waits for a repair. `background`: lists and bank names. `reconcile`: the links
 * of everybody, one page after another.
 */
export type Priority = keyof typeof LIMITS;

export interface RateLimiter {
  /** @throws {BelvoError} `rate_limited`, at once, when one request more would be too many. */
  admit(priority: Priority): void;
  /** Admits nothing for a while: Belvo has turned us away. */
  close(forMs: number): void;
}

export function createRateLimiter(now: () => number): RateLimiter {
  const options = { windowMs: WINDOW_MS, now };
  const windows = {
    foreground: createSlidingWindow(options),
    background: createSlidingWindow(options),
    reconcile: createSlidingWindow(options),
  };
  let closedUntil = 0;

  function refuse(retryAfterMs: number): never {
    throw new BelvoError({ kind: "rate_limited", retryAfterMs });
  }

  return {
    admit(priority) {
      // Also for a clock that was set back.
      closedUntil = Math.min(closedUntil, now() + LONGEST_CLOSED_MS);
      const closedMs = closedUntil - now();
      if (closedMs > EARLY_MS) refuse(closedMs);

      const retryAfterMs = windows[priority].take(LIMITS[priority]);
      if (retryAfterMs > 0) refuse(retryAfterMs);
    },
    close(forMs) {
      closedUntil = Math.max(closedUntil, now() + forMs);
    },
  };
}
