import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkPage } from "#contract/link.ts";
import type { Bench } from "../../testing/server-bench/create-bench.ts";
import type { FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { openPersonBench } from "../../testing/server-bench/open-person-bench.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";
import { timestamp } from "../store/timestamp.ts";

/** How long a person waits for Belvo before the older list is shown. */
const PATIENCE_MS = 500;
const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";

let belvo: FakeBelvo;
let bench: Bench;
let person: Visitor;

beforeEach(async () => {
  ({ belvo, bench, person } = await openPersonBench(ID, "invalid"));
});

async function list(): Promise<LinkPage> {
  return v.parse(LinkPage, (await person.get("/api/links")).json);
}

/** Lets time pass that somebody waits for, once they do. */
async function letPass(ms: number): Promise<void> {
  await expect.poll(() => bench.clock.isSleptFor(ms)).toBe(true);
  bench.clock.advance(ms);
}

function listings(): number {
  return belvo.asked.filter((call) => call === "GET /api/links/").length;
}

describe("GET /api/links, when the list was read just now", () => {
  it("does not ask Belvo again for ten seconds", async () => {
    const { asOf } = await list();
    bench.clock.advance(9_999);
    expect(await list()).toMatchObject({ asOf, stale: false });
    expect(listings()).toBe(1);

    bench.clock.advance(1);
    await list();
    expect(listings()).toBe(2);
  });

  it("asks Belvo again while a repair is open, whose end may have been lost", async () => {
    await list();
    await person.send("POST", `/api/links/${ID}/repairs`);
    belvo.statuses.set(ID, "valid");
    bench.clock.advance(3_000);
    expect(await list()).toMatchObject({
      counts: { connected: 1 },
      links: [{ state: "connected" }],
    });
  });

  it("asks Belvo once for all who ask at the same time", async () => {
    await Promise.all([list(), list(), list()]);
    expect(listings()).toBe(1);
  });
});

describe("GET /api/links, while Belvo is slow", () => {
  it("does not mark a list as stale that is seconds old", async () => {
    const before = await list();
    bench.clock.advance(15_000);
    const open = belvo.hold();
    const waiting = list();
    await letPass(PATIENCE_MS);
    expect(await waiting).toMatchObject({ asOf: before.asOf, stale: false });
    open();
    await bench.drain();
  });

  it("answers after a short wait with the older list, marked as stale, and later with the newer one", async () => {
    const before = await list();
    belvo.statuses.set(ID, "valid");
    bench.clock.advance(60_000);
    const open = belvo.hold();

    const waiting = list();
    await letPass(PATIENCE_MS);
    expect(await waiting).toMatchObject({
      asOf: before.asOf,
      stale: true,
      counts: { connected: 0 },
    });

    open();
    await bench.drain();
    expect(await list()).toMatchObject({ stale: false, counts: { connected: 1 } });
    expect(listings()).toBe(2);
  });
});

describe("GET /api/links, on the first visit of a person whose links a reconcile has brought", () => {
  beforeEach(async () => {
    await bench.app.reconcile();
    bench.clock.advance(14 * 60_000);
  });

  it("has what Belvo says now, when it says it at once", async () => {
    belvo.statuses.set(ID, "token_required");
    expect(await list()).toMatchObject({ stale: false, links: [{ state: "code_needed" }] });
  });

  it("answers after half a second when Belvo does not, and is read beside it", async () => {
    belvo.statuses.set(ID, "token_required");
    const open = belvo.hold();
    const before = listings();
    const waiting = list();
    await letPass(PATIENCE_MS);
    expect(listings()).toBe(before + 1);
    expect(await waiting).toMatchObject({ stale: false, links: [{ state: "password_needed" }] });

    open();
    await bench.drain();
    expect(await list()).toMatchObject({ links: [{ state: "code_needed" }] });
  });

  it("answers while Belvo is away", async () => {
    belvo.isAway = true;
    expect(await list()).toMatchObject({ counts: { password_needed: 1 } });
  });

  it("marks the list as stale once a reading beside it has failed, until one succeeds", async () => {
    belvo.isAway = true;
    await list();
    expect(await list()).toMatchObject({ stale: true, counts: { password_needed: 1 } });

    belvo.isAway = false;
    expect(await list()).toMatchObject({ stale: false });
  });

  it("marks the list as stale when reconciles have failed", async () => {
    belvo.isAway = true;
    bench.clock.advance(6 * 60_000);
    expect(await list()).toMatchObject({ stale: true, counts: { password_needed: 1 } });
  });
});

describe("GET /api/links, on the first visit of a person of whom nothing is known", () => {
  it("waits for Belvo, up to eight seconds", async () => {
    const open = belvo.hold();
    const waiting = person.get("/api/links");
    await letPass(8_000);
    expect(await waiting).toMatchObject({ status: 503, json: { code: "belvo_unreachable" } });
    open();
    await bench.drain();
    expect(await list()).toMatchObject({ counts: { password_needed: 1 } });
  });

  it("waits for all links when only a webhook has told of one since the last reconcile", async () => {
    belvo.statuses.clear();
    await bench.app.reconcile();
    bench.clock.advance(60_000);
    belvo.statuses.set(ID, "invalid");
    await bench.webhook({ webhook_type: "LINK", webhook_code: "token_required", link_id: ID });
    await bench.app.settled();
    belvo.statuses.set("5010e7da-cd96-47e6-8dff-91bbf2d9b94f", "valid");
    expect(await list()).toMatchObject({ counts: { password_needed: 1, connected: 1 } });
  });

  it("waits for all links when those that we have are newer than the last reconcile", async () => {
    const { answer } = belvo;
    const createdAt = timestamp(bench.clock.now());
    belvo.answer = async (request) =>
      new Response(
        (await (await answer(request)).text()).replaceAll(
          '"external_id"',
          `"created_at":"${createdAt}","external_id"`,
        ),
      );
    await bench.app.reconcile();
    belvo.statuses.set("5010e7da-cd96-47e6-8dff-91bbf2d9b94f", "valid");
    expect(await list()).toMatchObject({ counts: { password_needed: 1, connected: 1 } });
  });

  it("shows what a webhook has brought when Belvo does not answer", async () => {
    await bench.webhook({ webhook_type: "LINK", webhook_code: "token_required", link_id: ID });
    await bench.app.settled();
    belvo.isAway = true;
    expect(await list()).toMatchObject({ stale: true, counts: { password_needed: 1 } });
  });
});

it("GET /api/links is not marked as stale when it was Belvo's rate that kept it from being read", async () => {
  await list();
  const others = await Promise.all(
    Array.from({ length: 80 }, async (_, place) => {
      const other = await bench.signedIn(`other-${place}`);
      return (await other.get("/api/links")).status;
    }),
  );
  expect(others).toContain(429);
  bench.clock.advance(10_000);
  expect(await list()).toMatchObject({ stale: false });
});

it("GET /api/links asks Belvo again when the list's time lies in the future: the clock was set back", async () => {
  await list();
  bench.clock.advance(-60 * 60_000);
  belvo.statuses.set(ID, "valid");
  person = await bench.signedIn("user-42");
  const page = await list();
  expect(page).toMatchObject({ stale: false, links: [{ state: "connected" }] });
  expect(page.asOf).toBe(timestamp(bench.clock.now()));
});

describe("GET /api/links, while Belvo is away", () => {
  it("marks the list as stale at once, however new it is", async () => {
    await list();
    belvo.isAway = true;
    bench.clock.advance(10_000);
    expect(await list()).toMatchObject({ stale: true });
  });

  it("answers with the older list, marked as stale", async () => {
    const before = await list();
    belvo.isAway = true;
    bench.clock.advance(60_000);
    const page = await list();
    expect(page).toMatchObject({ asOf: before.asOf, stale: true });
    expect(page.links).toHaveLength(1);

    belvo.isAway = false;
    expect(await list()).toMatchObject({ stale: false });
  });

  it("answers 503 to a person whose list was never read", async () => {
    belvo.isAway = true;
    expect(await person.get("/api/links")).toMatchObject({
      status: 503,
      json: { code: "belvo_unreachable" },
    });
  });
});

describe("GET /api/links: banks' names", () => {
  it("are derived when Belvo does not give them, and asked for again after a minute", async () => {
    const asked = () => belvo.asked.filter((call) => call === "GET /api/institutions/").length;
    belvo.refusesBanks = true;
    const page = await list();
    expect(page).toMatchObject({ stale: false, links: [{ bank: { name: "Erebor" } }] });

    bench.clock.advance(59_999);
    await list();
    expect(asked()).toBe(1);
    bench.clock.advance(10_000);
    await list();
    expect(asked()).toBe(2);
  });

  it("are asked for once a day", async () => {
    const asked = () => belvo.asked.filter((call) => call === "GET /api/institutions/").length;
    await list();
    bench.clock.advance(60_000);
    await list();
    expect(asked()).toBe(1);

    // A session lasts for half a day.
    bench.clock.advance(24 * 60 * 60 * 1000);
    person = await bench.signedIn("user-42");
    await list();
    expect(asked()).toBe(2);
  });
});
