import { apiErrors } from "../http/api-errors.ts";
import { requireAccess } from "../http/caller.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { listPage } from "../http/list-page.ts";
import { selectFields } from "../http/select-fields.ts";
import type { World } from "../world.ts";
import { institutionBody, statusDuring } from "./institution.ts";
import { filterInstitutions } from "./institutions-query.ts";

export function institutionEndpoints({ institutions, faults }: World): Endpoint[] {
  const status = () => statusDuring(faults.dials().loginError);
  const list: Endpoint = {
    path: "/api/institutions/",
    methods: {
      GET({ url, origin }, caller) {
        requireAccess(caller, "read_institutions");
        const found = filterInstitutions(institutions.all, url.searchParams, status());
        const page = listPage(found, { url, origin, defaultSize: faults.dials().pageSize });
        const results = page.results.map((institution) =>
          selectFields(
            institutionBody(institution, { origin, status: status() }),
            url.searchParams,
          ),
        );
        return Response.json({ ...page, results });
      },
    },
  };

  /** By Belvo's number; its name for an institution finds nothing here. */
  const detail: Endpoint = {
    path: "/api/institutions/:id/",
    methods: {
      GET({ id, url, origin }, caller) {
        requireAccess(caller, "read_institutions");
        const found = institutions.all.find((institution) => String(institution.id) === id);
        if (found === undefined) throw apiErrors.notFound();
        return Response.json(
          selectFields(institutionBody(found, { origin, status: status() }), url.searchParams),
        );
      },
    },
  };

  return [list, detail];
}
