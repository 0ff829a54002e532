import { expect, it } from "vitest";
import { createSlidingWindow } from "./sliding-window.ts";

it("a sliding window says how long to wait when it is full", () => {
  let now = 0;
  const window = createSlidingWindow({ windowMs: 1000, now: () => now });
  expect(window.take(2)).toBe(0);
  now = 400;
  expect(window.take(2)).toBe(0);
  expect(window.take(2)).toBe(600);
  now = 1000;
  expect(window.take(2)).toBe(0);
});

it("a sliding window makes nobody wait for longer than itself when the clock is set back", () => {
  let now = 3_600_000;
  const window = createSlidingWindow({ windowMs: 1000, now: () => now });
  expect(window.take(1)).toBe(0);
  now = 0;
  expect(window.take(1)).toBe(1000);
  now = 1000;
  expect(window.take(1)).toBe(0);
});
