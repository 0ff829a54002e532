import { createSlidingWindows } from "../../server/async/sliding-windows.ts";
import { createRateLimiter } from "../../server/belvo/rate-limiter.ts";
import { createBelvoClient } from "../../server/belvo/belvo-client.ts";
import { createUpstreamFetch } from "../../server/belvo/upstream-fetch.ts";
import { Secret } from "../../server/settings/secret.ts";

export const KEYS = { id: "canary-id-5f1d2c", password: "canary-password-9e77ab" };

export interface Limits {
  connectTimeoutMs?: number;
  callTimeoutMs?: number;
}

/** A client on real sockets, for which only the waits between its tries pass at once. */
export function aRealClient(
  baseUrl: string,
  { connectTimeoutMs = 2000, callTimeoutMs = 8000 }: Limits = {},
) {
  const slept: number[] = [];
  let ahead = 0;
  const { fetch, close } = createUpstreamFetch({ connectTimeoutMs });
  const time = {
    now: () => Date.now() + ahead,
    sleep: (ms: number) => {
      slept.push(ms);
      ahead += ms;
      return Promise.resolve();
    },
  };
  const client = createBelvoClient({
    baseUrl,
    secretId: new Secret(KEYS.id),
    secretPassword: new Secret(KEYS.password),
    fetch,
    callTimeoutMs,
    ...time,
    limiter: createRateLimiter({ ...time, windows: createSlidingWindows(time.now) }),
    random: () => 0,
  });
  return { client, slept, close, advance: (ms: number) => (ahead += ms) };
}
