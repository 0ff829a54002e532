import type { OwnLink } from "../links/read-links.ts";
import type { StoreTransaction } from "../store/open-store.ts";
import type { LinkRow } from "../store/tables.ts";
import { appendEvidence } from "./append-evidence.ts";
import { endRepairedRepairs } from "./end-repair.ts";
import { foldReading, type Reading } from "./fold-reading.ts";

type Times = Pick<Reading, "askedAt" | "recordedAt">;

/** Takes in one reading of one link: the only way in which a link becomes connected or broken. */
export async function recordReading(tx: StoreTransaction, reading: Reading): Promise<void> {
  await saveReading(tx, await findRow(tx, reading.link.id), reading);
  await endRepairedRepairs(tx, reading);
}

/** Takes in every link of a user, read at once; a link that is not among them is gone. */
export async function recordListing(
  tx: StoreTransaction,
  listing: Times & { externalId: string; links: readonly Reading["link"][] },
): Promise<void> {
  const { links, ...times } = listing;
  const { externalId } = times;
  const rows = await tx
    .selectFrom("links")
    .selectAll()
    .where("external_id", "=", externalId)
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  const listed = new Set(links.map(({ id }) => id));

  for (const link of links) {
    const reading = { link, ...times };
    const row = known.get(link.id) ?? (await findRow(tx, link.id));
    if (!row || !isUnchanged(row, reading)) await saveReading(tx, row, reading);
  }
  for (const row of rows) {
    if (!listed.has(row.id)) await markGone(tx, { linkId: row.id, ...times });
  }
  await markListed(tx, times);
  await endRepairedRepairs(tx, times);
}

/** Takes in that Belvo does not have a user's link, unless it has been read since `askedAt`. */
export async function markGone(
  tx: StoreTransaction,
  { linkId, externalId, askedAt, recordedAt }: Times & OwnLink,
): Promise<void> {
  await tx
    .updateTable("links")
    .set({ gone_at: askedAt })
    .where("id", "=", linkId)
    .where("external_id", "=", externalId)
    .where("gone_at", "is", null)
    .where((link) =>
      link.or([link("checked_at", "<=", askedAt), link("checked_at", ">", recordedAt)]),
    )
    .execute();
}

async function findRow(tx: StoreTransaction, linkId: string): Promise<LinkRow | null> {
  const row = await tx.selectFrom("links").selectAll().where("id", "=", linkId).executeTakeFirst();
  return row ?? null;
}

async function saveReading(
  tx: StoreTransaction,
  row: LinkRow | null,
  reading: Reading,
): Promise<void> {
  const fold = foldReading(row, reading);
  if (!fold) return;

  const { id, ...changes } = fold.row;
  await tx
    .insertInto("links")
    .values(fold.row)
    .onConflict((conflict) => conflict.column("id").doUpdateSet(changes))
    .execute();
  if (!fold.isNews) return;

  const { status, lastAccessedAt } = reading.link;
  await appendEvidence(tx, {
    linkId: id,
    at: reading.askedAt,
    evidence: { kind: "reading", status, lastAccessedAt },
  });
}

function isUnchanged(row: LinkRow, reading: Reading): boolean {
  const { link } = reading;
  return (
    row.gone_at === null &&
    row.external_id === reading.externalId &&
    row.status === link.status &&
    row.last_accessed_at === link.lastAccessedAt &&
    row.institution === link.institution
  );
}

/** One statement for all rows that the listing confirmed as they were. */
async function markListed(
  tx: StoreTransaction,
  { externalId, askedAt: at, recordedAt }: Times & { externalId: string },
): Promise<void> {
  await tx
    .updateTable("links")
    .set({ checked_at: at })
    .where("external_id", "=", externalId)
    .where("gone_at", "is", null)
    .where((link) => link.or([link("checked_at", "<", at), link("checked_at", ">", recordedAt)]))
    .execute();
  await tx
    .insertInto("listings")
    .values({ external_id: externalId, listed_at: at })
    .onConflict((conflict) => conflict.column("external_id").doUpdateSet({ listed_at: at }))
    .execute();
}
