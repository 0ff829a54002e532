import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useContext, useState, type ReactNode } from "react";
import { canRepair, LinkState, type Link, type LinkPage } from "#contract/link.ts";
import { Button } from "../design/button.tsx";
import { joinClasses } from "../design/join-classes.ts";
import { Message } from "../design/message.tsx";
import { Skeleton } from "../design/skeleton.tsx";
import tones from "../design/tone.module.css";
import { useNow } from "../design/use-now.ts";
import { useTitle } from "../design/use-title.ts";
import { timeAgo } from "../words/time-words.ts";
import { useVoice } from "../words/voice-context.tsx";
import { keepPlaces } from "./keep-places.ts";
import { LinkCard } from "./link-card.tsx";
import { LinksSummary, LinksSummaryPlace } from "./links-summary.tsx";
import { linkQueries } from "./link-queries.ts";
import styles from "./links-page.module.css";
import { PollingContext } from "./polling.ts";

interface LinksPageProps {
  /** Draws what is wrong with a link and what can be done about it. */
  renderRepair: (link: Link) => ReactNode;
  /** The link that the person is busy with, or was last; its row stays where it is. */
  heldLinkId: string | null;
  /** Draws what repairs several links one after the other. */
  renderWalk: (count: number) => ReactNode;
}

/** All of a person's bank connections, those that need them first. */
export function LinksPage({ renderRepair, heldLinkId, renderWalk }: LinksPageProps) {
  const { say } = useVoice();
  const refetchInterval = useContext(PollingContext);
  const query = useInfiniteQuery({ ...linkQueries.list(), refetchInterval });
  const first = query.data?.pages[0];
  const links = useKeptPlaces(query.data?.pages, heldLinkId);
  const repairable = first ? countIn(first, canRepair) : 0;
  const waiting = repairable + (first?.counts.elsewhere ?? 0);

  useTitle(waiting > 0 ? say("page.titleWithCount", { count: waiting }) : say("page.title"));

  if (!first) {
    return query.isError ? <Failed retry={() => void query.refetch()} /> : <LoadingLinks />;
  }
  if (links.length === 0) {
    return <Message title={say("links.emptyTitle")} text={say("links.emptyText")} />;
  }
  return (
    <>
      <LinksSummary
        waiting={waiting}
        allConnected={links.every(({ state }) => state === "connected")}
      >
        {repairable > 1 && renderWalk(repairable)}
      </LinksSummary>
      {(first.stale || query.isError) && <Stale asOf={first.asOf} />}
      <ul className={styles["list"]}>
        {links.map((link) => (
          <li key={link.id}>
            <LinkCard link={link}>{renderRepair(link)}</LinkCard>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className={styles["more"]}>
          <Button
            look="quiet"
            aria-disabled={query.isFetchingNextPage}
            onClick={() => {
              if (!query.isFetchingNextPage) void query.fetchNextPage();
            }}
          >
            {say("links.more")}
          </Button>
        </div>
      )}
    </>
  );
}

function useKeptPlaces(pages: LinkPage[] | undefined, heldLinkId: string | null): readonly Link[] {
  const fetched = pages?.flatMap((page) => page.links) ?? [];
  const missing = heldLinkId !== null && !fetched.some(({ id }) => id === heldLinkId);
  const refetchInterval = useContext(PollingContext);
  const { data } = useQuery({
    ...linkQueries.detail(heldLinkId ?? ""),
    enabled: missing,
    refetchInterval,
  });
  const held = data?.link ?? null;

  const [seen, setSeen] = useState<{
    pages?: LinkPage[] | undefined;
    held: Link | null;
    links: readonly Link[];
  }>({ held, links: [] });
  if (pages === seen.pages && held === seen.held) return seen.links;

  const last = seen.links.find(({ id }) => id === heldLinkId) ?? null;
  const links = keepPlaces(seen.links, fetched, held ?? last);
  setSeen({ pages, held, links });
  return links;
}

function countIn({ counts }: LinkPage, isMeant: (state: LinkState) => boolean): number {
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

function Failed({ retry }: { retry: () => void }) {
  const { say } = useVoice();
  return (
    <Message
      title={say("links.failedTitle")}
      text={say("links.failedText")}
      action={<Button onClick={retry}>{say("links.retry")}</Button>}
    />
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
