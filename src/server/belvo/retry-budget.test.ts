import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { createRetryBudget, type RetryBudget } from "./retry-budget.ts";

let now: number;
let budget: RetryBudget;
beforeEach(() => {
  now = 1_000_000;
  budget = createRetryBudget(() => now);
});

function calls(count: number): void {
  for (let made = 0; made < count; made += 1) budget.countCall();
}

/** Retries at once, as often as there is room for, up to `most`. */
function retries(most: number): number {
  let made = 0;
  while (made < most && budget.reserve()?.()) made += 1;
  return made;
}

it("a retry budget allows three retries a minute when there are hardly any calls", () => {
  calls(1);
  expect(retries(9)).toBe(3);
  now += 59_999;
  expect(retries(9)).toBe(0);
  now += 1;
  expect(retries(9)).toBe(3);
});

it("a retry budget allows one retry for every ten calls when there are many", () => {
  calls(100);
  expect(retries(99)).toBe(10);
  calls(9);
  expect(retries(9)).toBe(0);
  calls(1);
  expect(retries(9)).toBe(1);
});

it("a retry budget does not save up retries: half a minute after many calls it allows three", () => {
  calls(100);
  now += 30_000;
  expect(retries(99)).toBe(3);
});

it("a retry budget counts a reserved retry as taken, but may still refuse it when its delay is over", () => {
  calls(40);
  const waiting = [1, 2, 3, 4].map(() => budget.reserve());
  expect(budget.reserve()).toBeNull();

  now += 2000;
  expect(waiting.map((take) => take?.())).toEqual([true, true, true, false]);
});

it("a retry budget refuses retries for a minute at most when the clock is set back", () => {
  calls(1);
  expect(retries(9)).toBe(3);
  now -= 3_600_000;
  expect(retries(9)).toBe(0);
  now += 60_000;
  expect(retries(9)).toBe(3);
});

describe("retry budget, with any calls and delays", () => {
  const step = fc.record({
    gapMs: fc.oneof(fc.constant(0), fc.nat(300), fc.nat(40_000)),
    calls: fc.nat(12),
    /** How long each retry is waited for that is asked for here. */
    waits: fc.array(fc.nat(3000), { maxLength: 6 }),
  });

  it("never allows more retries in a minute than three or a tenth of its calls", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        now = 0;
        budget = createRetryBudget(() => now);
        const called: number[] = [];
        const retried: number[] = [];
        let waiting: { at: number; take: () => boolean }[] = [];

        for (const { gapMs, calls: count, waits } of steps) {
          const next = now + gapMs;
          for (const { at, take } of waiting.sort((one, other) => one.at - other.at)) {
            if (at > next) continue;
            now = at;
            if (take()) retried.push(at);
          }
          waiting = waiting.filter(({ at }) => at > next);
          now = next;

          calls(count);
          called.push(...Array.from({ length: count }, () => now));
          for (const waitMs of waits) {
            const take = budget.reserve();
            if (take) waiting.push({ at: now + waitMs, take });
          }
        }

        for (const begin of retried.flatMap((at) => [at, at - 59_999, at - 30_000])) {
          const within = (times: number[]) =>
            times.filter((at) => at >= begin && at < begin + 60_000).length;
          expect(within(retried)).toBeLessThanOrEqual(Math.max(3, within(called) / 10));
        }
      }),
      { numRuns: 300 },
    );
  });
});
