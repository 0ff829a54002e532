import { queryOptions } from "@tanstack/react-query";
import { generatePath } from "react-router-dom";
import { routes } from "#contract/routes.ts";
import { WalkAnswer } from "#contract/walk.ts";
import { command, request } from "../http/api.ts";
import { newestOf } from "../links/late-answers.ts";
import { walkKey, withLinks } from "../links/shown-walk.ts";

export const walkQuery = queryOptions({
  queryKey: walkKey,
  queryFn: async ({ signal, client }) => {
    const askedAt = Date.now();
    const { walk } = await request(WalkAnswer, routes.walk, { signal });
    return {
      walk: walk && withLinks(walk, (link) => newestOf(client, link, askedAt)),
    };
  },
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
