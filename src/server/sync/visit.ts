import { recordListing } from "./record-listing.ts";
import { REPAIR_LASTS_MS } from "./end-repair.ts";
import type { BelvoClient } from "../belvo/belvo-client.ts";
import { BelvoError } from "../belvo/belvo-error.ts";
import { faultOf, type Log } from "../http/log.ts";
import { singleFlight } from "../async/single-flight.ts";
import type { LinkReader } from "./link-reader.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import type { Freshness } from "../links/link-routes.ts";
import { refreshBanks } from "./bank-directory.ts";

/** A list that was read this recently is not read again. */
const FRESH_MS = 10_000;
/** The same while a repair is open: its tab may be gone, and this list be all that tells how it ended. */
const FRESH_IN_REPAIR_MS = 3_000;
/** How long a person waits for Belvo when there is an older list to show. */
const PATIENCE_MS = 2500;
/** A list that is older is called stale, also while Belvo is only slow. */
const OLD_MS = 60_000;
/** After bank names could not be had, how long lists go without asking for them. */
const BANKS_PAUSE_MS = 60_000;

interface VisitOptions {
  store: Store;
  belvo: BelvoClient;
  reader: Pick<LinkReader, "request">;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Log;
}

export interface Visit {
  /**
   * Sees to it that the store has a user's links as Belvo has them, or had them lately.
   *
   * @param waits False when an older list will do for now; Belvo is asked all the same.
   * @throws {BelvoError} Only when there is no older list to show.
   */
  refresh(externalId: string, how?: { waits: boolean }): Promise<Freshness>;
  /**
   * Reads a user's links, however lately that was done.
   *
   * @throws {BelvoError}
   */
  readAgain(externalId: string): Promise<void>;
  /** Reads a user's links if they have never been read: for a repair, or else for a page. */
  ensureKnown(externalId: string, priority?: "repair" | "page"): Promise<void>;
  /** Resolves when no reading is under way any more. */
  settled(): Promise<void>;
}

export function createVisit(options: VisitOptions): Visit {
  const { store, now, sleep } = options;
  const readUser = createUserReader(options);
  const readings = singleFlight((externalId) => readUser(externalId, "page"));
  const repairs = singleFlight((externalId) => readUser(externalId, "repair"));

  /** A time to come was written before the clock was set back, and says nothing. */
  function isWithin(ms: number, at: string): boolean {
    return at > timestamp(now() - ms) && at <= timestamp(now());
  }

  return {
    async refresh(externalId, { waits } = { waits: true }) {
      const before = await listedAt(store, externalId);
      const freshMs = (await isInRepair(store, externalId, now())) ? FRESH_IN_REPAIR_MS : FRESH_MS;
      if (before !== null && isWithin(freshMs, before)) return { asOf: before, stale: false };

      const reading = readings.get(externalId);
      if (before === null) await reading;
      else if (!waits) {
        // Whoever waits for this list will hear of it; the log has it already.
        reading.catch(() => undefined);
        return { asOf: before, stale: !isWithin(OLD_MS, before) };
      }
      const hasFailed = await Promise.race([
        reading.then(
          () => false,
          () => true,
        ),
        sleep(PATIENCE_MS).then(() => false),
      ]);
      const asOf = (await listedAt(store, externalId)) ?? timestamp(now());
      return { asOf, stale: hasFailed || !isWithin(OLD_MS, asOf) };
    },
    // Not shared: what is under way may have been asked before what the caller knows of.
    readAgain: (externalId) => readUser(externalId, "page"),
    async ensureKnown(externalId, priority = "page") {
      if ((await listedAt(store, externalId)) !== null) return;
      await (priority === "repair" ? repairs : readings).get(externalId);
    },
    async settled() {
      await Promise.all([readings.settled(), repairs.settled()]);
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

/** True while a repair is open that may still end: one that is open for longer has been abandoned. */
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

/** A reading says in the log why it failed, since nobody may be waiting for it any more. */
function createUserReader({ store, belvo, reader, now, log }: VisitOptions) {
  let banksFailedAt = -Infinity;

  async function readBanks(externalId: string): Promise<void> {
    const sinceMs = now() - banksFailedAt;
    if (sinceMs >= 0 && sinceMs < BANKS_PAUSE_MS) return;

    try {
      await refreshBanks({ store, belvo, now }, externalId);
    } catch (error) {
      if (!(error instanceof BelvoError)) throw error;
      banksFailedAt = now();
      log.warn(faultOf(error), "bank names could not be read");
    }
  }

  return async (externalId: string, priority: "repair" | "page"): Promise<void> => {
    const askedAt = timestamp(now());
    try {
      const links = await belvo.listLinks({ externalId }, { priority });
      const unlisted = await store.write((tx) => {
        const recordedAt = timestamp(now());
        return recordListing(tx, { externalId, askedAt, recordedAt, links });
      });
      if (unlisted.length > 0) reader.request(unlisted);
      await readBanks(externalId);
    } catch (error) {
      log.warn(faultOf(error), "a user's links could not be read");
      throw error;
    }
  };
}
