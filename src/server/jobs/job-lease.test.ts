import { beforeEach, describe, expect, it } from "vitest";
import { openTestStore } from "../../testing/server-bench/open-test-store.ts";
import { createJobLease, type JobLease } from "./job-lease.ts";

const MINUTE_MS = 60_000;

let now: number;
let instance: (holder: string) => JobLease;

beforeEach(async () => {
  now = Date.parse("2026-11-22T12:00:00.000Z");
  const store = await openTestStore();
  instance = (holder) =>
    createJobLease({ store, now: () => now, name: "work", everyMs: MINUTE_MS, holder });
});

describe("a job's lease", () => {
  it("is held by one instance, until that gives it back", async () => {
    const [first, second] = [instance("first"), instance("second")];
    expect(await first.take(false)).toBe(true);
    expect(await first.take(false)).toBe(true);
    expect(await second.take(false)).toBe(false);
    await first.giveBack({ begunAt: null });
    expect(await second.take(false)).toBe(true);
  });

  it("passes to another when its holder was not heard of for two minutes", async () => {
    const [first, second] = [instance("first"), instance("second")];
    await first.take(false);
    now += 2 * MINUTE_MS - 1;
    expect(await second.take(false)).toBe(false);
    now += 1;
    expect(await second.take(false)).toBe(true);
  });

  it("is not taken from its new holder when the old one gives it back late", async () => {
    const [late, next] = [instance("late"), instance("next")];
    await late.take(false);
    now += 2 * MINUTE_MS;
    await next.take(false);
    await late.giveBack({ begunAt: null });
    expect(await instance("third").take(false)).toBe(false);
  });

  it("is not held for ever when the clock is set back", async () => {
    await instance("first").take(false);
    now -= 60 * MINUTE_MS;
    expect(await instance("second").take(false)).toBe(true);
  });
});
