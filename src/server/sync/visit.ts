import { REPAIR_LASTS_MS } from "./end-repair.ts";
import type { Priority } from "../belvo/rate-limiter.ts";
import { BelvoError } from "../belvo/belvo-error.ts";
import { faultOf, type Log } from "../http/log.ts";
import { singleFlight } from "../async/single-flight.ts";
import type { OwnLink } from "../links/read-links.ts";
import type { LinkReader } from "./link-reader.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import type { Freshness } from "../links/link-answers.ts";
import { areBanksNamed } from "./bank-directory.ts";
import { createLatestFailures } from "./latest-failures.ts";
import { hasLink, readListedAt, readOldest, wasReconciled } from "./read-knowledge.ts";

/** A list that was read this recently is not read again. */
const FRESH_MS = 10_000;
/** The same while a repair is open: its tab may be gone, and this list be all that tells how it ended. */
const FRESH_IN_REPAIR_MS = 3_000;
/** How long a person whose links are known waits for Belvo before the older list is shown. */
const PATIENCE_MS = 500;
/** Who is known, and their banks by no name yet, waits so long for the names. */
const NAMES_MS = 2_000;
/** How long somebody waits of whom the store knows nothing, or not all. */
const BOUND_MS = 8_000;
/** A list that is older is called stale when Belvo does not answer within that patience. */
const OLD_MS = 60_000;
/** No list is that old but when reconciles fail: they come every quarter of an hour. */
const VERY_OLD_MS = 20 * 60_000;

interface VisitOptions {
  store: Store;
  reader: Pick<LinkReader, "readPerson">;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  log: Log;
}

export interface Visit {
  /**
   * Sees to it that the store has a user's links as Belvo has them, or had them. What is known is
   * answered after half a second at most, and Belvo read beside it.
   *
   * @param waits False when an older list will do for now; Belvo is asked all the same.
   * @throws {BelvoError} Only when the store knows nothing of the user.
   */
  refresh(externalId: string, how?: { waits: boolean }): Promise<Freshness>;
  /**
   * Says how fresh what the store has of a user's links is, and waits for nothing else. Belvo is asked
   * beside it where that is not fresh.
   *
   * @returns `null` when the store does not have all of them, with the names of their banks.
   */
  peek(externalId: string): Promise<Freshness | null>;
  /**
   * Reads a user's links, however lately that was done.
   *
   * @throws {BelvoError}
   */
  readAgain(externalId: string): Promise<void>;
  /** Reads a user's links unless the store has that link of theirs, or has their list. */
  ensureKnown(own: OwnLink, priority?: PersonPriority): Promise<void>;
  /** Resolves when no reading is under way any more. */
  settled(): Promise<void>;
}

/** Of a reading that a person waits for, or may. */
type PersonPriority = Exclude<Priority, "hint" | "reconcile">;

type Ending = "read" | "failed" | "limited" | "slow";

export function createVisit(options: VisitOptions): Visit {
  const { store, reader, now, sleep, log } = options;
  const failures = createLatestFailures(now, OLD_MS);
  const readings = singleFlight(async (externalId) => {
    // The reading before may have ended while this one was decided on.
    if ((await lastList(externalId)).fresh === null) await readUser(externalId, "page");
  });
  const flights = {
    page: readings,
    repair: singleFlight((externalId) => readUser(externalId, "repair")),
    intent: singleFlight((externalId) => readUser(externalId, "intent")),
  };

  /** A reading says in the log why it failed, since nobody may be waiting for it any more. */
  async function readUser(externalId: string, priority: PersonPriority): Promise<void> {
    try {
      await reader.readPerson(externalId, priority);
      failures.succeeded(externalId);
    } catch (error) {
      if (endingOf(error) === "failed") failures.failed(externalId);
      log.warn(faultOf(error), "a user's links could not be read");
      throw error;
    }
  }

  /** A time to come was written before the clock was set back, and says nothing. */
  function isWithin(ms: number, at: string): boolean {
    return at > timestamp(now() - ms) && at <= timestamp(now());
  }

  /** When a user's list was read last; `fresh` has it where that need not be done again. */
  async function lastList(externalId: string) {
    const listedAt = await readListedAt(store, externalId);
    if (listedAt === null) return { listedAt, fresh: null };
    const inRepair = await isInRepair(store, externalId, now());
    const isFresh = isWithin(inRepair ? FRESH_IN_REPAIR_MS : FRESH_MS, listedAt);
    return { listedAt, fresh: isFresh ? listedAt : null };
  }

  /** As of when all that the store has of a user's links held; `null` when it has nothing. */
  async function asOfStore(externalId: string, listedAt: string | null): Promise<string | null> {
    const oldest = await readOldest(store, externalId);
    // A reconcile may have read every link since the list was read.
    return listedAt !== null && (oldest === null || listedAt > oldest) ? listedAt : oldest;
  }

  /** How a reading ends within a time. One that goes on then is heard of by the log. */
  function endOf(reading: Promise<void>, withinMs: number): Promise<Ending> {
    return Promise.race([
      reading.then(() => "read" as const, endingOf),
      sleep(withinMs).then(() => "slow" as const),
    ]);
  }

  function freshness(externalId: string, asOf: string, ending: Ending): Freshness {
    const isLate = ending === "slow" && !isWithin(OLD_MS, asOf);
    // A reading that ends too late for its own answer is told of by the next.
    const hasFailed = ending === "failed" || failures.has(externalId);
    return { asOf, stale: hasFailed || isLate || !isWithin(VERY_OLD_MS, asOf) };
  }

  /** What the store has of a user's links; where that is not fresh, a reading has begun. */
  async function look(externalId: string) {
    const { listedAt, fresh } = await lastList(externalId);
    if (fresh !== null) return { fresh: { asOf: fresh, stale: false } };
    const before = await asOfStore(externalId, listedAt);
    const isKnown =
      before !== null && (listedAt !== null || (await wasReconciled(store, externalId)));
    const reading = readings.get(externalId);
    // It may fail before anybody waits for it, while the store is asked.
    reading.catch(() => undefined);
    // By its banks' names a list is sorted: were they to come later, its second page would begin anew.
    const isNamed = isKnown && (await areBanksNamed(store, externalId));
    // Whoever looks at this list will hear of the reading; the log has it already.
    const known = isNamed ? freshness(externalId, before, "limited") : null;
    return { fresh: null, listedAt, reading, isKnown, known };
  }

  return {
    async peek(externalId) {
      const found = await look(externalId);
      return found.fresh ?? found.known;
    },
    async refresh(externalId, { waits } = { waits: true }) {
      const found = await look(externalId);
      if (found.fresh) return found.fresh;
      const { listedAt, reading, isKnown, known } = found;
      if (known && !waits) return known;
      const ending = await endOf(reading, known ? PATIENCE_MS : isKnown ? NAMES_MS : BOUND_MS);
      // What a reconcile has brought is as good as it will be when Belvo is slow.
      if (known && listedAt === null && ending === "slow") return known;
      const asOf = await asOfStore(externalId, await readListedAt(store, externalId));
      if (asOf !== null) return freshness(externalId, asOf, ending);
      if (ending !== "slow") await reading;
      throw new BelvoError({ kind: "unreachable", afterMs: BOUND_MS });
    },
    // Not shared: what is under way may have been asked before what the caller knows of.
    readAgain: (externalId) => readUser(externalId, "page"),
    async ensureKnown(own, priority = "page") {
      const isKnown = (await hasLink(store, own)) || (await readListedAt(store, own.externalId));
      if (!isKnown) await flights[priority].get(own.externalId);
    },
    async settled() {
      await Promise.all(Object.values(flights).map((flight) => flight.settled()));
    },
  };
}

/** Being turned away for asking too much says nothing about the bank connections that we have read. */
function endingOf(error: unknown): Ending {
  const isLimited = error instanceof BelvoError && error.failure.kind === "rate_limited";
  return isLimited ? "limited" : "failed";
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
