import type { Query } from "@tanstack/query-core";
import { routes } from "#contract/routes.ts";
import { Session } from "#contract/session.ts";
import type { Api } from "../http/api.ts";

const DEMO_USERS_AGAIN_MS = 2_000;
/** The first pause before it is asked again who is there, twice as long after each failure, and the longest. */
const AGAIN_AFTER_MS = 2_000;
const AGAIN_AT_LAST_MS = 30_000;

export const sessionKey = ["session"] as const;

/** What can be asked of who is there. */
export function createSessionRequests({ request, command }: Pick<Api, "request" | "command">) {
  return {
    current: {
      queryKey: sessionKey,
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        request(Session, routes.session, { signal, whose: "anyone" }),
      staleTime: Infinity,
      // Somebody else may have come in, in another tab.
      refetchOnWindowFocus: "always",
      refetchInterval: ({ state: { data, status, errorUpdateCount } }: Query<Session>) => {
        if (status === "error") {
          return Math.min(AGAIN_AFTER_MS * 2 ** (errorUpdateCount - 1), AGAIN_AT_LAST_MS);
        }
        // A sandbox that did not answer in time has its people all the same.
        return data?.user === null && data.demoUsers?.length === 0 ? DEMO_USERS_AGAIN_MS : false;
      },
    } as const,

    /**
     * Ends this session, or the person's on all devices; of who sees one bank alone, those for that bank.
     *
     * @throws {OtherUserError} When it is somebody else's by now, whose it stays.
     */
    leave: (isEverywhere: boolean) => {
      const path = isEverywhere ? `${routes.session}?everywhere=true` : routes.session;
      return command(path, { method: "DELETE" });
    },
  };
}
