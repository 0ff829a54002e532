import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { createVirtualClock, type VirtualClock } from "../../testing/server-bench/virtual-clock.ts";
import { createSlidingWindows } from "../async/sliding-windows.ts";
import { BelvoError } from "./belvo-error.ts";
import { createRateLimiter, type Priority, type RateLimiter } from "./rate-limiter.ts";

const HALF_A_MINUTE = 30_000;
/** How long a call is counted for. */
const COUNTED_MS = 31_000;
const PRIORITIES: readonly Priority[] = ["repair", "page", "intent", "hint", "reconcile"];

let clock: VirtualClock;
let limiter: RateLimiter;
/** When each call was admitted. */
let admitted: { priority: Priority; at: number }[];

beforeEach(start);

function start(): void {
  clock = createVirtualClock();
  limiter = createRateLimiter({ ...clock, windows: createSlidingWindows(clock.now) });
  admitted = [];
}

/** Makes a call. @returns 0, or what a call that was refused was told. */
async function call(priority: Priority, waitsUntil?: AbortSignal): Promise<number> {
  try {
    await limiter.admit({ priority, waitsUntil });
    admitted.push({ priority, at: clock.now() });
    return 0;
  } catch (error) {
    if (!(error instanceof BelvoError) || error.failure.kind !== "rate_limited") throw error;
    return error.failure.retryAfterMs;
  }
}

const calls = (count: number, priority: Priority, waitsUntil?: AbortSignal) =>
  Promise.all(Array.from({ length: count }, () => call(priority, waitsUntil)));

/** How many of so many calls at once are made. */
async function makes(count: number, priority: Priority): Promise<number> {
  return (await calls(count, priority)).filter((told) => told === 0).length;
}

async function advance(ms: number): Promise<void> {
  const until = clock.now() + ms;
  await nextTurn();
  do {
    clock.advance(Math.min(500, until - clock.now()));
    await nextTurn();
  } while (clock.now() < until);
}

function madeWithin(ms: number, priority?: Priority): number {
  const since = clock.now() - ms;
  return admitted.filter(
    (each) => each.at > since && (priority === undefined || each.priority === priority),
  ).length;
}

describe("the budget of Belvo's calls", () => {
  it("is all there for repairs", async () => {
    expect(await makes(100, "repair")).toBe(75);
    expect(await call("repair")).toBe(COUNTED_MS);
    await advance(COUNTED_MS);
    expect(await makes(100, "repair")).toBe(75);
  });

  it.each([
    ["pages", "page", 65],
    ["intent", "intent", 35],
    ["hints", "hint", 25],
    ["reconcile", "reconcile", 20],
  ] as const)("is all but what others keep free for %s", async (_, priority, count) => {
    expect(await makes(100, priority)).toBe(count);
    await advance(COUNTED_MS);
    expect(await makes(100, priority)).toBe(count);
  });

  it("is one for all: what some take, others lack", async () => {
    expect(await makes(70, "repair")).toBe(70);
    expect(await makes(1, "page")).toBe(0);
    expect(await makes(9, "repair")).toBe(5);
  });

  it("lets two people press at once while nobody else asks, and a third one too", async () => {
    // An opening costs two calls, and each outcome one.
    expect(await makes(2 * (12 + 10), "repair")).toBe(44);
    expect(await makes(2, "repair")).toBe(2);
  });

  it("leaves forty lists to people after a burst of webhooks, and a press after a burst of lists", async () => {
    const stopping = new AbortController();
    const hints = calls(100, "hint", stopping.signal);
    await nextTurn();
    expect(await makes(40, "page")).toBe(40);
    expect(await makes(40, "page")).toBe(0);
    expect(await makes(2, "repair")).toBe(2);
    stopping.abort();
    await hints;
  });

  it("leaves half to people after a crowd that points at buttons", async () => {
    expect(await makes(100, "intent")).toBe(35);
    expect(await makes(30, "page")).toBe(30);
    expect(await makes(10, "repair")).toBe(10);
  });

  it.each([
    [30, 20],
    [45, 10],
  ])(
    "is reconcile's as far as it is idle: beside %i lists in half a minute, %i calls",
    async (lists, left) => {
      const stopping = new AbortController();
      const reconciling = calls(100, "reconcile", stopping.signal);
      await advance(1_000);
      expect(madeWithin(HALF_A_MINUTE, "reconcile")).toBe(20);

      for (let made = 0; made < 2 * lists; made += 1) {
        expect(await call("page")).toBe(0);
        await advance(COUNTED_MS / lists);
      }
      expect(Math.abs(madeWithin(COUNTED_MS, "reconcile") - left)).toBeLessThanOrEqual(1);
      await advance(2 * COUNTED_MS);
      expect(madeWithin(COUNTED_MS, "reconcile")).toBe(20);
      stopping.abort();
      await reconciling;
    },
  );
});

describe("a call that is one too many", () => {
  it("is refused at once when there is no room for two seconds, and told when there is", async () => {
    await calls(74, "repair");
    await advance(10_000);
    await call("repair");
    expect(await call("page")).toBe(21_000);
    expect(await call("repair")).toBe(21_000);
    await advance(21_000);
    expect(await call("repair")).toBe(0);
  });

  it("waits when there is room in two seconds", async () => {
    await calls(75, "repair");
    await advance(COUNTED_MS - 1_500);
    const late = call("repair");
    await advance(1_000);
    expect(admitted).toHaveLength(75);
    await advance(500);
    expect(await late).toBe(0);
    expect(admitted.at(-1)?.at).toBe(clock.now());
  });

  it("does not wait where the person has not asked for anything yet", async () => {
    await calls(35, "intent");
    await advance(COUNTED_MS - 1_500);
    expect(await call("intent")).toBe(1_500);
  });

  it("waits for its turn, as they came, where nobody waits for it", async () => {
    const { signal } = new AbortController();
    const order: number[] = [];
    const waiting = Array.from({ length: 70 }, async (_, index) => {
      expect(await call("hint", signal)).toBe(0);
      order.push(index);
    });
    await advance(2 * COUNTED_MS);
    await Promise.all(waiting);
    expect(order).toEqual(Array.from({ length: 70 }, (_, index) => index));
  });

  it("waits no longer when its work is stopped", async () => {
    const stopping = new AbortController();
    const hints = calls(30, "hint", stopping.signal);
    await nextTurn();
    stopping.abort();
    expect((await hints).filter((told) => told > 0)).toHaveLength(5);
    expect(await call("hint", stopping.signal)).toBeGreaterThan(0);
  });

  it("is refused when a hundred others wait already", async () => {
    const stopping = new AbortController();
    await calls(25, "hint");
    const waiting = calls(100, "hint", stopping.signal);
    expect(await call("hint", stopping.signal)).toBe(COUNTED_MS);
    stopping.abort();
    await waiting;
  });
});

describe("after Belvo has turned us away", () => {
  it("no call of any priority is made until Belvo takes calls again", async () => {
    await limiter.close(7_000);
    expect(await Promise.all(PRIORITIES.map((each) => call(each)))).toEqual([
      7000, 7000, 7000, 7000, 7000,
    ]);
    const hint = call("hint", new AbortController().signal);
    await advance(6_999);
    expect(admitted).toEqual([]);
    await advance(1);
    expect(await hint).toBe(0);
  });

  it("calls are made again after five minutes at most", async () => {
    await limiter.close(999_999_000);
    expect(await call("repair")).toBe(300_000);
  });
});

it("a clock that is set back makes nobody wait for longer than half a minute", async () => {
  await calls(75, "repair");
  clock.advance(-3_600_000);
  expect(await call("repair")).toBe(COUNTED_MS);
  await advance(COUNTED_MS);
  expect(await call("repair")).toBe(0);
});

interface Arrival {
  afterMs: number;
  count: number;
  priority: Priority;
}

const arrivals = fc.array(
  fc.record<Arrival>({
    afterMs: fc.integer({ min: 0, max: 9_000 }),
    count: fc.integer({ min: 1, max: 40 }),
    priority: fc.constantFrom(...PRIORITIES),
  }),
  { maxLength: 30 },
);

describe("whoever comes, and whenever", () => {
  it("never are more than 75 calls made in half a minute, nor is a repair refused while fewer were", async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async (all) => {
        start();
        const open: Promise<unknown>[] = [];
        for (const { afterMs, count, priority } of all) {
          await advance(afterMs);
          for (let each = 0; each < count; each += 1) {
            open.push(
              call(priority).then((told) => {
                if (told === 0 || priority !== "repair") return;
                expect(madeWithin(COUNTED_MS)).toBe(75);
              }),
            );
          }
          await nextTurn();
        }
        await advance(COUNTED_MS);
        await Promise.all(open);
        for (const { at } of admitted) {
          const window = admitted.filter((each) => each.at >= at && each.at < at + HALF_A_MINUTE);
          expect(window.length).toBeLessThanOrEqual(75);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("a call that is refused is made when it comes again as told, if nobody else comes", async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, fc.constantFrom(...PRIORITIES), async (all, priority) => {
        start();
        for (const each of all) {
          await advance(each.afterMs);
          void calls(each.count, each.priority);
          await nextTurn();
        }
        // Nobody waits any more.
        await advance(2_000);
        const told = await Promise.race([call(priority), nextTurn(null)]);
        if (told === null || told === 0) return;
        await advance(told - 2_001);
        expect(await call(priority)).toBe(2_001);
        await advance(2_001);
        expect(await call(priority)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it("all that wait get their turn once people are quiet", async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async (all) => {
        start();
        const { signal } = new AbortController();
        const waiting = [calls(30, "hint", signal), calls(30, "reconcile", signal)];
        for (const each of all) {
          await advance(each.afterMs);
          void calls(each.count, each.priority);
          await nextTurn();
        }
        await advance(6 * COUNTED_MS);
        expect((await Promise.all(waiting)).flat()).toEqual(Array.from({ length: 60 }, () => 0));
      }),
      { numRuns: 30 },
    );
  });
});
