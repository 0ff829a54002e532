import { faultOf, type Log } from "../http/log.ts";
import { pause } from "../limits/pause.ts";
import { createLease } from "./lease.ts";
import { sweep, type SweepOptions } from "./sweep.ts";

/** With every webhook lost, a page that nobody opens is wrong for this long at most. */
const SWEEP_EVERY_MS = 15 * 60_000;
/** After a sweep that failed, or that another instance was at. */
const AGAIN_AFTER_MS = 60_000;

interface SweeperOptions extends Omit<SweepOptions, "lease"> {
  /** This instance. */
  holder: string;
  log: Log;
}

interface Sweeper {
  /** Sweeps now, and from then on regularly. */
  start(): void;
  /** Sweeps once. @returns False when it did not come to its end. */
  sweepNow(): Promise<boolean>;
  /** Resolves when no sweep is under way any more. */
  settled(): Promise<void>;
}

export function createSweeper({ holder, log, ...options }: SweeperOptions): Sweeper {
  const { store, now, sleep, stopping } = options;
  const lease = createLease({ store, now, name: "sweep", holder });
  let work: Promise<boolean> | null = null;

  function sweepNow(): Promise<boolean> {
    work ??= sweep({ ...options, lease })
      .catch((error: unknown) => {
        log.warn(faultOf(error), "a sweep failed");
        return false;
      })
      .finally(() => {
        work = null;
      });
    return work;
  }

  async function goOn(): Promise<void> {
    while (!stopping.aborted) {
      const isDone = await sweepNow();
      await pause(sleep, isDone ? SWEEP_EVERY_MS : AGAIN_AFTER_MS, stopping);
    }
  }

  return {
    start: () => void goOn(),
    sweepNow,
    async settled() {
      await work;
    },
  };
}
