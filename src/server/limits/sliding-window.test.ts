import { expect, it } from "vitest";
import { createSlidingWindow } from "./sliding-window.ts";

it("says how long to wait when its window is full", () => {
  let now = 0;
  const window = createSlidingWindow({ windowMs: 1000, now: () => now });
  expect(window.take(2)).toBe(0);
  now = 400;
  expect(window.take(2)).toBe(0);
  expect(window.take(2)).toBe(600);
  now = 1000;
  expect(window.take(2)).toBe(0);
  // It was counted, though it came in the moment in which the first one was forgotten.
  expect(window.take(2)).toBe(400);
});

it("makes nobody wait for longer than a window when the clock is set back", () => {
  let now = 3_600_000;
  const window = createSlidingWindow({ windowMs: 1000, now: () => now });
  expect(window.take(1)).toBe(0);
  now = 0;
  expect(window.take(1)).toBe(1000);
  now = 1000;
  expect(window.take(1)).toBe(0);
});
