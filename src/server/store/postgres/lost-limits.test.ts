import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { openProxy, type Proxy } from "../../../testing/postgres/open-proxy.ts";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";
import {
  createVirtualClock,
  type VirtualClock,
} from "../../../testing/server-bench/virtual-clock.ts";
import type { SlidingWindows } from "../../async/sliding-windows.ts";
import { openWindows } from "../open-windows.ts";

const FIVE = { limit: 5, windowMs: 60_000 };

let clock: VirtualClock;
let logged: string[];
let proxy: Proxy;
/** Of an instance that may lose the database, and of one that does not. */
let windows: SlidingWindows;
let others: SlidingWindows;

beforeEach(async () => {
  const location = await createLocation();
  proxy = await openProxy(location);
  onTestFinished(() => proxy.close());
  clock = createVirtualClock();
  logged = [];
  const log = { warn: (_: unknown, what: string) => void logged.push(what) };
  windows = openWindows({ store: await openTestStore(proxy.url), now: clock.now, log });
  others = openWindows({ store: await openTestStore(location), now: clock.now, log });
});

/** How many of ten are counted. */
async function counts({ take }: SlidingWindows): Promise<number> {
  let counted = 0;
  for (let each = 0; each < 10; each += 1) if ((await take("a", FIVE)) === 0) counted += 1;
  return counted;
}

describe("limits, while the database is away", () => {
  it("hold for each instance, which counts what it has taken before", async () => {
    for (let each = 0; each < 2; each += 1) await windows.take("a", FIVE);
    proxy.cut();
    expect(await counts(windows)).toBe(3);
    expect(logged).toEqual(["limits hold for this instance alone"]);
  });

  it("refuse nobody what others alone have taken", async () => {
    expect(await counts(others)).toBe(5);
    expect(await windows.take("a", FIVE)).toBeGreaterThan(0);
    proxy.cut();
    expect(await counts(windows)).toBe(5);
  });

  it("make nobody wait for a database that says nothing, but the first who finds out", async () => {
    proxy.stall();
    expect(await windows.take("a", FIVE)).toBe(0);

    const answers: number[] = [];
    void counts(windows).then((counted) => answers.push(counted));
    // No time passes: an answer of the database's could not be waited for.
    for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
    expect(answers).toEqual([4]);
  });

  it("hold for all again when it is back", async () => {
    await windows.take("a", FIVE);
    proxy.cut();
    expect(await counts(windows)).toBe(4);
    proxy.restore();
    clock.advance(2_000);
    expect(await counts(others)).toBe(4);
    expect(await windows.take("a", FIVE)).toBeGreaterThan(0);
  });

  it("stay closed here when the others could not be told", async () => {
    proxy.cut();
    await windows.close("a", 10_000);
    proxy.restore();
    clock.advance(2_000);
    expect(await windows.take("a", FIVE)).toBe(8_000);
    clock.advance(8_000);
    expect(await windows.take("a", FIVE)).toBe(0);
  });
});
