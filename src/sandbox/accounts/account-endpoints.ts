import { apiErrors } from "../http/api-errors.ts";
import { requireKeys } from "../http/caller.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { parseBody } from "../http/parse-input.ts";
import { FetchBody, ResumeFetchBody } from "../links/link-requests.ts";
import type { Link } from "../links/link.ts";
import type { World } from "../world.ts";
import { accountsOf } from "./account.ts";

/** `POST` fetches a link's accounts, and so finds out whether the link still works. */
export function accountsEndpoint({ links, logins, institutions, now }: World): Endpoint {
  function answer(link: Link, saved: boolean): Response {
    const institution = institutions.named(link.institution);
    const accounts = institution ? accountsOf(link, institution, now()) : [];
    return Response.json(accounts, { status: saved ? 201 : 200 });
  }

  return {
    path: "/api/accounts/",
    methods: {
      async POST({ request }, caller) {
        requireKeys(caller);
        const body = await parseBody(FetchBody, request);
        const link = links.find(body.link);
        if (link === undefined) {
          const message = `Object with id=${body.link} does not exist.`;
          throw apiErrors.field("link", "does_not_exist", message);
        }
        const { resources = [] } = institutions.named(link.institution) ?? {};
        if (!resources.includes("ACCOUNTS")) throw apiErrors.unsupportedOperation();
        return answer(logins.fetch(link, body.token), body.save_data);
      },
      async PATCH({ request }, caller) {
        requireKeys(caller);
        const body = await parseBody(ResumeFetchBody, request);
        return answer(logins.resume(body), body.save_data);
      },
    },
  };
}
