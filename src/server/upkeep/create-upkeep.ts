import type { BelvoClient } from "../belvo/belvo-client.ts";
import { faultOf, type Log } from "../http/log.ts";
import { pause } from "../limits/pause.ts";
import { createLinkReader, type LinkReader } from "../reading/link-reader.ts";
import type { Store } from "../store/open-store.ts";
import { createSweeper } from "../sweep/sweeper.ts";
import { createBankWatcher } from "../watch/bank-watcher.ts";
import { createInbox, type Inbox } from "../webhooks/inbox.ts";
import { createInboxWorker } from "../webhooks/work-inbox.ts";

const TAKE_UP_EVERY_MS = 60_000;

interface UpkeepOptions {
  store: Store;
  belvo: BelvoClient;
  log: Log;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  newId: () => string;
}

/** What goes on without a person asking, so that the store says what Belvo says. */
export interface Upkeep {
  reader: LinkReader;
  inbox: Inbox;
  /** Takes up what was left undone, and sweeps now and regularly. */
  start(): Promise<void>;
  /** Reads every link at Belvo once. @returns False when it did not come to its end. */
  sweep(): Promise<boolean>;
  /** Asks Belvo once about the banks in trouble that somebody watches. */
  checkBanks(): Promise<void>;
  /** Begins nothing new. */
  stop(): void;
  /** Resolves when all that was heard of has been followed up. */
  settled(): Promise<void>;
}

export function createUpkeep(options: UpkeepOptions): Upkeep {
  const ending = new AbortController();
  const around = { ...options, stopping: ending.signal };
  const reader = createLinkReader(around);
  const inbox = createInbox(options);
  const worker = createInboxWorker({ ...around, reader });
  const holder = options.newId();
  const sweeper = createSweeper({ ...around, reader, holder });
  const banks = createBankWatcher({ ...around, holder });
  inbox.onArrival(() => worker.wake());

  /** Another instance may have ended with work that nobody has told this one of. */
  async function takeUpWhatOthersLeft(): Promise<void> {
    while (!ending.signal.aborted) {
      await pause(options.sleep, TAKE_UP_EVERY_MS, ending.signal);
      worker.wake();
      await reader.resume().catch((error: unknown) => {
        options.log.warn(faultOf(error), "what others left could not be looked for");
      });
    }
  }

  return {
    reader,
    inbox,
    async start() {
      await reader.resume();
      worker.wake();
      sweeper.start();
      banks.start();
      void takeUpWhatOthersLeft();
    },
    sweep: () => sweeper.sweepNow(),
    checkBanks: () => banks.checkNow(),
    stop() {
      ending.abort();
    },
    async settled() {
      // A webhook is followed by a reading.
      await worker.settled();
      await Promise.all([reader.settled(), sweeper.settled(), banks.settled()]);
    },
  };
}
