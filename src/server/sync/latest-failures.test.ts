import { beforeEach, describe, expect, it } from "vitest";
import { createVirtualClock, type VirtualClock } from "../../testing/server-bench/virtual-clock.ts";
import { createLatestFailures } from "./latest-failures.ts";

const KEPT_MS = 60_000;
let clock: VirtualClock;
let failures: ReturnType<typeof createLatestFailures>;

beforeEach(() => {
  clock = createVirtualClock();
  failures = createLatestFailures(clock.now, KEPT_MS);
});

describe("a reading that failed", () => {
  it("is told of for a minute, and of nobody else", () => {
    failures.failed("ana");
    expect([failures.has("ana"), failures.has("elena")]).toEqual([true, false]);
    clock.advance(KEPT_MS - 1);
    expect(failures.has("ana")).toBe(true);
    clock.advance(1);
    expect(failures.has("ana")).toBe(false);
  });

  it("is told of anew when it fails again, and no more once one succeeds", () => {
    failures.failed("ana");
    clock.advance(KEPT_MS - 1);
    failures.failed("ana");
    failures.failed("elena");
    clock.advance(KEPT_MS - 1);
    expect(failures.has("ana")).toBe(true);
    failures.succeeded("ana");
    expect([failures.has("ana"), failures.has("elena")]).toEqual([false, true]);
  });

  it("is not told of after the clock was set back", () => {
    failures.failed("ana");
    clock.advance(-1);
    expect(failures.has("ana")).toBe(false);
  });
});
