import { QueryClientProvider, useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Route, Routes } from "react-router-dom";
import type { Link } from "#contract/link.ts";
import { pages } from "#contract/routes.ts";
import { Button, ButtonLink } from "../design/button.tsx";
import { Message } from "../design/message.tsx";
import { LinksPage, LoadingLinks } from "../links/links-page.tsx";
import { LiveNews } from "../live/live-news.tsx";
import { RepairControl } from "../repair/repair-control.tsx";
import { RepairProvider, useRepair } from "../repair/repair-provider.tsx";
import { isBusy } from "../repair/repair-state.ts";
import { sessionQuery } from "../session/session-queries.ts";
import { useVoice } from "../words/voice-context.tsx";
import { createQueryClient } from "./create-query-client.ts";
import { Layout } from "./layout.tsx";

const StartPage = lazy(async () => ({
  default: (await import("../session/start-page.tsx")).StartPage,
}));
const EnterPage = lazy(async () => ({
  default: (await import("../session/enter-page.tsx")).EnterPage,
}));
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
        <Route path="*" element={<PagesOfOnePerson />} />
      </Routes>
    </Suspense>
  );
}

function PagesOfOnePerson() {
  const { say } = useVoice();
  const { data: session, isError, refetch } = useQuery(sessionQuery);

  if (!session) {
    return (
      <Layout user={undefined}>
        {isError ? (
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
      <Suspense fallback={<p>{say("page.loading")}</p>}>
        {session.user ? (
          <OnePerson key={session.user.id} userId={session.user.id} widgetUrl={session.widgetUrl} />
        ) : (
          <StartPage demoUsers={session.demoUsers} />
        )}
      </Suspense>
    </Layout>
  );
}

/** All that is known of one person is known under here, and goes with them. */
function OnePerson({ userId, widgetUrl }: { userId: string; widgetUrl: string }) {
  const outer = useQueryClient();
  const [client] = useState(() =>
    createQueryClient(() => void outer.invalidateQueries({ queryKey: sessionQuery.queryKey })),
  );
  return (
    <QueryClientProvider client={client}>
      <RepairProvider widgetUrl={widgetUrl}>
        <LiveLinks userId={userId} />
      </RepairProvider>
    </QueryClientProvider>
  );
}

function LiveLinks({ userId }: { userId: string }) {
  const { state } = useRepair();
  return (
    <LiveNews userId={userId} linkInRepair={isBusy(state) ? state.linkId : null}>
      <LinkRoutes heldLinkId={state.phase === "idle" ? null : state.linkId} />
    </LiveNews>
  );
}

const renderRepair = (link: Link) => <RepairControl link={link} />;

function LinkRoutes({ heldLinkId }: { heldLinkId: string | null }) {
  const { say } = useVoice();
  return (
    <Routes>
      <Route
        path={pages.home}
        element={<LinksPage renderRepair={renderRepair} heldLinkId={heldLinkId} />}
      />
      <Route path={pages.link} element={<OneLink renderRepair={renderRepair} />} />
      <Route path={pages.repair} element={<OneLink renderRepair={renderRepair} onlyRepair />} />
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
