import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { createContext, useContext, useEffect, useLayoutEffect } from "react";
import type { Session } from "#contract/session.ts";
import { useCore } from "../core-context.ts";
import { sessionKey as queryKey } from "../core/session/session-queries.ts";
import type { SessionTabs } from "../core/session/session-tabs.ts";

export const SessionTabsContext = createContext<SessionTabs>({
  tell: () => undefined,
  hear: () => () => undefined,
});

/** Gives what takes a new session over, here and for the other tabs; its `user` is `null` for who has left. */
export function useTakeSession(): (session: Session) => void {
  const client = useQueryClient();
  const { tell } = useContext(SessionTabsContext);
  return (session) => {
    client.setQueryData(queryKey, session);
    tell(session.user?.key ?? null);
  };
}

/** Forgets who is there, and asks. */
export function forgetSession(client: QueryClient): void {
  void client.resetQueries({ queryKey });
}

/**
 * Keeps the page from showing one person's banks to another: other tabs tell of entering and leaving,
 * and a page that the browser had kept while something else was shown asks before it is seen again.
 *
 * @param userKey Of the person who is shown; `null` for nobody, `undefined` while nobody knows.
 */
export function useSessionGuard(userKey: string | null | undefined): void {
  const { api } = useCore();
  const client = useQueryClient();
  const { hear } = useContext(SessionTabsContext);
  useEffect(
    () =>
      hear((there) => {
        // The same person may see more than before, or less.
        if (there === userKey) void client.invalidateQueries({ queryKey });
        else if (!api.shownUser.leave()) forgetSession(client);
      }),
    [api, client, hear, userKey],
  );
  useCoverKeptPage(client, userKey);
}

/** How long a page that comes back is covered, while nobody knows who is there. */
const LONGEST_COVER_MS = 2_000;

function useCoverKeptPage(client: QueryClient, userKey: string | null | undefined): void {
  const { api, session } = useCore();
  useEffect(() => {
    if (typeof userKey !== "string") return undefined;
    const cover = ({ persisted }: PageTransitionEvent) => setCovered(persisted);
    const ask = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      const asking = {
        ...session.current,
        staleTime: 0,
        retry: false,
        networkMode: "always",
      } as const;
      const answer = client.query(asking).then(({ user }) => user?.key === userKey);
      const isLate = new Promise<boolean>((_, reject) => setTimeout(reject, LONGEST_COVER_MS));
      Promise.race([answer, isLate]).then(
        // Somebody else is shown in a moment, which takes the cover off.
        (isSame) => setCovered(!isSame),
        () => api.shownUser.leave(),
      );
    };
    window.addEventListener("pagehide", cover);
    window.addEventListener("pageshow", ask);
    return () => {
      window.removeEventListener("pagehide", cover);
      window.removeEventListener("pageshow", ask);
    };
  }, [api, client, session, userKey]);
  useLayoutEffect(() => setCovered(false), [userKey]);
}

/** The widget is covered too, which stands beside the page. */
function setCovered(isCovered: boolean): void {
  document.documentElement.style.visibility = isCovered ? "hidden" : "";
}
