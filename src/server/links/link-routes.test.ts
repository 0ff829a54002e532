import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkPage } from "#contract/link.ts";
import { LinkDetail } from "#contract/history.ts";
import type { Sandbox } from "../../sandbox/create-sandbox.ts";
import { createInstantSandbox } from "../../testing/server-bench/create-instant-sandbox.ts";
import { logUnknownEvent } from "../../testing/server-bench/log-unknown-event.ts";
import { openPersonBench } from "../../testing/server-bench/open-person-bench.ts";
import { createBench, type Bench } from "../../testing/server-bench/create-bench.ts";
import { createVirtualClock } from "../../testing/server-bench/virtual-clock.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

let sandbox: Sandbox;
let bench: Bench;

beforeEach(async () => {
  const clock = createVirtualClock();
  sandbox = createInstantSandbox({ now: clock.now });
  bench = await createBench({ clock, belvo: (request) => sandbox.fetch(request) });
});

async function list(person: Visitor, query = ""): Promise<LinkPage> {
  const answer = await person.get(`/api/links${query}`);
  expect(answer).toMatchObject({ status: 200 });
  return v.parse(LinkPage, answer.json);
}

async function breakLink(id: string, as: string): Promise<void> {
  await sandbox.fetch(
    new Request(`http://127.0.0.1:4010/_sandbox/links/${id}/break`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as }),
    }),
  );
}

describe("GET /api/links", () => {
  it("lists the links with their banks' looks, those that need the person first, and counts them by state", async () => {
    const page = await list(await bench.signedIn("demo-elena"));
    expect(page.links.map(({ state }) => state)).toEqual([
      "password_needed",
      "password_needed",
      "code_needed",
      "code_needed",
      "unfinished",
      "connected",
      "connected",
    ]);
    expect(page.links[0]?.bank).toMatchObject({ country: "MX", color: "#1b6048" });
    expect(page.links[0]?.bank.logoUrl).toMatch(/^http:\/\/127\.0\.0\.1:4010\//);
    expect(page.counts).toEqual({
      password_needed: 2,
      code_needed: 2,
      unfinished: 1,
      elsewhere: 0,
      bank_trouble: 0,
      unsure: 0,
      checking: 0,
      connected: 2,
    });
  });

  it("says what kind of institution each link is at, and counts those that are no banks", async () => {
    const page = await list(await bench.signedIn("demo-ines"));
    const kinds = page.links.map(({ bank }) => [bank.name, bank.type, bank.country]);
    expect(kinds).toEqual([
      ["IMSS", "employment", "MX"],
      ["SAT", "fiscal", "MX"],
      ["Heimdall Bank Mexico", "bank", "MX"],
      ["SII", "fiscal", "CL"],
      ["Gringotts Mexico", "bank", "MX"],
      ["Planet Mexico", "employment", "MX"],
    ]);
    expect(page.counts).toMatchObject({ password_needed: 2, code_needed: 1, connected: 2 });
    expect(page.otherCounts).toMatchObject({ password_needed: 2, code_needed: 0, connected: 1 });
  });

  it("takes a type that is new for an institution of which nothing is known", async () => {
    const { clock } = bench;
    bench = await createBench({
      clock,
      belvo: async (request) => {
        const answer = await sandbox.fetch(request);
        if (!request.url.includes("/api/institutions/")) return answer;
        const text = await answer.text();
        return new Response(text.replaceAll('"type":"fiscal"', '"type":"wallet"'), answer);
      },
    });
    const page = await list(await bench.signedIn("demo-ines"));
    const types = page.links.map(({ bank }) => [bank.name, bank.type]);
    expect(types).toContainEqual(["SAT", "institution"]);
    expect(types).toContainEqual(["Gringotts Mexico", "bank"]);
  });

  it("lists a broken link from Brazil as one that is repaired elsewhere", async () => {
    const page = await list(await bench.signedIn("demo-fabio"));
    expect(page.counts.elsewhere).toBeGreaterThan(0);
    expect(page.counts.password_needed).toBe(0);
  });

  it("answers with an empty list to a person without links", async () => {
    expect(await list(await bench.signedIn("demo-gabriela"))).toMatchObject({ links: [] });
  });

  it("gives 250 links in pages", async () => {
    const person = await bench.signedIn("demo-hugo");
    const ids = new Set<string>();
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: LinkPage = await list(person, cursor === "" ? "" : `?cursor=${cursor}`);
      for (const { id } of page.links) ids.add(id);
      cursor = page.nextCursor;
    }
    expect(ids.size).toBe(250);
  });

  it("filters by state, and by a part of the bank's name", async () => {
    const person = await bench.signedIn("demo-elena");
    const broken = await list(person, "?state=code_needed");
    expect(broken.links.map(({ state }) => state)).toEqual(["code_needed", "code_needed"]);

    const named = await list(person, "?q=GRING");
    expect(named.links).toHaveLength(2);
    expect(named.counts.connected).toBe(2);
    expect(named.total).toBe(2);
  });

  it("sorts as it is asked to, and refuses the cursor of another order", async () => {
    const person = await bench.signedIn("demo-hugo");
    const byName = await list(person, "?sort=name");
    expect(byName).toMatchObject({ total: 250 });
    const next = await list(person, `?sort=name&cursor=${byName.nextCursor}`);
    const names = [...byName.links, ...next.links].map(({ bank }) => bank.name);
    expect(names).toEqual(names.toSorted(new Intl.Collator("es", { numeric: true }).compare));

    expect(await person.get(`/api/links?sort=recent&cursor=${byName.nextCursor}`)).toMatchObject({
      status: 400,
    });
  });

  it("filters without waiting for Belvo, which is asked all the same", async () => {
    const { belvo, bench: slow, person } = await openPersonBench(randomUUID(), "invalid");
    await list(person);
    slow.clock.advance(30_000);
    const asked = belvo.asked.length;
    const go = belvo.hold();
    expect(await list(person, "?state=password_needed")).toMatchObject({ total: 1 });
    go();
    await expect.poll(() => belvo.asked.length).toBeGreaterThan(asked);
  });

  it.each(["?cursor=nonsense", "?state=broken", "?sort=size", `?q=${"x".repeat(101)}`])(
    "refuses a query that makes no sense: %s",
    async (query) => {
      const person = await bench.signedIn("demo-elena");
      expect(await person.get(`/api/links${query}`)).toMatchObject({
        status: 400,
        json: { code: "invalid_request" },
      });
    },
  );
});

describe("GET /api/links/:linkId", () => {
  it("answers with the link's history, newest first, and since when the link is as it is", async () => {
    const person = await bench.signedIn("demo-carla");
    const [link] = (await list(person)).links;
    bench.clock.advance(60_000);
    await breakLink(link?.id ?? "", "token_required");

    const detail = v.parse(LinkDetail, (await person.get(`/api/links/${link?.id}`)).json);
    const at = new Date(bench.clock.now()).toISOString();
    expect(detail.link).toMatchObject({ state: "code_needed", since: at, checkedAt: at });
    expect(detail.history).toMatchObject([
      { kind: "state_read", state: "code_needed", at },
      { kind: "state_read", state: "connected" },
    ]);
  });

  it("leaves out of the history what only a newer version knows", async () => {
    const person = await bench.signedIn("demo-carla");
    const [link] = (await list(person)).links;
    const own = { externalId: "demo-carla", linkId: link?.id ?? "" };
    const read = async () =>
      v.parse(LinkDetail, (await person.get(`/api/links/${own.linkId}`)).json).history;
    const before = await read();
    await logUnknownEvent(bench.store, own, new Date(bench.clock.now()).toISOString());
    bench.clock.advance(60_000);
    await breakLink(own.linkId, "token_required");
    const [newest, ...others] = await read();
    expect(newest).toMatchObject({ kind: "state_read", state: "code_needed" });
    expect(others).toEqual(before);
  });
});
