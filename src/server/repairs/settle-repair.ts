import type { RepairOutcome, WidgetEnd } from "#contract/repair.ts";
import type { RepairResult } from "#contract/repair-result.ts";
import { endRepair, isOver } from "../sync/end-repair.ts";
import type { Log } from "../http/log.ts";
import { normalizeId } from "../http/normalize-id.ts";
import { ProblemError } from "../http/problem-error.ts";
import { findLink } from "../links/read-links.ts";
import type { StoreTransaction } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { findRepair, type OwnRepair, type Repair } from "./find-repair.ts";
import { deriveResult } from "./derive-result.ts";
import type { RepairDependencies } from "./open-repair.ts";
import type { LinkReader } from "../sync/link-reader.ts";

interface Dependencies extends Pick<RepairDependencies, "store" | "allowsLogo" | "now"> {
  reader: Pick<LinkReader, "readOwn">;
  log: Log;
}

/**
 * Reads the link at Belvo and says what became of a repair. While Belvo cannot be asked, nothing is
 * decided.
 */
export async function settleRepair(
  deps: Dependencies,
  own: OwnRepair,
  end: WidgetEnd,
): Promise<RepairOutcome> {
  const { store, reader, now, log } = deps;
  const { link_id: linkId } = await findRepair(store, own);
  if (end.namedLinkId !== undefined && normalizeId(end.namedLinkId) !== linkId) {
    log.warn(
      { repairId: own.repairId },
      "the widget's success names another link than the repair's",
    );
  }
  const ownLink = { externalId: own.externalId, linkId };

  // The link may have changed hands since the repair was opened.
  if (!(await findLink(store, ownLink, deps))) throw new ProblemError("not_found");
  if (!(await reader.readOwn(ownLink, "repair"))) throw new ProblemError("not_found");

  return store.write(async (tx) => {
    const isValid = await isValidAtBelvo(tx, linkId);
    const repair = await findRepair(tx, own);
    const result = await decide(tx, repair, { end, isValid, at: now() });
    const link = await findLink(tx, ownLink, deps);
    if (!link) throw new ProblemError("not_found");
    return { result, link };
  });
}

/** Of what a link's state says, only what Belvo itself said last decides a repair. */
async function isValidAtBelvo(tx: StoreTransaction, linkId: string): Promise<boolean> {
  const { status } = await tx
    .selectFrom("links")
    .select("status")
    .where("id", "=", linkId)
    .executeTakeFirstOrThrow();
  return status === "valid";
}

interface Facts {
  end: WidgetEnd;
  isValid: boolean;
  at: number;
}

/**
 * Saves what became of a repair. One whose success was reported stays open whatever is answered,
 * since Belvo may say `valid` after people have stopped asking.
 */
async function decide(tx: StoreTransaction, repair: Repair, facts: Facts): Promise<RepairResult> {
  const { end, isValid, at } = facts;
  const successAt = successTime(repair.first_success_at, facts);
  const sinceSuccessMs = successAt === null ? null : at - Date.parse(successAt);
  const isCredited = isValid && (repair.result === "repaired" || !isOver(repair, at));
  const result = deriveResult({ isValid: isCredited, kept: repair.result, sinceSuccessMs, end });

  if (successAt !== repair.first_success_at) await saveSuccess(tx, repair.id, successAt);
  if (result === "confirming" || (successAt !== null && result !== "repaired")) return result;

  const { id: repairId, link_id: linkId } = repair;
  const errorCode = result === "repaired" ? undefined : end.lastErrorCode;
  await endRepair(tx, { repairId, linkId, result, errorCode, at: timestamp(at) });
  return result;
}

/** When success was first reported; now, when that is still to come on a clock that was set back. */
function successTime(kept: string | null, { end, at }: Facts): string | null {
  const now = timestamp(at);
  if (kept !== null) return kept < now ? kept : now;
  return end.end === "succeeded" ? now : null;
}

async function saveSuccess(
  tx: StoreTransaction,
  repairId: string,
  successAt: string | null,
): Promise<void> {
  await tx
    .updateTable("repairs")
    .set({ first_success_at: successAt })
    .where("id", "=", repairId)
    .execute();
}
