import type { SlidingWindows, Window } from "../async/sliding-windows.ts";
import { ProblemError } from "../http/problem-error.ts";

/** @throws {ProblemError} `rate_limited`, with how long it is until there is room. */
type UserLimit = (externalId: string) => Promise<void>;

/**
 * Gives a check that each of a user's requests goes through, so that one person cannot use up what
 * Belvo takes from all of us.
 *
 * @param name Tells it from the user's other limits, and is the same in all instances.
 */
export function createUserLimit(windows: SlidingWindows, name: string, window: Window): UserLimit {
  return async (externalId) => {
    const retryAfterMs = await windows.take(`${name} ${externalId}`, window);
    if (retryAfterMs > 0) throw new ProblemError("rate_limited", { retryAfterMs });
  };
}
