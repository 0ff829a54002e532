import * as v from "valibot";
import { Guid } from "../http/formats.ts";
import { isAsked, listOf, parseQuery, timeFilter } from "../http/parse-input.ts";
import { accessModes, linkStatuses, refreshRates, type Link } from "./link.ts";

/** Source: Belvo's OpenAPI file, `ListLinks`. Unknown parameters are ignored. */
const LinksQuery = v.partial(
  v.object({
    id: Guid,
    id__in: listOf(Guid),
    institution: v.string(),
    institution__in: listOf(v.string()),
    access_mode: v.picklist(accessModes),
    created_by__not_in: listOf(Guid),
    external_id: v.string(),
    external_id__in: listOf(v.string()),
    institution_user_id: v.string(),
    institution_user_id__in: listOf(v.string()),
    refresh_rate: v.picklist(refreshRates),
    status: v.picklist(linkStatuses),
    status__in: listOf(v.picklist(linkStatuses)),
  }),
);

/**
 * Keeps the links that a list's query asks for.
 *
 * @throws {ApiError} 400 for a filter whose value makes no sense.
 */
export function filterLinks(links: readonly Link[], params: URLSearchParams): Link[] {
  const query = parseQuery(LinksQuery, params);
  const isCreatedThen = timeFilter(params, "created_at");
  return links.filter(
    (link) =>
      isAsked(query.id, link.id) &&
      isAsked(query.id__in, link.id) &&
      isAsked(query.institution, link.institution) &&
      isAsked(query.institution__in, link.institution) &&
      isAsked(query.access_mode, link.accessMode) &&
      !query.created_by__not_in?.includes(link.createdBy) &&
      isAsked(query.external_id, link.externalId) &&
      isAsked(query.external_id__in, link.externalId) &&
      isAsked(query.institution_user_id, link.institutionUserId) &&
      isAsked(query.institution_user_id__in, link.institutionUserId) &&
      isAsked(query.refresh_rate, link.refreshRate) &&
      isAsked(query.status, link.status) &&
      isAsked(query.status__in, link.status) &&
      isCreatedThen(link.createdAt),
  );
}
