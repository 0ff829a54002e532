import * as z from "zod";
import { canRepair, type LinkState } from "#contract/link.ts";
import type { RepairTicket } from "#contract/repair.ts";
import type { BelvoClient } from "../belvo/belvo-client.ts";
import type { BelvoLink } from "../belvo/belvo-link.ts";
import { recordEvent } from "../links/record-event.ts";
import { stateOf } from "../links/derive-state.ts";
import { markGone, recordReading } from "../sync/record-reading.ts";
import { ProblemError } from "../http/problem-error.ts";
import { findLink, type LinkView, type OwnLink } from "../links/read-links.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

/**
 * Life of a widget's access token: 10 minutes, or until the link is repaired. Belvo's own example
 * of a token lives for 20; we go by the shorter.
 *
 * Source: Belvo, "Hosted widget".
 */
const TOKEN_LIFE_MS = 10 * 60 * 1000;

const Claims = z.object({ exp: z.number() });

export interface RepairDependencies extends LinkView {
  store: Store;
  belvo: BelvoClient;
  newId: () => string;
}

/** What Belvo said of a link, `null` when it does not have it, and when it was asked. */
export interface LinkReading {
  link: BelvoLink | null;
  askedAt: number;
}

/**
 * Opens the repair of one of a person's links: reads the link and asks for a token at the same
 * time, since a person waits. A token that turns out not to be needed is dropped.
 *
 * @throws {ProblemError} `not_found`, `already_connected` or `not_repairable_here`.
 */
export async function openRepair(deps: RepairDependencies, own: OwnLink): Promise<RepairTicket> {
  const country = await countryOf(deps, own);
  if (country === "BR") throw new ProblemError("not_repairable_here");
  const askedAt = deps.now();
  const [reading, token] = await Promise.allSettled([
    deps.belvo.readLink(own.linkId, { priority: "repair" }),
    deps.belvo.createUpdateToken(own.linkId),
  ]);
  const link = await acceptBroken(deps, own, { link: settledValue(reading), askedAt }, country);

  const accessToken = settledValue(token);
  const repairId = deps.newId();
  await recordOpening(deps, { repairId, ...own, status: link.status, at: timestamp(askedAt) });
  return {
    repairId,
    accessToken,
    expiresAt: timestamp(tokenExpiry(accessToken, askedAt)),
  };
}

/**
 * Asks Belvo whether a person's link is one to be repaired here. No person waits for it: it takes
 * nothing of what Belvo lets us ask for those who do.
 *
 * @returns When Belvo was asked, in milliseconds since 1970.
 * @throws {ProblemError} As {@link openRepair} does.
 */
export async function ensureBroken(
  deps: Omit<RepairDependencies, "newId">,
  own: OwnLink,
): Promise<number> {
  const country = await countryOf(deps, own);
  const askedAt = deps.now();
  const link = await deps.belvo.readLink(own.linkId, { priority: "hint" });
  await acceptBroken(deps, own, { link, askedAt }, country);
  return askedAt;
}

/** The country of the bank, which decides where its links are repaired. */
async function countryOf(
  deps: Pick<RepairDependencies, "store" | "allowsLogo" | "now">,
  own: OwnLink,
): Promise<string | null> {
  const known = await findLink(deps.store, own, deps);
  if (!known) throw new ProblemError("not_found");
  return known.bank.country;
}

async function acceptBroken(
  deps: Pick<RepairDependencies, "store" | "now">,
  own: OwnLink,
  reading: LinkReading,
  country: string | null,
): Promise<BelvoLink> {
  const link = await acceptReading(deps, own, reading);
  refuseUnrepairable(stateOf({ status: link.status, country }));
  return link;
}

/**
 * Records what Belvo said of a link just now.
 *
 * @throws {ProblemError} `not_found` when Belvo does not have it, or says that it is someone else's.
 */
export async function acceptReading(
  { store, now }: Pick<RepairDependencies, "store" | "now">,
  { externalId, linkId }: OwnLink,
  reading: LinkReading,
): Promise<BelvoLink> {
  const { link } = reading;
  const askedAt = timestamp(reading.askedAt);
  const isOwn = link?.externalId === externalId || link?.externalId === null;

  await store.write(async (tx) => {
    const recordedAt = timestamp(now());
    if (link && isOwn) await recordReading(tx, { link, externalId, askedAt, recordedAt });
    else await markGone(tx, { linkId, externalId, askedAt, recordedAt });
  });
  if (!link || !isOwn) throw new ProblemError("not_found");
  return link;
}

function refuseUnrepairable(state: LinkState): void {
  if (state === "connected") throw new ProblemError("already_connected");
  if (!canRepair(state)) throw new ProblemError("not_repairable_here");
}

interface Opening extends OwnLink {
  repairId: string;
  status: string;
  at: string;
}

async function recordOpening({ store }: RepairDependencies, opening: Opening): Promise<void> {
  const { repairId, linkId, externalId, status, at } = opening;
  await store.write(async (tx) => {
    await tx
      .insertInto("repairs")
      .values({
        id: repairId,
        link_id: linkId,
        external_id: externalId,
        opened_at: at,
        first_success_at: null,
        result: null,
        ended_at: null,
        event_count: 0,
        error_code: null,
      })
      .execute();
    await recordEvent(tx, {
      linkId,
      at,
      event: { kind: "repair_opened", repairId, status },
    });
  });
}

function settledValue<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}

/** When a token that was given out at `issuedAt` ends. Its own word counts when it is sooner. */
export function tokenExpiry(accessToken: string, issuedAt: number): number {
  const latest = issuedAt + TOKEN_LIFE_MS;
  const own = readExpiry(accessToken);
  return own !== null && own > issuedAt && own < latest ? own : latest;
}

/** Belvo documents the token as opaque, so that one that cannot be read is no fault. */
function readExpiry(accessToken: string): number | null {
  try {
    const payload = Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString();
    return Claims.parse(JSON.parse(payload)).exp * 1000;
  } catch {
    return null;
  }
}
