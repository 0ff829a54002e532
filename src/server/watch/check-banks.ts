import type { BelvoClient } from "../belvo/belvo-client.ts";
import { BelvoError } from "../belvo/belvo-error.ts";
import { appendEvidence } from "../evidence/append-evidence.ts";
import { recordBank } from "../evidence/record-bank.ts";
import { faultOf, type Log } from "../http/log.ts";
import { readWatchedLinks, type WatchedLink } from "../links/read-links.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import type { Lease } from "../sweep/lease.ts";
import { isBack, TOLD_FOR_MS } from "./judge-watch.ts";

/** A watch of a link that is gone, say, ends by itself. */
const WATCHED_FOR_MS = 30 * 24 * 60 * 60_000;
/** Links recorded in one transaction: short enough that nobody waits for it. */
const CHUNK = 200;

export interface CheckOptions {
  store: Store;
  belvo: Pick<BelvoClient, "listInstitutions">;
  lease: Lease;
  now: () => number;
  log: Log;
}

/**
 * Asks Belvo, in one question, how the banks are that somebody waits for, and has open pages
 * told of those that are back. Does nothing while nobody watches, or another instance is at it.
 */
export async function checkBanks(options: CheckOptions): Promise<void> {
  const { store, lease, now } = options;
  const watched = await readWatchedLinks(store, now);
  if (watched.length === 0 || !(await lease.take())) return;

  await readBanks(
    options,
    watched.filter(({ state }) => !isBack(state)),
  );
  const found = await readWatchedLinks(store, now);
  await inChunks(store, found.filter(isNews), (tx, each) => keepFound(tx, each, now()));
  await forgetOld(store, now());
}

async function readBanks(
  { store, belvo, now, log }: CheckOptions,
  awaited: readonly WatchedLink[],
): Promise<void> {
  const names = [...new Set(awaited.map(({ institution }) => institution))];
  if (names.length === 0) return;

  const askedAt = timestamp(now());
  try {
    const banks = await belvo.listInstitutions(names);
    const statuses = new Map(banks.map(({ name, status }) => [name, status]));
    await inChunks(store, awaited, async (tx, { linkId, institution }) => {
      const status = statuses.get(institution) ?? null;
      if (status !== null) await recordBank(tx, { linkId, status, askedAt });
    });
  } catch (error) {
    if (!(error instanceof BelvoError)) throw error;
    log.warn(faultOf(error), "watched banks could not be read");
  }
}

/** True for a bank that came back, or went away again, since this was last looked at. */
function isNews({ state, toldAt }: WatchedLink): boolean {
  return isBack(state) === (toldAt === null);
}

/** The line of the log is what open pages hear, also of a trouble that ended by its age. */
async function keepFound(tx: StoreTransaction, found: WatchedLink, now: number): Promise<void> {
  const { externalId, linkId, state } = found;
  const at = timestamp(now);
  const isTold = isBack(state);
  const { numUpdatedRows } = await tx
    .updateTable("watches")
    .set({ told_at: isTold ? at : null })
    .where("external_id", "=", externalId)
    .where("link_id", "=", linkId)
    .executeTakeFirstOrThrow();
  if (isTold && numUpdatedRows > 0n)
    await appendEvidence(tx, { linkId, at, evidence: { kind: "watch_told" } });
}

async function forgetOld(store: Store, now: number): Promise<void> {
  await store
    .deleteFrom("watches")
    .where((watch) =>
      watch.or([
        watch("told_at", "<=", timestamp(now - TOLD_FOR_MS)),
        watch("asked_at", "<=", timestamp(now - WATCHED_FOR_MS)),
      ]),
    )
    .execute();
}

async function inChunks(
  store: Store,
  links: readonly WatchedLink[],
  record: (tx: StoreTransaction, link: WatchedLink) => Promise<void>,
): Promise<void> {
  for (let from = 0; from < links.length; from += CHUNK) {
    await store.write(async (tx) => {
      for (const link of links.slice(from, from + CHUNK)) await record(tx, link);
    });
  }
}
