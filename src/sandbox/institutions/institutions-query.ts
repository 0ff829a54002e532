import * as z from "zod";
import { parseQuery } from "../http/parse-input.ts";
import { listOf } from "../http/query-values.ts";
import {
  institutionStatuses,
  institutionTypes,
  websiteOf,
  type Institution,
  type InstitutionStatus,
} from "./institution.ts";

/** Source: Belvo's OpenAPI file, `ListInstitutions`. Unknown parameters are ignored. */
const InstitutionsQuery = z
  .object({
    display_name: z.string(),
    country_code: z.string(),
    country_code__in: listOf(z.string()),
    resources__allin: listOf(z.string()),
    name: z.string(),
    name__in: listOf(z.string()),
    status: z.enum(institutionStatuses),
    status__in: listOf(z.enum(institutionStatuses)),
    type: z.enum(institutionTypes),
    type__in: listOf(z.enum(institutionTypes)),
    website: z.string(),
  })
  .partial();
type InstitutionsQuery = z.infer<typeof InstitutionsQuery>;

/**
 * Keeps the institutions that a list's query asks for.
 *
 * @param status Of all of them.
 * @throws {ApiError} 400 for a filter whose value makes no sense.
 */
export function filterInstitutions(
  institutions: readonly Institution[],
  params: URLSearchParams,
  status: InstitutionStatus,
): Institution[] {
  const query = parseQuery(InstitutionsQuery, params);
  return institutions.filter((institution) => matches(institution, query, status));
}

function matches(
  institution: Institution,
  query: InstitutionsQuery,
  status: InstitutionStatus,
): boolean {
  const shown = institution.displayName.toLowerCase();
  return (
    shown.includes((query.display_name ?? "").toLowerCase()) &&
    isAmong([query.country_code], institution.country) &&
    isAmong(query.country_code__in, institution.country) &&
    (query.resources__allin ?? []).every((name) => institution.resources.includes(name)) &&
    isAmong([query.name], institution.name) &&
    isAmong(query.name__in, institution.name) &&
    isAmong([query.status], status) &&
    isAmong(query.status__in, status) &&
    isAmong([query.type], institution.type) &&
    isAmong(query.type__in, institution.type) &&
    isAmong([query.website], websiteOf(institution))
  );
}

function isAmong(wanted: readonly (string | undefined)[] | undefined, value: string): boolean {
  return wanted?.[0] === undefined || wanted.includes(value);
}
