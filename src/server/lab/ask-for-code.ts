import type { RefreshResult } from "#contract/refresh.ts";
import { ProblemError } from "../http/problem-error.ts";
import type { LinkRefresh } from "../links/link-refresh.ts";
import type { OwnLink } from "../links/read-links.ts";
import { refreshLink, type RefreshDependencies } from "../refresh/refresh-link.ts";

interface Dependencies extends RefreshDependencies {
  refresh: LinkRefresh;
}

/**
 * Has Heimdall ask for a code, by the call that asks for fresh data.
 *
 * Source: Belvo, "Widget update mode": once a link is registered with Heimdall, any additional POST
 * answers 428, and the link becomes `token_required`.
 *
 * @throws {ProblemError} `not_found`; `invalid_request` for a link at another bank, which would only
 * be logged in to for nothing.
 * @throws {BelvoError} For what says nothing about the link.
 */
export async function askForCode(deps: Dependencies, own: OwnLink): Promise<RefreshResult> {
  const { externalId, linkId } = own;
  await deps.refresh.ensureKnown(externalId);
  const row = await deps.store
    .selectFrom("links")
    .select("institution")
    .where("id", "=", linkId)
    .where("external_id", "=", externalId)
    .where("gone_at", "is", null)
    .executeTakeFirst();
  if (!row) throw new ProblemError("not_found");
  if (!row.institution.startsWith("heimdall_")) throw new ProblemError("invalid_request");

  const { result } = await refreshLink(deps, own);
  return result;
}
