import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useContext, type ReactNode } from "react";
import { useLocation } from "react-router-dom";
import {
  canRepair,
  type InstitutionType,
  type Link,
  type LinkPage,
  type LinkState,
} from "#contract/link.ts";
import { useAnnounced } from "../design/announcer.tsx";
import { Button } from "../design/button.tsx";
import { handFocusTo } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import { Message } from "../design/message.tsx";
import { LoadFailed } from "../design/page-states.tsx";
import { Skeleton } from "../design/skeleton.tsx";
import * as tones from "../design/tone.module.css";
import { useNow } from "../design/use-now.ts";
import { useTitle } from "../design/use-title.ts";
import { timeAgo } from "../i18n/format-time.ts";
import { useI18n } from "../i18n/i18n-context.tsx";
import { WayBack } from "../session/way-back.tsx";
import { bankNameId } from "./link-card.tsx";
import { LinkRows, type LinkRowsProps } from "./link-rows.tsx";
import { LinksSummary, LinksSummaryPlace } from "./links-summary.tsx";
import { useCore } from "../core-context.ts";
import * as styles from "./links-page.module.css";
import { countStates, isFiltered, isNarrowed, sumOf } from "../core/links/list-view.ts";
import { extraPart } from "../loading/extra-part.tsx";
import { PollingContext } from "./polling.ts";
import { useKeptPlaces, type ListQuery } from "./use-kept-places.ts";
import { useLeftPlace, type LeftPlace } from "./use-left-place.ts";
import { useListView } from "./use-list-view.ts";

interface LinksPageProps extends Pick<LinkRowsProps, "renderRepair" | "heldLinkId" | "onLeave"> {
  /** Draws what repairs several links one after the other. */
  renderRepairAll: (count: number, type: InstitutionType) => ReactNode;
  /** Where the person was before they opened one of the banks. */
  left: LeftPlace | null;
}

const ListTools = extraPart(async () => (await import("./list-tools.tsx")).ListTools, {
  Coming: ({ view }) => (
    <div className={joinClasses(styles["tools"], isNarrowed(view) && styles["open"])} />
  ),
});

/** With fewer, everything is in sight. */
const FEW = 8;

/** Where focus goes when a search is over. */
const SEARCH_ID = "find-bank";

/** All of a person's bank connections, those that need them first. */
export function LinksPage({
  renderRepair,
  heldLinkId,
  renderRepairAll,
  left,
  onLeave,
}: LinksPageProps) {
  const { t } = useI18n();
  const { search } = useLocation();
  const { view, change } = useListView();
  const { links: requests } = useCore();
  const refetchInterval = useContext(PollingContext);
  const query = useInfiniteQuery({
    ...requests.list(view),
    refetchInterval,
    placeholderData: keepPreviousData,
  });
  const first = query.data?.pages[0];
  const links = useKeptPlaces(query, heldLinkId);
  const isWhole = !isFiltered(view) && !query.hasNextPage && !query.isPlaceholderData;
  const counted = first && (isWhole ? recount(links, first) : first);
  const repairable = counted ? sumOf(counted.counts, canRepair) : 0;
  const type = typeOf(counted);

  useTitle(
    repairable > 0
      ? t("page.titleWithCount", { count: repairable, type })
      : t("page.title", { type }),
  );
  useLeftPlace(left, search, links.length > 0);

  if (!first || !counted) {
    return query.isError || query.isPaused ? (
      <LoadFailed retry={() => void query.refetch()} />
    ) : (
      <LoadingLinks />
    );
  }
  const { counts } = counted;
  const repairableType = typeOf(counted, canRepair);
  const all = sumOf(counts);
  if (all === 0) {
    const action = <WayBack look="primary" />;
    return <Message title={t("links.emptyTitle")} text={t("links.emptyText")} action={action} />;
  }
  return (
    <>
      <LinksSummary
        type={type}
        repairable={{ count: repairable, type: repairableType }}
        elsewhere={counts.elsewhere}
        allConnected={counts.connected === all}
        isTold={heldLinkId !== null}
      >
        {repairable > 1 && renderRepairAll(repairable, repairableType)}
      </LinksSummary>
      {(first.stale || query.isError) && <Stale asOf={first.asOf} type={type} />}
      {(all > FEW || isFiltered(view)) && (
        <ListTools {...{ view, ...counted, type, all, change }} searchId={SEARCH_ID} />
      )}
      {isFiltered(view) && (
        <Found
          // Until the answer is there, nobody knows.
          count={query.isPlaceholderData ? null : first.total}
          type={type}
          onClear={() => change({ q: "", state: null })}
        />
      )}
      <LinkRows
        {...{ links, heldLinkId, search, renderRepair, onLeave }}
        isOneOfMany={repairable > 1}
        isBusy={query.isPlaceholderData}
        // Said of the list's first page, so that no line goes as the others come.
        isPart={isFiltered(view) || first.nextCursor !== null}
      />
      <More query={query} shown={links} total={first.total} type={type} />
    </>
  );
}

interface FoundProps {
  count: number | null;
  type: InstitutionType;
  onClear: () => void;
}

/** How many banks match, seen and heard, and the way back to all of them. */
function Found({ count, type, onClear }: FoundProps) {
  const { t } = useI18n();
  const found = count === null ? null : t("links.tools.found", { count, type });
  useAnnounced(found);
  return (
    <div className={styles["found"]}>
      <p>
        <span>{found ?? t("page.loading")}</span>
        {count === 0 && <span>{t("links.tools.nothing")}</span>}
      </p>
      <Button look="text" ref={handFocusTo(SEARCH_ID)} onClick={onClear}>
        {t("links.tools.clear", { type })}
      </Button>
    </div>
  );
}

interface MoreProps {
  query: ListQuery;
  shown: readonly Link[];
  total: number;
  type: InstitutionType;
}

/** The next banks of a list that is long. */
function More({ query, shown, total, type }: MoreProps) {
  const { t } = useI18n();
  const last = shown.at(-1);
  if (!query.hasNextPage || !last) return null;
  return (
    <div className={styles["more"]}>
      <p>{t("links.tools.shown", { shown: shown.length, total })}</p>
      <Button
        look="quiet"
        // When there are no more to come, reading goes on where it was.
        ref={handFocusTo(bankNameId(last.id))}
        isPending={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        {t("links.more", { type })}
      </Button>
    </div>
  );
}

type Counted = Pick<LinkPage, "counts" | "otherCounts">;

function recount(links: readonly Link[], { counts, otherCounts }: LinkPage): Counted {
  const others = links.filter(({ bank }) => bank.type !== "bank");
  return { counts: countStates(links, counts), otherCounts: countStates(others, otherCounts) };
}

/** What the links in some states are called together. */
function typeOf(
  counted: Counted | undefined,
  isMeant?: (state: LinkState) => boolean,
): InstitutionType {
  return counted && sumOf(counted.otherCounts, isMeant) > 0 ? "institution" : "bank";
}

function Stale({ asOf, type }: { asOf: string; type: InstitutionType }) {
  const i18n = useI18n();
  const now = useNow();
  return (
    <p className={joinClasses(tones["info"], styles["stale"])}>
      {i18n.t("links.stale", { when: timeAgo(asOf, now, i18n), type })}
    </p>
  );
}

/** Where the answer will be, its place is kept. */
export function LoadingLinks() {
  const { t } = useI18n();
  return (
    <>
      <LinksSummaryPlace>{t("page.loading")}</LinksSummaryPlace>
      <Skeleton />
    </>
  );
}
