import type { BelvoLink } from "../belvo/belvo-link.ts";
import type { StoreTransaction } from "../store/open-store.ts";
import { confirmMost } from "./confirm-links.ts";
import { endRepairedRepairs } from "./end-repair.ts";
import { markGone, recordReadings } from "./record-reading.ts";
import { isUnchanged, KNOWN_BY, type ReadingTimes } from "./save-reading.ts";

/** A statement has room for this many ids, on either engine. */
const MOST_AT_ONCE = 10_000;
/** A list this long may have come in several pages, between which a link can slip through. */
const SEVERAL_PAGES = 10;

interface Listing extends ReadingTimes {
  externalId: string;
  links: readonly BelvoLink[];
}

/**
 * Takes in every link of a user, read at once; a link that is not among them is gone. Of those that
 * are as they were, and these may be thousands, little is read and one statement is written.
 *
 * @returns Links that were left out of a long list: only asking for each shows whether it is gone.
 */
export async function recordListing(tx: StoreTransaction, listing: Listing): Promise<string[]> {
  const { links, externalId, ...times } = listing;
  const { unlisted, news } = await confirmUnchanged(tx, listing);
  for (let from = 0; from < news.length; from += MOST_AT_ONCE) {
    await recordReadings(tx, { links: news.slice(from, from + MOST_AT_ONCE), ...times });
  }
  await endRepairedRepairs(tx, { externalIds: [externalId], ...times });
  await markListed(tx, externalId, times.askedAt);

  if (links.length >= SEVERAL_PAGES) return unlisted;
  for (const linkId of unlisted) await markGone(tx, { linkId, externalId, ...times });
  return [];
}

/** @returns The ids of the user's links that were not listed, and the listed ones that say more. */
async function confirmUnchanged(
  tx: StoreTransaction,
  { links, externalId, ...times }: Listing,
): Promise<{ unlisted: string[]; news: BelvoLink[] }> {
  // A list that shifts while it is read may have a link twice.
  const news = new Map(links.map((link) => [link.id, link]));
  const rows = await tx
    .selectFrom("links")
    .select(KNOWN_BY)
    .where("external_id", "=", externalId)
    .where("gone_at", "is", null)
    .execute();
  const confirmed: string[] = [];
  const unlisted: string[] = [];
  const others: string[] = [];
  for (const row of rows) {
    const link = news.get(row.id);
    if (!link) unlisted.push(row.id);
    if (link && isUnchanged(row, { link, externalId: link.externalId ?? externalId })) {
      confirmed.push(row.id);
      news.delete(row.id);
    } else others.push(row.id);
  }
  await confirmMost(tx, { externalId, linkIds: confirmed, others }, times);
  return { unlisted, news: [...news.values()] };
}

async function markListed(tx: StoreTransaction, externalId: string, at: string): Promise<void> {
  await tx
    .insertInto("listings")
    .values({ external_id: externalId, listed_at: at })
    .onConflict((conflict) => conflict.column("external_id").doUpdateSet({ listed_at: at }))
    .execute();
}
