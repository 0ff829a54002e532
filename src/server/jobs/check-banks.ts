import type { BelvoClient } from "../belvo/belvo-client.ts";
import { recordEvent } from "../links/record-event.ts";
import { readBankStatuses } from "../sync/read-bank-statuses.ts";
import { writeInChunks } from "../store/write-in-chunks.ts";
import type { Log } from "../http/log.ts";
import { readAlertedLinks, type AlertedLink } from "../links/read-links.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { isBack, TOLD_FOR_MS } from "../links/derive-bank-alert.ts";

/** An alert on a link that is gone, say, ends by itself. */
const WAITED_FOR_MS = 30 * 24 * 60 * 60_000;

interface CheckOptions {
  store: Store;
  belvo: Pick<BelvoClient, "listInstitutions">;
  now: () => number;
  log: Log;
}

/**
 * Asks Belvo, in one question, how the banks are that somebody waits for, and has open pages
 * told of those that are back. Does nothing while nobody waits.
 */
export async function checkBanks(options: CheckOptions): Promise<void> {
  const { store, now } = options;
  const awaited = await readAlertedLinks(store, now);
  if (awaited.length === 0) return;

  await readBankStatuses(
    options,
    awaited.filter((link) => !isBack(link)),
  );
  const found = (await readAlertedLinks(store, now)).filter(isNews);
  await writeInChunks(store, found, async (tx, chunk) => {
    for (const each of chunk) await saveFound(tx, each, now());
  });
  await forgetOld(store, now());
}

/** True for a bank that came back, or went away again, since this was last looked at. */
function isNews(link: AlertedLink): boolean {
  return isBack(link) === (link.toldAt === null);
}

/** The event is what open pages hear, also of a trouble that ended by its age. */
async function saveFound(tx: StoreTransaction, found: AlertedLink, now: number): Promise<void> {
  const { externalId, linkId } = found;
  const at = timestamp(now);
  const isTold = isBack(found);
  const { numUpdatedRows } = await tx
    .updateTable("watches")
    .set({ told_at: isTold ? at : null })
    .where("external_id", "=", externalId)
    .where("link_id", "=", linkId)
    .executeTakeFirstOrThrow();
  if (isTold && numUpdatedRows > 0n)
    await recordEvent(tx, { linkId, at, event: { kind: "watch_told" } });
}

async function forgetOld(store: Store, now: number): Promise<void> {
  await store
    .deleteFrom("watches")
    .where((alert) =>
      alert.or([
        alert("told_at", "<=", timestamp(now - TOLD_FOR_MS)),
        alert("asked_at", "<=", timestamp(now - WAITED_FOR_MS)),
      ]),
    )
    .execute();
}
