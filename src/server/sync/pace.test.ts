import { expect, it } from "vitest";
import { createVirtualClock } from "../../testing/server-bench/virtual-clock.ts";
import { createPace } from "./pace.ts";

it("a stream of hints is asked about five times at once, and then five times in ten seconds", () => {
  const clock = createVirtualClock();
  const pace = createPace(clock.now);
  let asked = 0;
  for (const endAt = clock.now() + 60_000; clock.now() < endAt; asked += 1) {
    clock.advance(pace.take());
  }
  expect(asked).toBe(31);
});

it("hints after a rest are asked about at once", () => {
  const clock = createVirtualClock();
  const pace = createPace(clock.now);
  for (let asked = 0; asked < 5; asked += 1) expect(pace.take()).toBe(0);
  expect(pace.take()).toBe(10_000);
  clock.advance(30_000);
  expect(pace.take()).toBe(0);
});

it("hints wait no longer than ten seconds after the clock was set back", () => {
  const clock = createVirtualClock();
  const pace = createPace(clock.now);
  for (let asked = 0; asked < 5; asked += 1) pace.take();
  clock.advance(-60 * 60_000);
  expect(pace.take()).toBeLessThanOrEqual(20_000);
});
