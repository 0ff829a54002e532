import { QueryClientProvider, useQueryClient } from "@tanstack/react-query";
import {
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
  type ComponentProps,
  type ReactNode,
} from "react";
import { Navigate } from "react-router-dom";
import type { InstitutionType, Link } from "#contract/link.ts";
import { pages, pathTo } from "#contract/routes.ts";
import type { Session } from "#contract/session.ts";
import { PageNotFound } from "../design/page-states.tsx";
import { PageSwitch } from "../design/page-switch.tsx";
import type { AmongLinks } from "../links/link-rows.tsx";
import { LinksPage, LoadingLinks } from "../links/links-page.tsx";
import type { LeftPlace } from "../links/use-left-place.ts";
import { lazyPart } from "../loading/lazy-part.tsx";
import { usePreloaded, type Preloadable } from "../loading/preload-when-idle.ts";
import { LiveUpdates } from "./live-updates.tsx";
import { RepairAllStart } from "../repair-all/repair-all-start.tsx";
import { AboutBelvo } from "../repair/about-belvo.tsx";
import { RepairControl } from "../repair/repair-control.tsx";
import { RepairNext } from "../repair/repair-next.tsx";
import { RepairPage } from "../repair/repair-page.tsx";
import { RepairProvider, useRepair, useRepairState } from "../repair/repair-provider.tsx";
import { isBusy, linkIdOf } from "../core/repair/repair-state.ts";
import { useCore } from "../core-context.ts";
import type { RepairSource } from "../core/repair/repair-environment.ts";
import { useReturn } from "../repair/use-return.ts";
import { forgetSession } from "../session/use-session.ts";
import { WayBack } from "../session/way-back.tsx";
import { createQueryClient } from "./create-query-client.ts";
import { FirstDataContext, setFirstLinks } from "./first-data.ts";
import { OnePage } from "./one-page.tsx";

const RepairAllPage = lazyPart(
  async () => (await import("../repair-all/repair-all-page.tsx")).RepairAllPage,
);
const OneLink = lazyPart(async () => (await import("./one-link.tsx")).OneLink);
/** Pages of somebody's whose scripts are by themselves. */
export const laterPages: readonly { path: string; Page: Preloadable }[] = [
  { path: pages.link, Page: OneLink },
  { path: pages.repairAll, Page: RepairAllPage },
];
const afterTheList = laterPages.map(({ Page }) => Page);

type Person = NonNullable<Session["user"]>;

/** All that is known of one person is known under here, and goes with them. */
export function OnePerson({ user, source }: { user: Person; source: RepairSource }) {
  const { api } = useCore();
  const outer = useQueryClient();
  const { key } = user;
  const first = useContext(FirstDataContext);
  const [client] = useState(() => {
    const made = createQueryClient();
    setFirstLinks({ client: made, clock: api.clock }, first.read(), key);
    return made;
  });
  // Who comes later, be it the same person, sees what there is then.
  useEffect(() => first.forget(), [first]);
  useLayoutEffect(() => {
    const leave = () => {
      client.clear();
      forgetSession(outer);
    };
    return api.shownUser.show({ key, leave });
  }, [api, client, key, outer]);
  return (
    <QueryClientProvider client={client}>
      <RepairProvider source={source}>
        <LiveLinks user={user} />
      </RepairProvider>
    </QueryClientProvider>
  );
}

function LiveLinks({ user }: { user: Person }) {
  const { getState, subscribe } = useRepair();
  useReturn();
  usePreloaded(afterTheList);
  const repair = useMemo(
    () => ({
      isOf: (linkId: string) => isBusy(getState()) && linkIdOf(getState()) === linkId,
      isPreparing: () => getState().phase === "preparing",
      subscribe,
    }),
    [getState, subscribe],
  );
  return (
    <LiveUpdates userKey={user.key} repair={repair}>
      <PageWithRepair>
        {user.onlyLinkId === null ? <LinkRoutes /> : <OneLinkRoutes linkId={user.onlyLinkId} />}
      </PageWithRepair>
    </LiveUpdates>
  );
}

function PageWithRepair({ children }: { children: ReactNode }) {
  const isRepairing = useRepairState(isBusy);
  return (
    <OnePage fallback={<LoadingLinks />} isBusy={isRepairing}>
      {children}
    </OnePage>
  );
}

/** For those who came to repair one bank: every way leads to its repair. */
function OneLinkRoutes({ linkId }: { linkId: string }) {
  return (
    <PageSwitch
      pages={[{ path: pages.repair, element: <RepairPage isOnlyLink /> }]}
      otherwise={<Navigate to={pathTo(pages.repair, { linkId })} replace />}
    />
  );
}

const renderRepairAll = (count: number, type: InstitutionType) => (
  <>
    <RepairAllStart count={count} type={type} />
    <AboutBelvo type={type} />
  </>
);
const renderInList = (link: Link, { isOneOfMany, next }: AmongLinks) => (
  <RepairControl
    link={link}
    isBrief
    isQuiet={isOneOfMany}
    whenDone={next ? <RepairNext link={next} /> : <WayBack look="primary" />}
  />
);
const renderRepair = (link: Link) => <RepairControl link={link} whenDone={<WayBack />} />;

/** The list, whose row stays where it is that the person is busy with. */
function List(props: Omit<ComponentProps<typeof LinksPage>, "heldLinkId">) {
  return <LinksPage {...props} heldLinkId={useRepairState(linkIdOf)} />;
}

function LinkRoutes() {
  const [left, setLeft] = useState<LeftPlace | null>(null);
  return (
    <PageSwitch
      pages={[
        {
          path: pages.home,
          element: (
            <List
              renderRepair={renderInList}
              renderRepairAll={renderRepairAll}
              left={left}
              onLeave={setLeft}
            />
          ),
        },
        {
          path: pages.link,
          element: <OneLink renderRepair={renderRepair} listSearch={left?.search ?? ""} />,
        },
        { path: pages.repair, element: <RepairPage isOnlyLink={false} /> },
        { path: pages.repairAll, element: <RepairAllPage /> },
      ]}
      otherwise={<PageNotFound />}
    />
  );
}
