import type { RepairResult } from "#contract/repair-result.ts";
import type { StoreTransaction } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { recordEvent } from "../links/record-event.ts";
import { readEvent } from "../events/event.ts";

/** Belvo's token lives for 10 minutes; what a repair of longer ago did is done. */
export const REPAIR_LASTS_MS = 15 * 60_000;

/** A success that the widget reported is waited for this long: some banks are slow to say the same. */
const SUCCESS_LASTS_MS = 24 * 60 * 60_000;

export type FinalResult = Exclude<RepairResult, "confirming">;

interface Ending {
  repairId: string;
  linkId: string;
  result: FinalResult;
  at: string;
  /** The last error that the widget reported, if it is known. */
  errorCode?: string | undefined;
}

/**
 * Saves a repair's result. The first one stays, except that Belvo's word for `valid` outdoes all
 * others. What was kept already is not written again.
 */
export async function endRepair(tx: StoreTransaction, ending: Ending): Promise<void> {
  const { repairId, linkId, result, at, errorCode = null } = ending;
  const { numUpdatedRows } = await tx
    .updateTable("repairs")
    .set({ result, ended_at: at, error_code: errorCode })
    .where("id", "=", repairId)
    .where((repair) => {
      const open = repair("result", "is", null);
      return result === "repaired" ? repair.or([open, repair("result", "!=", result)]) : open;
    })
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return;

  const receipt = await receiptOf(tx, { repairId, linkId });
  const event = { kind: "repair_ended", repairId, result, errorCode, ...receipt } as const;
  await recordEvent(tx, { linkId, at, event });
}

/** How the link was when the repair was opened, and is now. */
async function receiptOf(
  tx: StoreTransaction,
  { repairId, linkId }: Pick<Ending, "repairId" | "linkId">,
) {
  const { opened_at: openedAt, status: after } = await tx
    .selectFrom("repairs")
    .innerJoin("links", "links.id", "repairs.link_id")
    .select(["repairs.opened_at", "links.status"])
    .where("repairs.id", "=", repairId)
    .executeTakeFirstOrThrow();
  const openings = await tx
    .selectFrom("evidence")
    .select(["kind", "body"])
    .where("link_id", "=", linkId)
    .where("kind", "=", "repair_opened")
    .where("at", "=", openedAt)
    .execute();
  const opening = openings
    .map(({ kind, body }) => readEvent(kind, body))
    .find((each) => each?.kind === "repair_opened" && each.repairId === repairId);
  const before = opening?.kind === "repair_opened" ? opening.status : null;
  return { openedAt, before, after };
}

/**
 * True for a repair that cannot be what makes its link valid now: it was opened long ago, and its widget
 * reported no success, or did so long ago.
 */
export function isOver(
  repair: { opened_at: string; first_success_at: string | null },
  now: number,
): boolean {
  const { opened_at, first_success_at } = repair;
  const isOld = opened_at <= timestamp(now - REPAIR_LASTS_MS);
  return isOld && (first_success_at ?? "") <= timestamp(now - SUCCESS_LASTS_MS);
}

/**
 * Ends as `repaired` the open repairs of some users' links that Belvo calls valid: the tab was closed,
 * or the widget's success never came through. A repair is only opened after a reading that was not.
 * One that has ended in another way lately is taken for what repaired the link, if none came after. One
 * that was left open and is over is credited with nothing.
 */
export async function endRepairedRepairs(
  tx: StoreTransaction,
  { externalIds, recordedAt }: { externalIds: readonly string[]; recordedAt: string },
): Promise<void> {
  if (externalIds.length === 0) return;
  const lately = timestamp(Date.parse(recordedAt) - REPAIR_LASTS_MS);
  const waitedFor = timestamp(Date.parse(recordedAt) - SUCCESS_LASTS_MS);
  const repaired = await tx
    .selectFrom("repairs")
    .innerJoin("links", "links.id", "repairs.link_id")
    .select(["repairs.id as repairId", "links.id as linkId", "links.checked_at as at"])
    .where("links.external_id", "in", externalIds)
    .whereRef("repairs.external_id", "=", "links.external_id")
    .where("links.status", "=", "valid")
    .where("links.gone_at", "is", null)
    .where((repair) => {
      const later = repair
        .selectFrom("repairs as later")
        .select("later.id")
        .whereRef("later.link_id", "=", "repairs.link_id")
        .whereRef("later.opened_at", ">", "repairs.opened_at");
      return repair.and([
        repair.not(repair.exists(later)),
        repair.or([
          repair("repairs.result", "is", null),
          repair("repairs.result", "!=", "repaired"),
        ]),
        repair.or([
          repair("repairs.opened_at", ">", lately),
          repair.and([
            repair("repairs.result", "is", null),
            repair("repairs.first_success_at", ">", waitedFor),
          ]),
        ]),
      ]);
    })
    .execute();

  for (const ending of repaired) await endRepair(tx, { ...ending, result: "repaired" });
}
