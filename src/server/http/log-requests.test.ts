import { beforeEach, describe, expect, it } from "vitest";
import {
  createBench,
  HOST_API_KEY,
  WEBHOOK_AUTH,
  type Bench,
} from "../../testing/server-bench/create-bench.ts";
import { createFakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import type { Answer } from "../../testing/server-bench/visitor.ts";

const LINK_ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const KEY = { Authorization: `Bearer ${HOST_API_KEY}` };

let bench: Bench;
beforeEach(async () => {
  const belvo = createFakeBelvo("user-42");
  belvo.statuses.set(LINK_ID, "invalid");
  bench = await createBench({ belvo: belvo.answer });
});

const idOf = ({ headers }: Answer) => headers.get("X-Request-Id");

describe("the log at info", () => {
  it("has a line for each request: its id, method, route pattern, status and time", async () => {
    const person = await bench.signedIn("user-42");
    bench.requestLines.length = 0;
    const detail = await person.get(`/api/links/${LINK_ID}?secret=1`);
    const page = await person.get("/links/some-id");
    const webhook = await bench.webhook({ webhook_type: "LINK", link_id: LINK_ID });
    const refused = await bench.visitor().get(`/api/links/${LINK_ID}`);

    const line = (answer: Answer, method: string, route: string, status: number) => [
      { requestId: idOf(answer), method, route, status, ms: 0 },
      "a request was answered",
    ];
    expect(bench.requestLines).toEqual([
      line(detail, "GET", "/api/links/:linkId", 200),
      line(page, "GET", "*", 404),
      line(webhook, "POST", "/webhooks/belvo", 204),
      line(refused, "GET", "/api/links/:linkId", 401),
    ]);
  });

  it("has how long Belvo kept a request waiting", async () => {
    const belvo = createFakeBelvo("user-42");
    const clocked = await createBench({
      belvo(request) {
        if (request.url.includes("/api/links/")) clocked.clock.advance(700);
        return belvo.answer(request);
      },
    });
    const person = await clocked.signedIn("user-42");
    await person.get("/api/links");
    expect(clocked.requestLines.at(-1)).toMatchObject([{ route: "/api/links", ms: 700 }, {}]);
  });
});

describe("the log at warn", () => {
  const webhook = (body: unknown, headers: Record<string, string>, path = "/webhooks/belvo") =>
    bench.visitor().send("POST", path, body, headers);
  const good = { Authorization: WEBHOOK_AUTH };

  it.each<[number, string, () => Promise<Answer>]>([
    [401, "it has no Authorization", () => webhook({}, {})],
    [
      401,
      "its Authorization is not that of BELVO_WEBHOOK_AUTH",
      () => webhook({}, { Authorization: "Bearer guess" }),
    ],
    [400, "the body is no JSON object of Belvo's", () => webhook("[]", good)],
    [
      400,
      "the body is not what its Content-Encoding says",
      () => webhook("{}", { ...good, "Content-Encoding": "gzip" }),
    ],
    [413, "the body has more than 65536 bytes", () => webhook("x".repeat(70_000), good)],
    [
      415,
      "the Content-Encoding is none of gzip, deflate and br",
      () => webhook("{}", { ...good, "Content-Encoding": "zstd" }),
    ],
    [404, "not_found", () => webhook("{}", good, "/webhooks/belvo-old")],
  ])("has a webhook that was refused with %i: %s", async (status, reason, send) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(bench.logged).toMatchObject([
      [{ requestId: idOf(answer), status, reason }, "a webhook was refused"],
    ]);
  });

  it("has that BELVO_WEBHOOK_AUTH or HOST_API_KEY is not set, where somebody needs it", async () => {
    bench = await createBench({
      belvo: createFakeBelvo("user-42").answer,
      settings: { webhookAuth: [], hostApiKeys: [] },
    });
    await bench.webhook({});
    await bench.visitor().send("POST", "/host/entries", {}, KEY);
    expect(bench.logged).toMatchObject([
      [{ status: 401, reason: "BELVO_WEBHOOK_AUTH is not set" }, "a webhook was refused"],
      [{ status: 404, reason: "HOST_API_KEY is not set" }, {}],
    ]);
  });

  it.each<[number, string, unknown, Record<string, string>]>([
    [401, "it has no Authorization", { externalId: "user-42" }, {}],
    [
      401,
      "its Authorization is not HOST_API_KEY's",
      { externalId: "user-42" },
      { Authorization: `Bearer ${HOST_API_KEY}x` },
    ],
    [400, "name is not in the form that it has to have", { externalId: "user-42", name: 7 }, KEY],
    [400, "the body has a field that is unknown", { externalId: "user-42", canary: 7 }, KEY],
    [400, "the body is no JSON object", "[", KEY],
    [400, "the body is no JSON object", [{ externalId: "user-42" }], KEY],
    [400, "the Content-Type is not JSON", "a=b", { ...KEY, "Content-Type": "text/plain" }],
    [404, "not_found", { externalId: "user-43", linkId: LINK_ID }, KEY],
  ])("has a login link that was not given out, with %i: %s", async (status, reason, body, head) => {
    const answer = await bench.visitor().send("POST", "/host/entries", body, head);
    expect(answer.status).toBe(status);
    expect(bench.logged).toMatchObject([
      [
        { requestId: idOf(answer), route: "/host/entries", status, reason },
        "a request of the host's backend was refused",
      ],
    ]);
    expect(JSON.stringify(bench.logged)).not.toContain("canary");
  });

  it("has a login link whose code is refused, and a request of another site's page", async () => {
    const enter = (headers: Record<string, string>) =>
      bench.visitor().send("POST", "/api/session", { code: "x".repeat(43) }, headers);
    await enter({});
    await enter({ Origin: "https://evil.example" });
    expect(bench.logged).toMatchObject([
      [{ status: 404, code: "entry_unknown" }, "a login link was refused"],
      [{ status: 403, code: "forbidden_origin" }, "a request of another site's page was refused"],
    ]);
    expect(JSON.stringify(bench.logged)).not.toContain("xxxx");
  });

  it("has nothing of what is a person's everyday", async () => {
    await bench.visitor().get("/api/links");
    const person = await bench.signedIn("user-42");
    await person.get("/api/links/unknown");
    await person.get("/nothing");
    expect(bench.logged).toEqual([]);
  });
});
