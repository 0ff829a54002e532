import { describe, expect, it } from "vitest";
import { openSandbox, type CallOptions } from "../../testing/sandbox-bench/open-sandbox.ts";

const clock = (options: CallOptions, origin = "http://127.0.0.1:4010") =>
  openSandbox().call("POST", `${origin}/_sandbox/clock`, { authorization: null, ...options });
const body = { advanceMs: 1 };

describe("the sandbox's own calls", () => {
  it.each(["http://127.0.0.1:4010", "http://localhost:4010", "http://[::1]:4010"])(
    "are taken at %s, from its own origin and from no page at all",
    async (origin) => {
      expect((await clock({ body }, origin)).status).toBe(200);
      expect((await clock({ body, headers: { Origin: origin } }, origin)).status).toBe(200);
    },
  );

  it.each(["https://evil.example", "http://127.0.0.1:3000", "http://localhost:4010", "null"])(
    "are refused from a page of the origin %s",
    async (Origin) => {
      expect((await clock({ body, headers: { Origin } })).status).toBe(403);
    },
  );

  it.each(["evil.example:4010", "127.0.0.1.evil.example", "localhost.evil.example"])(
    "are refused by the host name %s, which somebody else can lead here",
    async (host) => {
      const answer = await clock({ body }, `http://${host}`);
      expect(answer.status).toBe(403);
      const reading = openSandbox().call("GET", `http://${host}/_sandbox/users`);
      expect((await reading).status).toBe(403);
    },
  );

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])(
    "take no body of the type %s",
    async (type) => {
      const answer = await clock({ body, headers: { "content-type": type } });
      expect(answer.status).toBe(415);
    },
  );

  it("take JSON with a charset, and no body for an empty one", async () => {
    const headers = { "content-type": "application/json; charset=utf-8" };
    expect((await clock({ body, headers })).status).toBe(200);
    const reset = await openSandbox().call("POST", "/_sandbox/reset");
    expect(reset.status).toBe(200);
  });

  it("take no list for an object", async () => {
    const answer = await openSandbox().call("PUT", "/_sandbox/faults", { body: "[]" });
    expect(answer.status).toBe(400);
  });

  it("take 64 kB and no more", async () => {
    const padded = (size: number) => JSON.stringify(body).padEnd(size);
    expect((await clock({ body: padded(64 * 1024) })).status).toBe(200);
    expect((await clock({ body: padded(64 * 1024 + 1) })).status).toBe(413);
  });

  it.each([
    ["clock", { advanceMs: 366 * 24 * 60 * 60 * 1000 }],
    ["clock", { advanceMs: -1 }],
    ["clock", '{"advanceMs":1e999}'],
    ["faults", { tokenLifeMs: 1e15 }],
    ["faults", { delayMs: 600_001 }],
    ["faults", { rateLimit: { requests: 1e9 } }],
    ["faults", { rateLimit: { perMs: 1e9 } }],
    ["faults", { rateLimit: { callers: { "fintech/": -1 } } }],
    ["webhooks", { url: `http://a.test/${"a".repeat(2_000)}` }],
    ["reset", { people: [{ externalId: "x", name: "", links: [] }] }],
    ["reset", { people: [{ externalId: "xyz", name: "", links: [{ status: "valid" }] }] }],
  ])("refuse at /%s numbers and texts without bounds: %j", async (path, sent) => {
    const method = path === "faults" ? "PUT" : "POST";
    const answer = await openSandbox().call(method, `/_sandbox/${path}`, { body: sent });
    expect(answer.status).toBe(400);
  });
});

describe("POST /_sandbox/reset with people", () => {
  it("starts over with them, and with the links they have", async () => {
    const sandbox = openSandbox();
    const links = [{ institution: "erebor_mx_retail", status: "token_required" }];
    const people = [{ externalId: "clara", name: "Clara", links }];
    await sandbox.call("POST", "/_sandbox/reset", { body: { people } });
    expect(await sandbox.linksOf("clara")).toMatchObject(links);
    expect(await sandbox.linksOf("demo-ana")).toEqual([]);
  });
});
