import { faultOf } from "../http/log.ts";
import { pause } from "../limits/pause.ts";
import { createLease } from "../sweep/lease.ts";
import { checkBanks, type CheckOptions } from "./check-banks.ts";

/** As often as Belvo is asked about the banks that somebody watches. */
const CHECK_EVERY_MS = 60_000;

interface BankWatcherOptions extends Omit<CheckOptions, "lease"> {
  /** This instance. */
  holder: string;
  sleep: (ms: number) => Promise<void>;
  /** Aborted when the instance is about to stop. */
  stopping: AbortSignal;
}

interface BankWatcher {
  /** Checks now, and from then on regularly. */
  start(): void;
  /** Checks once. */
  checkNow(): Promise<void>;
  /** Resolves when no check is under way any more. */
  settled(): Promise<void>;
}

/** Finds out whether the banks are back that people want to be told of. */
export function createBankWatcher({ holder, ...options }: BankWatcherOptions): BankWatcher {
  const { store, now, sleep, stopping, log } = options;
  // Held from one check to the next, so that two instances do not ask in turn.
  const lease = createLease({ store, now, name: "watched banks", holder });
  let work: Promise<void> | null = null;

  function checkNow(): Promise<void> {
    work ??= checkBanks({ ...options, lease })
      .catch((error: unknown) => {
        log.warn(faultOf(error), "watched banks could not be checked");
      })
      .finally(() => {
        work = null;
      });
    return work;
  }

  async function goOn(): Promise<void> {
    while (!stopping.aborted) {
      await checkNow();
      await pause(sleep, CHECK_EVERY_MS, stopping);
    }
  }

  return {
    start: () => void goOn(),
    checkNow,
    async settled() {
      await work;
    },
  };
}
