import type { RefreshResult } from "#contract/refresh.ts";
import { ProblemError } from "../../server/http/problem-error.ts";
import type { Visit } from "../../server/sync/visit.ts";
import type { OwnLink } from "../../server/links/read-links.ts";
import {
  refreshData,
  type DataRefreshDependencies,
} from "../../server/data-refresh/refresh-data.ts";

interface Dependencies extends DataRefreshDependencies {
  visit: Pick<Visit, "ensureKnown">;
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
  await deps.visit.ensureKnown(own);
  const row = await deps.store
    .selectFrom("links")
    .select("institution")
    .where("id", "=", linkId)
    .where("external_id", "=", externalId)
    .where("gone_at", "is", null)
    .executeTakeFirst();
  if (!row) throw new ProblemError("not_found");
  if (!row.institution.startsWith("heimdall_")) throw new ProblemError("invalid_request");

  const { result } = await refreshData(deps, own);
  return result;
}
