import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkPage } from "#contract/link.ts";
import { RepairTicket } from "#contract/repair.ts";
import { createInstantSandbox } from "../../testing/server-bench/create-instant-sandbox.ts";
import { createBench, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createVirtualClock } from "../../testing/server-bench/virtual-clock.ts";
import type { Answer, Visitor } from "../../testing/server-bench/visitor.ts";

const OWNER = "demo-ana";
const OTHER = "demo-bruno";
const NOBODYS = "8d4f3c8e-7f7e-4d7c-9d9f-0f6f6f6f6f6f";

const events = { events: [{ name: "PAGE_LOAD", page: "/credentials" }] };
const ROUTES = [
  { kind: "link", ask: (person: Visitor, id: string) => person.get(`/api/links/${id}`) },
  {
    kind: "link",
    ask: (person: Visitor, id: string) => person.send("POST", `/api/links/${id}/repairs`),
  },
  {
    kind: "repair",
    ask: (person: Visitor, id: string) => person.send("POST", `/api/repairs/${id}/events`, events),
  },
  {
    kind: "repair",
    ask: (person: Visitor, id: string) =>
      person.send("POST", `/api/repairs/${id}/outcome`, { end: "exited" }),
  },
] as const;

let bench: Bench;
let owner: Visitor;
let own: { link: string; repair: string };

beforeAll(async () => {
  const clock = createVirtualClock();
  const sandbox = createInstantSandbox({ now: clock.now });
  bench = await createBench({ clock, belvo: (request) => sandbox.fetch(request) });
  owner = await bench.signedIn(OWNER);
  const [link] = v.parse(LinkPage, (await owner.get("/api/links")).json).links;
  const opened = await owner.send("POST", `/api/links/${link?.id}/repairs`);
  own = { link: link?.id ?? "", repair: v.parse(RepairTicket, opened.json).repairId };
});

/** What an answer says, without what is different in every answer. */
function sayingOf({ status, text, headers }: Answer) {
  const varying = ["x-request-id", "retry-after"];
  return {
    status,
    text: text.replace(/"requestId":"[^"]*"/, ""),
    headers: [...headers].filter(([name]) => !varying.includes(name)),
  };
}

describe("another person's link or repair", () => {
  it("is answered like one that does not exist, on every route", async () => {
    const other = await bench.signedIn(OTHER);
    for (const { kind, ask } of ROUTES) {
      const foreign = await ask(other, own[kind]);
      expect(foreign).toMatchObject({ status: 404, json: { code: "not_found" } });
      expect(sayingOf(foreign)).toEqual(sayingOf(await ask(other, NOBODYS)));
    }
  });

  it("cannot be reached by any spelling of its id", async () => {
    const other = await bench.signedIn(OTHER);
    const writings = fc.oneof(
      fc.constantFrom(
        (id: string) => id.toUpperCase(),
        (id: string) => `${id}%00`,
        (id: string) => `${id}/`,
        (id: string) => `[${id}]`,
        (id: string) => `%7B${id}%7D`,
        (id: string) => `${id},${NOBODYS}`,
        (id: string) => `${NOBODYS}/../${id}`,
        (id: string) => `${id}?externalId=${OWNER}&external_id=${OWNER}`,
        (id: string) => encodeURIComponent(`' or id='${id}`),
        (id: string) => id.replaceAll("-", "%2D"),
        (id: string) => id.replace("-", "\u2010"),
        () => "null",
        () => "%E0%A4%A",
        () => "a".repeat(10_000),
      ),
      fc.webSegment().map((segment) => () => segment),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ROUTES), writings, async ({ kind, ask }, write) => {
        // Slow enough never to be told to wait, which would hide the answer.
        bench.clock.advance(60_000);
        const { status, text } = await ask(other, write(own[kind]));
        expect(status).toBe(404);
        expect(text).not.toContain(own[kind]);
      }),
      { numRuns: 150 },
    );
  });

  it("is answered with 401 without a session", async () => {
    for (const { kind, ask } of ROUTES) {
      const answer = await ask(bench.visitor(), own[kind]);
      expect(answer).toMatchObject({ status: 401, json: { code: "unauthenticated" } });
    }
  });
});

it("a link and its repair still answer to their owner after another person has tried to reach them", async () => {
  owner = await bench.signedIn(OWNER);
  for (const { kind, ask } of ROUTES)
    expect((await ask(owner, own[kind])).status).toBeLessThan(300);
});
