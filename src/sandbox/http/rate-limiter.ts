import type { WidgetTokens } from "../tokens/widget-tokens.ts";

/**
 * Requests in a stretch of time, for each address and for each widget by itself.
 *
 * Source: Belvo, errors: more than 80 requests in 30 s from one address answer 403, as HTML.
 */
export interface Limits {
  requests: number;
  perMs: number;
  /** Callers with a limit of their own, by how their `User-Agent` begins: one for all of a name. */
  callers: Readonly<Record<string, number>>;
}

export const BELVO_LIMITS: Limits = { requests: 80, perMs: 30_000, callers: {} };

/** Above this many, buckets that have run empty are thrown away. */
const MANY_BUCKETS = 1000;

interface RateLimiter {
  /** @returns Belvo's page for callers that ask too often, or `undefined` for those that may go on. */
  refuse(request: Request, address: string): Response | undefined;
}

interface Dependencies {
  now: () => number;
  limits: () => Limits;
  tokens: WidgetTokens;
}

/** Lets so many requests through in any stretch of time. Refused ones do not count. */
export function createRateLimiter({ now, limits, tokens }: Dependencies): RateLimiter {
  const buckets = new Map<string, number[]>();

  function bucketOf(request: Request, address: string): { name: string; most: number } {
    const { requests, callers } = limits();
    const agent = request.headers.get("user-agent") ?? "";
    const known = Object.entries(callers).find(([caller]) => agent.startsWith(caller));
    if (known) return { name: `caller ${known[0]}`, most: known[1] };
    const [, token] = (request.headers.get("authorization") ?? "").split("Bearer ");
    const grant = token === undefined ? undefined : tokens.read(token);
    return { name: grant ? `widget ${grant.access}` : `address ${address}`, most: requests };
  }

  function forgetBefore(time: number): void {
    for (const [name, times] of buckets) if ((times.at(-1) ?? 0) <= time) buckets.delete(name);
  }

  return {
    refuse(request, address) {
      const { name, most } = bucketOf(request, address);
      const since = now() - limits().perMs;
      if (buckets.size > MANY_BUCKETS) forgetBefore(since);

      const recent = (buckets.get(name) ?? []).filter((time) => time > since);
      buckets.set(name, recent);
      if (recent.length >= most) return refusal();
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
