import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

/** Should somebody come to own one, the next reconcile finds it. */
const REMEMBERED_MS = 60 * 60_000;

/**
 * Says which links, none of which we have, Belvo was asked for lately and said nothing of: whoever
 * sends webhooks about them costs us no more calls.
 */
export async function readUnowned(
  store: Store,
  linkIds: readonly string[],
  now: number,
): Promise<Set<string>> {
  if (linkIds.length === 0) return new Set();
  const rows = await store
    .selectFrom("unowned_links")
    .select("id")
    .where("id", "in", linkIds)
    .where("asked_at", ">", timestamp(now - REMEMBERED_MS))
    .where("asked_at", "<=", timestamp(now))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Remembers links that Belvo does not have, or of which it does not say whose they are. */
export async function saveUnowned(
  store: Store,
  linkIds: readonly string[],
  now: number,
): Promise<void> {
  if (linkIds.length === 0) return;
  const asked_at = timestamp(now);
  await store
    .insertInto("unowned_links")
    // In one order, since two instances with the same rows would else wait for each other.
    .values([...linkIds].sort().map((id) => ({ id, asked_at })))
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ asked_at }))
    .execute();
  await store
    .deleteFrom("unowned_links")
    .where("asked_at", "<=", timestamp(now - REMEMBERED_MS))
    .execute();
}
