import type { Context, MiddlewareHandler } from "hono";
import { createSlidingWindows } from "../async/sliding-windows.ts";
import type { AppEnv } from "../http/app-env.ts";
import type { Log } from "../http/log.ts";
import { ProblemError } from "../http/problem-error.ts";

const WINDOW_MS = 60_000;
/** Requests, whatever is in them. What is over is lost, which hurts nobody. */
const REQUESTS = { ofAddress: 60, ofAll: 1_000 };
/** Lines: a fault in one release must not fill the log, nor may one person's extensions. */
const LINES = { ofAddress: 20, ofAll: 30 };
/** How long a kind that was logged is not logged again. */
const KNOWN_MS = 10 * 60 * 1000;

interface Dependencies {
  log: Log;
  now: () => number;
}

interface Fault {
  /** What makes it the same as another one. */
  kind: string;
  /** What the log gets: nothing personal. */
  fields: Readonly<Record<string, unknown>>;
  message: string;
}

/** The one way for what goes wrong in people's browsers into our log. Each instance counts by itself. */
export interface FaultLog {
  /** Refuses those who tell too much. Stands before a body is read. */
  limitRequests: MiddlewareHandler<AppEnv>;
  /**
   * Logs a fault, once a kind.
   *
   * @throws {ProblemError} `rate_limited` when there are too many kinds, from an address or in all.
   */
  write(c: Context<AppEnv>, fault: Fault): Promise<void>;
}

export function createFaultLog({ log, now }: Dependencies): FaultLog {
  const windows = createSlidingWindows(now);
  /** When each was logged, the oldest first. There are no more than {@link LINES} of a minute allow. */
  const known = new Map<string, number>();

  async function take(what: string, limit: number): Promise<void> {
    const retryAfterMs = await windows.take(what, { limit, windowMs: WINDOW_MS });
    if (retryAfterMs > 0)
      throw new ProblemError("rate_limited", { retryAfterMs, limit: "page faults" });
  }

  /** All first: so there are no more addresses to count by than requests that are let in. */
  async function takeBoth(what: string, address: string, limits: typeof LINES): Promise<void> {
    await take(what, limits.ofAll);
    await take(`${what} ${address}`, limits.ofAddress);
  }

  return {
    async limitRequests(c, next) {
      await takeBoth("requests", c.get("address"), REQUESTS);
      await next();
    },
    async write(c, { kind, fields, message }) {
      for (const [each, at] of known) if (now() - at >= KNOWN_MS) known.delete(each);
      if (known.has(kind)) return;
      // At once: the same may come again while this one is counted.
      known.set(kind, now());
      try {
        await takeBoth("lines", c.get("address"), LINES);
      } catch (error) {
        known.delete(kind);
        throw error;
      }
      log.warn({ requestId: c.get("requestId"), ...fields }, message);
    },
  };
}
