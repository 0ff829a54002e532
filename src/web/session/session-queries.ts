import { queryOptions } from "@tanstack/react-query";
import { routes } from "#contract/routes.ts";
import { EnteredSession, Session } from "#contract/session.ts";
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

export function leave(): Promise<void> {
  return command(routes.session, { method: "DELETE", whose: "anyone" });
}
