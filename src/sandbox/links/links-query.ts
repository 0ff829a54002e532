import * as z from "zod";
import { isAsked, listOf, parseQuery, timeFilter } from "../http/parse-input.ts";
import { accessModes, linkStatuses, refreshRates, type Link } from "./link.ts";

/** Source: Belvo's OpenAPI file, `ListLinks`. Unknown parameters are ignored. */
const LinksQuery = z
  .object({
    id: z.guid(),
    id__in: listOf(z.guid()),
    institution: z.string(),
    institution__in: listOf(z.string()),
    access_mode: z.enum(accessModes),
    created_by__not_in: listOf(z.guid()),
    external_id: z.string(),
    external_id__in: listOf(z.string()),
    institution_user_id: z.string(),
    institution_user_id__in: listOf(z.string()),
    refresh_rate: z.enum(refreshRates),
    status: z.enum(linkStatuses),
    status__in: listOf(z.enum(linkStatuses)),
  })
  .partial();

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
