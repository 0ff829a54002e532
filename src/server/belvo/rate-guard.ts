import { BelvoError } from "./belvo-error.ts";
import { createSlidingWindow } from "../limits/sliding-window.ts";

/**
 * Belvo turns an address away that sends more than 80 requests in 30 seconds. We stay below, and
 * keep a part free for people who are in the middle of a repair.
 *
 * Source: Belvo, "Belvo API and Widget errors", 403.
 */
const WINDOW_MS = 30_000;
const LIMITS = { background: 50, foreground: 75 } as const;

/** `foreground`: a person waits for a repair. `background`: lists and bank names. */
export type Urgency = keyof typeof LIMITS;

export interface RateGuard {
  /** @throws {BelvoError} `rate_limited`, at once, when one request more would be too many. */
  admit(urgency: Urgency): void;
}

export function createRateGuard(now: () => number): RateGuard {
  const window = createSlidingWindow({ windowMs: WINDOW_MS, now });

  return {
    admit(urgency) {
      const retryAfterMs = window.take(LIMITS[urgency]);
      if (retryAfterMs > 0) throw new BelvoError({ kind: "rate_limited", retryAfterMs });
    },
  };
}
