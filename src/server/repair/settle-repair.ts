import type { RepairOutcome, RepairResult, WidgetEnd } from "#contract/repair.ts";
import { endRepair } from "../evidence/end-repair.ts";
import { ProblemError } from "../http/problem-error.ts";
import { findLink } from "../links/read-links.ts";
import type { StoreTransaction } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { findRepair, type OwnRepair, type Repair } from "./find-repair.ts";
import { judgeRepair } from "./judge-repair.ts";
import { acceptReading, type RepairDependencies } from "./open-repair.ts";

/**
 * Reads the link at Belvo and says what became of a repair. While Belvo cannot be asked, nothing is
 * decided.
 */
export async function settleRepair(
  deps: RepairDependencies,
  own: OwnRepair,
  end: WidgetEnd,
): Promise<RepairOutcome> {
  const { store, belvo, allowsLogo, now } = deps;
  const { link_id: linkId } = await findRepair(store, own);
  const ownLink = { externalId: own.externalId, linkId };

  const askedAt = now();
  await acceptReading(deps, ownLink, { link: await belvo.readLink(linkId), askedAt });

  return store.transaction().execute(async (tx) => {
    const link = await findLink(tx, ownLink, allowsLogo);
    if (!link) throw new ProblemError("not_found");

    const repair = await findRepair(tx, own);
    const isValid = link.state === "connected";
    const result = await decide(tx, repair, { end, isValid, at: now() });
    const settled = result === "repaired" ? await findLink(tx, ownLink, allowsLogo) : link;
    return { result, link: settled ?? link };
  });
}

interface Facts {
  end: WidgetEnd;
  isValid: boolean;
  at: number;
}

async function decide(tx: StoreTransaction, repair: Repair, facts: Facts): Promise<RepairResult> {
  const { end, isValid, at } = facts;
  const successAt = repair.first_success_at ?? (end.end === "succeeded" ? timestamp(at) : null);
  const sinceSuccessMs = successAt === null ? null : at - Date.parse(successAt);
  const result = judgeRepair({ isValid, kept: repair.result, sinceSuccessMs, end });

  if (successAt !== repair.first_success_at) await keepSuccess(tx, repair.id, successAt);
  if (result === "confirming") return result;

  await endRepair(tx, { repairId: repair.id, linkId: repair.link_id, result, at: timestamp(at) });
  return result;
}

async function keepSuccess(
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
