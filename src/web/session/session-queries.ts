import { queryOptions } from "@tanstack/react-query";
import { routes } from "#contract/routes.ts";
import { EnteredSession, LoginLinkPreview, Session } from "#contract/session.ts";
import { command, request } from "../http/api.ts";

const DEMO_USERS_AGAIN_MS = 2_000;

export const sessionQuery = queryOptions({
  queryKey: ["session"] as const,
  queryFn: ({ signal }) => request(Session, routes.session, { signal, whose: "anyone" }),
  staleTime: Infinity,
  // Somebody else may have come in, in another tab.
  refetchOnWindowFocus: "always",
  // A sandbox that did not answer in time has its people all the same.
  refetchInterval: ({ state: { data } }) =>
    data?.user === null && data.demoUsers?.length === 0 ? DEMO_USERS_AGAIN_MS : false,
});

/** Says what a code of the fintech's would do, and uses nothing of it. */
export function previewLoginLink(code: string): Promise<LoginLinkPreview> {
  return request(LoginLinkPreview, routes.loginLinkPreview, {
    method: "POST",
    body: { code },
    whose: "anyone",
  });
}

/** Uses a code of the fintech's. */
export function enterByCode(code: string): Promise<EnteredSession> {
  return request(EnteredSession, routes.session, {
    method: "POST",
    body: { code },
    whose: "anyone",
  });
}

/** Demo mode only: comes in as one of the sandbox's users. */
export function enterAsDemoUser(user: string): Promise<Session> {
  return request(Session, routes.demoSession, { method: "POST", body: { user }, whose: "anyone" });
}

/**
 * Ends this session, or the person's on all devices; of who sees one bank alone, those for that bank.
 */
export function leave(isEverywhere: boolean): Promise<void> {
  const path = isEverywhere ? `${routes.session}?everywhere=true` : routes.session;
  return command(path, { method: "DELETE", whose: "anyone" });
}
