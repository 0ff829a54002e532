import type { StoreTransaction } from "../store/open-store.ts";
import type { ReadingTimes } from "./save-reading.ts";

/** A statement has room for this many ids, on either engine. */
const MOST_AT_ONCE = 10_000;
/** So many exceptions are looked through for each row without taking much time. */
const FEW = 100;

/** Saves that links were read and found as they were: one statement for all, and none a row. */
export async function confirmLinks(
  tx: StoreTransaction,
  linkIds: readonly string[],
  times: ReadingTimes,
): Promise<void> {
  for (let from = 0; from < linkIds.length; from += MOST_AT_ONCE) {
    await confirmation(tx, times)
      .where("id", "in", linkIds.slice(from, from + MOST_AT_ONCE))
      .execute();
  }
}

/**
 * The same for links of one user that are nearly all there are: the few others are named, and not
 * thousands.
 *
 * @param others All that Belvo lists of the user's and that were not confirmed.
 */
export async function confirmMost(
  tx: StoreTransaction,
  { externalId, linkIds, others }: { externalId: string } & Record<"linkIds" | "others", string[]>,
  times: ReadingTimes,
): Promise<void> {
  if (linkIds.length <= others.length || others.length > FEW) {
    await confirmLinks(tx, linkIds, times);
    return;
  }
  await confirmation(tx, times)
    .where("external_id", "=", externalId)
    .where("gone_at", "is", null)
    .$if(others.length > 0, (links) => links.where("id", "not in", others))
    .execute();
}

function confirmation(tx: StoreTransaction, { askedAt, recordedAt }: ReadingTimes) {
  return tx
    .updateTable("links")
    .set({ checked_at: askedAt })
    .where((link) =>
      // Asked for earlier, or by a clock that was set back.
      link.or([link("checked_at", "<", askedAt), link("checked_at", ">", recordedAt)]),
    );
}
