import { openSharedClock } from "../../server/store/shared-clock.ts";
import { createBench, type Bench } from "./create-bench.ts";
import type { FakeBelvo } from "./fake-belvo.ts";
import { openTestStore } from "./open-test-store.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

/** Turns of the event loop in which work that waits for no clock gets done, also on a busy machine. */
const MOST_TURNS = 30_000;

export interface Instance extends Bench {
  isAlive: boolean;
}

interface Call {
  at: number;
  url: URL;
}

/** Several instances of the backend on one store, each with a clock of its own that is off. */
export interface Instances {
  /** The database's clock. */
  clock: VirtualClock;
  alive(): Instance[];
  /** Every call to Belvo. */
  calls: Call[];
  start(skewMs: number): Promise<Instance>;
  /** Ends an instance at whatever it is doing: it asks and writes nothing any more. */
  kill(instance: Instance): Promise<void>;
  /** Moves time on, and lets everything be done that is to be done by then. */
  pass(ms: number): Promise<void>;
}

export function createInstances(belvo: FakeBelvo, location: string): Instances {
  const clock = createVirtualClock();
  const instances: Instance[] = [];
  const calls: Call[] = [];
  const alive = () => instances.filter(({ isAlive }) => isAlive);

  async function start(skewMs: number): Promise<Instance> {
    const store = await openTestStore(location);
    const { now } = await openSharedClock({
      readServer: () => Promise.resolve(clock.now()),
      monotonic: () => clock.now() + skewMs,
      sleep: clock.sleep,
    });
    const bench = await createBench({
      belvo: (request) => {
        if (!instance.isAlive) return Promise.reject(new TypeError("fetch failed"));
        calls.push({ at: clock.now(), url: new URL(request.url) });
        return belvo.answer(request);
      },
      store,
      clock: { ...clock, now },
    });
    const instance: Instance = { ...bench, isAlive: true };
    instances.push(instance);
    await bench.app.start();
    return instance;
  }

  return {
    clock,
    calls,
    alive,
    start,
    async kill(instance) {
      instance.isAlive = false;
      await instance.store.destroy();
    },
    async pass(ms) {
      clock.advance(ms);
      await new Promise(setImmediate);
      await quiet(alive());
    },
  };
}

/** Lets everything be done that waits for no clock. */
export async function quiet(benches: readonly Pick<Bench, "app">[]): Promise<void> {
  const ended = new Set<boolean>();
  void Promise.all(benches.map(({ app }) => app.settled())).then(() => ended.add(true));
  for (let turns = 0; turns < MOST_TURNS && ended.size === 0; turns += 1) {
    await new Promise(setImmediate);
  }
}

/** The most calls in any time of this length. */
export function busiest(calls: readonly Call[], lengthMs: number): number {
  return calls.reduce((most, { at: from }) => {
    const within = calls.filter(({ at }) => at >= from && at < from + lengthMs).length;
    return Math.max(most, within);
  }, 0);
}
