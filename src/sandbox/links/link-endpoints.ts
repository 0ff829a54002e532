import { apiErrors } from "../http/api-errors.ts";
import { requireAccess, requireKeys, type Caller } from "../http/caller.ts";
import type { Call, Endpoint } from "../http/endpoint.ts";
import { listPage } from "../http/list-page.ts";
import { parseBody } from "../http/parse-input.ts";
import { selectFields } from "../http/select-fields.ts";
import type { World } from "../world.ts";
import { changeLink } from "./change-link.ts";
import { createDeleteLink } from "./delete-link.ts";
import { linkBody, type Link } from "./link.ts";
import { ChangeBody, RefreshBody, RegisterBody, ResumeBody, UpdateBody } from "./link-requests.ts";
import { filterLinks } from "./links-query.ts";
import { refreshLink } from "./refresh-link.ts";
import { registerLink } from "./register-link.ts";

export function linkEndpoints(world: World): Endpoint[] {
  return [listEndpoint(world), detailEndpoint(world), refreshEndpoint(world)];
}

function listEndpoint(world: World): Endpoint {
  const { links, logins, faults } = world;
  return {
    path: "/api/links/",
    methods: {
      GET({ url, origin }, caller) {
        requireKeys(caller);
        const found = filterLinks(links.all(), url.searchParams);
        const page = listPage(found, { url, origin, defaultSize: faults.dials().pageSize });
        const results = page.results.map((link) => selectFields(linkBody(link), url.searchParams));
        return Response.json({ ...page, results });
      },
      async POST({ request }, caller) {
        requireKeys(caller);
        const body = await parseBody(RegisterBody, request);
        return Response.json(linkBody(registerLink(body, world)), { status: 201 });
      },
      async PATCH({ request }, caller) {
        const body = await parseBody(ResumeBody, request);
        requireAccess(caller, "write_links", body.link);
        return connected(logins.resume(body), caller, world);
      },
    },
  };
}

function detailEndpoint(world: World): Endpoint {
  const deleteLink = createDeleteLink(world);
  return {
    path: "/api/links/:id/",
    methods: {
      GET({ id, url }, caller) {
        requireAccess(caller, "read_links", id);
        return Response.json(selectFields(linkBody(found(id, world)), url.searchParams));
      },
      async PUT({ id, request }, caller) {
        requireAccess(caller, "write_links", id);
        const link = found(id, world);
        const secrets = await parseBody(UpdateBody, request);
        return connected(world.logins.update(link, secrets), caller, world);
      },
      async PATCH({ id, request }, caller) {
        requireKeys(caller);
        const link = found(id, world);
        const changed = changeLink(link, await parseBody(ChangeBody, request), world.institutions);
        return Response.json(linkBody(world.links.save(changed)));
      },
      DELETE({ id, request }, caller) {
        requireKeys(caller);
        const inBackground = request.headers.get("x-belvo-request-mode") === "async";
        return deleteLink(found(id, world), inBackground);
      },
    },
  };
}

function refreshEndpoint(world: World): Endpoint {
  return {
    path: "/api/links/:id/refresh/",
    methods: {
      async POST(call: Call, caller) {
        requireKeys(caller);
        const link = found(call.id, world);
        const { token } = await parseBody(RefreshBody, call.request);
        refreshLink(link, token, world);
        return Response.json({ request_id: world.newUuid() }, { status: 202 });
      },
    },
  };
}

/** Answers with a link that works again; a widget's token has then done its work. */
function connected(link: Link, caller: Caller, { tokens }: World): Response {
  if (caller.kind === "widget") tokens.end(caller.grant);
  return Response.json(linkBody(link));
}

function found(id: string, { links }: World): Link {
  const link = links.find(id);
  if (link === undefined) throw apiErrors.notFound();
  return link;
}
