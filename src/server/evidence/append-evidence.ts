import { nextSeq } from "../store/log-head.ts";
import type { StoreTransaction } from "../store/open-store.ts";
import type { LinkRow } from "../store/tables.ts";
import { Evidence, type Piece } from "./evidence.ts";
import { foldHealth, type Health } from "./health.ts";

interface Entry {
  linkId: string;
  at: string;
  evidence: Evidence;
}

/** Adds one line to a link's log. Nothing changes or removes a line. */
export async function appendLine(
  tx: StoreTransaction,
  entry: Entry & { externalId: string },
): Promise<Piece> {
  const evidence = Evidence.parse(entry.evidence);
  const seq = await nextSeq(tx);
  await insertLines(tx, [{ ...entry, evidence, seq }]);
  return { seq, at: entry.at, evidence };
}

/** Writes lines to which `nextSeq` has given their places. */
export async function insertLines(
  tx: StoreTransaction,
  lines: readonly (Entry & { externalId: string; seq: number })[],
): Promise<void> {
  const values = lines.map(({ seq, linkId, externalId, at, evidence: { kind, ...body } }) => ({
    seq,
    link_id: linkId,
    external_id: externalId,
    at,
    kind,
    body: JSON.stringify(body),
  }));
  await tx.insertInto("evidence").values(values).execute();
}

/**
 * Adds one line to a link's log, and brings the link's row up to date with it. A link that we have no
 * row for has no log either; then nothing happens.
 */
export async function appendEvidence(tx: StoreTransaction, entry: Entry): Promise<void> {
  const row = await findRow(tx, entry.linkId);
  if (!row) return;

  const piece = await appendLine(tx, { ...entry, externalId: row.external_id });
  const health = foldHealth(row, piece);
  if (health !== row) await saveHealth(tx, row.id, health);
}

export async function findRow(tx: StoreTransaction, linkId: string): Promise<LinkRow | null> {
  const row = await tx.selectFrom("links").selectAll().where("id", "=", linkId).executeTakeFirst();
  return row ?? null;
}

/** Writes what a link's evidence has come to into its row. */
export async function saveHealth(
  tx: StoreTransaction,
  linkId: string,
  health: Health,
): Promise<void> {
  await tx.updateTable("links").set(healthColumns(health)).where("id", "=", linkId).execute();
}

/** Only the columns of a health, in case it came as part of a row. */
export function healthColumns(health: Health | LinkRow): Health {
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
