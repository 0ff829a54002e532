import type { BelvoClient } from "../belvo/belvo-client.ts";
import type { Log } from "../http/log.ts";
import { createLinkReader, type LinkReader } from "../sync/link-reader.ts";
import { RECONCILE } from "../sync/read-knowledge.ts";
import { reconcile } from "../sync/reconcile.ts";
import type { Store } from "../store/open-store.ts";
import { checkBanks } from "./check-banks.ts";
import { followRepairs } from "./follow-repairs.ts";
import { createInbox, type Inbox } from "./inbox.ts";
import { createJob } from "./job-runner.ts";
import { createInboxWorker } from "./work-inbox.ts";

/** With every webhook lost, a page that nobody opens is wrong for this long at most. */
const RECONCILE_EVERY_MS = 15 * 60_000;
/** As often as Belvo is asked about the banks that somebody waits for. */
const CHECK_BANKS_EVERY_MS = 60_000;
/** An instance may have ended with work that nobody has told others of. */
const RESUME_EVERY_MS = 60_000;
/** How often the links are read that somebody repairs: a widget may say nothing of its success. */
const FOLLOW_REPAIRS_EVERY_MS = 20_000;
/** After a run that failed. */
const AGAIN_MS = 60_000;

interface JobsOptions {
  store: Store;
  belvo: BelvoClient;
  log: Log;
  /** The database's clock. */
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  newId: () => string;
}

/** What goes on without a person asking, so that the store says what Belvo says. */
export interface Jobs {
  reader: LinkReader;
  inbox: Inbox;
  /** Resumes what was left undone, and does each job whenever it is due. */
  start(): Promise<void>;
  /** Reads every link at Belvo once. @returns False when it did not come to its end. */
  reconcile(): Promise<boolean>;
  /** Asks Belvo about the banks in trouble that somebody waits for, unless that was done just now. */
  checkBanks(): Promise<void>;
  /** Looks at the repairs that are open. */
  followRepairs(): Promise<void>;
  /** Begins nothing new. */
  stop(): void;
  /** Resolves when all that was heard of has been followed up. */
  settled(): Promise<void>;
}

export function createJobs(options: JobsOptions): Jobs {
  const { store, belvo, log, now, sleep, newId } = options;
  const ending = new AbortController();
  const stopping = ending.signal;
  const runner = { store, log, now, sleep, holder: newId(), stopping };
  const reader = createLinkReader({ store, belvo, log, now, sleep, stopping });
  const inbox = createInbox({ store, now, newId });
  const worker = createInboxWorker({
    store,
    reader,
    log,
    now,
    sleep,
    inbox,
    stopping,
  });
  inbox.onArrival(() => worker.wake());

  const reconciling = createJob(runner, {
    name: RECONCILE,
    everyMs: RECONCILE_EVERY_MS,
    againMs: AGAIN_MS,
    work: (mayGoOn) => reconcile({ store, reader, mayGoOn, now, stopping }),
  });
  const checkingBanks = createJob(runner, {
    name: "watched banks",
    everyMs: CHECK_BANKS_EVERY_MS,
    againMs: AGAIN_MS,
    work: async () => {
      await checkBanks({ store, belvo, now, log });
      return true;
    },
  });
  const resuming = createJob(runner, {
    name: "resume",
    everyMs: RESUME_EVERY_MS,
    againMs: AGAIN_MS,
    work: async () => {
      worker.wake();
      await reader.resume();
      return true;
    },
  });
  const following = createJob(runner, {
    name: "open repairs",
    everyMs: FOLLOW_REPAIRS_EVERY_MS,
    againMs: AGAIN_MS,
    work: async () => {
      await followRepairs({ store, reader, now });
      return true;
    },
  });
  const all = [resuming, reconciling, checkingBanks, following];

  return {
    reader,
    inbox,
    async start() {
      await resuming.runNow();
      for (const job of all) job.start();
    },
    reconcile: () => reconciling.runNow(),
    async checkBanks() {
      await checkingBanks.runWhenDue();
    },
    async followRepairs() {
      await following.runNow();
    },
    stop: () => ending.abort(),
    async settled() {
      // A webhook is followed by a reading.
      await worker.settled();
      await Promise.all([reader.settled(), ...all.map((job) => job.settled())]);
    },
  };
}
