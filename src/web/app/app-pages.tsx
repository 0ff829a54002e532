import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Navigate, useLocation } from "react-router-dom";
import { pages } from "#contract/routes.ts";
import type { Session } from "#contract/session.ts";
import { useCore } from "../core-context.ts";
import { LoadFailed, PageNotFound } from "../design/page-states.tsx";
import { PageSwitch } from "../design/page-switch.tsx";
import { LoadingLinks } from "../links/links-page.tsx";
import { lazyPart } from "../loading/lazy-part.tsx";
import type { Preloadable } from "../loading/preload-when-idle.ts";
import { SessionContext } from "../session/session-context.ts";
import { useHostChoices } from "../session/use-host-choices.ts";
import { useSessionGuard } from "../session/use-session.ts";
import { Layout } from "./layout.tsx";
import { OnePage } from "./one-page.tsx";
import { OnePerson } from "./one-person.tsx";

const StartPage = lazyPart(async () => (await import("../session/start-page.tsx")).StartPage);
const EnterPage = lazyPart(async () => (await import("../session/enter-page.tsx")).EnterPage);
const ReturnPage = lazyPart(async () => (await import("../repair/return-page.tsx")).ReturnPage);
const LabPage = lazyPart(async () => (await import("../lab/lab-page.tsx")).LabPage, {
  messages: "lab",
});

/** Pages that say themselves who is there. */
export const forAnybody = [
  { path: pages.enter, isWide: false, Page: EnterPage },
  { path: pages.return, isWide: false, Page: ReturnPage },
  { path: pages.lab, isWide: true, Page: LabPage },
];

/** What those have who are not signed in. */
export const startPage: Preloadable = StartPage;

/** Which page an address shows, and to whom. */
export function AppPages() {
  return (
    <PageSwitch
      pages={forAnybody.map(({ path, isWide, Page }) => ({
        path,
        element: (
          <Layout user={undefined} isWide={isWide}>
            <OnePage>
              <Page />
            </OnePage>
          </Layout>
        ),
      }))}
      otherwise={<PagesOfOnePerson />}
    />
  );
}

/** Addresses of the pages that somebody may have, once they are signed in. */
const ofOnePerson = [pages.home, pages.link, pages.repair, pages.repairAll];

function PagesOfOnePerson() {
  const { session: requests } = useCore();
  // Not `isError`: what is said of a failure stays while it is tried again.
  const { data: session, errorUpdateCount, isPaused, refetch } = useQuery(requests.current);
  const userKey = session && (session.user?.key ?? null);
  useSessionGuard(userKey);
  const isElsewhere = useStartsAtHome(userKey);
  useHostChoices(session?.user);
  const lastReturnUrl = useLastReturnUrl(session?.user);

  if (!session || isElsewhere) {
    return (
      <Layout user={undefined}>
        {isElsewhere && <Navigate to={pages.home} replace />}
        {(errorUpdateCount > 0 || isPaused) && !session ? (
          <LoadFailed retry={() => void refetch()} />
        ) : (
          <LoadingLinks />
        )}
      </Layout>
    );
  }
  return (
    <Layout user={session.user}>
      <OnePage fallback={<LoadingLinks />}>
        {session.user ? (
          <SessionContext value={session}>
            <OnePerson key={session.user.key} user={session.user} source={session} />
          </SessionContext>
        ) : (
          <PageSwitch
            pages={ofOnePerson.map((path) => ({
              path,
              element: <StartPage demoUsers={session.demoUsers} returnUrl={lastReturnUrl} />,
            }))}
            otherwise={<PageNotFound />}
          />
        )}
      </OnePage>
    </Layout>
  );
}

/** Where the host has the person who was here until now: the way on for who has left, or was out too long. */
function useLastReturnUrl(user: Session["user"] | undefined): string | null {
  const [last, setLast] = useState<string | null>(null);
  if (user && user.returnUrl !== last) setLast(user.returnUrl);
  return last;
}

/** Who comes after somebody else has no business at the address where that one was: true until it is left. */
function useStartsAtHome(userKey: string | null | undefined): boolean {
  const { pathname, search } = useLocation();
  const [lastKey, setLastKey] = useState(userKey);
  if (typeof userKey !== "string" || userKey === lastKey) return false;
  const isElsewhere = typeof lastKey === "string" && (pathname !== pages.home || search !== "");
  if (!isElsewhere) setLastKey(userKey);
  return isElsewhere;
}
