import { apiErrors } from "../http/api-errors.ts";
import type { InstitutionCatalogue } from "../institutions/institution-catalogue.ts";
import type { ChangeBody } from "./link-requests.ts";
import type { Link } from "./link.ts";
import { checkResources } from "./register-link.ts";

/** Changes how a link is kept up to date: `PATCH /api/links/{id}/`. */
export function changeLink(
  link: Link,
  { access_mode: mode, stale_in: staleIn, fetch_resources: resources }: ChangeBody,
  institutions: InstitutionCatalogue,
): Link {
  if (mode === undefined && staleIn === undefined && resources === undefined) {
    throw apiErrors.field("access_mode", "required", "This field is required.");
  }
  if (mode === "recurrent" && link.credentialsStorage === "nostore") {
    throw apiErrors.invalidAccessModeSwitch();
  }
  const institution = institutions.named(link.institution);
  if (institution) checkResources(resources, institution);

  const accessMode = mode ?? link.accessMode;
  const recurrent = accessMode === "recurrent";
  return {
    ...link,
    accessMode,
    refreshRate: recurrent ? (link.refreshRate ?? "7d") : null,
    credentialsStorage: recurrent ? "store" : link.credentialsStorage,
    staleIn: staleIn ?? link.staleIn,
    fetchResources: resources ?? link.fetchResources,
  };
}
