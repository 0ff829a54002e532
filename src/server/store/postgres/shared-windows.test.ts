import fc from "fast-check";
import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";
import { createUserLimit } from "../../access/user-limit.ts";
import { createSlidingWindows, type SlidingWindows } from "../../async/sliding-windows.ts";
import type { Store } from "../open-store.ts";
import { createSharedWindows } from "./shared-windows.ts";

const WINDOW_MS = 1000;
const START = Date.parse("2026-11-22T12:00:00.000Z");

let at: number;
beforeEach(() => {
  at = START;
});
const databaseNow = () => sql<number>`${at}::bigint`;

/** Of one instance, with the database's clock as tests move it. */
function windowsOf({ limits }: Store): SlidingWindows {
  if (!limits) throw new Error("no PostgreSQL");
  return createSharedWindows(limits, databaseNow);
}

type Step =
  | { kind: "advance"; ms: number }
  | { kind: "take"; key: string; limit: number; rank: number; limitOfRank: number }
  | { kind: "close"; key: string; forMs: number };

const key = fc.constantFrom("a", "b");
const step = fc.oneof(
  fc.record<Step & { kind: "advance" }>({
    kind: fc.constant("advance"),
    // Clocks are set back too.
    ms: fc.integer({ min: -200, max: 800 }),
  }),
  fc.record<Step & { kind: "take" }>({
    kind: fc.constant("take"),
    key,
    limit: fc.integer({ min: 1, max: 5 }),
    rank: fc.integer({ min: 0, max: 2 }),
    limitOfRank: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record<Step & { kind: "close" }>({
    kind: fc.constant("close"),
    key,
    forMs: fc.integer({ min: 1, max: 400_000 }),
  }),
);

describe("sliding windows that instances share", () => {
  it("answer as one instance's own would", async () => {
    const store = await openTestStore();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        at = START;
        const shared = windowsOf(store);
        const own = createSlidingWindows(() => at);
        for (const each of steps) {
          if (each.kind === "advance") at += each.ms;
          else if (each.kind === "close") {
            await Promise.all([shared, own].map((it) => it.close(each.key, each.forMs)));
          } else {
            const { limit, rank, limitOfRank } = each;
            const window = { windowMs: WINDOW_MS, limit, class: { rank, limit: limitOfRank } };
            expect(await shared.take(each.key, window)).toBe(await own.take(each.key, window));
          }
        }
        await sql`delete from rate_limits`.execute(store);
      }),
      { numRuns: 60 },
    );
  });

  it("count each one once while two instances count at the same time", async () => {
    const location = await createLocation();
    const instances = [await openTestStore(location), await openTestStore(location)].map(windowsOf);
    const window = { limit: 75, windowMs: WINDOW_MS };
    const takes = Array.from({ length: 100 }, () => instances.map(({ take }) => take("a", window)));
    const answers = await Promise.all(takes.flat());
    expect(answers.filter((waitMs) => waitMs === 0)).toHaveLength(75);
    expect(new Set(answers)).toEqual(new Set([0, WINDOW_MS]));
  });

  it("hold a person's limit in whichever instance they ask", async () => {
    const location = await createLocation();
    const instances = [await openTestStore(location), await openTestStore(location)].map(windowsOf);
    const limits = instances.map((each) =>
      createUserLimit(each, "refreshes", { limit: 6, windowMs: WINDOW_MS }),
    );
    const ask = async (externalId: string) => {
      for (let times = 0; times < 3; times += 1)
        for (const limit of limits) await limit(externalId);
    };
    await ask("user-42");
    for (const limit of limits) {
      await expect(limit("user-42")).rejects.toMatchObject({ code: "rate_limited" });
    }
    await ask("user-43");
    at += WINDOW_MS;
    await ask("user-42");
  });

  it("go by the database's clock when none is given", async () => {
    const { limits } = await openTestStore();
    if (!limits) throw new Error("no PostgreSQL");
    const { take } = createSharedWindows(limits);
    const long = { limit: 1, windowMs: 60_000 };
    expect(await take("a", long)).toBe(0);
    const waitMs = await take("a", long);
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(60_000);
    expect(await take("a", { limit: 1, windowMs: 1 })).toBeLessThanOrEqual(1);
  });

  it("keep a row no longer than it says something", async () => {
    const store = await openTestStore();
    const { take } = windowsOf(store);
    const window = { limit: 1, windowMs: WINDOW_MS };
    for (let each = 0; each < 50; each += 1) await take(`user-${each}`, window);
    at += WINDOW_MS + 1;
    for (let each = 0; each < 26; each += 1) await take("a", { ...window, limit: 99 });
    const { rows } = await sql<{ key: string }>`select key from rate_limits`.execute(store);
    expect(rows).toEqual([{ key: "a" }]);
  });
});
