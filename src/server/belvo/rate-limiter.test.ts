import { describe, expect, it } from "vitest";
import {
  aClient,
  failureOf,
  html,
  json,
  LINK_ID,
  page,
} from "../../testing/server-bench/belvo-answers.ts";

describe("Belvo client: rate limiter", () => {
  it("sends 75 requests in half a minute at most: 35 for repairs, 25 for lists, 15 for reconcile", async () => {
    const { client, requests, advance } = aClient(page([]));
    const sends = async (call: () => Promise<unknown>) => {
      const before = requests.length;
      await Promise.allSettled(Array.from({ length: 60 }, call));
      return requests.length - before;
    };
    const repair = () => client.createUpdateToken(LINK_ID);

    expect(await sends(() => client.listLinks({ externalId: "user-42" }))).toBe(25);
    expect(await sends(() => client.readLinks([LINK_ID]))).toBe(0);
    expect(await sends(() => client.listAllLinks({}, null))).toBe(15);
    expect(await sends(repair)).toBe(35);
    expect(await failureOf(repair())).toEqual({ kind: "rate_limited", retryAfterMs: 30_000 });

    advance(30_000);
    await failureOf(repair());
    expect(requests).toHaveLength(76);
  });

  it("does not let repairs use up the share of lists", async () => {
    const { client, requests } = aClient(page([]));
    await Promise.allSettled(Array.from({ length: 80 }, () => client.createUpdateToken(LINK_ID)));
    expect(requests).toHaveLength(35);
    await client.listLinks({ externalId: "user-42" });
    expect(requests).toHaveLength(36);
  });

  it.each([
    ["for as long as Retry-After says", json({}, 429, { "Retry-After": "7" }), 7_000],
    ["for half a minute when it has no Retry-After", json({}, 429), 30_000],
    ["for half a minute when it is the gateway's HTML page", html(403), 30_000],
    ["for five minutes at most", json({}, 429, { "Retry-After": "999999" }), 300_000],
  ])("sends nothing after Belvo has turned a request away, %s", async (_, answer, closedMs) => {
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
