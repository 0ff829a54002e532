import { describe, expect, it } from "vitest";
import { createVirtualClock } from "../../testing/server-bench/virtual-clock.ts";
import { createFixedWindows } from "./fixed-windows.ts";

const THREE_A_MINUTE = { limit: 3, windowMs: 60_000 };

function open() {
  const clock = createVirtualClock();
  const windows = createFixedWindows(clock.now);
  return { clock, take: (key = "a") => windows.take(key, THREE_A_MINUTE) };
}

describe("fixed windows", () => {
  it("count up to their limit, and then say when there is room", () => {
    const { clock, take } = open();
    expect([take(), take(), take()]).toEqual([0, 0, 0]);
    clock.advance(20_000);
    expect(take()).toBe(40_000);
    clock.advance(40_000);
    expect(take()).toBe(0);
  });

  it("count each key by itself", () => {
    const { take } = open();
    for (let times = 0; times < 4; times += 1) take("a");
    expect(take("b")).toBe(0);
  });

  it("keep nobody out for longer than a window when the clock is set back", () => {
    const { clock, take } = open();
    for (let times = 0; times < 4; times += 1) take();
    clock.advance(-60 * 60_000);
    expect(take()).toBe(0);
  });

  it("remember ten thousand keys, and forget those that were there first", () => {
    const { take } = open();
    for (let times = 0; times < 4; times += 1) take("first");
    for (let each = 0; each < 9_000; each += 1) take(`${each}`);
    expect(take("first")).toBeGreaterThan(0);
    for (let each = 9_000; each < 10_001; each += 1) take(`${each}`);
    expect(take("first")).toBe(0);
  });
});
