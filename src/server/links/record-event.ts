import type { StoreTransaction } from "../store/open-store.ts";
import type { LinkRow } from "../store/tables.ts";
import { appendEvents, type NewEvent } from "../events/log.ts";
import { applyEvent, HEALTH_COLUMNS, type LinkHealth } from "./link-health.ts";

/**
 * Adds an event to a link's log, and brings the link's row up to date with it. A link that we have no
 * row for has no log either; then nothing happens.
 */
export async function recordEvent(tx: StoreTransaction, event: NewEvent): Promise<void> {
  await recordEvents(tx, [event]);
}

/** The same for events of any links, in their order. */
export async function recordEvents(
  tx: StoreTransaction,
  events: readonly NewEvent[],
): Promise<void> {
  const before = await findRows(tx, new Set(events.map(({ linkId }) => linkId)));
  const owned = events.flatMap((event) => {
    const row = before.get(event.linkId);
    return row ? [{ ...event, externalId: row.external_id }] : [];
  });
  const after = new Map<string, LinkHealth>(before);
  for (const { linkId, ...logged } of await appendEvents(tx, owned)) {
    const health = after.get(linkId);
    if (health) after.set(linkId, applyEvent(health, logged));
  }
  for (const row of before.values()) await saveHealth(tx, row, after.get(row.id) ?? row);
}

async function findRows(
  tx: StoreTransaction,
  linkIds: ReadonlySet<string>,
): Promise<Map<string, LinkRow>> {
  if (linkIds.size === 0) return new Map();
  const rows = await tx
    .selectFrom("links")
    .selectAll()
    .where("id", "in", [...linkIds])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export async function findRow(tx: StoreTransaction, linkId: string): Promise<LinkRow | null> {
  const row = await tx.selectFrom("links").selectAll().where("id", "=", linkId).executeTakeFirst();
  return row ?? null;
}

/** Writes what has changed of a link's health into its row: no index is touched in vain. */
export async function saveHealth(
  tx: StoreTransaction,
  before: LinkRow,
  health: LinkHealth,
): Promise<void> {
  let update = tx.updateTable("links").where("id", "=", before.id);
  let hasChanged = false;
  for (const column of HEALTH_COLUMNS) {
    if (health[column] === before[column]) continue;
    update = update.set(column, health[column]);
    hasChanged = true;
  }
  if (hasChanged) await update.execute();
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
  };
}
