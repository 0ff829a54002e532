import type { RepairTicket } from "#contract/repair.ts";
import type { SignedIn } from "../http/app-env.ts";
import { ProblemError } from "../http/problem-error.ts";
import { findLink } from "../links/read-links.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import type { OwnRepair } from "./find-repair.ts";
import {
  mintForBroken,
  recordOpening,
  tokenExpiry,
  type RepairDependencies,
} from "./open-repair.ts";

interface Intent extends Pick<SignedIn, "externalId" | "onlyLinkId"> {
  linkId: string;
}

/**
 * Makes a ticket for a person who is likely to press soon. Nothing of it is logged or told: it is no
 * repair until {@link openPrepared} makes it one.
 *
 * @throws {ProblemError} As {@link mintForBroken} does.
 */
export async function prepareRepair(
  deps: RepairDependencies,
  { externalId, onlyLinkId, linkId }: Intent,
): Promise<RepairTicket> {
  const { mint, newId, store } = deps;
  const own = { externalId, linkId };
  const mintOne = () => mint.embedded(linkId, "intent");
  const { token, status, askedAt } = await mintForBroken(deps, own, mintOne, "intent");
  const repairId = newId();
  const expiresAt = timestamp(tokenExpiry(token, askedAt));
  await store
    .insertInto("prepared_repairs")
    .values({
      repair_id: repairId,
      link_id: linkId,
      external_id: externalId,
      only_link_id: onlyLinkId,
      status,
      expires_at: expiresAt,
    })
    .execute();
  return { repairId, accessToken: token, expiresAt };
}

/**
 * Makes a repair of a prepared ticket, once. What is no ticket of this person's, of a session like
 * theirs, or has ended, is left as it is: then there is no such repair either.
 *
 * @param onPress True when the person has only pressed: nothing is opened for a link that is known to
 *   be connected by now. False when the widget has said something already: then it was open.
 * @throws {ProblemError} `already_connected`, or `not_found` when the link is the person's no more.
 */
export async function openPrepared(
  deps: Pick<RepairDependencies, "store" | "allowsLogo" | "now">,
  own: OwnRepair,
  { onPress }: { onPress: boolean },
): Promise<void> {
  const { store, now } = deps;
  if (!(await isPrepared(store, own.repairId))) return;

  await store.write(async (tx) => {
    const at = now();
    const ticket = await takeTicket(tx, own, timestamp(at));
    if (!ticket) return;
    const { link_id: linkId, status } = ticket;
    const { externalId, repairId } = own;
    const link = await findLink(tx, { externalId, linkId }, deps);
    // What is thrown here brings the ticket back, so that asking again is answered like this.
    if (!link) throw new ProblemError("not_found");
    if (onPress && link.state === "connected") throw new ProblemError("already_connected");
    await recordOpening(tx, { repairId, linkId, externalId, status, askedAt: at });
  });
}

/** Without a transaction: of most repairs that are heard of there is no ticket. */
async function isPrepared(store: Store, repairId: string): Promise<boolean> {
  const ticket = await store
    .selectFrom("prepared_repairs")
    .select("repair_id")
    .where("repair_id", "=", repairId)
    .executeTakeFirst();
  return ticket !== undefined;
}

function takeTicket(
  tx: StoreTransaction,
  { externalId, onlyLinkId, repairId }: OwnRepair,
  at: string,
) {
  return tx
    .deleteFrom("prepared_repairs")
    .where("repair_id", "=", repairId)
    .where("external_id", "=", externalId)
    .where("only_link_id", onlyLinkId === null ? "is" : "=", onlyLinkId)
    .where("expires_at", ">", at)
    .returning(["link_id", "status"])
    .executeTakeFirst();
}
