import { queryOptions } from "@tanstack/react-query";
import { generatePath } from "react-router-dom";
import { routes } from "#contract/routes.ts";
import { RepairAllAnswer } from "#contract/repair-all.ts";
import { command, request } from "../http/api.ts";
import { linkQueries } from "../links/link-queries.ts";

export const repairAllQuery = queryOptions({
  queryKey: linkQueries.repairAll,
  queryFn: ({ signal }) => request(RepairAllAnswer, routes.repairAll, { signal }),
});

/** Begins a walk over all that can be repaired now, or goes on with the one under way. */
export function beginWalk(): Promise<RepairAllAnswer> {
  return request(RepairAllAnswer, routes.repairAll, { method: "POST" });
}

export function endWalk(): Promise<void> {
  return command(routes.repairAll, { method: "DELETE" });
}

export function skipLink(linkId: string): Promise<RepairAllAnswer> {
  return request(RepairAllAnswer, routes.repairAllSkips, { method: "POST", body: { linkId } });
}

/** Takes a link up again that was skipped. */
export function takeUpLink(linkId: string): Promise<RepairAllAnswer> {
  return request(RepairAllAnswer, generatePath(routes.repairAllSkip, { linkId }), {
    method: "DELETE",
  });
}
