import type { MiddlewareHandler } from "hono";
import { createFixedWindows } from "../async/fixed-windows.ts";
import type { SlidingWindows, Window } from "../async/sliding-windows.ts";
import type { AppEnv } from "../http/app-env.ts";
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
    if (retryAfterMs > 0) throw new ProblemError("rate_limited", { retryAfterMs, limit: name });
  };
}

/**
 * Fifty a second: no person reads so much, and a script of theirs that does takes a tenth of a core.
 * Each instance counts by itself, since a list must not wait for a database to be counted.
 */
const READS = { limit: 3_000, windowMs: 60_000 };

/**
 * Counts one of a person's reads, however many sessions they have.
 *
 * @returns How long it is until there is room; 0 where there is. Unit: milliseconds.
 */
export type CountRead = (externalId: string) => number;

export function createReadLimit(now: () => number): CountRead {
  const windows = createFixedWindows(now);
  return (externalId) => windows.take(externalId, READS);
}

const READING: readonly string[] = ["GET", "HEAD"];

export function limitReads(countRead: CountRead): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    // Typed as always there; an address that is open to all has nobody.
    if (READING.includes(c.req.method) && "user" in c.var) {
      const retryAfterMs = countRead(c.get("user").externalId);
      if (retryAfterMs > 0)
        throw new ProblemError("rate_limited", { retryAfterMs, limit: "reads" });
    }
    return next();
  };
}
