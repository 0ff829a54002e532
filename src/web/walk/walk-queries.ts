import { queryOptions } from "@tanstack/react-query";
import { generatePath } from "react-router-dom";
import { routes } from "#contract/routes.ts";
import { WalkAnswer } from "#contract/walk.ts";
import { command, request } from "../http/api.ts";
import { linkQueries } from "../links/link-queries.ts";

export const walkQuery = queryOptions({
  queryKey: linkQueries.repairAll,
  queryFn: ({ signal }) => request(WalkAnswer, routes.walk, { signal }),
});

/** Begins a walk over all that can be repaired now, or goes on with the one under way. */
export function beginWalk(): Promise<WalkAnswer> {
  return request(WalkAnswer, routes.walk, { method: "POST" });
}

export function endWalk(): Promise<void> {
  return command(routes.walk, { method: "DELETE" });
}

export function skipLink(linkId: string): Promise<WalkAnswer> {
  return request(WalkAnswer, routes.walkSkips, { method: "POST", body: { linkId } });
}

/** Takes a link up again that was skipped. */
export function takeUpLink(linkId: string): Promise<WalkAnswer> {
  return request(WalkAnswer, generatePath(routes.walkSkip, { linkId }), { method: "DELETE" });
}
