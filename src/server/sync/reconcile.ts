import type { BelvoClient } from "../belvo/belvo-client.ts";
import { BelvoError } from "../belvo/belvo-error.ts";
import type { Turn } from "../belvo/rate-limiter.ts";
import { recordReadings } from "./record-reading.ts";
import type { LinkReader } from "./link-reader.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { writeInChunks } from "../store/write-in-chunks.ts";
import { withRetry } from "../async/with-retry.ts";
import { unhurriedDelayMs } from "../belvo/back-off.ts";
import {
  saveReconcileState,
  newReconcileState,
  readReconcileState,
  type ReconcileState,
} from "./reconcile-state.ts";

/** Links that were not listed are asked for by id, this many at once. */
const MISSED = 10;

interface ReconcileOptions {
  store: Store;
  belvo: BelvoClient;
  reader: LinkReader;
  /** False once another instance is at it. */
  mayGoOn: () => Promise<boolean>;
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
export async function reconcile(options: ReconcileOptions): Promise<boolean> {
  const { store, now } = options;
  const begun = await readReconcileState(store, now());
  if (begun && !(await goThrough(options, begun))) return false;
  return goThrough(options, newReconcileState(now()));
}

async function goThrough(options: ReconcileOptions, begun: ReconcileState): Promise<boolean> {
  const { mayGoOn, stopping } = options;
  let state = begun;
  while (state.phase !== "done") {
    if (stopping.aborted || !(await mayGoOn())) return false;
    state =
      state.phase === "missed" ? await readMissed(options, state) : await readPage(options, state);
  }
  return true;
}

/** Reads one page of a list and records it, together with where to go on. */
async function readPage(options: ReconcileOptions, state: ReconcileState): Promise<ReconcileState> {
  const { store, belvo, now } = options;
  const filter = state.phase === "broken" ? { statusIn: BROKEN } : {};
  const turn = turnOf(options);
  const read = async () => ({
    askedAt: timestamp(now()),
    ...(await belvo.listAllLinks(filter, state.nextPage, turn)),
  });
  const page = await withRetry(retryOf(options), read).catch((error: unknown) => {
    // Links were repaired or deleted meanwhile, so that there are fewer pages.
    if (state.nextPage !== null && isNotFound(error)) return null;
    throw error;
  });

  const next = page?.next ?? null;
  const after = next === null ? phaseAfter(state) : { ...state, nextPage: next };
  if (page) {
    const { links, askedAt } = page;
    await writeInChunks(store, links, (tx, chunk) =>
      recordReadings(tx, { links: chunk, askedAt, recordedAt: timestamp(now()) }),
    );
  }
  await store.write((tx) => saveReconcileState(tx, after));
  return after;
}

function isNotFound(error: unknown): boolean {
  if (!(error instanceof BelvoError) || error.failure.kind !== "rejected") return false;
  return error.failure.status === 404;
}

function phaseAfter({ phase, startedAt }: ReconcileState): ReconcileState {
  return { startedAt, phase: phase === "broken" ? "all" : "missed", nextPage: null };
}

/** Nobody waits for it. */
function turnOf({ stopping }: ReconcileOptions): Turn {
  return { priority: "reconcile", waitsUntil: stopping };
}

function retryOf({ sleep, stopping }: ReconcileOptions) {
  return { sleep, stopping, delayMs: unhurriedDelayMs };
}

/** A link may slip through while pages shift, so that none is called gone before Belvo says so. */
async function readMissed(
  options: ReconcileOptions,
  state: ReconcileState,
): Promise<ReconcileState> {
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
  if (linkIds.length > 0)
    await withRetry(retryOf(options), () => reader.readNow(linkIds, turnOf(options)));

  const last = linkIds.at(-1);
  const after: ReconcileState =
    last === undefined ? { ...state, phase: "done" } : { ...state, nextPage: last };
  await store.write((tx) => saveReconcileState(tx, after));
  return after;
}
