import type { BelvoLink } from "../belvo/belvo-link.ts";
import type { LinkRow } from "../store/tables.ts";

/** What Belvo said about a link of a user. */
export interface Reading {
  link: BelvoLink;
  externalId: string;
  /** When Belvo was asked, which is what readings are ordered by: answers overtake each other. */
  askedAt: string;
  /** Now. What is stored with a later time was stored before the clock was set back. */
  recordedAt: string;
}

interface Fold {
  row: LinkRow;
  /** True when the reading says something that the one before it did not. */
  isNews: boolean;
}

/**
 * Gives a link's row after a reading; `null` when a reading that was asked for later is already in
 * it, so that a slow list can never show a repaired link as broken again.
 */
export function foldReading(row: LinkRow | null, reading: Reading): Fold | null {
  const { link, externalId, askedAt, recordedAt } = reading;
  if (row && row.checked_at > askedAt && row.checked_at <= recordedAt) return null;

  const sameStatus = row?.status === link.status;
  return {
    isNews: !sameStatus || row.last_accessed_at !== link.lastAccessedAt,
    row: {
      id: link.id,
      external_id: externalId,
      institution: link.institution,
      status: link.status,
      status_since: row && !sameStatus ? askedAt : (row?.status_since ?? null),
      access_mode: link.accessMode,
      last_accessed_at: link.lastAccessedAt,
      created_at: link.createdAt,
      checked_at: askedAt,
      repaired_at: row?.repaired_at ?? null,
      gone_at: null,
    },
  };
}
