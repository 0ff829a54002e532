import { createSlidingWindows } from "../../server/async/sliding-windows.ts";
import { createBelvoClient } from "../../server/belvo/belvo-client.ts";
import { createRateLimiter } from "../../server/belvo/rate-limiter.ts";
import { createUpstreamFetch } from "../../server/belvo/upstream-fetch.ts";
import { Secret } from "../../server/settings/secret.ts";

export const KEYS = { id: "canary-id-5f1d2c", password: "canary-password-9e77ab" };

/** Longer than any test takes. */
const NEVER_MS = 3_600_000;

/** When it is for the client, until a test moves its clock. */
export const START = Date.parse("2026-11-22T12:00:00.000Z");

/**
 * A client on real sockets whose own time stands still: waits between its tries pass at once, and
 * the time of a call is over when a test says so.
 */
export function aRealClient(baseUrl: string, { connectTimeoutMs = NEVER_MS } = {}) {
  const slept: number[] = [];
  const limits: number[] = [];
  const time = new AbortController();
  let now = START;
  const { fetch, close } = createUpstreamFetch({ connectTimeoutMs });
  const clock = {
    now: () => now,
    sleep: (ms: number) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
  const client = createBelvoClient({
    baseUrl,
    secretId: new Secret(KEYS.id),
    secretPassword: new Secret(KEYS.password),
    fetch,
    ...clock,
    limiter: createRateLimiter({ ...clock, windows: createSlidingWindows(clock.now) }),
    random: () => 0,
    timeoutSignal: (ms) => {
      limits.push(ms);
      return time.signal;
    },
  });
  return {
    client,
    /** The waits between tries. */
    slept,
    /** What each call was given. Unit: ms. */
    limits,
    close,
    advance: (ms: number) => (now += ms),
    timeIsOver: () => {
      time.abort(new DOMException("time is over", "TimeoutError"));
    },
  };
}
