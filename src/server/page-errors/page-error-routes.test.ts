import { beforeEach, describe, expect, it } from "vitest";
import type { PageError } from "#contract/page-error.ts";
import { createBench, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";

const ERROR: PageError = {
  kind: "render",
  name: "TypeError",
  at: ["/assets/index-B0H5FeGV.js:1:2345"],
  page: "/links/:linkId",
};

let bench: Bench;
beforeEach(async () => {
  bench = await createBench({ belvo: createFakeBelvo("user-42").answer });
});

const report = (error: object) => bench.visitor().send("POST", "/api/page-errors", error);

describe("an error that a page reports", () => {
  it("is in the log, also when nobody is signed in", async () => {
    const { status, headers } = await report(ERROR);
    expect(status).toBe(204);
    const requestId = headers.get("X-Request-Id");
    expect(bench.logged).toEqual([[{ requestId, ...ERROR }, "a page met an error"]]);
  });

  it("is logged once in ten minutes, however many pages meet it", async () => {
    for (let pages = 0; pages < 5; pages += 1) expect((await report(ERROR)).status).toBe(204);
    await report({ ...ERROR, name: "RangeError" });
    expect(bench.logged).toHaveLength(2);
    bench.clock.advance(10 * 60 * 1000);
    await report(ERROR);
    expect(bench.logged).toHaveLength(3);
  });

  it("is refused with 429 when an address tells of more than twenty kinds a minute", async () => {
    const name = (n: number) => `Error${"x".repeat(n)}`;
    for (let n = 0; n < 20; n += 1)
      expect((await report({ ...ERROR, name: name(n) })).status).toBe(204);
    expect((await report({ ...ERROR, name: name(21) })).status).toBe(429);
    expect(bench.logged).toHaveLength(21);
    expect(bench.logged.at(-1)).toMatchObject([
      { event: "limit.reached", limit: "page faults" },
      {},
    ]);
    bench.clock.advance(60_000);
    expect((await report({ ...ERROR, name: name(21) })).status).toBe(204);
  });

  it.each([
    ["a message", { message: "ana@example.com" }],
    ["a name that is a sentence", { name: "no such user Ana" }],
    ["an address with an id", { page: "/links/30cb4806-6e00-48a4-91c9-ca55968576c8" }],
    ["a place outside of our scripts", { at: ["https://evil.example/a.js:1:1"] }],
    ["more places than are told", { at: Array.from({ length: 6 }, () => ERROR.at[0]) }],
    ["too much of everything", { at: ["x".repeat(70_000)] }],
  ])("is refused, and not logged, when it has %s", async (_, fields) => {
    expect([400, 413]).toContain((await report({ ...ERROR, ...fields })).status);
    expect(bench.logged).toEqual([]);
  });

  it("is refused from another site's page", async () => {
    const answer = await bench
      .visitor()
      .send("POST", "/api/page-errors", ERROR, { "Sec-Fetch-Site": "cross-site" });
    expect(answer.status).toBe(403);
    expect(JSON.stringify(bench.logged)).not.toContain(ERROR.name);
  });
});
