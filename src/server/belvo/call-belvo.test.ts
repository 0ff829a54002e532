import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import type { BelvoClient } from "./belvo-client.ts";
import {
  aClient,
  broken,
  failureOf,
  html,
  json,
  LINK,
  LINK_ID,
  page,
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

describe("the number of requests", () => {
  it("stays below Belvo's limit, with a share for lists and one for repairs", async () => {
    const { client, requests, advance } = aClient(page([]));
    const lists = Array.from({ length: 60 }, () => client.listLinks({ externalId: "user-42" }));
    const failures = (await Promise.allSettled(lists)).filter(
      ({ status }) => status === "rejected",
    );
    expect(requests).toHaveLength(40);
    expect(failures).toHaveLength(20);

    await Promise.allSettled(Array.from({ length: 40 }, () => client.createUpdateToken(LINK_ID)));
    expect(requests).toHaveLength(75);
    expect(await failureOf(client.createUpdateToken(LINK_ID))).toEqual({
      kind: "rate_limited",
      retryAfterMs: 30_000,
    });

    advance(30_000);
    await failureOf(client.createUpdateToken(LINK_ID));
    expect(requests).toHaveLength(76);
  });

  it("of repairs takes nothing away from lists", async () => {
    const { client, requests } = aClient(page([]));
    await Promise.allSettled(Array.from({ length: 80 }, () => client.createUpdateToken(LINK_ID)));
    expect(requests).toHaveLength(35);
    await client.listLinks({ externalId: "user-42" });
    expect(requests).toHaveLength(36);
  });

  it.each([
    ["as long as it says", json({}, 429, { "Retry-After": "7" }), 7_000],
    ["half a minute when it does not say", json({}, 429), 30_000],
    ["half a minute after the gateway's page", html(403), 30_000],
    ["five minutes at most", json({}, 429, { "Retry-After": "999999" }), 300_000],
  ])("is none after Belvo has turned us away: %s", async (_, answer, closedMs) => {
    const { client, requests, advance } = aClient(answer, page([]));
    await failureOf(client.createUpdateToken(LINK_ID));
    const list = () => client.listLinks({ externalId: "user-42" });
    expect(await failureOf(list())).toEqual({ kind: "rate_limited", retryAfterMs: closedMs });
    advance(closedMs - 1_000);
    expect(await failureOf(list())).toMatchObject({ kind: "rate_limited" });
    expect(requests).toHaveLength(1);

    advance(1_000);
    expect(await list()).toEqual([]);
  });
});
