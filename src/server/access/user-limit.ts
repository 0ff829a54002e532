import { createSlidingWindow, type SlidingWindow } from "../async/sliding-window.ts";
import { ProblemError } from "../http/problem-error.ts";

interface Options {
  /** How many a user may have in one window. */
  limit: number;
  windowMs: number;
  now: () => number;
}

/** Past this many users, those whose window has passed are forgotten. */
const MANY_USERS = 10_000;

/**
 * Gives a check that each of a user's requests goes through, so that one person cannot use up what
 * Belvo takes from all of us.
 */
export function createUserLimit({ limit, windowMs, now }: Options): (externalId: string) => void {
  const windows = new Map<string, { window: SlidingWindow; until: number }>();

  return (externalId) => {
    if (windows.size >= MANY_USERS) {
      for (const [user, { until }] of windows) if (until < now()) windows.delete(user);
    }
    const { window } = windows.get(externalId) ?? {
      window: createSlidingWindow({ windowMs, now }),
    };
    windows.set(externalId, { window, until: now() + windowMs });

    const retryAfterMs = window.take(limit);
    if (retryAfterMs > 0) throw new ProblemError("rate_limited", { retryAfterMs });
  };
}
