import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { memo, useContext, type ReactNode } from "react";
import { useLocation } from "react-router-dom";
import { canRepair, LinkState, type Link, type LinkPage } from "#contract/link.ts";
import { useAnnounced } from "../design/announcer.tsx";
import { Button } from "../design/button.tsx";
import { handFocusTo } from "../design/hand-focus-to.ts";
import { joinClasses } from "../design/join-classes.ts";
import { Message } from "../design/message.tsx";
import { LoadFailed } from "../design/page-states.tsx";
import { Skeleton } from "../design/skeleton.tsx";
import { Spinner } from "../design/spinner.tsx";
import textButton from "../design/text-button.module.css";
import tones from "../design/tone.module.css";
import { useNow } from "../design/use-now.ts";
import { useTitle } from "../design/use-title.ts";
import { timeAgo } from "../words/time-words.ts";
import { useVoice } from "../words/voice-context.tsx";
import { bankNameId, LinkCard } from "./link-card.tsx";
import { LinksSummary, LinksSummaryPlace } from "./links-summary.tsx";
import { linkQueries } from "./link-queries.ts";
import styles from "./links-page.module.css";
import { ListTools, SEARCH_ID } from "./list-tools.tsx";
import { countStates, isFiltered } from "./list-view.ts";
import { PollingContext } from "./polling.ts";
import { useKeptPlaces, type ListQuery } from "./use-kept-places.ts";
import { leavePlace, useLeftPlace, type LeftPlace } from "./use-left-place.ts";
import { useListView } from "./use-list-view.ts";

interface LinksPageProps {
  /** Draws what is wrong with a link and what can be done about it. */
  renderRepair: (link: Link) => ReactNode;
  /** The link that the person is busy with, or was last; its row stays where it is. */
  heldLinkId: string | null;
  /** Draws what repairs several links one after the other. */
  renderRepairAll: (count: number) => ReactNode;
  /** Where the person was before they opened one of the banks. */
  left: LeftPlace | null;
  onLeave: (left: LeftPlace) => void;
}

/** With fewer, everything is in sight. */
const FEW = 8;

/** All of a person's bank connections, those that need them first. */
export function LinksPage({
  renderRepair,
  heldLinkId,
  renderRepairAll,
  left,
  onLeave,
}: LinksPageProps) {
  const { say } = useVoice();
  const { search } = useLocation();
  const { view, change } = useListView();
  const refetchInterval = useContext(PollingContext);
  const query = useInfiniteQuery({
    ...linkQueries.list(view),
    refetchInterval,
    placeholderData: keepPreviousData,
  });
  const first = query.data?.pages[0];
  const links = useKeptPlaces(query, heldLinkId);
  const isWhole = !isFiltered(view) && !query.hasNextPage && !query.isPlaceholderData;
  const counts = first && (isWhole ? countStates(links, first.counts) : first.counts);
  const repairable = counts ? countIn(counts, canRepair) : 0;
  const waiting = repairable + (counts?.elsewhere ?? 0);

  useTitle(waiting > 0 ? say("page.titleWithCount", { count: waiting }) : say("page.title"));
  useLeftPlace(left, search, links.length > 0);

  if (!first || !counts) {
    return query.isError || query.isPaused ? (
      <LoadFailed retry={() => void query.refetch()} />
    ) : (
      <LoadingLinks />
    );
  }
  const all = countIn(counts, () => true);
  if (all === 0) {
    return <Message title={say("links.emptyTitle")} text={say("links.emptyText")} />;
  }
  return (
    <>
      <LinksSummary waiting={waiting} allConnected={counts.connected === all}>
        {repairable > 1 && renderRepairAll(repairable)}
      </LinksSummary>
      {(first.stale || query.isError) && <Stale asOf={first.asOf} />}
      {(all > FEW || isFiltered(view)) && (
        <ListTools view={view} counts={counts} all={all} change={change} />
      )}
      {isFiltered(view) && (
        <Found
          // Until the answer is there, nobody knows.
          count={query.isPlaceholderData ? null : first.total}
          onClear={() => change({ q: "", state: null })}
        />
      )}
      <ul className={styles["list"]} aria-busy={query.isPlaceholderData}>
        {links.map((link) => (
          <Row key={link.id} {...{ link, search, renderRepair, onLeave }} />
        ))}
      </ul>
      <More query={query} shown={links} total={first.total} />
    </>
  );
}

interface RowProps extends Pick<LinksPageProps, "renderRepair" | "onLeave"> {
  link: Link;
  search: string;
}

/** Drawn anew only with its own link: what else the page learns is no matter of the row. */
const Row = memo(function Row({ link, search, renderRepair, onLeave }: RowProps) {
  return (
    <li>
      <LinkCard link={link} onOpen={() => onLeave(leavePlace(link.id, search))}>
        {renderRepair(link)}
      </LinkCard>
    </li>
  );
});

/** How many banks match, seen and heard, and the way back to all of them. */
function Found({ count, onClear }: { count: number | null; onClear: () => void }) {
  const { say } = useVoice();
  const found = count === null ? null : say("links.tools.found", { count });
  useAnnounced(found);
  return (
    <div className={styles["found"]}>
      <p>{found ?? say("page.loading")}</p>
      <button
        type="button"
        ref={handFocusTo(SEARCH_ID)}
        className={textButton["button"]}
        onClick={onClear}
      >
        {say("links.tools.clear")}
      </button>
    </div>
  );
}

interface MoreProps {
  query: ListQuery;
  shown: readonly Link[];
  total: number;
}

/** The next banks of a list that is long. */
function More({ query, shown, total }: MoreProps) {
  const { say } = useVoice();
  const last = shown.at(-1);
  if (!query.hasNextPage || !last) return null;
  return (
    <div className={styles["more"]}>
      <p>{say("links.tools.shown", { shown: shown.length, total })}</p>
      <Button
        look="quiet"
        // When there are no more to come, reading goes on where it was.
        ref={handFocusTo(bankNameId(last.id))}
        aria-disabled={query.isFetchingNextPage}
        onClick={() => {
          if (!query.isFetchingNextPage) void query.fetchNextPage();
        }}
      >
        {query.isFetchingNextPage && <Spinner />}
        <span>{say("links.more")}</span>
      </Button>
    </div>
  );
}

function countIn(counts: LinkPage["counts"], isMeant: (state: LinkState) => boolean): number {
  return LinkState.options.filter(isMeant).reduce((sum, state) => sum + counts[state], 0);
}

function Stale({ asOf }: { asOf: string }) {
  const { say, locale } = useVoice();
  const now = useNow();
  return (
    <p className={joinClasses(tones["calm"], styles["stale"])}>
      {say("links.stale", { when: timeAgo(asOf, now, locale) })}
    </p>
  );
}

/** Where the answer will be, its place is kept. */
export function LoadingLinks() {
  const { say } = useVoice();
  return (
    <>
      <LinksSummaryPlace>{say("page.loading")}</LinksSummaryPlace>
      <Skeleton />
    </>
  );
}
