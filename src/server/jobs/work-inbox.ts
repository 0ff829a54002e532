import { setImmediate as nextTurn } from "node:timers/promises";
import { BelvoError } from "../belvo/belvo-error.ts";
import { faultOf, type Log } from "../http/log.ts";
import { pause } from "../async/pause.ts";
import { coalesce } from "../async/coalesce.ts";
import type { LinkReader } from "../sync/link-reader.ts";
import { amongOldest } from "../store/among-oldest.ts";
import type { Store } from "../store/open-store.ts";
import { isStoreFault } from "../store/store-fault.ts";
import { timestamp } from "../store/timestamp.ts";
import { applyWebhooks, type Failure } from "./apply-webhooks.ts";
import type { Inbox } from "./inbox.ts";
import { claimArrivals, releaseArrivals, type Arrival } from "./claim-arrivals.ts";

/** Begun at once, oldest first; one that fails waits, and the others go on. */
const BATCH = 500;
/** Groups of webhooks that are saved between two batches, while more and more come. */
const MOST_GROUPS = 150;
const MAX_ATTEMPTS = 5;
const FIRST_RETRY_MS = 1_000;
/** While Belvo or the store is away, what needs it is tried this often and never given up. */
const AWAY_RETRY_MS = 30_000;
/** When a repeat comes after this, it counts as another webhook. */
const REMEMBERED_MS = 7 * 24 * 60 * 60_000;
const FORGET_EVERY_MS = 60 * 60_000;
/** Rows that one statement deletes: few enough that nobody waits for it. */
const FORGOTTEN_AT_ONCE = 500;

interface InboxWorkOptions {
  store: Store;
  reader: Pick<LinkReader, "readNow" | "request">;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Log;
  inbox: Pick<Inbox, "calm">;
  /** Aborted when nothing is to be begun any more. */
  stopping: AbortSignal;
}

interface InboxWorker {
  /** Something may be there to be done. */
  wake(): void;
  /** Resolves when all that is due is done. */
  settled(): Promise<void>;
}

/** Takes webhooks out of the inbox, each applied once, whatever stops us on the way. */
export function createInboxWorker(options: InboxWorkOptions): InboxWorker {
  const { store, now, sleep, log, inbox, stopping } = options;
  let wakesAt = Infinity;
  let forgotAt = -Infinity;
  const work = coalesce(workOff, (error) => {
    log.error(faultOf(error), "the inbox could not be worked");
    wakeIn(AWAY_RETRY_MS);
  });

  async function workOff(): Promise<void> {
    for (;;) {
      // While webhooks pour in, their answers come first, but not for ever.
      await nextTurn();
      await inbox.calm(MOST_GROUPS);
      const due = await claimArrivals(store, now(), BATCH);
      if (due.length === 0) break;
      if (stopping.aborted) return releaseArrivals(store, due, now());
      await putOff(options, await applyWebhooks(options, due));
    }
    if (Math.abs(now() - forgotAt) >= FORGET_EVERY_MS) {
      forgotAt = now();
      await forgetOld(store, now());
    }
    const next = await nextAttemptAt(store);
    if (next !== null) wakeIn(Math.max(0, Date.parse(next) - now()));
  }

  /** One timer at a time: the earliest. */
  function wakeIn(ms: number): void {
    const at = now() + ms;
    if (at >= wakesAt && wakesAt > now()) return;
    wakesAt = at;
    void pause(sleep, ms, stopping).then(() => {
      if (wakesAt === at) wakesAt = Infinity;
      if (!stopping.aborted) work.request();
    });
  }

  return {
    wake: () => work.request(),
    settled: () => work.settled(),
  };
}

async function nextAttemptAt(store: Store): Promise<string | null> {
  const row = await store
    .selectFrom("inbox")
    .select("next_attempt_at")
    .where("applied_at", "is", null)
    .where("parked_at", "is", null)
    .orderBy("next_attempt_at")
    .limit(1)
    .executeTakeFirst();
  return row?.next_attempt_at ?? null;
}

/** Webhooks that cannot be applied are tried later, and laid aside when that does not help. */
async function putOff(
  { store, now, log }: InboxWorkOptions,
  failures: readonly Failure[],
): Promise<void> {
  if (failures.length === 0) return;
  await store.transaction().execute(async (tx) => {
    for (const { arrival, error } of failures) {
      const { attempts, isParked, waitMs } = whenNext(arrival, error);
      const { failure, fault } = faultOf(error);
      await tx
        .updateTable("inbox")
        .set({
          attempts,
          next_attempt_at: timestamp(now() + waitMs),
          parked_at: isParked ? timestamp(now()) : null,
          reason: JSON.stringify(failure ?? fault),
        })
        .where("id", "=", arrival.id)
        .execute();
    }
  });
  for (const { arrival, error } of failures) {
    if (!whenNext(arrival, error).isParked) continue;
    log.error({ inboxId: arrival.id, ...faultOf(error) }, "a webhook was laid aside");
  }
}

function whenNext({ attempts }: Arrival, error: unknown) {
  const isAway = error instanceof BelvoError || isStoreFault(error);
  const tried = isAway ? attempts : attempts + 1;
  return {
    attempts: tried,
    isParked: tried >= MAX_ATTEMPTS,
    waitMs: isAway ? AWAY_RETRY_MS : FIRST_RETRY_MS * 2 ** attempts,
  };
}

/** Some at a time. */
async function forgetOld(store: Store, now: number): Promise<void> {
  const old = { before: timestamp(now - REMEMBERED_MS), limit: FORGOTTEN_AT_ONCE };
  for (let deleted = FORGOTTEN_AT_ONCE; deleted === FORGOTTEN_AT_ONCE;) {
    const { numDeletedRows } = await store
      .deleteFrom("inbox")
      .where(amongOldest({ table: "inbox", column: "applied_at", ...old }))
      .executeTakeFirstOrThrow();
    deleted = Number(numDeletedRows);
    await nextTurn();
  }
}
