import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { BelvoClient } from "./belvo-client.ts";
import { createCaller } from "./call-belvo.ts";
import { createCircuitBreaker } from "./circuit-breaker.ts";
import { createRateLimiter } from "./rate-limiter.ts";
import { createRetryBudget } from "./retry-budget.ts";
import {
  aClient,
  broken,
  failureOf,
  html,
  json,
  LINK,
  LINK_ID,
  refused,
} from "../../testing/server-bench/belvo-answers.ts";

describe("a failure", () => {
  it.each([
    [
      "a refusal",
      refused(400, "invalid"),
      { kind: "rejected", status: 400, code: "invalid", requestId: "abc123" },
    ],
    [
      "a refusal that is not in an array",
      json({ code: "invalid", request_id: "a" }, 400),
      { kind: "rejected", status: 400, code: "invalid", requestId: "a" },
    ],
    [
      "odd words in a refusal",
      json([{ code: "<b>no</b>", request_id: "a\nb" }], 401),
      { kind: "rejected", status: 401, code: "unknown", requestId: "unknown" },
    ],
    ["the gateway's page", html(403), { kind: "rate_limited", retryAfterMs: 30_000 }],
    [
      "too many requests",
      json({}, 429, { "Retry-After": "7" }),
      { kind: "rate_limited", retryAfterMs: 7000 },
    ],
    ["a page in place of JSON", html(200), { kind: "unreadable", status: 200 }],
    [
      "a redirect",
      () => Response.redirect("https://evil.example/", 302),
      { kind: "unreadable", status: 302 },
    ],
    [
      "an endless answer",
      () => new Response(new Uint8Array(6 * 1024 * 1024)),
      { kind: "unreadable", status: 200 },
    ],
    ["no answer", broken, { kind: "unreachable" }],
  ])("is named: %s", async (_, answer, failure) => {
    const { client } = aClient(answer);
    expect(await failureOf(client.readLink(LINK_ID))).toMatchObject(failure);
  });

  it("does not follow a redirect with our keys", async () => {
    const { client, requests } = aClient(() => Response.redirect("https://evil.example/", 302));
    await failureOf(client.readLink(LINK_ID));
    expect(requests).toHaveLength(1);
    expect(requests[0]?.redirect).toBe("manual");
  });

  it("never holds a key or Belvo's words", async () => {
    const calls: ((client: BelvoClient) => Promise<unknown>)[] = [
      (client) => client.readLink(LINK_ID),
      (client) => client.createUpdateToken(LINK_ID),
      (client) => client.listLinks({ externalId: "user-42" }),
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

describe("a try that failed", () => {
  it("is made again where that changes nothing, with a random wait", async () => {
    const { client, requests, slept } = aClient(
      broken,
      refused(503, "service_unavailable"),
      json(LINK),
    );
    expect(await client.readLink(LINK_ID)).toMatchObject({ id: LINK_ID });
    expect(requests).toHaveLength(3);
    expect(slept).toEqual([125, 250]);
  });

  it("is made three times at most", async () => {
    const { client, requests } = aClient(refused(500, "unexpected_error"));
    await failureOf(client.readLink(LINK_ID));
    expect(requests).toHaveLength(3);
  });

  it("waits as long as Belvo asks, in seconds or until a date", async () => {
    const soon = new Date(2000).toUTCString();
    const { client, slept } = aClient(
      json({}, 429, { "Retry-After": "1" }),
      json({}, 503, { "Retry-After": soon }),
      json(LINK),
    );
    await client.readLink(LINK_ID);
    expect(slept).toEqual([1000, 1000]);
  });

  it("is given up when Belvo asks for longer than a person waits", async () => {
    const { client, slept } = aClient(json({}, 429, { "Retry-After": "60" }));
    await failureOf(client.readLink(LINK_ID));
    expect(slept).toEqual([]);
  });
});

describe("all tries together", () => {
  it("have the time of one call: a wait that would pass it is not begun", async () => {
    const slow = () => {
      advance(2500);
      return Response.json({}, { status: 503, headers: { "Retry-After": "2" } });
    };
    const { client, requests, advance } = aClient(slow);
    await failureOf(client.readLink(LINK_ID));
    expect(requests).toHaveLength(2);
  });

  it("end when it is over, also in a wait and with a clock that stands still", async () => {
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
      guard: createRateLimiter(() => 0),
      breaker: createCircuitBreaker(() => 0),
      budget: createRetryBudget(() => 0),
    });
    const read = { method: "GET", path: "/api/x/", withKeys: true, priority: "reconcile" } as const;
    expect(await failureOf(call(read))).toEqual({ kind: "unreachable", afterMs: 0 });
  });

  it("are few when everything fails: three retries a minute, while there are few calls", async () => {
    const { client, requests } = aClient(broken);
    const tries = async () => {
      const before = requests.length;
      await failureOf(client.readLink(LINK_ID));
      return requests.length - before;
    };
    expect([await tries(), await tries(), await tries()]).toEqual([3, 2, 1]);
  });

  it("are none after ten failures, until Belvo has answered one", async () => {
    const { client, requests, advance } = aClient(broken);
    while (requests.length < 10) await failureOf(client.readLink(LINK_ID));
    const call = () => failureOf(client.createUpdateToken(LINK_ID));
    expect(await call()).toEqual({ kind: "unreachable", afterMs: 0 });
    expect(requests).toHaveLength(10);

    advance(5000);
    await failureOf(client.readLink(LINK_ID));
    expect(requests).toHaveLength(11);
  });

  it("leave the shares of the rate as they are while Belvo is left alone", async () => {
    const { client, requests, advance } = aClient(
      ...Array.from({ length: 10 }, () => broken),
      json(LINK),
    );
    while (requests.length < 10) await failureOf(client.readLink(LINK_ID));
    for (let refused = 0; refused < 100; refused += 1) await failureOf(client.readLink(LINK_ID));
    advance(5000);
    expect(await client.readLink(LINK_ID)).toMatchObject({ id: LINK_ID });
  });
});
