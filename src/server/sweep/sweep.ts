import type { BelvoClient } from "../belvo/belvo-client.ts";
import { BelvoError } from "../belvo/belvo-error.ts";
import type { BelvoLink } from "../belvo/belvo-link.ts";
import { recordReadings } from "../evidence/record-reading.ts";
import type { LinkReader } from "../reading/link-reader.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import type { Lease } from "./lease.ts";
import { patiently } from "./patiently.ts";
import { keepSweep, newSweep, readSweep, type SweepState } from "./sweep-state.ts";

/** Links recorded in one transaction: short enough that nobody waits for it. */
const CHUNK = 200;
/** Links that were not listed are asked for by id, this many at once. */
const MISSED = 10;

export interface SweepOptions {
  store: Store;
  belvo: BelvoClient;
  reader: LinkReader;
  lease: Lease;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** Aborted when the instance is about to stop. */
  stopping: AbortSignal;
}

/** What is listed first: the links that need their person. */
const BROKEN = ["invalid", "token_required"];

/**
 * Reads every link at Belvo once, so that the store is right whatever webhooks were lost: those that
 * need somebody first, then all, then those that were not listed. It goes on where it, or another
 * instance, was stopped, and then begins anew, since what was read before the stop is old.
 *
 * @returns False when another instance is at it, or this one was stopped.
 * @throws {BelvoError} When Belvo has not answered for minutes.
 */
export async function sweep(options: SweepOptions): Promise<boolean> {
  const { store, lease, now } = options;
  if (!(await lease.take())) return false;
  try {
    const begun = await readSweep(store, now());
    if (begun && !(await goThrough(options, begun))) return false;
    return await goThrough(options, newSweep(now()));
  } finally {
    await lease.giveBack();
  }
}

async function goThrough(options: SweepOptions, begun: SweepState): Promise<boolean> {
  const { lease, stopping } = options;
  let state = begun;
  while (state.phase !== "done") {
    if (stopping.aborted || !(await lease.take())) return false;
    state =
      state.phase === "missed" ? await readMissed(options, state) : await readPage(options, state);
  }
  return true;
}

/** Reads one page of a list and records it, together with where to go on. */
async function readPage(options: SweepOptions, state: SweepState): Promise<SweepState> {
  const { store, belvo, now } = options;
  const filter = state.phase === "broken" ? { statusIn: BROKEN } : {};
  const read = async () => ({
    askedAt: timestamp(now()),
    ...(await belvo.listAllLinks(filter, state.nextPage)),
  });
  const page = await patiently(options, read).catch((error: unknown) => {
    // Links were repaired or deleted meanwhile, so that there are fewer pages.
    if (state.nextPage !== null && isNotFound(error)) return null;
    throw error;
  });

  const next = page?.next ?? null;
  const after = next === null ? phaseAfter(state) : { ...state, nextPage: next };
  if (page) await recordInChunks(options, page.links, page.askedAt);
  await store.write((tx) => keepSweep(tx, after));
  return after;
}

function isNotFound(error: unknown): boolean {
  if (!(error instanceof BelvoError) || error.failure.kind !== "rejected") return false;
  return error.failure.status === 404;
}

function phaseAfter({ phase, startedAt }: SweepState): SweepState {
  return { startedAt, phase: phase === "broken" ? "all" : "missed", nextPage: null };
}

async function recordInChunks(
  { store, now }: SweepOptions,
  links: readonly BelvoLink[],
  askedAt: string,
): Promise<void> {
  for (let from = 0; from < links.length; from += CHUNK) {
    const chunk = links.slice(from, from + CHUNK);
    await store.write((tx: StoreTransaction) =>
      recordReadings(tx, { links: chunk, askedAt, recordedAt: timestamp(now()) }),
    );
  }
}

/** A link may slip through while pages shift, so that none is called gone before Belvo says so. */
async function readMissed(options: SweepOptions, state: SweepState): Promise<SweepState> {
  const { store, reader, now } = options;
  const missed = await store
    .selectFrom("links")
    .select("id")
    .where((link) =>
      link.or([
        link("checked_at", "<", state.startedAt),
        // Read before the clock was set back.
        link("checked_at", ">", timestamp(now())),
      ]),
    )
    .where("gone_at", "is", null)
    .where("id", ">", state.nextPage ?? "")
    .orderBy("id")
    .limit(MISSED)
    .execute();
  const linkIds = missed.map(({ id }) => id);
  if (linkIds.length > 0) await patiently(options, () => reader.readNow(linkIds));

  const last = linkIds.at(-1);
  const after: SweepState =
    last === undefined ? { ...state, phase: "done" } : { ...state, nextPage: last };
  await store.write((tx) => keepSweep(tx, after));
  return after;
}
