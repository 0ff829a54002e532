import * as v from "valibot";
import type { Link } from "#contract/link.ts";
import { RepairResult } from "#contract/repair-result.ts";
import type { LastTry, RepairAll, RepairAllStep } from "#contract/repair-all.ts";
import { readFormerLinks, readLinks, type LinkView } from "../links/read-links.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import type { RepairAllRow } from "../store/tables.ts";
import { timestamp } from "../store/timestamp.ts";
import { deriveStep, tryErrorOf } from "./derive-step.ts";

export const REPAIR_ALL_LASTS_MS = 24 * 60 * 60_000;
/** Clocks differ by less; what is later was begun before ours was set back. */
const SKEW_MS = 60_000;

/** The repair-all that a person has open; `null` when there is none that is not a day old. */
export async function readRepairAll(
  store: Store | StoreTransaction,
  externalId: string,
  view: LinkView,
): Promise<RepairAll | null> {
  const row = await findRepairAll(store, externalId, view.now());
  return row ? repairAllOf(store, row, view) : null;
}

export async function findRepairAll(
  store: Store | StoreTransaction,
  externalId: string,
  now: number,
): Promise<RepairAllRow | null> {
  const row = await store
    .selectFrom("walks")
    .selectAll()
    .where("external_id", "=", externalId)
    .where("ended_at", "is", null)
    .where("started_at", ">", timestamp(now - REPAIR_ALL_LASTS_MS))
    .where("started_at", "<=", timestamp(now + SKEW_MS))
    .executeTakeFirst();
  return row ?? null;
}

/** A repair-all as it stands, from how its links are and what was tried on them. */
async function repairAllOf(
  store: Store | StoreTransaction,
  row: RepairAllRow,
  view: LinkView,
): Promise<RepairAll> {
  const stored = await store
    .selectFrom("walk_steps")
    .selectAll()
    .where("walk_id", "=", row.id)
    .orderBy("place")
    .execute();
  const links = new Map(
    (await readLinks(store, row.external_id, view)).map((link) => [link.id, link]),
  );
  const missing = stored.map(({ link_id }) => link_id).filter((id) => !links.has(id));
  const former = new Map(
    (await readFormerLinks(store, missing, view)).map((link) => [link.id, link]),
  );
  const tries = await readLastTries(store, row);

  const steps = stored.flatMap(({ link_id: id, skipped_at }): RepairAllStep[] => {
    const own = links.get(id);
    const link = own ?? former.get(id);
    if (!link) return [];
    const lastTry = tries.get(id) ?? null;
    const facts = { state: stateOf(own), isSkipped: skipped_at !== null, lastTry };
    return [{ link, lastTry, ...deriveStep(facts) }];
  });
  const current = steps.find(({ outcome }) => outcome === "waiting");
  return { id: row.id, startedAt: row.started_at, steps, currentLinkId: current?.link.id ?? null };
}

function stateOf(own: Link | undefined) {
  return own?.state ?? ("gone" as const);
}

/** Of each link of a repair-all, the repair that ended last since it began. */
async function readLastTries(
  store: Store | StoreTransaction,
  row: RepairAllRow,
): Promise<Map<string, LastTry>> {
  const rows = await store
    .selectFrom("walk_steps")
    .innerJoin("repairs", "repairs.link_id", "walk_steps.link_id")
    .select(["repairs.link_id", "repairs.result", "repairs.error_code", "repairs.ended_at"])
    .where("walk_steps.walk_id", "=", row.id)
    .where("repairs.external_id", "=", row.external_id)
    .where("repairs.ended_at", ">=", row.started_at)
    .orderBy("repairs.ended_at")
    .orderBy("repairs.opened_at")
    .execute();
  return new Map(
    rows.flatMap(({ link_id, result, error_code, ended_at: at }) => {
      if (at === null) return [];
      const lastTry = { result: v.parse(RepairResult, result), error: tryErrorOf(error_code), at };
      return [[link_id, lastTry] as const];
    }),
  );
}
