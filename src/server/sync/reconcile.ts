import { BelvoError, refusalOf } from "../belvo/belvo-error.ts";
import type { LinkReader } from "./link-reader.ts";
import { isOfOneLink } from "./ask-belvo.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
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
  reader: Pick<LinkReader, "readPage" | "readPatiently">;
  /** False once another instance is at it. */
  mayGoOn: () => Promise<boolean>;
  now: () => number;
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

/** Reads one page of a list, and saves where to go on. */
async function readPage(options: ReconcileOptions, state: ReconcileState): Promise<ReconcileState> {
  const { store, reader } = options;
  const filter = state.phase === "broken" ? { statusIn: BROKEN } : {};
  const next = await reader.readPage(filter, state.nextPage).catch((error: unknown) => {
    // Links were repaired or deleted meanwhile, so that there are fewer pages.
    if (state.nextPage !== null && isRefusal(error)) return null;
    throw error;
  });
  const after = next === null ? phaseAfter(state) : { ...state, nextPage: next };
  await store.write((tx) => saveReconcileState(tx, after));
  return after;
}

function isRefusal(error: unknown): boolean {
  return error instanceof BelvoError && refusalOf(error.failure) !== null;
}

function unlessOfOneLink(error: unknown): void {
  if (!(error instanceof BelvoError) || !isOfOneLink(error)) throw error;
}

function phaseAfter({ phase, startedAt }: ReconcileState): ReconcileState {
  return { startedAt, phase: phase === "broken" ? "all" : "missed", nextPage: null };
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
  // What Belvo cannot answer about keeps no other link from being read.
  if (linkIds.length > 0) await reader.readPatiently(linkIds).catch(unlessOfOneLink);

  const last = linkIds.at(-1);
  const after: ReconcileState =
    last === undefined ? { ...state, phase: "done" } : { ...state, nextPage: last };
  await store.write((tx) => saveReconcileState(tx, after));
  return after;
}
