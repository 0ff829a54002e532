import type { BelvoLink } from "../belvo/belvo-link.ts";
import type { StoreTransaction } from "../store/open-store.ts";
import type { LinkRow } from "../store/tables.ts";
import { nextSeq } from "../store/log-head.ts";
import { appendLine, healthColumns, insertLines } from "./append-evidence.ts";
import type { Evidence } from "./evidence.ts";
import { foldHealth, unknownHealth, type Health } from "./health.ts";

export interface ReadingTimes {
  /** When Belvo was asked, which is what readings are ordered by: answers overtake each other. */
  askedAt: string;
  /** Now. What is stored with a later time was stored before the clock was set back. */
  recordedAt: string;
}

/** What Belvo said about a link of a user. */
export interface Reading extends ReadingTimes {
  link: BelvoLink;
  externalId: string;
}

/** True for a reading that was asked for before the one that the row comes from. */
export function isOutdated(row: LinkRow, { askedAt, recordedAt }: ReadingTimes): boolean {
  return row.checked_at > askedAt && row.checked_at <= recordedAt;
}

/** A statement has room for this many rows of links, on either engine. */
const MOST_ROWS = 500;

/** Takes in links that we have no row for, many by one statement: a first visit may bring thousands. */
export async function saveNewLinks(
  tx: StoreTransaction,
  readings: readonly Reading[],
): Promise<void> {
  for (let from = 0; from < readings.length; from += MOST_ROWS) {
    const some = readings.slice(from, from + MOST_ROWS);
    const firstSeq = await nextSeq(tx, some.length);
    const entries = some.map(({ link, externalId, askedAt }, place) => {
      const evidence = evidenceOf(null, link);
      const piece = { seq: firstSeq + place, at: askedAt, evidence };
      const health = healthColumns(foldHealth(unknownHealth, piece));
      const line = { linkId: link.id, externalId, ...piece };
      return { row: { id: link.id, ...identityOf(link, externalId), ...health }, line };
    });
    // The log refers to the links, so they come first.
    await tx
      .insertInto("links")
      .values(entries.map(({ row }) => row))
      .execute();
    await insertLines(
      tx,
      entries.map(({ line }) => line),
    );
  }
}

function identityOf(link: BelvoLink, externalId: string) {
  return {
    external_id: externalId,
    institution: link.institution,
    access_mode: link.accessMode,
    created_at: link.createdAt,
  };
}

/** Folds a reading into its link's row, and writes it to the log if it says anything new. */
export async function saveReading(
  tx: StoreTransaction,
  row: LinkRow,
  reading: Reading,
): Promise<void> {
  if (isOutdated(row, reading)) return;

  const { link, externalId, askedAt } = reading;
  const line = { linkId: link.id, at: askedAt };
  const isTheirs = row.external_id === externalId;
  if (!isTheirs) {
    // Who had it until now is told that it is gone; its new person begins with how it is.
    const last = { ...line, externalId: row.external_id, evidence: { kind: "missing" } } as const;
    await appendLine(tx, last);
  }
  const evidence = evidenceOf(isTheirs ? row : null, link);
  const isOld = isTheirs && row.doubted_at === null && row.gone_at === null && !saysMore(row, link);
  const piece = isOld
    ? { seq: row.status_seq ?? 0, at: askedAt, evidence }
    : await appendLine(tx, { ...line, externalId, evidence });
  await tx
    .updateTable("links")
    .set({
      ...identityOf(link, externalId),
      ...healthColumns(foldHealth(healthBefore(row, reading), piece)),
    })
    .where("id", "=", link.id)
    .execute();
}

/** What was stored before the clock was set back is taken to be as old as the reading. */
export function healthBefore(row: LinkRow, { askedAt, recordedAt }: ReadingTimes): Health {
  const atMost = (at: string) => (at > recordedAt ? askedAt : at);
  return {
    ...row,
    checked_at: atMost(row.checked_at),
    doubted_at: row.doubted_at === null ? null : atMost(row.doubted_at),
    // Nothing that is tried from now on was settled then.
    valid_at: row.valid_at !== null && row.valid_at > recordedAt ? null : row.valid_at,
  };
}

function evidenceOf(row: LinkRow | null, link: BelvoLink): Evidence {
  return {
    kind: "reading",
    status: link.status,
    lastAccessedAt: link.lastAccessedAt,
    before: row && { status: row.status, lastAccessedAt: row.last_accessed_at },
  };
}

function saysMore(row: Pick<LinkRow, "status" | "last_accessed_at">, link: BelvoLink): boolean {
  return row.status !== link.status || row.last_accessed_at !== link.lastAccessedAt;
}

/** What of a row says whether a reading is news. */
export const KNOWN_BY = [
  "id",
  "external_id",
  "institution",
  "status",
  "last_accessed_at",
  "doubted_at",
  "gone_at",
] as const satisfies (keyof LinkRow)[];

/** True for a reading that leaves nothing to be written but that it was made. */
export function isUnchanged(
  row: Pick<LinkRow, (typeof KNOWN_BY)[number]>,
  { link, externalId }: Pick<Reading, "link" | "externalId">,
): boolean {
  return (
    row.gone_at === null &&
    row.doubted_at === null &&
    row.external_id === externalId &&
    row.institution === link.institution &&
    !saysMore(row, link)
  );
}
