import * as z from "zod";
import { parseQuery } from "../http/parse-input.ts";
import { listOf, TimeFilter, TimeRangeFilter } from "../http/query-values.ts";
import { accessModes, linkStatuses, refreshRates, type Link } from "./link.ts";

/** Source: Belvo's OpenAPI file, `ListLinks`. Unknown parameters are ignored. */
const LinksQuery = z
  .object({
    id: z.guid(),
    id__in: listOf(z.guid()),
    institution: z.string(),
    institution__in: listOf(z.string()),
    access_mode: z.enum(accessModes),
    created_at: TimeFilter,
    created_at__gt: TimeFilter,
    created_at__gte: TimeFilter,
    created_at__lt: TimeFilter,
    created_at__lte: TimeFilter,
    created_at__range: TimeRangeFilter,
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
type LinksQuery = z.infer<typeof LinksQuery>;

/**
 * Keeps the links that a list's query asks for.
 *
 * @throws {ApiError} 400 for a filter whose value makes no sense.
 */
export function filterLinks(links: readonly Link[], params: URLSearchParams): Link[] {
  const query = parseQuery(LinksQuery, params);
  return links.filter((link) => matchesWords(link, query) && matchesTime(link.createdAt, query));
}

function matchesWords(link: Link, query: LinksQuery): boolean {
  return (
    is(query.id, link.id) &&
    isIn(query.id__in, link.id) &&
    is(query.institution, link.institution) &&
    isIn(query.institution__in, link.institution) &&
    is(query.access_mode, link.accessMode) &&
    !query.created_by__not_in?.includes(link.createdBy) &&
    is(query.external_id, link.externalId) &&
    isIn(query.external_id__in, link.externalId) &&
    is(query.institution_user_id, link.institutionUserId) &&
    isIn(query.institution_user_id__in, link.institutionUserId) &&
    is(query.refresh_rate, link.refreshRate) &&
    is(query.status, link.status) &&
    isIn(query.status__in, link.status)
  );
}

function matchesTime(at: number, query: LinksQuery): boolean {
  const range = query.created_at__range;
  return (
    (!query.created_at || (at >= query.created_at.first && at <= query.created_at.last)) &&
    (!query.created_at__gt || at > query.created_at__gt.last) &&
    (!query.created_at__gte || at >= query.created_at__gte.first) &&
    (!query.created_at__lt || at < query.created_at__lt.first) &&
    (!query.created_at__lte || at <= query.created_at__lte.last) &&
    (!range || (at >= range[0].first && at <= range[1].last))
  );
}

function is(wanted: string | undefined, value: string | null): boolean {
  return wanted === undefined || wanted === value;
}

function isIn(wanted: readonly string[] | undefined, value: string | null): boolean {
  return wanted === undefined || (value !== null && wanted.includes(value));
}
