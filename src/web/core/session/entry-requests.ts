import { EnteredSession, LoginLinkPreview } from "#contract/entry.ts";
import { routes } from "#contract/routes.ts";
import { Session } from "#contract/session.ts";
import type { Api } from "../http/api.ts";

/** The ways in, whoever is there. */
export function createEntryRequests({ request }: Pick<Api, "request">) {
  return {
    /** Says what a code of the fintech's would do, and uses nothing of it. */
    preview: (code: string) =>
      request(LoginLinkPreview, routes.loginLinkPreview, {
        method: "POST",
        body: { code },
        whose: "anyone",
      }),

    /** Uses a code of the fintech's. */
    enter: (code: string) =>
      request(EnteredSession, routes.session, { method: "POST", body: { code }, whose: "anyone" }),

    /** Demo mode only: comes in as one of the sandbox's users. */
    enterAsDemoUser: (user: string) =>
      request(Session, routes.demoSession, { method: "POST", body: { user }, whose: "anyone" }),
  };
}
