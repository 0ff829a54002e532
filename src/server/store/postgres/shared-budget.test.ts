import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import { beforeEach, expect, it } from "vitest";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";
import { createVirtualClock } from "../../../testing/server-bench/virtual-clock.ts";
import type { SlidingWindows } from "../../async/sliding-windows.ts";
import { BelvoError } from "../../belvo/belvo-error.ts";
import { createRateLimiter, type Priority } from "../../belvo/rate-limiter.ts";
import { openWindows } from "../open-windows.ts";

const START = Date.parse("2026-11-22T12:00:00.000Z");
const MINUTE = 60_000;
const TICK_MS = 1_000;

interface Instance {
  call: (priority: Priority, waitsUntil?: AbortSignal) => void;
  turnedAwayFor: (ms: number) => Promise<void>;
  advance: (ms: number) => void;
}

/** By the database's clock. */
let at: number;
let asking: number;
let made: { priority: Priority; at: number }[];
/** When repairs were refused. */
let refusedAt: number[];
let instances: Instance[];

beforeEach(async () => {
  at = START;
  asking = 0;
  made = [];
  refusedAt = [];
  const location = await createLocation();
  instances = [];
  for (const ahead of [0, 3 * MINUTE, -3 * MINUTE]) instances.push(await open(location, ahead));
});

/** @param aheadMs How far the instance's clock is from the database's. */
async function open(location: string, aheadMs: number): Promise<Instance> {
  const clock = createVirtualClock(START + aheadMs);
  const store = await openTestStore(location);
  const warn = () => {
    throw new Error("the database could not be asked");
  };
  const databaseNow = () => sql<number>`${at}::bigint`;
  const windows = countAsking(openWindows({ store, now: clock.now, log: { warn }, databaseNow }));
  const limiter = createRateLimiter({ ...clock, windows });

  async function call(priority: Priority, waitsUntil?: AbortSignal): Promise<void> {
    try {
      await limiter.admit({ priority, waitsUntil });
      made.push({ priority, at });
    } catch (error) {
      if (!(error instanceof BelvoError)) throw error;
      if (priority === "repair") refusedAt.push(at);
    }
  }
  return {
    call: (priority, waitsUntil) => void call(priority, waitsUntil),
    turnedAwayFor: (ms) => limiter.close(ms),
    advance: (ms) => clock.advance(ms),
  };
}

function countAsking({ take, close }: SlidingWindows): SlidingWindows {
  return {
    close,
    async take(key, window) {
      asking += 1;
      try {
        return await take(key, window);
      } finally {
        asking -= 1;
      }
    },
  };
}

/** Moves all clocks once nobody waits for the database. */
async function tick(): Promise<void> {
  await settle();
  at += TICK_MS;
  for (const { advance } of instances) advance(TICK_MS);
  await settle();
}

async function settle(): Promise<void> {
  do await nextTurn();
  while (asking > 0);
}

const madeFor = (priority: Priority) => made.filter((each) => each.priority === priority).length;

const madeBetween = (after: number, until: number) =>
  made.filter((each) => each.at > after && each.at <= until).length;

it("three instances together never make more than 75 calls in half a minute, and refuse no repair for less", async () => {
  const stopping = new AbortController();
  for (const { call } of instances) {
    for (let each = 0; each < 10; each += 1) {
      call("reconcile", stopping.signal);
      call("hint", stopping.signal);
    }
  }
  const [first, second, third] = instances;
  for (let ticks = 0; ticks < (4 * MINUTE) / TICK_MS; ticks += 1) {
    // For two minutes lists come evenly, and presses in bursts.
    if (ticks < (2 * MINUTE) / TICK_MS) {
      first?.call("page");
      if (ticks % 2 === 0) second?.call("page");
      if (ticks % 3 === 0) third?.call("repair");
      if (ticks % 40 === 0) {
        for (let each = 0; each < 30; each += 1) for (const { call } of instances) call("repair");
      }
    }
    await tick();
  }
  stopping.abort();
  await settle();

  const windows = made.map((each) => madeBetween(each.at - 30_000, each.at));
  expect(Math.max(...windows)).toBe(75);
  const atRefusals = refusedAt.map((each) => madeBetween(each - 31_000, each));
  expect(new Set(atRefusals)).toEqual(new Set([75]));
  // Those who waited were not forgotten.
  expect(madeFor("hint")).toBe(30);
  expect(madeFor("reconcile")).toBe(30);
});

it("when Belvo turns one instance away, none calls it until it takes calls again", async () => {
  await instances[0]?.turnedAwayFor(10_000);
  for (let ticks = 0; ticks < 20; ticks += 1) {
    for (const { call } of instances) call("repair");
    await tick();
  }
  const first = Math.min(...made.map((each) => each.at));
  expect(first).toBeGreaterThanOrEqual(START + 10_000);
  expect(first).toBeLessThanOrEqual(START + 10_000 + TICK_MS);
});
