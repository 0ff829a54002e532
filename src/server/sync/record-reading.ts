import type { BelvoLink } from "../belvo/belvo-link.ts";
import type { OwnLink } from "../links/read-links.ts";
import type { StoreTransaction } from "../store/open-store.ts";
import { appendEvent } from "../events/log.ts";
import { findRow, saveHealth } from "../links/record-event.ts";
import { confirmLinks } from "./confirm-links.ts";
import { endRepairedRepairs } from "./end-repair.ts";
import { applyEvent } from "../links/link-health.ts";
import {
  healthBefore,
  isOutdated,
  isUnchanged,
  saveNewLinks,
  saveReading,
  withKnown,
  type Reading,
  type ReadingTimes,
} from "./save-reading.ts";

/**
 * Takes in readings of links of anyone: the only way in which a link becomes connected or broken. One
 * that does not say whose it is is taken to be still with the person whose row we have; without a row
 * it is left out. Of one that cannot be read, what was known stays, but for its status.
 *
 * @returns The links that no longer say whose they are.
 */
export async function recordReadings(
  tx: StoreTransaction,
  { links, ...times }: ReadingTimes & { links: readonly BelvoLink[] },
): Promise<{ unnamed: string[] }> {
  const unnamed: string[] = [];
  if (links.length === 0) return { unnamed };
  // A list that shifts while it is read may have a link twice.
  const each = new Map(links.map((link) => [link.id, link]));
  const rows = await tx
    .selectFrom("links")
    .selectAll()
    .where("id", "in", [...each.keys()])
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  const confirmed: string[] = [];
  const fresh: Reading[] = [];
  const people = new Set<string>();

  for (const link of each.values()) {
    const row = known.get(link.id) ?? null;
    const keeper = row?.gone_at === null ? row.external_id : undefined;
    const externalId = link.externalId ?? keeper;
    if (externalId === undefined) continue;

    if (link.externalId === null) unnamed.push(link.id);
    people.add(externalId);
    const reading = { link: row ? withKnown(link, row) : link, externalId, ...times };
    if (!row) fresh.push(reading);
    else if (isUnchanged(row, reading)) confirmed.push(row.id);
    else await saveReading(tx, row, reading);
  }
  await saveNewLinks(tx, fresh);
  await confirmLinks(tx, confirmed, times);
  await endRepairedRepairs(tx, { externalIds: [...people], ...times });
  return { unnamed };
}

/** Takes in that Belvo does not have a user's link, unless it has been read since `askedAt`. */
export async function markGone(
  tx: StoreTransaction,
  { linkId, externalId, ...times }: ReadingTimes & OwnLink,
): Promise<void> {
  const row = await findRow(tx, linkId);
  if (row?.external_id !== externalId || isOutdated(row, times)) return;
  if (row.gone_at !== null) {
    const settled = { doubted_at: null, doubted_seq: null };
    await tx.updateTable("links").set(settled).where("id", "=", linkId).execute();
    return;
  }
  const event = { kind: "missing" } as const;
  const logged = await appendEvent(tx, { linkId, externalId, at: times.askedAt, event });
  await saveHealth(tx, row, applyEvent(healthBefore(row, times), logged));
}
