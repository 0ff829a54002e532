import type { RepairResult } from "#contract/repair.ts";
import type { StoreTransaction } from "../store/open-store.ts";
import { appendEvidence } from "./append-evidence.ts";

export type FinalResult = Exclude<RepairResult, "confirming">;

interface Ending {
  repairId: string;
  linkId: string;
  result: FinalResult;
  at: string;
}

/**
 * Keeps a repair's result. The first one stays, except that Belvo's word for `valid` outdoes all
 * others. What was kept already is not written again.
 */
export async function endRepair(tx: StoreTransaction, ending: Ending): Promise<void> {
  const { repairId, linkId, result, at } = ending;
  const { numUpdatedRows } = await tx
    .updateTable("repairs")
    .set({ result, ended_at: at })
    .where("id", "=", repairId)
    .where((repair) => {
      const open = repair("result", "is", null);
      return result === "repaired" ? repair.or([open, repair("result", "!=", result)]) : open;
    })
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return;

  await appendEvidence(tx, { linkId, at, evidence: { kind: "repair_ended", repairId, result } });
  if (result !== "repaired") return;
  await tx.updateTable("links").set({ repaired_at: at }).where("id", "=", linkId).execute();
}

/**
 * Ends as `repaired` every open repair of a user's links that Belvo calls valid: the tab was closed,
 * or the widget's success never came through. A repair is only opened after a reading that was not.
 */
export async function endRepairedRepairs(tx: StoreTransaction, externalId: string): Promise<void> {
  const repaired = await tx
    .selectFrom("repairs")
    .innerJoin("links", "links.id", "repairs.link_id")
    .select(["repairs.id as repairId", "links.id as linkId", "links.checked_at as at"])
    .where("links.external_id", "=", externalId)
    .where("links.status", "=", "valid")
    .where("links.gone_at", "is", null)
    .where("repairs.result", "is", null)
    .execute();

  for (const ending of repaired) await endRepair(tx, { ...ending, result: "repaired" });
}
