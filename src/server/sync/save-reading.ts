import type { BelvoLink } from "../belvo/belvo-link.ts";
import type { StoreTransaction } from "../store/open-store.ts";
import type { LinkRow } from "../store/tables.ts";
import { nextSeq } from "../store/log-head.ts";
import { healthColumns } from "../links/record-event.ts";
import { appendEvent, insertEvents } from "../events/log.ts";
import type { LinkEvent } from "../events/event.ts";
import { applyEvent, unknownHealth, type LinkHealth } from "../links/link-health.ts";

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
    const added = some.map(({ link, externalId, askedAt }, place) => {
      const event = readingEvent(null, link);
      const logged = { seq: firstSeq + place, at: askedAt, event };
      const health = healthColumns(applyEvent(unknownHealth, logged));
      const entry = { linkId: link.id, externalId, ...logged };
      return { row: { id: link.id, ...identityOf(link, externalId), ...health }, entry };
    });
    // The log refers to the links, so they come first.
    await tx
      .insertInto("links")
      .values(added.map(({ row }) => row))
      .execute();
    await insertEvents(
      tx,
      added.map(({ entry }) => entry),
    );
  }
}

/** Stands for the bank of a link whose bank was never read; people see it as "Bank". */
const UNKNOWN_BANK = "bank";

/** What a reading leaves out of a link that cannot be read, the row still knows. */
export function withKnown(
  link: BelvoLink,
  row: Pick<LinkRow, "institution" | "access_mode" | "last_accessed_at" | "created_at">,
): BelvoLink {
  if (link.fault === undefined) return link;
  return {
    ...link,
    institution: link.institution ?? row.institution,
    accessMode: link.accessMode ?? row.access_mode,
    lastAccessedAt: link.lastAccessedAt ?? row.last_accessed_at,
    createdAt: link.createdAt ?? row.created_at,
  };
}

function identityOf(link: BelvoLink, externalId: string) {
  return {
    external_id: externalId,
    institution: link.institution ?? UNKNOWN_BANK,
    access_mode: link.accessMode,
    created_at: link.createdAt,
  };
}

/** Takes a reading into its link's row, and writes it to the log if it says anything new. */
export async function saveReading(
  tx: StoreTransaction,
  row: LinkRow,
  reading: Reading,
): Promise<void> {
  if (isOutdated(row, reading)) return;

  const { link, externalId, askedAt } = reading;
  const entry = { linkId: link.id, at: askedAt };
  const isTheirs = row.external_id === externalId;
  if (!isTheirs) {
    // Who had it until now is told that it is gone; its new person begins with how it is.
    const last = { ...entry, externalId: row.external_id, event: { kind: "missing" } } as const;
    await appendEvent(tx, last);
  }
  const event = readingEvent(isTheirs ? row : null, link);
  const isOld = isTheirs && row.doubted_at === null && row.gone_at === null && !saysMore(row, link);
  const logged = isOld
    ? { seq: row.status_seq ?? 0, at: askedAt, event }
    : await appendEvent(tx, { ...entry, externalId, event });
  await tx
    .updateTable("links")
    .set({
      ...identityOf(link, externalId),
      ...healthColumns(applyEvent(healthBefore(row, reading), logged)),
    })
    .where("id", "=", link.id)
    .execute();
}

/** What was stored before the clock was set back is taken to be as old as the reading. */
export function healthBefore(row: LinkRow, { askedAt, recordedAt }: ReadingTimes): LinkHealth {
  const atMost = (at: string) => (at > recordedAt ? askedAt : at);
  return {
    ...row,
    checked_at: atMost(row.checked_at),
    doubted_at: row.doubted_at === null ? null : atMost(row.doubted_at),
    // Nothing that is tried from now on was settled then.
    valid_at: row.valid_at !== null && row.valid_at > recordedAt ? null : row.valid_at,
  };
}

function readingEvent(row: LinkRow | null, link: BelvoLink): LinkEvent {
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
  "access_mode",
  "created_at",
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
