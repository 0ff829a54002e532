import type { RefreshOutcome, RefreshResult } from "#contract/refresh.ts";
import type { BelvoClient } from "../belvo/belvo-client.ts";
import { BelvoError, type BelvoFailure } from "../belvo/belvo-error.ts";
import { recordEvent } from "../links/record-event.ts";
import { effectOfRefusal } from "../events/effects.ts";
import { ProblemError } from "../http/problem-error.ts";
import { findLink, type LinkView, type OwnLink } from "../links/read-links.ts";
import type { LinkReader } from "../sync/link-reader.ts";
import type { LinkEvent } from "../events/event.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

export interface DataRefreshDependencies extends LinkView {
  store: Store;
  belvo: BelvoClient;
  reader: LinkReader;
}

type Rejection = Extract<BelvoFailure, { kind: "rejected" }>;

/**
 * Has Belvo get fresh data of a person's link from the bank. A refusal is a hint about the link, and
 * is followed up by a reading.
 *
 * @throws {ProblemError} `not_found`.
 * @throws {BelvoError} For what says nothing about the link.
 */
export async function refreshData(
  deps: DataRefreshDependencies,
  own: OwnLink,
): Promise<RefreshOutcome> {
  const before = await findOwn(deps, own);
  if (before.busyUntil !== null) return { result: "busy", link: before };

  const result = await orderData(deps, own);
  return { result, link: await findOwn(deps, own) };
}

async function orderData(deps: DataRefreshDependencies, own: OwnLink): Promise<RefreshResult> {
  const { store, belvo, reader, now } = deps;
  const { linkId } = own;
  const at = timestamp(now());
  const log = (event: LinkEvent) => store.write((tx) => recordEvent(tx, { linkId, at, event }));

  try {
    await belvo.refreshLink(linkId);
  } catch (error) {
    if (!(error instanceof BelvoError) || error.failure.kind !== "rejected") throw error;
    const { failure } = error;
    const result = resultOf(failure);
    if (result === null) {
      if (failure.status === 404) await reader.readNow([linkId], { priority: "page" });
      throw error;
    }
    if (result === "fresh_already") return result;

    const { status, code, requestId } = failure;
    await log({ kind: "refusal", status, code, requestId });
    return result === "needs_you" ? followUp(deps, linkId) : result;
  }
  await log({ kind: "fetch_started" });
  reader.request([linkId]);
  return "started";
}

/** `null` for what says nothing about the link. */
function resultOf(failure: Rejection): RefreshResult | null {
  if (failure.code === "link_refreshed") return "fresh_already";
  switch (effectOfRefusal(failure)) {
    case "stale":
      return "needs_you";
    case "bank_trouble":
      return "bank_trouble";
    case "busy":
      return "busy";
    case "data":
    case "nothing":
      return null;
  }
}

/** A refused login is Belvo's word about one try; whether the link is broken, its status says. */
async function followUp(
  { store, reader }: DataRefreshDependencies,
  linkId: string,
): Promise<RefreshResult> {
  try {
    await reader.readNow([linkId], { priority: "page" });
  } catch (error) {
    reader.request([linkId]);
    throw error;
  }
  const row = await store
    .selectFrom("links")
    .select("status")
    .where("id", "=", linkId)
    .executeTakeFirst();
  return row?.status === "valid" ? "login_refused" : "needs_you";
}

async function findOwn(deps: DataRefreshDependencies, own: OwnLink) {
  const link = await findLink(deps.store, own, deps);
  if (!link) throw new ProblemError("not_found");
  return link;
}
