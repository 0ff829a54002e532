import { pause } from "../async/pause.ts";

interface RegularJobOptions<T> {
  /** Reports its own faults. */
  work: () => Promise<T>;
  pauseAfterMs: (result: T) => number;
  sleep: (ms: number) => Promise<void>;
  /** Aborted when the instance is about to stop. */
  stopping: AbortSignal;
}

interface RegularJob<T> {
  /** Does the work now, and from then on regularly. Resolves when it was done once. */
  start(): Promise<T>;
  /** Does it once. Who asks while it is under way waits for the same. */
  runNow(): Promise<T>;
  /** Resolves when it is not under way any more. */
  settled(): Promise<void>;
}

/** Work that is done again and again, once at a time. */
export function createRegularJob<T>(options: RegularJobOptions<T>): RegularJob<T> {
  const { work, pauseAfterMs, sleep, stopping } = options;
  let underWay: Promise<T> | null = null;

  function runNow(): Promise<T> {
    underWay ??= work().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function goOnAfter(first: Promise<T>): Promise<void> {
    for (let result = await first; ; result = await runNow()) {
      await pause(sleep, pauseAfterMs(result), stopping);
      if (stopping.aborted) return;
    }
  }

  return {
    start() {
      const first = runNow();
      void goOnAfter(first);
      return first;
    },
    runNow,
    async settled() {
      await underWay;
    },
  };
}
