import { canRepair } from "#contract/link.ts";
import type { RepairAll } from "#contract/repair-all.ts";
import { ProblemError } from "../http/problem-error.ts";
import { sortLinks } from "../links/page-links.ts";
import { readLinks, type LinkView, type OwnLink } from "../links/read-links.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { findRepairAll, readRepairAll, REPAIR_ALL_LASTS_MS } from "./read-repair-all.ts";

/** Steps written by one statement, which has room for so many values on either engine. */
const CHUNK = 500;
/** Old repair-alls that are forgotten when one begins. */
const FORGOTTEN_AT_ONCE = 20;

export interface RepairAllDependencies extends LinkView {
  store: Store;
  /** A UUID. */
  newId: () => string;
}

interface Begun {
  repairAll: RepairAll;
  /** False for one that was under way. */
  isNew: boolean;
}

/**
 * Begins a repair-all of every link that its person can repair now, or goes on with the one that is under
 * way: with what was skipped, whose turn it is again, and with what broke since at its end. So it is of as
 * many links as can be repaired. One that is over makes room for the new one.
 *
 * @throws {ProblemError} `already_connected` when there is nothing that the person can repair.
 */
export async function beginRepairAll(
  deps: RepairAllDependencies,
  externalId: string,
): Promise<Begun> {
  const { store, newId, now } = deps;
  // Two devices at once take turns, so that the second one finds what the first has begun.
  return store.write(async (tx) => {
    const known = await readRepairAll(tx, externalId, deps);
    const links = sortLinks(await readLinks(tx, externalId, deps));
    const broken = links.filter(({ state }) => canRepair(state)).map(({ id }) => id);
    if (known && known.currentLinkId !== null) {
      const had = new Set(known.steps.map(({ link }) => link.id));
      await addSteps(
        tx,
        known.id,
        broken.filter((id) => !had.has(id)),
      );
      await resumeSkipped(tx, known.id);
      const repairAll = await readRepairAll(tx, externalId, deps);
      return { repairAll: repairAll ?? known, isNew: false };
    }

    if (broken.length === 0) throw new ProblemError("already_connected");
    await forgetOld(tx, now());
    await endOpen(tx, externalId, timestamp(now()));
    const id = newId();
    const startedAt = timestamp(now());
    await tx
      .insertInto("walks")
      .values({ id, external_id: externalId, started_at: startedAt, ended_at: null })
      .execute();
    await addSteps(tx, id, broken);
    const repairAll = await readRepairAll(tx, externalId, deps);
    if (!repairAll) throw new Error("a repair-all that was just begun is not there");
    return { repairAll, isNew: true };
  });
}

async function resumeSkipped(tx: StoreTransaction, repairAllId: string): Promise<void> {
  await tx
    .updateTable("walk_steps")
    .set({ skipped_at: null })
    .where("walk_id", "=", repairAllId)
    .where("skipped_at", "is not", null)
    .execute();
}

/** Ends the person's repair-all, if there is one. */
export async function endRepairAll(
  { store, now }: RepairAllDependencies,
  externalId: string,
): Promise<void> {
  await endOpen(store, externalId, timestamp(now()));
}

/**
 * Goes past a link of the person's repair-all, or comes back to it. Done twice, it is as done once.
 *
 * @throws {ProblemError} `not_found` when there is none, or the link is not in it.
 */
export async function skipStep(
  deps: RepairAllDependencies,
  { externalId, linkId }: OwnLink,
  isSkipped: boolean,
): Promise<RepairAll> {
  const { store, now } = deps;
  const found = await findRepairAll(store, externalId, now());
  if (!found) throw new ProblemError("not_found");

  await store
    .updateTable("walk_steps")
    .set({ skipped_at: isSkipped ? timestamp(now()) : null })
    .where("walk_id", "=", found.id)
    .where("link_id", "=", linkId)
    .where("skipped_at", isSkipped ? "is" : "is not", null)
    .execute();
  const repairAll = await readRepairAll(store, externalId, deps);
  if (!repairAll?.steps.some(({ link }) => link.id === linkId)) throw new ProblemError("not_found");
  return repairAll;
}

async function addSteps(
  tx: StoreTransaction,
  repairAllId: string,
  linkIds: readonly string[],
): Promise<void> {
  const { last } = await tx
    .selectFrom("walk_steps")
    .select(({ fn }) => fn.max<number | null>("place").as("last"))
    .where("walk_id", "=", repairAllId)
    .executeTakeFirstOrThrow();
  const first = last === null ? 0 : last + 1;
  const steps = linkIds.map((link_id, index) => ({
    walk_id: repairAllId,
    place: first + index,
    link_id,
    skipped_at: null,
  }));
  for (let from = 0; from < steps.length; from += CHUNK) {
    await tx
      .insertInto("walk_steps")
      .values(steps.slice(from, from + CHUNK))
      .execute();
  }
}

async function endOpen(
  store: Store | StoreTransaction,
  externalId: string,
  at: string,
): Promise<void> {
  await store
    .updateTable("walks")
    .set({ ended_at: at })
    .where("external_id", "=", externalId)
    .where("ended_at", "is", null)
    .execute();
}

/** Some of anyone's repair-alls of which nothing is shown any more: more than begin. */
async function forgetOld(tx: StoreTransaction, now: number): Promise<void> {
  const old = await tx
    .selectFrom("walks")
    .select("id")
    .where("started_at", "<=", timestamp(now - REPAIR_ALL_LASTS_MS))
    .orderBy("started_at")
    .limit(FORGOTTEN_AT_ONCE)
    .execute();
  if (old.length === 0) return;
  const ids = old.map(({ id }) => id);
  await tx.deleteFrom("walk_steps").where("walk_id", "in", ids).execute();
  await tx.deleteFrom("walks").where("id", "in", ids).execute();
}
