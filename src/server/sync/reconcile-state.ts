import * as v from "valibot";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

const NAME = "links";
/** A reconcile that was left for longer is begun anew: its first pages are old. */
const RESUMED_WITHIN_MS = 2 * 60 * 60_000;

const Phase = v.picklist(["broken", "all", "missed", "done"]);

/** How far a reconcile has got. */
export interface ReconcileState {
  startedAt: string;
  phase: v.InferOutput<typeof Phase>;
  /** Where the phase goes on: a query of Belvo's, or the last link read; `null` at its beginning. */
  nextPage: string | null;
}

export function newReconcileState(now: number): ReconcileState {
  return { startedAt: timestamp(now), phase: "broken", nextPage: null };
}

/** The reconcile that was left unfinished, if there is one. */
export async function readReconcileState(
  store: Store,
  now: number,
): Promise<ReconcileState | null> {
  const row = await store
    .selectFrom("sweeps")
    .selectAll()
    .where("name", "=", NAME)
    .where("finished_at", "is", null)
    .where("started_at", ">", timestamp(now - RESUMED_WITHIN_MS))
    .where("started_at", "<=", timestamp(now))
    .executeTakeFirst();
  if (!row) return null;
  return {
    startedAt: row.started_at,
    phase: v.parse(Phase, row.phase),
    nextPage: row.next_page,
  };
}

export async function saveReconcileState(
  tx: StoreTransaction,
  state: ReconcileState,
): Promise<void> {
  const { startedAt, phase, nextPage } = state;
  const row = {
    started_at: startedAt,
    phase,
    next_page: nextPage,
    finished_at: phase === "done" ? startedAt : null,
  };
  await tx
    .insertInto("sweeps")
    .values({ name: NAME, ...row })
    .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
    .execute();
}
