import type { StoreTransaction } from "../store/open-store.ts";
import type { LinkRow } from "../store/tables.ts";
import { timestamp } from "../store/timestamp.ts";
import { appendEvent } from "../events/log.ts";
import { findRow, saveHealth } from "../links/record-event.ts";
import type { BankStatus } from "../events/event.ts";
import { applyEvent } from "../links/link-health.ts";
import { TROUBLE_LASTS_MS } from "../links/derive-state.ts";

interface BankReading {
  linkId: string;
  status: BankStatus;
  /** When Belvo was asked. */
  askedAt: string;
}

/**
 * Takes in what Belvo says of a link's bank. What was said before, and is still so, is not written to
 * the log, which would otherwise grow by a line a minute.
 */
export async function recordBank(tx: StoreTransaction, reading: BankReading): Promise<void> {
  const { linkId, status, askedAt: at } = reading;
  const row = await findRow(tx, linkId);
  if (!row) return;

  const event = { kind: "bank_read", status } as const;
  const logged = isNews(row, reading)
    ? await appendEvent(tx, { linkId, externalId: row.external_id, at, event })
    : { seq: row.bank_trouble_seq ?? 0, at, event };
  await saveHealth(tx, row, applyEvent(row, logged));
}

function isNews(row: LinkRow, { status, askedAt }: BankReading): boolean {
  const { bank_read, bank_read_at, bank_trouble_at } = row;
  if (bank_read !== status || bank_read_at === null) return true;
  // Somebody met the bank's trouble in between, or the last word had become too old to count.
  const isOld = bank_read_at <= timestamp(Date.parse(askedAt) - TROUBLE_LASTS_MS);
  return isOld || (bank_trouble_at ?? "") > bank_read_at;
}
