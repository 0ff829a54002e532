import { BelvoError } from "../belvo/belvo-error.ts";
import { faultOf, type Log } from "../http/log.ts";
import { pause } from "../async/pause.ts";
import { coalesce } from "../async/coalesce.ts";
import type { LinkReader } from "../sync/link-reader.ts";
import type { Store } from "../store/open-store.ts";
import { isStoreFault } from "../store/store-fault.ts";
import { timestamp } from "../store/timestamp.ts";
import { applyWebhook, readStrangers } from "./apply-webhook.ts";
import { claimArrivals, releaseArrivals, type Arrival } from "./claim-arrivals.ts";

/** Taken up at once, oldest first; one that fails waits, and the others go on. */
const BATCH = 50;
const MAX_ATTEMPTS = 5;
const FIRST_RETRY_MS = 1_000;
/** While Belvo or the store is away, what needs it is tried this often and never given up. */
const AWAY_RETRY_MS = 30_000;
/** When a repeat comes after this, it counts as another webhook. */
const REMEMBERED_MS = 7 * 24 * 60 * 60_000;
const FORGET_EVERY_MS = 60 * 60_000;

interface InboxWorkOptions {
  store: Store;
  reader: LinkReader;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Log;
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
  const { store, now, sleep, log, stopping } = options;
  let wakesAt = Infinity;
  let forgotAt = -Infinity;
  const work = coalesce(workOff, (error) => {
    log.error(faultOf(error), "the inbox could not be worked");
    wakeIn(AWAY_RETRY_MS);
  });

  async function workOff(): Promise<void> {
    for (;;) {
      const due = await claimArrivals(store, now(), BATCH);
      if (due.length === 0) break;
      await readStrangers(options, due);
      for (const [place, arrival] of due.entries()) {
        if (stopping.aborted) return releaseArrivals(store, due.slice(place), now());
        await takeOut(options, arrival);
      }
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

async function takeOut(options: InboxWorkOptions, arrival: Arrival): Promise<void> {
  try {
    await applyWebhook(options, arrival);
  } catch (error) {
    await putOff(options, arrival, error);
  }
}

/** A webhook that cannot be applied is tried later, and laid aside when that does not help. */
async function putOff(
  { store, now, log }: InboxWorkOptions,
  { id, attempts }: Arrival,
  error: unknown,
): Promise<void> {
  const isAway = error instanceof BelvoError || isStoreFault(error);
  const tried = isAway ? attempts : attempts + 1;
  const isParked = tried >= MAX_ATTEMPTS;
  const waitMs = isAway ? AWAY_RETRY_MS : FIRST_RETRY_MS * 2 ** attempts;

  const { failure, fault } = faultOf(error);
  await store
    .updateTable("inbox")
    .set({
      attempts: tried,
      next_attempt_at: timestamp(now() + waitMs),
      parked_at: isParked ? timestamp(now()) : null,
      reason: JSON.stringify(failure ?? fault),
    })
    .where("id", "=", id)
    .execute();
  if (isParked) log.error({ inboxId: id, ...faultOf(error) }, "a webhook was laid aside");
}

async function forgetOld(store: Store, now: number): Promise<void> {
  await store
    .deleteFrom("inbox")
    .where("applied_at", "<=", timestamp(now - REMEMBERED_MS))
    .execute();
}
