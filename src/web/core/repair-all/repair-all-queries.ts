import { pathTo, routes } from "#contract/routes.ts";
import { RepairAllAnswer } from "#contract/repair-all.ts";
import type { Api } from "../http/api.ts";
import { linkKeys } from "../links/link-queries.ts";

/** What can be asked of a repair of all links. */
export function createRepairAllRequests({ request, command }: Pick<Api, "request" | "command">) {
  return {
    current: {
      queryKey: linkKeys.repairAll,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        request(RepairAllAnswer, routes.repairAll, { signal }),
    },

    /** Begins with all that can be repaired now, or goes on with what is under way. */
    begin: () => request(RepairAllAnswer, routes.repairAll, { method: "POST" }),

    end: () => command(routes.repairAll, { method: "DELETE" }),

    skip: (linkId: string) =>
      request(RepairAllAnswer, routes.repairAllSkips, { method: "POST", body: { linkId } }),

    /** Takes a link up again that was skipped. */
    resume: (linkId: string) =>
      request(RepairAllAnswer, pathTo(routes.repairAllSkip, { linkId }), { method: "DELETE" }),
  };
}
