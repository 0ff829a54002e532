import type { BelvoClient } from "../belvo/belvo-client.ts";
import { BelvoError } from "../belvo/belvo-error.ts";
import { faultOf, type Log } from "../http/log.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { writeInChunks } from "../store/write-in-chunks.ts";
import type { BankStatus } from "../events/event.ts";
import { TROUBLE_LASTS_MS, type BankWord } from "../links/derive-state.ts";
import { recordEvents } from "../links/record-event.ts";

interface Dependencies {
  store: Store;
  belvo: Pick<BelvoClient, "listInstitutions">;
  now: () => number;
  log: Log;
}

/** Asks Belvo, in one question, how the banks of some links are, and records what it says. */
export async function readBankStatuses(
  { store, belvo, now, log }: Dependencies,
  links: readonly { linkId: string; institution: string }[],
): Promise<void> {
  const linkIds = new Map<string, string[]>();
  for (const { linkId, institution } of links) {
    linkIds.set(institution, [...(linkIds.get(institution) ?? []), linkId]);
  }
  if (linkIds.size === 0) return;

  const askedAt = timestamp(now());
  try {
    const banks = await belvo.listInstitutions([...linkIds.keys()], { priority: "hint" });
    await writeInChunks(store, banks, async (tx, chunk) => {
      for (const { name: institution, status } of chunk) {
        if (status === null) continue;
        const ids = linkIds.get(institution) ?? [];
        await recordBank(tx, { institution, status, askedAt, linkIds: ids });
      }
    });
  } catch (error) {
    if (!(error instanceof BelvoError)) throw error;
    log.warn(faultOf(error), "banks could not be read");
  }
}

interface BankReading {
  institution: string;
  status: BankStatus;
  /** When Belvo was asked. */
  askedAt: string;
  /** Links of the bank whose people wait for it. */
  linkIds: readonly string[];
}

/**
 * Takes in what Belvo says of a bank. What was said before, and is still so, is not written to the
 * logs of its links, which would otherwise grow by an event a minute.
 */
async function recordBank(tx: StoreTransaction, reading: BankReading): Promise<void> {
  const { institution, status, askedAt: at, linkIds } = reading;
  const before = await findWord(tx, institution);
  if (isLatest(before, reading)) await saveWord(tx, reading);
  if (linkIds.length === 0) return;

  const links = await tx
    .selectFrom("links")
    .select(["id", "bank_trouble_at"])
    .where("id", "in", linkIds)
    .execute();
  const events = links
    .filter(({ bank_trouble_at: metAt }) => isNews(before, reading, metAt))
    .map(({ id }) => ({ linkId: id, at, event: { kind: "bank_read", status } as const }));
  await recordEvents(tx, events);
}

async function findWord(tx: StoreTransaction, institution: string): Promise<BankWord | null> {
  const word = await tx
    .selectFrom("bank_statuses")
    .select(["status", "read_at as readAt"])
    .where("institution", "=", institution)
    .executeTakeFirst();
  return word ?? null;
}

async function saveWord(
  tx: StoreTransaction,
  { institution, status, askedAt }: BankReading,
): Promise<void> {
  const word = { status, read_at: askedAt };
  await tx
    .insertInto("bank_statuses")
    .values({ institution, ...word })
    .onConflict((conflict) => conflict.column("institution").doUpdateSet(word))
    .execute();
}

/** Of what was said at the same moment, the bad news counts. */
function isLatest(before: BankWord | null, { status, askedAt }: BankReading): boolean {
  if (!before || askedAt > before.readAt) return true;
  return askedAt === before.readAt && status === "down";
}

function isNews(
  before: BankWord | null,
  { status, askedAt }: BankReading,
  metAt: string | null,
): boolean {
  if (before?.status !== status) return true;
  // Somebody met the bank's trouble in between, or the last word had become too old to count.
  const isOld = before.readAt <= timestamp(Date.parse(askedAt) - TROUBLE_LASTS_MS);
  return isOld || (metAt ?? "") > before.readAt;
}
