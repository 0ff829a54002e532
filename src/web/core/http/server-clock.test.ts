import { describe, expect, it } from "vitest";
import { createServerClock } from "./server-clock.ts";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const HOUR = 60 * 60 * 1000;

/** A device whose clock is `aheadMs` ahead of the server's. */
function device(aheadMs: number) {
  let server = NOON;
  const clock = createServerClock(() => server + aheadMs);
  return {
    clock,
    server: () => server,
    pass: (ms: number) => {
      server += ms;
    },
    /** An answer comes that was on its way for a time in each direction. */
    ask: (thereMs: number, backMs = thereMs) => {
      const askedAt = server + aheadMs;
      server += thereMs;
      const date = new Date(server).toUTCString();
      server += backMs;
      clock.learn(date, askedAt);
    },
  };
}

describe("the server's clock", () => {
  it.each([
    ["an hour ahead", HOUR],
    ["three days behind", -72 * HOUR],
  ])("is told to two seconds on a device that is %s", (_, aheadMs) => {
    const { clock, server, ask, pass } = device(aheadMs);
    ask(100);
    pass(10_000);
    expect(Math.abs(clock.now() - server())).toBeLessThan(2_000);
  });

  it("is the device's where that is right, however long answers take", () => {
    const { clock, server, ask, pass } = device(0);
    for (const ms of [10, 700, 5_000]) {
      ask(ms, 10);
      ask(10, ms);
      pass(333);
    }
    expect(clock.now()).toBe(server());
  });

  it("is not lost by a slow answer once it was told", () => {
    const { clock, server, ask } = device(HOUR);
    ask(50);
    ask(6_000, 10);
    ask(10, 6_000);
    expect(Math.abs(clock.now() - server())).toBeLessThan(2_000);
  });

  it("is the device's as long as nobody says otherwise", () => {
    const { clock, server } = device(HOUR);
    clock.learn(null, NOON);
    clock.learn("yesterday", NOON);
    expect(clock.now()).toBe(server() + HOUR);
  });
});
