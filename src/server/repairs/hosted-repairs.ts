import * as v from "valibot";
import type { HostedRepair, HostedReturn, OpenRepair, ReturnAnswer } from "#contract/repair.ts";
import { ReturnPage } from "#contract/repair.ts";
import { hashToken } from "../access/hash-token.ts";
import type { SignedIn } from "../http/app-env.ts";
import type { Log } from "../http/log.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { OwnLink } from "../links/read-links.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import type { HostedPage } from "./hosted-widget.ts";
import {
  mintForBroken,
  recordOpening,
  tokenExpiry,
  type RepairDependencies,
} from "./open-repair.ts";
import { settleRepair } from "./settle-repair.ts";

/** After its token's end, a person may still be reading Belvo's last screen. */
const MARGIN_MS = 2 * 60_000;

interface Dependencies extends RepairDependencies {
  hostedPage: HostedPage;
  log: Log;
}

/**
 * Opens the repair of one of a person's links on Belvo's own page.
 *
 * @throws {ProblemError} As {@link mintForBroken} does.
 */
export async function openHostedRepair(
  deps: Dependencies,
  own: OwnLink,
  { from = "link", locale = "es" }: OpenRepair,
): Promise<HostedRepair> {
  const { hostedPage, mint, newId, store } = deps;
  const { returnId, widget } = hostedPage.newReturn();
  const { token, ...opening } = await mintForBroken(deps, own, (linkId) =>
    mint.hosted(linkId, widget),
  );
  const { accessToken, comesBack } = token;
  const repairId = newId();
  const expiresAt = tokenExpiry(accessToken, opening.askedAt);
  await store.write(async (tx) => {
    await recordOpening(tx, { repairId, ...own, ...opening });
    await tx
      .insertInto("hosted_repairs")
      .values({
        repair_id: repairId,
        return_hash: comesBack ? hashToken(returnId) : null,
        opened_from: from,
        ends_at: timestamp(expiresAt + MARGIN_MS),
        returned_at: null,
      })
      .execute();
  });
  const hostedUrl = hostedPage.addressOf(accessToken, locale);
  return { repairId, hostedUrl, expiresAt: timestamp(expiresAt), comesBack };
}

/**
 * Takes a browser back from Belvo's page. Whatever its address says is a hint: where the repair's
 * person is there, their page asks for the truth; where not, it is asked for here, once, and nobody is
 * told of it but the person's own pages.
 *
 * @param user Who is signed in to that browser; `null` for nobody.
 * @throws {ProblemError} `not_found` for an id that was never given out.
 */
export async function takeReturn(
  deps: Dependencies,
  { returnId, ...end }: HostedReturn,
  user: SignedIn | null,
): Promise<ReturnAnswer> {
  const { store, now, log } = deps;
  const repair = await findByReturn(store, returnId);
  if (!repair) throw new ProblemError("not_found");

  const { id: repairId, link_id: linkId, external_id: externalId } = repair;
  const { numUpdatedRows } = await store
    .updateTable("hosted_repairs")
    .set({ returned_at: timestamp(now()) })
    .where("repair_id", "=", repairId)
    .where("returned_at", "is", null)
    .executeTakeFirstOrThrow();
  const isFirst = numUpdatedRows > 0n;
  if (user && isOwn(user, { externalId, linkId })) {
    return {
      place: "own",
      repairId,
      linkId,
      from: v.parse(ReturnPage, repair.opened_from),
      isFirst,
    };
  }
  if (isFirst) {
    const own = { externalId, onlyLinkId: null, repairId };
    // Of what fails here nobody is told: the repair's person has pages of their own.
    await settleRepair(deps, own, end).catch(() => {
      log.warn({ repairId }, "a return from Belvo's page could not be followed up");
    });
  }
  return { place: "elsewhere" };
}

function isOwn({ externalId, onlyLinkId }: SignedIn, own: OwnLink): boolean {
  return externalId === own.externalId && (onlyLinkId === null || onlyLinkId === own.linkId);
}

function findByReturn(store: Store, returnId: string) {
  return store
    .selectFrom("hosted_repairs")
    .innerJoin("repairs", "repairs.id", "hosted_repairs.repair_id")
    .select(["repairs.id", "repairs.link_id", "repairs.external_id", "hosted_repairs.opened_from"])
    .where("hosted_repairs.return_hash", "=", hashToken(returnId))
    .executeTakeFirst();
}
