import * as v from "valibot";
import { RepairResult } from "#contract/repair-result.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import type { RepairRow } from "../store/tables.ts";

export interface OwnRepair {
  externalId: string;
  /** The one link whose repairs the person may know of; `null` for all of theirs. */
  onlyLinkId: string | null;
  repairId: string;
}

const KeptResult = v.pipe(
  v.nullable(RepairResult),
  v.transform((result) => (result === "confirming" ? null : result)),
);

export interface Repair extends Omit<RepairRow, "result"> {
  result: v.InferOutput<typeof KeptResult>;
}

/** @throws {ProblemError} `not_found` for someone else's repair as for none. */
export async function findRepair(
  store: Store | StoreTransaction,
  { externalId, onlyLinkId, repairId }: OwnRepair,
): Promise<Repair> {
  const row = await store
    .selectFrom("repairs")
    .selectAll()
    .where("id", "=", repairId)
    .where("external_id", "=", externalId)
    .executeTakeFirst();
  const isInScope = onlyLinkId === null || row?.link_id === onlyLinkId;
  if (!row || !isInScope) throw new ProblemError("not_found");
  return { ...row, result: v.parse(KeptResult, row.result) };
}
