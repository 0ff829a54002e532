import { recordListing } from "../evidence/record-reading.ts";
import type { BelvoClient } from "../belvo/belvo-client.ts";
import { BelvoError } from "../belvo/belvo-error.ts";
import { faultOf, type Log } from "../http/log.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { refreshBanks } from "./bank-directory.ts";

/** A list that was read this recently is not read again. */
const FRESH_MS = 10_000;
/** The same while a repair is open: its tab may be gone, and this list be all that tells how it ended. */
const FRESH_IN_REPAIR_MS = 1_000;
/** Belvo's token lives for 10 minutes; a repair that is open for longer has been abandoned. */
const REPAIR_LASTS_MS = 15 * 60_000;
/** How long a person waits for Belvo when there is an older list to show. */
const PATIENCE_MS = 2500;
/** After bank names could not be had, how long lists go without asking for them. */
const BANKS_PAUSE_MS = 60_000;

interface LinkRefreshOptions {
  store: Store;
  belvo: BelvoClient;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Log;
}

export interface Freshness {
  /** When the list was last read whole. */
  asOf: string;
  /** True when it could not be read just now. */
  stale: boolean;
}

export interface LinkRefresh {
  /**
   * Sees to it that the store has a user's links as Belvo has them, or had them lately.
   *
   * @throws {BelvoError} Only when there is no older list to show.
   */
  refresh(externalId: string): Promise<Freshness>;
  /** Reads a user's links if they have never been read. */
  ensureKnown(externalId: string): Promise<void>;
  /** Resolves when no reading is under way any more. */
  settled(): Promise<void>;
}

export function createLinkRefresh(options: LinkRefreshOptions): LinkRefresh {
  const { store, now, sleep } = options;
  const readUser = createUserReader(options);
  const underWay = new Map<string, Promise<void>>();

  /** One reading a user at a time, which all who ask share. */
  function read(externalId: string): Promise<void> {
    const current = underWay.get(externalId);
    if (current) return current;

    const reading = readUser(externalId).finally(() => underWay.delete(externalId));
    underWay.set(externalId, reading);
    return reading;
  }

  return {
    async refresh(externalId) {
      const before = await listedAt(store, externalId);
      const freshMs = (await isInRepair(store, externalId, now())) ? FRESH_IN_REPAIR_MS : FRESH_MS;
      if (before !== null && before > timestamp(now() - freshMs)) {
        return { asOf: before, stale: false };
      }
      const reading = read(externalId);
      if (before === null) await reading;
      else await Promise.race([reading.catch(() => undefined), sleep(PATIENCE_MS)]);

      const after = await listedAt(store, externalId);
      return { asOf: after ?? timestamp(now()), stale: after === before };
    },
    async ensureKnown(externalId) {
      if ((await listedAt(store, externalId)) === null) await read(externalId);
    },
    async settled() {
      await Promise.allSettled(underWay.values());
    },
  };
}

async function listedAt(store: Store, externalId: string): Promise<string | null> {
  const row = await store
    .selectFrom("listings")
    .select("listed_at")
    .where("external_id", "=", externalId)
    .executeTakeFirst();
  return row?.listed_at ?? null;
}

/** A reading says in the log why it failed, since nobody may be waiting for it any more. */
async function isInRepair(store: Store, externalId: string, now: number): Promise<boolean> {
  const open = await store
    .selectFrom("repairs")
    .select("id")
    .where("external_id", "=", externalId)
    .where("result", "is", null)
    .where("opened_at", ">", timestamp(now - REPAIR_LASTS_MS))
    .limit(1)
    .executeTakeFirst();
  return open !== undefined;
}

function createUserReader({ store, belvo, now, log }: LinkRefreshOptions) {
  let banksFrom = 0;

  async function readBanks(externalId: string): Promise<void> {
    if (now() < banksFrom) return;
    try {
      await refreshBanks({ store, belvo, now }, externalId);
    } catch (error) {
      if (!(error instanceof BelvoError)) throw error;
      banksFrom = now() + BANKS_PAUSE_MS;
      log.warn(faultOf(error), "bank names could not be read");
    }
  }

  return async (externalId: string): Promise<void> => {
    const askedAt = timestamp(now());
    try {
      const links = await belvo.listLinks({ externalId });
      await store.transaction().execute((tx) => recordListing(tx, { externalId, askedAt, links }));
      await readBanks(externalId);
    } catch (error) {
      log.warn(faultOf(error), "a user's links could not be read");
      throw error;
    }
  };
}
