import * as z from "zod";
import { RepairResult } from "#contract/repair.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import type { RepairRow } from "../store/tables.ts";

export interface OwnRepair {
  externalId: string;
  repairId: string;
}

const KeptResult = z
  .nullable(RepairResult)
  .transform((result) => (result === "confirming" ? null : result));

export interface Repair extends Omit<RepairRow, "result"> {
  result: z.infer<typeof KeptResult>;
}

/** @throws {ProblemError} `not_found` for someone else's repair as for none. */
export async function findRepair(
  store: Store | StoreTransaction,
  { externalId, repairId }: OwnRepair,
): Promise<Repair> {
  const row = await store
    .selectFrom("repairs")
    .selectAll()
    .where("id", "=", repairId)
    .where("external_id", "=", externalId)
    .executeTakeFirst();
  if (!row) throw new ProblemError("not_found");
  return { ...row, result: KeptResult.parse(row.result) };
}
