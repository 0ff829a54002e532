import type { Dials } from "../faults/dials.ts";
import { isOwnBackend } from "../faults/own-backend.ts";
import type { WidgetTokens } from "../tokens/widget-tokens.ts";

/** The bucket of our own backend. */
const OWN_BACKEND = "own backend";

/** Above this many, buckets that have run empty are thrown away. */
const MANY_BUCKETS = 1000;

interface RateLimiter {
  /** @returns Belvo's page for callers that ask too often, or `undefined` for those that may go on. */
  refuse(request: Request, address: string): Response | undefined;
}

interface Dependencies {
  now: () => number;
  limits: () => Dials["rateLimit"];
  tokens: WidgetTokens;
}

/**
 * Lets so many requests through in any stretch of time, per address, per widget, and for our own
 * backend. Refused ones do not count.
 *
 * Source: Belvo, errors: more than 80 requests in 30 s from one address answer 403, as HTML.
 */
export function createRateLimiter({ now, limits, tokens }: Dependencies): RateLimiter {
  const buckets = new Map<string, number[]>();

  function bucketOf(request: Request, address: string): string {
    if (isOwnBackend(request)) return OWN_BACKEND;
    const [, token = ""] = (request.headers.get("authorization") ?? "").split("Bearer ");
    const grant = tokens.read(token);
    return grant === undefined ? `address ${address}` : `widget ${grant.access}`;
  }

  function forgetBefore(time: number): void {
    for (const [name, times] of buckets) if ((times.at(-1) ?? 0) <= time) buckets.delete(name);
  }

  return {
    refuse(request, address) {
      const { requests, relinkRequests, perMs } = limits();
      const bucket = bucketOf(request, address);
      const since = now() - perMs;
      if (buckets.size > MANY_BUCKETS) forgetBefore(since);

      const recent = (buckets.get(bucket) ?? []).filter((time) => time > since);
      buckets.set(bucket, recent);
      if (recent.length >= (bucket === OWN_BACKEND ? relinkRequests : requests)) return refusal();
      recent.push(now());
      return undefined;
    },
  };
}

function refusal(): Response {
  const page = [
    "<html>",
    "<head><title>403 Forbidden</title></head>",
    "<body>",
    "<center><h1>403 Forbidden</h1></center>",
    "<hr><center>openresty</center>",
    "</body>",
    "</html>",
    "",
  ].join("\r\n");
  return new Response(page, {
    status: 403,
    headers: { "Content-Type": "text/html", Server: "openresty" },
  });
}
