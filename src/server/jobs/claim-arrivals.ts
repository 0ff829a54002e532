import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

/** What an instance has taken up and not finished by then, it has died over. */
const CLAIMED_MS = 30_000;
/** Nothing waits for longer: what seems to was written before the clock was set back. */
const LONGEST_MS = 60_000;

/** A row of the inbox. */
export interface Arrival {
  id: string;
  received_at: string;
  body: string;
  attempts: number;
}

/**
 * Takes up webhooks that are due, the oldest first, so that no other instance does. One that is not
 * finished in half a minute is due again.
 */
export async function claimArrivals(store: Store, now: number, limit: number): Promise<Arrival[]> {
  const claimed = await store
    .updateTable("inbox")
    .set({ next_attempt_at: timestamp(now + CLAIMED_MS) })
    .where("id", "in", (inbox) =>
      inbox
        .selectFrom("inbox")
        .select("id")
        .where("applied_at", "is", null)
        .where("parked_at", "is", null)
        .where((arrival) =>
          arrival.or([
            arrival("next_attempt_at", "<=", timestamp(now)),
            arrival("next_attempt_at", ">", timestamp(now + LONGEST_MS)),
          ]),
        )
        .orderBy("next_attempt_at")
        .limit(limit)
        // Others skip what this takes, and do not wait for it. SQLite has one writer at a time.
        .$if(store.hasRowLocks, (rows) => rows.forUpdate().skipLocked()),
    )
    .returning(["id", "received_at", "body", "attempts"])
    .execute();
  return claimed.sort((a, b) => (a.received_at < b.received_at ? -1 : 1));
}

/** Leaves to others what was taken up and not begun. */
export async function releaseArrivals(
  store: Store,
  arrivals: readonly Arrival[],
  now: number,
): Promise<void> {
  if (arrivals.length === 0) return;
  const ids = arrivals.map(({ id }) => id);
  await store
    .updateTable("inbox")
    .set({ next_attempt_at: timestamp(now) })
    .where("id", "in", ids)
    .where("applied_at", "is", null)
    .execute();
}
