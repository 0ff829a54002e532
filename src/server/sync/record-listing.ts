import type { BelvoLink } from "../belvo/belvo-link.ts";
import type { StoreTransaction } from "../store/open-store.ts";
import { confirmMost } from "./confirm-links.ts";
import { endRepairedRepairs } from "./end-repair.ts";
import { recordReadings } from "./record-reading.ts";
import { isUnchanged, KNOWN_BY, withKnown, type ReadingTimes } from "./save-reading.ts";

/** A statement has room for this many ids, on either engine. */
const MOST_AT_ONCE = 10_000;
interface Listing extends ReadingTimes {
  externalId: string;
  links: readonly BelvoLink[];
}

interface Listed {
  /** Left out of the list: only asking for each shows whether it is gone. */
  unlisted: string[];
  /** Listed without saying whose they are, and this user's by our own rows. */
  unnamed: string[];
}

/**
 * Takes in every link of a user, read at once. Of those that are as they were, and these may be
 * thousands, little is read and one statement is written.
 */
export async function recordListing(tx: StoreTransaction, listing: Listing): Promise<Listed> {
  const { externalId, askedAt, recordedAt } = listing;
  const times = { askedAt, recordedAt };
  const { unlisted, unnamed, news } = await confirmUnchanged(tx, listing);
  for (let from = 0; from < news.length; from += MOST_AT_ONCE) {
    await recordReadings(tx, { links: news.slice(from, from + MOST_AT_ONCE), ...times });
  }
  await endRepairedRepairs(tx, { externalIds: [externalId], ...times });
  await markListed(tx, externalId, times.askedAt);
  return { unlisted, unnamed };
}

/** Says which of the user's links are not listed, and which of the listed ones say more. */
async function confirmUnchanged(
  tx: StoreTransaction,
  { links, externalId, ...times }: Listing,
): Promise<Listed & { news: BelvoLink[] }> {
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
  const unnamed: string[] = [];
  const others: string[] = [];
  for (const row of rows) {
    const link = news.get(row.id);
    if (!link) unlisted.push(row.id);
    if (link?.externalId === null) unnamed.push(row.id);
    if (link && isUnchanged(row, { link: withKnown(link, row), externalId })) {
      confirmed.push(row.id);
      news.delete(row.id);
    } else others.push(row.id);
  }
  await confirmMost(tx, { externalId, linkIds: confirmed, others }, times);
  return { unlisted, unnamed, news: [...news.values()] };
}

async function markListed(tx: StoreTransaction, externalId: string, at: string): Promise<void> {
  await tx
    .insertInto("listings")
    .values({ external_id: externalId, listed_at: at })
    .onConflict((conflict) => conflict.column("external_id").doUpdateSet({ listed_at: at }))
    .execute();
}
