import type { BelvoClient } from "../belvo/belvo-client.ts";
import { BelvoError } from "../belvo/belvo-error.ts";
import { faultOf, type Log } from "../http/log.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { writeInChunks } from "../store/write-in-chunks.ts";
import { recordBank } from "./record-bank.ts";

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
