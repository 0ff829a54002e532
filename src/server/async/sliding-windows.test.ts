import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSlidingWindows } from "./sliding-windows.ts";

function open({ start = 0 } = {}) {
  let now = start;
  const windows = createSlidingWindows(() => now);
  return { ...windows, setClock: (to: number) => (now = to), advance: (ms: number) => (now += ms) };
}

const TWO = { limit: 2, windowMs: 1000 };

describe("a sliding window", () => {
  it("says how long to wait when it is full", async () => {
    const { take, setClock } = open();
    expect(await take("a", TWO)).toBe(0);
    setClock(400);
    expect(await take("a", TWO)).toBe(0);
    expect(await take("a", TWO)).toBe(600);
    setClock(1000);
    expect(await take("a", TWO)).toBe(0);
  });

  it("counts each key by itself", async () => {
    const { take } = open();
    await take("a", TWO);
    await take("a", TWO);
    expect(await take("b", TWO)).toBe(0);
  });

  it("has a limit for what matters less, beside the one for all", async () => {
    const { take, setClock } = open();
    const three = { limit: 3, windowMs: 1000 };
    const less = { ...three, class: { rank: 1, limit: 1 } };
    expect(await take("a", less)).toBe(0);
    setClock(400);
    expect(await take("a", less)).toBe(600);
    expect(await take("a", three)).toBe(0);
    expect(await take("a", three)).toBe(0);
    expect(await take("a", three)).toBe(600);
    setClock(1000);
    expect(await take("a", less)).toBe(0);
    expect(await take("a", less)).toBe(1000);
  });

  it("counts nothing while its key is closed, for the longest time that was said", async () => {
    const { take, close, advance } = open();
    await close("a", 5000);
    await close("a", 1000);
    expect(await take("a", TWO)).toBe(5000);
    expect(await take("b", TWO)).toBe(0);
    advance(5000);
    expect(await take("a", TWO)).toBe(0);
  });

  it("is closed for five minutes at most", async () => {
    const { take, close } = open();
    await close("a", 999_999_999);
    expect(await take("a", TWO)).toBe(300_000);
  });

  it("makes nobody wait for longer than itself when the clock is set back", async () => {
    const { take, close, setClock } = open({ start: 3_600_000 });
    const one = { limit: 1, windowMs: 1000 };
    expect(await take("a", one)).toBe(0);
    await close("b", 1000);
    setClock(0);
    expect(await take("a", one)).toBe(1000);
    expect(await take("b", one)).toBeLessThanOrEqual(300_000);
    setClock(1000);
    expect(await take("a", one)).toBe(0);
  });

  it("never has more than its limit in any stretch as long as itself, nor less than there is room for", async () => {
    const step = fc.record({ afterMs: fc.integer({ min: 0, max: 700 }), wants: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(fc.array(step), fc.integer({ min: 1, max: 5 }), async (steps, limit) => {
        let at = 0;
        const { take, advance } = open();
        const taken: number[] = [];
        const within = () => taken.filter((time) => time > at - 1000).length;
        for (const { afterMs, wants } of steps) {
          at += afterMs;
          advance(afterMs);
          for (let each = 0; each < wants; each += 1) {
            const hadRoom = within() < limit;
            const waitMs = await take("a", { limit, windowMs: 1000 });
            expect(waitMs === 0).toBe(hadRoom);
            if (waitMs === 0) taken.push(at);
          }
        }
      }),
    );
  });
});
