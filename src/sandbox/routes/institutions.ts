import * as v from "valibot";
import { refusal } from "../http/api-error.ts";
import { requireAccess, type Endpoint } from "../http/endpoint.ts";
import { listAnswer, selectFields } from "../http/list-page.ts";
import { isAsked, listOf, parseQuery } from "../http/parse-input.ts";
import { institutionCatalogue } from "../institutions/institution-catalogue.ts";
import {
  websiteOf,
  institutionBody,
  institutionStatuses,
  institutionTypes,
  statusDuring,
  type Institution,
  type InstitutionStatus,
} from "../institutions/institution.ts";
import type { World } from "../world.ts";

/** Source: Belvo's OpenAPI file, `ListInstitutions`. Unknown parameters are ignored. */
const InstitutionsQuery = v.partial(
  v.object({
    display_name: v.string(),
    country_code: v.string(),
    country_code__in: listOf(v.string()),
    resources__allin: listOf(v.string()),
    name: v.string(),
    name__in: listOf(v.string()),
    status: v.picklist(institutionStatuses),
    status__in: listOf(v.picklist(institutionStatuses)),
    type: v.picklist(institutionTypes),
    type__in: listOf(v.picklist(institutionTypes)),
    website: v.string(),
  }),
);

export function institutionsEndpoint({ faults }: World): Endpoint {
  return {
    path: "/api/institutions/",
    methods: {
      GET({ url, origin }, caller) {
        requireAccess(caller, "read_institutions");
        const { loginError, pageSize: defaultSize } = faults.settings();
        const status = statusDuring(loginError);
        const asked = filterInstitutions(url.searchParams, status);
        const bodyOf = (each: Institution) => institutionBody(each, { origin, status });
        return listAnswer(asked, bodyOf, { url, origin, defaultSize });
      },
    },
  };
}

/** By Belvo's number; its name for an institution finds nothing here. */
export function institutionEndpoint({ faults }: World): Endpoint {
  return {
    path: "/api/institutions/:id/",
    methods: {
      GET({ id, url, origin }, caller) {
        requireAccess(caller, "read_institutions");
        const found = institutionCatalogue.all.find((each) => String(each.id) === id);
        if (found === undefined) throw refusal("not_found");
        const status = statusDuring(faults.settings().loginError);
        return Response.json(
          selectFields(institutionBody(found, { origin, status }), url.searchParams),
        );
      },
    },
  };
}

/** @throws {ApiError} 400 for a filter whose value makes no sense. */
function filterInstitutions(params: URLSearchParams, status: InstitutionStatus): Institution[] {
  const query = parseQuery(InstitutionsQuery, params);
  const shown = query.display_name?.toLowerCase() ?? "";
  return institutionCatalogue.all.filter((institution) => {
    const { name, displayName, country, type, resources } = institution;
    return (
      displayName.toLowerCase().includes(shown) &&
      isAsked(query.country_code, country) &&
      isAsked(query.country_code__in, country) &&
      (query.resources__allin ?? []).every((resource) => resources.includes(resource)) &&
      isAsked(query.name, name) &&
      isAsked(query.name__in, name) &&
      isAsked(query.status, status) &&
      isAsked(query.status__in, status) &&
      isAsked(query.type, type) &&
      isAsked(query.type__in, type) &&
      isAsked(query.website, websiteOf(institution))
    );
  });
}
