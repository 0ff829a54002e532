import { beforeEach, describe, expect, it } from "vitest";
import { openTestStore } from "../../testing/server-bench/open-test-store.ts";
import { createVirtualClock, type VirtualClock } from "../../testing/server-bench/virtual-clock.ts";
import type { Store } from "../store/open-store.ts";
import { createJob, type Job } from "./job-runner.ts";

const MINUTE = 60_000;

let clock: VirtualClock;
let store: Store;
let stopping: AbortController;
let runs: string[];
let logged: unknown[];
/** What a run does; comes to its end unless this says otherwise. */
let work: (mayGoOn: () => Promise<boolean>) => Promise<boolean>;

beforeEach(async () => {
  clock = createVirtualClock();
  store = await openTestStore();
  stopping = new AbortController();
  runs = [];
  logged = [];
  work = () => Promise.resolve(true);
});

function aJob(holder: string): Job {
  const log = (...line: unknown[]) => void logged.push(line);
  return createJob(
    {
      store,
      log: { info: () => undefined, warn: log, error: log },
      now: clock.now,
      sleep: clock.sleep,
      holder,
      stopping: stopping.signal,
    },
    {
      name: "a job",
      everyMs: 15 * MINUTE,
      againMs: MINUTE,
      work: (mayGoOn) => {
        runs.push(holder);
        return work(mayGoOn);
      },
    },
  );
}

describe("a job", () => {
  it("is done once in its time, whichever instance asks", async () => {
    const [first, second] = [aJob("first"), aJob("second")];
    expect(await first.runWhenDue()).toBe(true);
    expect(await second.runWhenDue()).toBe(false);
    clock.advance(15 * MINUTE - 1);
    expect(await second.runWhenDue()).toBe(false);
    clock.advance(1);
    expect(await second.runWhenDue()).toBe(true);
    expect(runs).toEqual(["first", "second"]);
  });

  it("is due again soon after a run that failed, which is told", async () => {
    work = () => Promise.reject(new Error("no"));
    expect(await aJob("first").runWhenDue()).toBe(false);
    expect(JSON.stringify(logged)).toContain('"job":"a job"');
    work = () => Promise.resolve(true);
    expect(await aJob("second").runWhenDue()).toBe(false);
    clock.advance(MINUTE);
    expect(await aJob("second").runWhenDue()).toBe(true);
  });

  it("is taken over from an instance that has died, which does not go on with it", async () => {
    const goOn: boolean[] = [];
    let finish: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (finish = resolve));
    work = async (mayGoOn) => {
      await gate;
      goOn.push(await mayGoOn());
      return goOn.at(-1) ?? false;
    };
    const first = aJob("first").runNow();
    await expect.poll(() => runs).toEqual(["first"]);
    clock.advance(2 * MINUTE);

    work = () => Promise.resolve(true);
    expect(await aJob("second").runWhenDue()).toBe(true);
    finish();
    await first;
    expect(goOn).toEqual([false]);
    expect(await aJob("third").runWhenDue()).toBe(false);
    expect(runs).toEqual(["first", "second"]);
  });

  it("is left to others at once by an instance that is told to stop", async () => {
    work = () => {
      stopping.abort();
      return Promise.resolve(false);
    };
    await aJob("first").runNow();
    stopping = new AbortController();
    work = () => Promise.resolve(true);
    expect(await aJob("second").runWhenDue()).toBe(true);
  });

  it("is done although the clock was set back by a day", async () => {
    await aJob("first").runNow();
    clock.advance(-24 * 60 * MINUTE);
    expect(await aJob("second").runWhenDue()).toBe(true);
  });

  it("is done again and again once it is started", async () => {
    const sleepers: { ms: number; wake: () => void }[] = [];
    clock.sleep = (ms) => new Promise((wake) => sleepers.push({ ms, wake }));
    const begunAt = clock.now();
    const times: number[] = [];
    work = () => {
      times.push(clock.now() - begunAt);
      return Promise.resolve(true);
    };
    aJob("first").start();
    while (clock.now() < begunAt + 60 * MINUTE) {
      await expect.poll(() => sleepers.length).toBe(1);
      const [sleeper] = sleepers.splice(0);
      clock.advance(sleeper?.ms ?? 0);
      sleeper?.wake();
    }
    await expect.poll(() => times).toEqual([0, 15, 30, 45, 60].map((each) => each * MINUTE));
    stopping.abort();
  });
});
