import * as v from "valibot";
import { canTryRepair, type Bank, type Link, type LinkState } from "#contract/link.ts";
import type { RepairTicket } from "#contract/repair.ts";
import { BelvoError, refusalOf } from "../belvo/belvo-error.ts";
import type { BelvoLink } from "../belvo/belvo-link.ts";
import type { Priority } from "../belvo/rate-limiter.ts";
import { recordEvent } from "../links/record-event.ts";
import { stateOf } from "../links/derive-state.ts";
import type { LinkReader } from "../sync/link-reader.ts";
import { ProblemError } from "../http/problem-error.ts";
import { findLink, type LinkView, type OwnLink } from "../links/read-links.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { isUnknownLink, type TokenMint } from "./mint-token.ts";

/**
 * Life of a widget's access token: 10 minutes, or until the link is repaired. Belvo's own example
 * of a token lives for 20; we go by the shorter.
 *
 * Source: Belvo, "Hosted widget".
 */
const TOKEN_LIFE_MS = 10 * 60 * 1000;

const Claims = v.object({ exp: v.pipe(v.number(), v.finite()) });

export interface RepairDependencies extends LinkView {
  store: Store;
  mint: TokenMint;
  reader: Pick<LinkReader, "readOwn">;
  newId: () => string;
}

/**
 * Opens the repair of one of a person's links, in a frame of ours.
 *
 * @throws {ProblemError} As {@link mintForBroken} does.
 */
export async function openRepair(deps: RepairDependencies, own: OwnLink): Promise<RepairTicket> {
  const { mint, newId } = deps;
  const { token, ...opening } = await mintForBroken(deps, own, (linkId) => mint.embedded(linkId));
  const repairId = newId();
  await deps.store.write((tx) => recordOpening(tx, { repairId, ...own, ...opening }));
  const expiresAt = timestamp(tokenExpiry(token, opening.askedAt));
  return { repairId, accessToken: token, expiresAt };
}

/**
 * Reads a link and asks for a token at the same time, since a person waits. A token that turns out not
 * to be needed is dropped. Of a link that cannot be read, Belvo's answer to the request for a token says
 * whether it can be updated.
 *
 * @throws {ProblemError} `not_found`, `already_connected` or `not_repairable_here`.
 */
export async function mintForBroken<Token>(
  deps: Omit<RepairDependencies, "newId" | "mint">,
  own: OwnLink,
  mint: (linkId: string) => Promise<Token>,
  priority: Priority = "repair",
): Promise<{ token: Token; status: string; askedAt: number }> {
  const bank = await bankOf(deps, own);
  // Where none can be repaired, Belvo need not be asked.
  refuseUnrepairable("unsure", bank);
  const askedAt = deps.now();
  const [reading, token] = await Promise.allSettled([
    deps.reader.readOwn(own, priority),
    mint(own.linkId),
  ]);
  const link = acceptBroken(settledValue(reading), bank);
  return { token: tokenFor(link, token), status: link.status, askedAt };
}

/**
 * Asks Belvo whether a person's link is one that may be repaired here. No person waits for it: it takes
 * nothing of what Belvo lets us ask for those who do.
 *
 * @returns When Belvo was asked, in milliseconds since 1970.
 * @throws {ProblemError} As {@link openRepair} does.
 */
export async function ensureBroken(
  deps: Omit<RepairDependencies, "newId" | "mint">,
  own: OwnLink,
): Promise<number> {
  const bank = await bankOf(deps, own);
  const askedAt = deps.now();
  acceptBroken(await deps.reader.readOwn(own, "hint"), bank);
  return askedAt;
}

type Looking = Pick<RepairDependencies, "store" | "allowsLogo" | "now">;

/**
 * Sees to it that a person's link is one that may be repaired here, as far as the store knows.
 *
 * @throws {ProblemError} As {@link openRepair} does.
 */
export async function ensureSeenBroken(deps: Looking, own: OwnLink): Promise<void> {
  const { state, bank } = await findOwn(deps, own);
  refuseUnrepairable(state, bank);
}

/** The bank, whose country decides where its links are repaired. */
async function bankOf(deps: Looking, own: OwnLink): Promise<Bank> {
  return (await findOwn(deps, own)).bank;
}

async function findOwn(deps: Looking, own: OwnLink): Promise<Link> {
  const known = await findLink(deps.store, own, deps);
  if (!known) throw new ProblemError("not_found");
  return known;
}

function acceptBroken(link: BelvoLink | null, bank: Bank): BelvoLink {
  if (!link) throw new ProblemError("not_found");
  refuseUnrepairable(stateOf({ status: link.status, country: bank.country }), bank);
  return link;
}

function refuseUnrepairable(state: LinkState, bank: Bank): void {
  if (state === "connected") throw new ProblemError("already_connected");
  if (!canTryRepair({ state, bank })) throw new ProblemError("not_repairable_here");
}

/** A link that cannot be read, and that Belvo gives no token for either, cannot be updated. */
function tokenFor<Token>({ fault }: BelvoLink, token: PromiseSettledResult<Token>): Token {
  if (fault !== undefined && token.status === "rejected" && token.reason instanceof BelvoError) {
    const refusal = refusalOf(token.reason.failure);
    if (refusal !== null) {
      throw new ProblemError("not_repairable_here", { reason: `no token: ${refusal}` });
    }
  }
  if (token.status === "rejected" && isUnknownLink(token.reason)) {
    throw new ProblemError("not_found", { reason: "Belvo gives no token for a link that it has" });
  }
  return settledValue(token);
}

interface Opening extends OwnLink {
  repairId: string;
  /** As Belvo said it. */
  status: string;
  askedAt: number;
}

export async function recordOpening(tx: StoreTransaction, opening: Opening): Promise<void> {
  const { repairId, linkId, externalId, status, askedAt } = opening;
  const at = timestamp(askedAt);
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
  await recordEvent(tx, { linkId, at, event: { kind: "repair_opened", repairId, status } });
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
    return v.parse(Claims, JSON.parse(payload)).exp * 1000;
  } catch {
    return null;
  }
}
