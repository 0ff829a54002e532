import type { Store } from "../../server/store/open-store.ts";

/** Whose links these are, as far as the store knows, by the links' ids. */
export async function findOwners(
  store: Store,
  linkIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (linkIds.length === 0) return new Map();
  const rows = await store
    .selectFrom("links")
    .select(["id", "external_id"])
    .where("id", "in", linkIds)
    .execute();
  return new Map(rows.map(({ id, external_id }) => [id, external_id]));
}
