import type { StoreTransaction } from "../store/open-store.ts";
import type { LinkRow } from "../store/tables.ts";
import { appendEvent, type NewEvent } from "../events/log.ts";
import { applyEvent, type LinkHealth } from "./link-health.ts";

/**
 * Adds an event to a link's log, and brings the link's row up to date with it. A link that we have no
 * row for has no log either; then nothing happens.
 */
export async function recordEvent(tx: StoreTransaction, entry: NewEvent): Promise<void> {
  const row = await findRow(tx, entry.linkId);
  if (!row) return;

  const logged = await appendEvent(tx, { ...entry, externalId: row.external_id });
  const health = applyEvent(row, logged);
  if (health !== row) await saveHealth(tx, row.id, health);
}

export async function findRow(tx: StoreTransaction, linkId: string): Promise<LinkRow | null> {
  const row = await tx.selectFrom("links").selectAll().where("id", "=", linkId).executeTakeFirst();
  return row ?? null;
}

/** Writes what a link's events have come to into its row. */
export async function saveHealth(
  tx: StoreTransaction,
  linkId: string,
  health: LinkHealth,
): Promise<void> {
  await tx.updateTable("links").set(healthColumns(health)).where("id", "=", linkId).execute();
}

/** Only the columns of a health, in case it came as part of a row. */
export function healthColumns(health: LinkHealth | LinkRow): LinkHealth {
  return {
    status: health.status,
    status_since: health.status_since,
    status_seq: health.status_seq,
    last_accessed_at: health.last_accessed_at,
    checked_at: health.checked_at,
    repaired_at: health.repaired_at,
    gone_at: health.gone_at,
    doubted_at: health.doubted_at,
    doubted_seq: health.doubted_seq,
    bank_trouble_at: health.bank_trouble_at,
    bank_trouble_seq: health.bank_trouble_seq,
    busy_until: health.busy_until,
    fetching_since: health.fetching_since,
    data_at: health.data_at,
    valid_at: health.valid_at,
    refused_logins: health.refused_logins,
    bank_read: health.bank_read,
    bank_read_at: health.bank_read_at,
  };
}
