import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import * as v from "valibot";
import { LinkDetail } from "#contract/history.ts";
import { RepairTicket, type WidgetEvent } from "#contract/repair.ts";
import { propertyRuns } from "../../testing/property-runs.ts";
import { createBench, type Bench } from "../../testing/server-bench/create-bench.ts";
import type { FakeBelvo } from "../../testing/server-bench/fake-belvo.ts";
import { openPersonBench } from "../../testing/server-bench/open-person-bench.ts";
import type { Visitor } from "../../testing/server-bench/visitor.ts";

const ID = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const HOUR = 60 * 60_000;

let belvo: FakeBelvo;
let bench: Bench;
let person: Visitor;

async function begin(status = "invalid"): Promise<void> {
  ({ belvo, bench, person } = await openPersonBench(ID, status));
}
beforeEach(() => begin());

async function open(): Promise<string> {
  bench.clock.advance(40_000);
  const { json } = await person.send("POST", `/api/links/${ID}/repairs`);
  return v.parse(RepairTicket, json).repairId;
}

function refused(requestId: string, code = "login_error"): WidgetEvent {
  return { name: "ERROR", code, requestId };
}

const request = () => randomUUID().replaceAll("-", "");

async function report(repairId: string, ...events: WidgetEvent[]): Promise<void> {
  const answer = await person.send("POST", `/api/repairs/${repairId}/events`, { events });
  expect(answer.status).toBe(204);
}

async function exit(repairId: string, lastErrorCode?: string): Promise<void> {
  const end = { end: "exited", ...(lastErrorCode !== undefined && { lastErrorCode }) };
  await person.send("POST", `/api/repairs/${repairId}/outcome`, end);
}

async function failedTries(visitor = person): Promise<number> {
  const { json } = await visitor.get(`/api/links/${ID}`);
  return v.parse(LinkDetail, json).link.failedTries;
}

async function failedRepairs(): Promise<number> {
  const { json } = await person.get(`/api/links/${ID}`);
  return v.parse(LinkDetail, json).link.failedRepairs;
}

describe("failed tries of a link", () => {
  it("count each login that the bank refused, over several repairs", async () => {
    const first = await open();
    await report(first, refused(request()));
    await report(first, refused(request()));
    await exit(first, "login_error");
    expect(await failedTries()).toBe(2);

    await report(await open(), refused(request()));
    expect(await failedTries()).toBe(3);
  });

  it("count a refusal once when it is reported twice", async () => {
    const repairId = await open();
    const once = refused(request());
    await report(repairId, once, once);
    await report(repairId, once);
    expect(await failedTries()).toBe(1);
  });

  it("count one refusal by the repair's end when the widget's event was lost or late", async () => {
    const repairId = await open();
    await exit(repairId, "login_error");
    await exit(repairId, "login_error");
    expect(await failedTries()).toBe(1);

    // It was only late.
    await report(repairId, refused(request()));
    expect(await failedTries()).toBe(1);
  });

  it.each(["token_required", "institution_down", "too_many_sessions", "unexpected_error"])(
    "do not count the widget's error %s",
    async (code) => {
      const repairId = await open();
      await report(repairId, refused(request(), code));
      await exit(repairId, code);
      expect(await failedTries()).toBe(0);
    },
  );

  it.each([
    ["login_error", 1],
    ["token_required", 1],
    ["unexpected_error", 1],
    ["institution_down", 0],
    ["institution_unavailable", 0],
    ["too_many_sessions", 0],
  ])("are told beside failed repairs: of one that ends by %s, %d", async (code, expected) => {
    const repairId = await open();
    await report(repairId, refused(request(), code));
    await exit(repairId, code);
    await exit(repairId, code);
    expect(await failedRepairs()).toBe(expected);
  });

  it("are told beside failed repairs: one whose widget could not be shown is one", async () => {
    const repairId = await open();
    await person.send("POST", `/api/repairs/${repairId}/outcome`, { end: "failed" });
    await report(await open(), refused(request()), refused(request()));
    expect(await failedRepairs()).toBe(2);
    expect(await failedTries()).toBe(2);

    const last = await open();
    belvo.statuses.set(ID, "valid");
    await exit(last);
    expect(await failedRepairs()).toBe(0);
  });

  it("do not count a repair that was left", async () => {
    await exit(await open());
    expect(await failedTries()).toBe(0);
  });

  it("start again at zero when Belvo calls the link valid", async () => {
    const repairId = await open();
    await report(repairId, refused(request()));
    belvo.statuses.set(ID, "valid");
    await exit(repairId);
    expect(await failedTries()).toBe(0);

    bench.clock.advance(60_000);
    belvo.statuses.set(ID, "invalid");
    await report(repairId, refused(request()));
    expect(await failedTries()).toBe(0);

    await report(await open(), refused(request()));
    expect(await failedTries()).toBe(1);
  });

  it("forget a refusal after a day", async () => {
    await report(await open(), refused(request()));
    bench.clock.advance(20 * HOUR);
    person = await bench.signedIn("user-42");
    await report(await open(), refused(request()));
    expect(await failedTries()).toBe(2);
    bench.clock.advance(5 * HOUR);
    expect(await failedTries(await bench.signedIn("user-42"))).toBe(1);
  });

  it("are still known after a restart", async () => {
    await report(await open(), refused(request()));
    const { store, clock } = bench;
    const again = await createBench({ belvo: (asked) => belvo.answer(asked), store, clock });
    expect(await failedTries(await again.signedIn("user-42"))).toBe(1);
  });

  it("are ten at most", async () => {
    for (let repairs = 0; repairs < 3; repairs += 1) {
      await report(await open(), ...Array.from({ length: 5 }, () => refused(request())));
    }
    expect(await failedTries()).toBe(10);
  });
});

/** What becomes of one refusal's report, and of the end of its repair. */
const story = fc.array(
  fc.record({
    refusals: fc.array(fc.constantFrom("told", "told twice", "late", "lost"), { maxLength: 3 }),
    end: fc.constantFrom("told", "told twice", "lost"),
    repaired: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Seven refusals in four repairs, of each of which the end is told as well. */
const manyRepairs = [2, 2, 2, 1].map((count) => ({
  refusals: Array.from({ length: count }, () => "told" as const),
  end: "told" as const,
  repaired: false,
}));

it("failed tries count each refusal once that was reported, whatever was lost, late or repeated", async () => {
  await fc.assert(
    fc.asyncProperty(story, async (repairs) => {
      await begin();
      let expected = 0;
      const late: (() => Promise<void>)[] = [];
      for (const { refusals, end, repaired } of repairs) {
        const repairId = await open();
        const ids = refusals.map((fate) => ({ fate, event: refused(request()) }));
        for (const { fate, event } of ids) {
          if (fate.startsWith("told")) await report(repairId, event);
          if (fate === "told twice") await report(repairId, event);
          if (fate === "late") late.push(() => report(repairId, event));
        }
        if (repaired) belvo.statuses.set(ID, "valid");
        const code = refusals.length > 0 ? "login_error" : undefined;
        if (end !== "lost") await exit(repairId, code);
        if (end === "told twice") await exit(repairId, code);
        bench.clock.advance(40_000);
        if (repaired) await person.get("/api/links");
        if (repaired) belvo.statuses.set(ID, "invalid");

        const heard = refusals.filter((fate) => fate !== "lost").length;
        const byEnd = end !== "lost" && refusals.length > 0 ? 1 : 0;
        expected = repaired ? 0 : expected + (heard > 0 ? heard : byEnd);
      }
      for (const tell of late.reverse()) await tell();
      bench.clock.advance(40_000);
      expect(await failedTries()).toBe(Math.min(expected, 10));
      await bench.store.destroy();
    }),
    { numRuns: propertyRuns(40), examples: [[manyRepairs]] },
  );
}, 600_000);
