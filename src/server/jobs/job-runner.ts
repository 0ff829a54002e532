import { faultOf, type Log } from "../http/log.ts";
import { pause } from "../async/pause.ts";
import type { Store } from "../store/open-store.ts";
import { createJobLease } from "./job-lease.ts";

/** A lease may come free, and the clock be set: whether a job is due is looked up this often. */
const LOOK_EVERY_MS = 60_000;
const LOOK_AGAIN_MS = 1_000;

interface RunnerOptions {
  store: Store;
  log: Log;
  /** The database's clock. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** This instance. */
  holder: string;
  /** Aborted when nothing is to be begun any more. */
  stopping: AbortSignal;
}

interface JobOptions {
  name: string;
  /** From one beginning to the next, by whichever instance. */
  everyMs: number;
  /** After a run that did not come to its end. */
  againMs: number;
  /**
   * @param mayGoOn Asked between two steps: false once another instance is at it.
   * @returns True when it came to its end.
   */
  work: (mayGoOn: () => Promise<boolean>) => Promise<boolean>;
}

export interface Job {
  /** Does the work whenever it is due, from now on. */
  start(): void;
  /** Does it now, due or not. Who asks while it is under way waits for the same. */
  runNow(): Promise<boolean>;
  /** Does it now unless it was done lately, by whichever instance. */
  runWhenDue(): Promise<boolean>;
  /** Resolves when it is not under way here any more. */
  settled(): Promise<void>;
}

/**
 * Work that is done again and again: by one instance at a time, and as often by many instances as by
 * one. One that dies over it is replaced when its lease runs out.
 */
export function createJob(runner: RunnerOptions, options: JobOptions): Job {
  const { log, now, sleep, stopping } = runner;
  const { name, everyMs, againMs, work } = options;
  const lease = createJobLease({ ...runner, name, everyMs });
  let underWay: Promise<boolean> | null = null;

  function run(onlyWhenDue: boolean): Promise<boolean> {
    underWay ??= runAlone(onlyWhenDue)
      .catch((error: unknown) => {
        log.warn({ job: name, ...faultOf(error) }, "a job failed");
        return false;
      })
      .finally(() => {
        underWay = null;
      });
    return underWay;
  }

  async function runAlone(onlyWhenDue: boolean): Promise<boolean> {
    if (!(await lease.take(onlyWhenDue))) return false;
    const begunAt = now();
    let hasEnded = false;
    try {
      hasEnded = await work(() => lease.hold());
    } finally {
      await lease.giveBack({
        begunAt: hasEnded ? begunAt : null,
        ...nextAfter(begunAt, hasEnded),
      });
    }
    return hasEnded;
  }

  /** Of a run that we were told to stop, nothing is said: another instance goes on with it at once. */
  function nextAfter(begunAt: number, hasEnded: boolean): { nextInMs?: number } {
    if (hasEnded) return { nextInMs: Math.max(0, begunAt + everyMs - now()) };
    return stopping.aborted ? {} : { nextInMs: againMs };
  }

  async function keepOn(): Promise<void> {
    while (!stopping.aborted) {
      await run(true);
      const dueInMs = await lease.dueInMs().catch(() => LOOK_EVERY_MS);
      const waitMs = Math.min(Math.max(dueInMs, LOOK_AGAIN_MS), LOOK_EVERY_MS);
      await pause(sleep, waitMs, stopping);
    }
  }

  return {
    start: () => void keepOn(),
    runNow: () => run(false),
    runWhenDue: () => run(true),
    async settled() {
      await underWay;
    },
  };
}
