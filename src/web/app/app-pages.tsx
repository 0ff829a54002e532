import { QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useLayoutEffect, useState, type ComponentType } from "react";
import { generatePath, Navigate, Route, Routes, useLocation } from "react-router-dom";
import type { Link } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import type { Session } from "#contract/session.ts";
import { Button, ButtonLink } from "../design/button.tsx";
import type { WidgetSource } from "../belvo-widget/widget-frames.ts";
import { Message } from "../design/message.tsx";
import { LinksPage, LoadingLinks } from "../links/links-page.tsx";
import type { LeftPlace } from "../links/use-left-place.ts";
import { LiveUpdates } from "../live/live-updates.tsx";
import { RepairControl } from "../repair/repair-control.tsx";
import { RepairProvider, useRepair } from "../repair/repair-provider.tsx";
import { isBusy } from "../repair/repair-state.ts";
import { showUser } from "../http/shown-user.ts";
import { sessionQuery } from "../session/session-queries.ts";
import { forgetSession, useSessionGuard } from "../session/use-session.ts";
import { useVoice } from "../words/voice-context.tsx";
import { createQueryClient } from "./create-query-client.ts";
import { Layout } from "./layout.tsx";

const StartPage = lazy(async () => ({
  default: (await import("../session/start-page.tsx")).StartPage,
}));
const EnterPage = lazy(async () => ({
  default: (await import("../session/enter-page.tsx")).EnterPage,
}));
const WalkPage = lazy(async () => ({ default: (await import("../walk/walk-page.tsx")).WalkPage }));
const WalkStart = lazy<ComponentType<{ count: number }>>(() =>
  import("../walk/walk-start.tsx").then(
    ({ WalkStart: default_ }) => ({ default: default_ }),
    // The dashboard is whole without it.
    () => ({ default: () => null }),
  ),
);
const RepairPage = lazy(async () => ({
  default: (await import("../repair/repair-page.tsx")).RepairPage,
}));
const LabPage = lazy(async () => ({ default: (await import("../lab/lab-page.tsx")).LabPage }));
const OneLink = lazy(async () => ({ default: (await import("./one-link.tsx")).OneLink }));

/** Which page an address shows, and to whom. */
export function AppPages() {
  return (
    <Suspense fallback={<Layout user={undefined}>{null}</Layout>}>
      <Routes>
        <Route
          path={pages.enter}
          element={
            <Layout user={undefined}>
              <EnterPage />
            </Layout>
          }
        />
        <Route
          path={pages.lab}
          element={
            <Layout user={undefined} isWide>
              <LabPage />
            </Layout>
          }
        />
        <Route path="*" element={<PagesOfOnePerson />} />
      </Routes>
    </Suspense>
  );
}

function PagesOfOnePerson() {
  const { say } = useVoice();
  const { data: session, isError, refetch } = useQuery(sessionQuery);
  const userKey = session && (session.user?.key ?? null);
  useSessionGuard(userKey);
  const isElsewhere = useStartsAtHome(userKey);

  if (!session || isElsewhere) {
    return (
      <Layout user={undefined}>
        {isElsewhere && <Navigate to={pages.home} replace />}
        {isError && !session ? (
          <Message
            title={say("links.failedTitle")}
            text={say("links.failedText")}
            action={<Button onClick={() => void refetch()}>{say("links.retry")}</Button>}
          />
        ) : (
          <LoadingLinks />
        )}
      </Layout>
    );
  }
  return (
    <Layout user={session.user}>
      <Suspense fallback={<LoadingLinks />}>
        {session.user ? (
          <OnePerson key={session.user.key} user={session.user} source={session} />
        ) : (
          <StartPage demoUsers={session.demoUsers} />
        )}
      </Suspense>
    </Layout>
  );
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

type Person = NonNullable<Session["user"]>;

/** All that is known of one person is known under here, and goes with them. */
function OnePerson({ user, source }: { user: Person; source: WidgetSource }) {
  const outer = useQueryClient();
  const [client] = useState(createQueryClient);
  const { key } = user;
  useLayoutEffect(() => {
    const leave = () => {
      client.clear();
      forgetSession(outer);
    };
    return showUser({ key, leave });
  }, [client, key, outer]);
  return (
    <QueryClientProvider client={client}>
      <RepairProvider source={source}>
        <LiveLinks user={user} />
      </RepairProvider>
    </QueryClientProvider>
  );
}

function LiveLinks({ user }: { user: Person }) {
  const { state } = useRepair();
  return (
    <LiveUpdates userKey={user.key} linkInRepair={isBusy(state) ? state.linkId : null}>
      {user.onlyLinkId === null ? (
        <LinkRoutes heldLinkId={state.phase === "idle" ? null : state.linkId} />
      ) : (
        <OneLinkRoutes linkId={user.onlyLinkId} />
      )}
    </LiveUpdates>
  );
}

/** For those who came to repair one bank: every way leads to its repair. */
function OneLinkRoutes({ linkId }: { linkId: string }) {
  return (
    <Routes>
      <Route path={pages.repair} element={<RepairPage isOnlyLink />} />
      <Route path="*" element={<Navigate to={generatePath(pages.repair, { linkId })} replace />} />
    </Routes>
  );
}

const renderWalk = (count: number) => (
  <Suspense>
    <WalkStart count={count} />
  </Suspense>
);
const renderRepair = (link: Link) => <RepairControl link={link} />;

function LinkRoutes({ heldLinkId }: { heldLinkId: string | null }) {
  const { say } = useVoice();
  const [left, setLeft] = useState<LeftPlace | null>(null);
  return (
    <Routes>
      <Route
        path={pages.home}
        element={
          <LinksPage
            renderRepair={renderRepair}
            heldLinkId={heldLinkId}
            renderWalk={renderWalk}
            left={left}
            onLeave={setLeft}
          />
        }
      />
      <Route
        path={pages.link}
        element={<OneLink renderRepair={renderRepair} listSearch={left?.search ?? ""} />}
      />
      <Route path={pages.repair} element={<RepairPage isOnlyLink={false} />} />
      <Route path={pages.repairAll} element={<WalkPage />} />
      <Route
        path="*"
        element={
          <Message
            title={say("page.notFoundTitle")}
            text={say("page.notFoundText")}
            action={<ButtonLink to={pages.home}>{say("page.backHome")}</ButtonLink>}
          />
        }
      />
    </Routes>
  );
}
