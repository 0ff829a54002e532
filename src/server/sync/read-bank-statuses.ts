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
  const names = [...new Set(links.map(({ institution }) => institution))];
  if (names.length === 0) return;

  const askedAt = timestamp(now());
  try {
    const banks = await belvo.listInstitutions(names, { priority: "hint" });
    const statuses = new Map(banks.map(({ name, status }) => [name, status]));
    await writeInChunks(store, links, async (tx, chunk) => {
      for (const { linkId, institution } of chunk) {
        const status = statuses.get(institution) ?? null;
        if (status !== null) await recordBank(tx, { linkId, status, askedAt });
      }
    });
  } catch (error) {
    if (!(error instanceof BelvoError)) throw error;
    log.warn(faultOf(error), "banks could not be read");
  }
}
