import * as v from "valibot";
import { Guid } from "../http/formats.ts";
import { refusal, requiredFields, tooManyRequests } from "../http/api-error.ts";
import { requireAccess, requireKeys, type Caller, type Endpoint } from "../http/endpoint.ts";
import { listAnswer, selectFields } from "../http/list-page.ts";
import { parseBody, parseFields } from "../http/parse-input.ts";
import { hasPasswords, institutionCatalogue } from "../institutions/institution-catalogue.ts";
import { accessModes, linkBody, type Link } from "../links/link.ts";
import { filterLinks } from "../links/links-query.ts";
import {
  checkResources,
  Code,
  identity,
  IdentityRegisterBody,
  Password,
  RegisterBody,
  registerLink,
  StaleIn,
} from "../links/register-link.ts";
import { linkDeleted } from "../webhooks/webhooks.ts";
import type { World } from "../world.ts";

const AnyRegisterBody = v.looseObject({ institution: v.optional(v.unknown()) });

/** A new secret for a link. The person's name at the bank cannot be changed. */
const UpdateBody = v.object({
  password: v.optional(Password),
  password2: v.optional(Password),
  token: v.optional(Code),
});

/** Where there are no passwords, what names the person is judged anew. Belvo's own body is not known. */
const IdentityUpdateBody = v.object({
  ...UpdateBody.entries,
  username: v.optional(identity.username),
  username2: identity.username2,
});

/** Source: Belvo's OpenAPI file, `PatchBody`. */
export const ResumeBody = v.object({
  session: v.pipe(v.string(), v.regex(/^[a-f0-9]{32}$/)),
  link: Guid,
  token: v.optional(Code),
});

/** Source: Belvo's OpenAPI files; that of 2023 has `access_mode` only, and requires it. */
const ChangeBody = v.object({
  access_mode: v.optional(v.picklist(accessModes)),
  fetch_resources: v.optional(v.array(v.string())),
  stale_in: v.optional(StaleIn),
});

const RefreshBody = v.object({
  fetch_resources: v.optional(v.array(v.string())),
  token: v.optional(Code),
});

/** `/api/links/`: list, register, and resume a login that was interrupted. */
export function linksEndpoint(world: World): Endpoint {
  const { links, states, faults } = world;
  return {
    path: "/api/links/",
    methods: {
      GET({ url, origin }, caller) {
        requireKeys(caller);
        const asked = filterLinks(links.all(), url.searchParams);
        const defaultSize = faults.settings().pageSize;
        return listAnswer(asked, linkBody, { url, origin, defaultSize });
      },
      async POST({ request }, caller) {
        requireKeys(caller);
        const given = await parseBody(AnyRegisterBody, request);
        const isBank = hasPasswords(given.institution);
        const body = parseFields(isBank ? RegisterBody : IdentityRegisterBody, given);
        return Response.json(linkBody(registerLink(body, world)), { status: 201 });
      },
      async PATCH({ request }, caller) {
        const body = await parseBody(ResumeBody, request);
        requireAccess(caller, "write_links", body.link);
        return connected(states.resume(body), caller, world);
      },
    },
  };
}

/** `/api/links/{id}/`: read, update with new secrets, change how it is kept, delete. */
export function linkEndpoint(world: World): Endpoint {
  const { links, states } = world;
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
        const isBank = hasPasswords(link.institution);
        const secrets = await parseBody(isBank ? UpdateBody : IdentityUpdateBody, request);
        return connected(states.update(link, secrets), caller, world);
      },
      async PATCH({ id, request }, caller) {
        requireKeys(caller);
        const link = found(id, world);
        const changed = changeLink(link, await parseBody(ChangeBody, request));
        return Response.json(linkBody(links.save(changed)));
      },
      DELETE({ id, request }, caller) {
        requireKeys(caller);
        const inBackground = request.headers.get("x-belvo-request-mode") === "async";
        return deleteLink(found(id, world), inBackground);
      },
    },
  };
}

/** `/api/links/{id}/refresh/`: fetch a link's data afresh. */
export function refreshEndpoint(world: World): Endpoint {
  return {
    path: "/api/links/:id/refresh/",
    methods: {
      async POST({ id, request }, caller) {
        requireKeys(caller);
        const link = found(id, world);
        const { token } = await parseBody(RefreshBody, request);
        world.states.refresh(link, token);
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
  if (link === undefined) throw refusal("not_found");
  return link;
}

function changeLink(link: Link, body: v.InferOutput<typeof ChangeBody>): Link {
  const { access_mode: mode, stale_in: staleIn, fetch_resources: resources } = body;
  if (mode === undefined && staleIn === undefined && resources === undefined) {
    throw requiredFields("access_mode");
  }
  if (mode === "recurrent" && link.credentialsStorage === "nostore") {
    throw refusal("invalid_access_mode_switch");
  }
  const institution = institutionCatalogue.named(link.institution);
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

/** Source: Belvo's OpenAPI file: five synchronous deletions a minute. */
const MAX_PER_MINUTE = 5;
const MINUTE_MS = 60 * 1000;

/** Deletes at once, or in the background, which a webhook then confirms. */
function createDeleteLink({ links, bank, webhooks, now, newUuid }: World) {
  let recent: number[] = [];

  function takeTurn(): void {
    recent = recent.filter((time) => time > now() - MINUTE_MS);
    const [oldest = 0] = recent;
    if (recent.length >= MAX_PER_MINUTE) {
      throw tooManyRequests(Math.ceil((oldest + MINUTE_MS - now()) / 1000));
    }
    recent.push(now());
  }

  return function deleteLink(link: Link, inBackground: boolean): Response {
    if (!inBackground) takeTurn();
    bank.forgetSessions(link.id);
    links.remove(link.id);
    if (!inBackground) return new Response(null, { status: 204 });

    webhooks.send(link, linkDeleted);
    return Response.json({ request_id: newUuid() }, { status: 202 });
  };
}
