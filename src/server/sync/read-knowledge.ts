import type { Store } from "../store/open-store.ts";

/** The reconcile's name among the jobs. */
export const RECONCILE = "reconcile";

/** When a user's own list was last read; `null` for never. */
export async function readListedAt(store: Store, externalId: string): Promise<string | null> {
  const row = await store
    .selectFrom("listings")
    .select("listed_at")
    .where("external_id", "=", externalId)
    .executeTakeFirst();
  return row?.listed_at ?? null;
}

/** When the link of a user's that was not read for longest was read; `null` when we have none. */
export async function readOldest(store: Store, externalId: string): Promise<string | null> {
  const { oldest } = await store
    .selectFrom("links")
    .select((link) => link.fn.min("checked_at").as("oldest"))
    .where("external_id", "=", externalId)
    .where("gone_at", "is", null)
    .executeTakeFirstOrThrow();
  return oldest;
}

/**
 * True when a reconcile has brought a user's links: all that we have are older than it. Of somebody
 * newer there may be more links than a webhook, or a page that was read just before, has told of.
 */
export async function wasReconciled(store: Store, externalId: string): Promise<boolean> {
  const last = await store
    .selectFrom("leases")
    .select(["begun_at", "ended_at"])
    .where("name", "=", RECONCILE)
    .executeTakeFirst();
  if (!last?.begun_at || !last.ended_at) return false;

  const { newest } = await store
    .selectFrom("links")
    .select((link) => link.fn.max("created_at").as("newest"))
    .where("external_id", "=", externalId)
    .where("gone_at", "is", null)
    .executeTakeFirstOrThrow();
  if (newest !== null) return newest < last.begun_at;

  const first = await store
    .selectFrom("evidence")
    .select("at")
    .where("external_id", "=", externalId)
    .orderBy("seq")
    .limit(1)
    .executeTakeFirst();
  return first !== undefined && first.at <= last.ended_at;
}

/** Those of some links, of anyone, that the store has. */
export async function findKnown(store: Store, linkIds: readonly string[]): Promise<Set<string>> {
  const rows = await store.selectFrom("links").select("id").where("id", "in", linkIds).execute();
  return new Set(rows.map(({ id }) => id));
}

export async function hasLink(
  store: Store,
  { externalId, linkId }: { externalId: string; linkId: string },
): Promise<boolean> {
  const row = await store
    .selectFrom("links")
    .select("id")
    .where("id", "=", linkId)
    .where("external_id", "=", externalId)
    .where("gone_at", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}
