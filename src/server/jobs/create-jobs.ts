import type { BelvoClient } from "../belvo/belvo-client.ts";
import { faultOf, type Log } from "../http/log.ts";
import { createLinkReader, type LinkReader } from "../sync/link-reader.ts";
import { reconcile } from "../sync/reconcile.ts";
import type { Store } from "../store/open-store.ts";
import { checkBanks } from "./check-banks.ts";
import { createInbox, type Inbox } from "./inbox.ts";
import { createLease } from "./lease.ts";
import { createRegularJob } from "./regular-job.ts";
import { createInboxWorker } from "./work-inbox.ts";

/** With every webhook lost, a page that nobody opens is wrong for this long at most. */
const RECONCILE_EVERY_MS = 15 * 60_000;
/** After a reconcile that failed, or that another instance was at. */
const RECONCILE_AGAIN_MS = 60_000;
/** As often as Belvo is asked about the banks that somebody waits for. */
const CHECK_BANKS_EVERY_MS = 60_000;
/** Another instance may have ended with work that nobody has told this one of. */
const RESUME_EVERY_MS = 60_000;

interface JobsOptions {
  store: Store;
  belvo: BelvoClient;
  log: Log;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  newId: () => string;
}

/** What goes on without a person asking, so that the store says what Belvo says. */
export interface Jobs {
  reader: LinkReader;
  inbox: Inbox;
  /** Resumes what was left undone, and reconciles now and regularly. */
  start(): Promise<void>;
  /** Reads every link at Belvo once. @returns False when it did not come to its end. */
  reconcile(): Promise<boolean>;
  /** Asks Belvo once about the banks in trouble that somebody waits for. */
  checkBanks(): Promise<void>;
  /** Begins nothing new. */
  stop(): void;
  /** Resolves when all that was heard of has been followed up. */
  settled(): Promise<void>;
}

export function createJobs(options: JobsOptions): Jobs {
  const { store, belvo, log, now, sleep, newId } = options;
  const ending = new AbortController();
  const stopping = ending.signal;
  const holder = newId();
  const reader = createLinkReader({ store, belvo, log, now, sleep, stopping });
  const inbox = createInbox({ store, now, newId });
  const worker = createInboxWorker({
    store,
    reader,
    log,
    now,
    sleep,
    isBusy: () => inbox.isSaving(),
    stopping,
  });
  inbox.onArrival(() => worker.wake());

  // The names of the leases are those that earlier versions take.
  const reconcileLease = createLease({ store, now, name: "sweep", holder });
  const reconciling = createRegularJob({
    work: () =>
      reconcileAlone().catch((error: unknown) => {
        log.warn(faultOf(error), "a reconcile failed");
        return false;
      }),
    pauseAfterMs: (isDone) => (isDone ? RECONCILE_EVERY_MS : RECONCILE_AGAIN_MS),
    sleep,
    stopping,
  });
  // Held from one check to the next, so that two instances do not ask in turn.
  const banksLease = createLease({ store, now, name: "watched banks", holder });
  const checkingBanks = createRegularJob({
    work: () =>
      checkBanks({ store, belvo, lease: banksLease, now, log }).catch((error: unknown) => {
        log.warn(faultOf(error), "banks could not be checked");
      }),
    pauseAfterMs: () => CHECK_BANKS_EVERY_MS,
    sleep,
    stopping,
  });
  const resuming = createRegularJob({
    work: async () => {
      worker.wake();
      await reader.resume().catch((error: unknown) => {
        log.warn(faultOf(error), "what others left could not be looked for");
      });
    },
    pauseAfterMs: () => RESUME_EVERY_MS,
    sleep,
    stopping,
  });

  async function reconcileAlone(): Promise<boolean> {
    if (!(await reconcileLease.take())) return false;
    const mayGoOn = () => reconcileLease.take();
    try {
      return await reconcile({ store, belvo, reader, mayGoOn, now, sleep, stopping });
    } finally {
      await reconcileLease.giveBack();
    }
  }

  return {
    reader,
    inbox,
    async start() {
      await resuming.start();
      void reconciling.start();
      void checkingBanks.start();
    },
    reconcile: () => reconciling.runNow(),
    checkBanks: () => checkingBanks.runNow(),
    stop: () => ending.abort(),
    async settled() {
      // A webhook is followed by a reading.
      await worker.settled();
      await Promise.all([reader.settled(), reconciling.settled(), checkingBanks.settled()]);
    },
  };
}
