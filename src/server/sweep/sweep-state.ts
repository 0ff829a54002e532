import * as z from "zod";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

const NAME = "links";
/** A sweep that was left for longer is begun anew: its first pages are old. */
const RESUMED_WITHIN_MS = 2 * 60 * 60_000;

const Phase = z.enum(["broken", "all", "missed", "done"]);

/** How far a sweep has got. */
export interface SweepState {
  startedAt: string;
  phase: z.infer<typeof Phase>;
  /** Where the phase goes on: a query of Belvo's, or the last link read; `null` at its beginning. */
  nextPage: string | null;
}

export function newSweep(now: number): SweepState {
  return { startedAt: timestamp(now), phase: "broken", nextPage: null };
}

/** The sweep that was left unfinished, if there is one. */
export async function readSweep(store: Store, now: number): Promise<SweepState | null> {
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
    phase: Phase.parse(row.phase),
    nextPage: row.next_page,
  };
}

export async function keepSweep(tx: StoreTransaction, state: SweepState): Promise<void> {
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
