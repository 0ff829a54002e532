import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { BelvoClient } from "./belvo-client.ts";
import { createCaller } from "./call-belvo.ts";
import { createCircuitBreaker } from "./circuit-breaker.ts";
import { createRetryBudget } from "./retry-budget.ts";
import {
  aClient,
  broken,
  failureOf,
  html,
  json,
  LINK,
  LINK_ID,
  TURN,
  refused,
} from "../../testing/server-bench/belvo-answers.ts";

describe("Belvo client: failures", () => {
  it.each([
    [
      "a refusal as rejected, with its code and request id",
      refused(400, "invalid"),
      { kind: "rejected", status: 400, code: "invalid", requestId: "abc123" },
    ],
    [
      "a refusal outside an array as rejected all the same",
      json({ code: "invalid", request_id: "a" }, 400),
      { kind: "rejected", status: 400, code: "invalid", requestId: "a" },
    ],
    [
      "a refusal with an odd code and request id as rejected with unknown ones",
      json([{ code: "<b>no</b>", request_id: "a\nb" }], 401),
      { kind: "rejected", status: 401, code: "unknown", requestId: "unknown" },
    ],
    [
      "the gateway's HTML page with status 403 as rate limited for half a minute",
      html(403),
      { kind: "rate_limited", retryAfterMs: 30_000 },
    ],
    [
      "a 429 as rate limited for as long as Retry-After says",
      json({}, 429, { "Retry-After": "7" }),
      { kind: "rate_limited", retryAfterMs: 7000 },
    ],
    ["HTML in place of JSON as unreadable", html(200), { kind: "unreadable", status: 200 }],
    [
      "a redirect as unreadable",
      () => Response.redirect("https://evil.example/", 302),
      { kind: "unreadable", status: 302 },
    ],
    [
      "an answer of six megabytes as unreadable",
      () => new Response(new Uint8Array(6 * 1024 * 1024)),
      { kind: "unreadable", status: 200 },
    ],
    ["a broken connection as unreachable", broken, { kind: "unreachable" }],
  ])("reports %s", async (_, answer, failure) => {
    const { client } = aClient(answer);
    expect(await failureOf(client.readLink(LINK_ID, TURN))).toMatchObject(failure);
  });

  it("does not follow a redirect with our keys", async () => {
    const { client, requests } = aClient(() => Response.redirect("https://evil.example/", 302));
    await failureOf(client.readLink(LINK_ID, TURN));
    expect(requests).toHaveLength(1);
    expect(requests[0]?.redirect).toBe("manual");
  });

  it("puts neither our keys nor Belvo's messages into an error", async () => {
    const calls: ((client: BelvoClient) => Promise<unknown>)[] = [
      (client) => client.readLink(LINK_ID, TURN),
      (client) => client.createUpdateToken(LINK_ID),
      (client) => client.listLinks({ externalId: "user-42" }, TURN),
    ];
    for (const call of calls) {
      const { client } = aClient(refused(401, "authentication_failed"));
      const error: unknown = await call(client).catch((reason: unknown) => reason);
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(
        /the-id|the-password|words/,
      );
    }
  });
});

describe("Belvo client: retries", () => {
  it("retries a failed read after growing, jittered delays", async () => {
    const { client, requests, slept } = aClient(
      broken,
      refused(503, "service_unavailable"),
      json(LINK),
    );
    expect(await client.readLink(LINK_ID, TURN)).toMatchObject({ id: LINK_ID });
    expect(requests).toHaveLength(3);
    expect(slept).toEqual([300, 600]);
  });

  it("tries a read three times at most", async () => {
    const { client, requests } = aClient(refused(500, "unexpected_error"));
    await failureOf(client.readLink(LINK_ID, TURN));
    expect(requests).toHaveLength(3);
  });

  it("waits as long as Retry-After asks, in seconds or until a date", async () => {
    const soon = new Date(2000).toUTCString();
    const { client, slept } = aClient(
      json({}, 429, { "Retry-After": "1" }),
      json({}, 503, { "Retry-After": soon }),
      json(LINK),
    );
    await client.readLink(LINK_ID, TURN);
    expect(slept).toEqual([1000, 1000]);
  });

  it("does not retry when Retry-After is longer than a person waits", async () => {
    const { client, slept } = aClient(json({}, 429, { "Retry-After": "60" }));
    await failureOf(client.readLink(LINK_ID, TURN));
    expect(slept).toEqual([]);
  });
});

describe("Belvo client: time limit, retry budget, circuit breaker", () => {
  it("does not begin a retry delay that would outlast the call's time limit", async () => {
    const slow = () => {
      advance(2500);
      return Response.json({}, { status: 503, headers: { "Retry-After": "2" } });
    };
    const { client, requests, advance } = aClient(slow);
    await failureOf(client.readLink(LINK_ID, TURN));
    expect(requests).toHaveLength(2);
  });

  it("ends a call whose time runs out during a retry delay, even if the clock stands still", async () => {
    const time = new AbortController();
    const call = createCaller({
      baseUrl: "https://sandbox.belvo.com",
      authorization: () => "Basic x",
      fetch: () => Promise.reject(new TypeError("fetch failed")),
      now: () => 0,
      sleep: () => {
        time.abort();
        return new Promise(() => undefined);
      },
      random: () => 0.5,
      timeoutSignal: () => time.signal,
      limiter: { admit: () => Promise.resolve(), close: () => Promise.resolve() },
      breaker: createCircuitBreaker(() => 0),
      budget: createRetryBudget(() => 0),
    });
    const read = { method: "GET", path: "/api/x/", withKeys: true, priority: "reconcile" } as const;
    expect(await failureOf(call(read))).toEqual({ kind: "unreachable", afterMs: 0 });
  });

  it("makes three retries a minute in all while few calls are made and all of them fail", async () => {
    const { client, requests } = aClient(broken);
    const tries = async () => {
      const before = requests.length;
      await failureOf(client.readLink(LINK_ID, TURN));
      return requests.length - before;
    };
    expect([await tries(), await tries(), await tries()]).toEqual([3, 2, 1]);
  });

  it("sends nothing for five seconds after ten failures in a row, then a single probe", async () => {
    const { client, requests, advance } = aClient(broken);
    while (requests.length < 10) await failureOf(client.readLink(LINK_ID, TURN));
    const call = () => failureOf(client.createUpdateToken(LINK_ID));
    expect(await call()).toEqual({ kind: "unreachable", afterMs: 0 });
    expect(requests).toHaveLength(10);

    advance(5000);
    await failureOf(client.readLink(LINK_ID, TURN));
    expect(requests).toHaveLength(11);
  });

  it("does not use up the rate limit with calls that the circuit breaker refuses", async () => {
    const { client, requests, advance } = aClient(
      ...Array.from({ length: 10 }, () => broken),
      json(LINK),
    );
    while (requests.length < 10) await failureOf(client.readLink(LINK_ID, TURN));
    for (let refused = 0; refused < 100; refused += 1)
      await failureOf(client.readLink(LINK_ID, TURN));
    advance(5000);
    expect(await client.readLink(LINK_ID, TURN)).toMatchObject({ id: LINK_ID });
  });
});
