import {
  partialMatchKey,
  type InfiniteData,
  type QueryClient,
  type QueryKey,
} from "@tanstack/react-query";
import type { LinkDetail } from "#contract/history.ts";
import type { Link, LinkPage, LinkState } from "#contract/link.ts";
import type { WalkAnswer } from "#contract/walk.ts";
import { linkQueries } from "../links/link-queries.ts";
import { walkKey } from "../links/shown-walk.ts";

/** What we say of a link for ourselves, while Belvo says of it what it said before. */
const OUR_WORDS: readonly LinkState[] = ["unsure", "checking"];

interface NoticeTools {
  client: QueryClient;
  /** Told of each link that Belvo calls something else than before. */
  changed: (link: Link) => void;
  signal: AbortSignal;
}

interface Known {
  link: Link;
  /** False while news of how it came to be so may still come. */
  isSaid: boolean;
}

/**
 * Watches what the page shows, so that each change is told of once, whichever way it came: by news,
 * by a list that was read again, or by the answer to what the person did.
 *
 * @returns What takes the link of news that Belvo's word has changed.
 */
export function noticeChanges({ client, changed, signal }: NoticeTools): (link: Link) => void {
  const known = new Map<string, Known>();

  const learn = (link: Link, from: "first_sight" | "later_sight" | "news") => {
    const before = known.get(link.id);
    if (before && (before.link.checkedAt > link.checkedAt || OUR_WORDS.includes(link.state)))
      return;
    const hasChanged = before !== undefined && before.link.state !== link.state;
    const isSaid = hasChanged || from !== "later_sight" || before?.isSaid === true;
    known.set(link.id, { link, isSaid });
    if (hasChanged || (from === "news" && before?.isSaid !== true)) changed(link);
  };

  const cache = client.getQueryCache();
  const look = (queryHash: string) => {
    const query = cache.get(queryHash);
    if (!query) return;
    // What is on a page from the beginning is read with it; what turns up later may be a change.
    const from = query.state.dataUpdateCount > 1 ? "later_sight" : "first_sight";
    for (const link of linksUnder(client, query.queryKey)) learn(link, from);
  };
  for (const { queryHash } of cache.findAll({ queryKey: linkQueries.all })) look(queryHash);
  const leave = cache.subscribe((event) => {
    if (event.type === "updated" && event.action.type === "success") look(event.query.queryHash);
  });
  signal.addEventListener("abort", leave);

  return (link) => learn(link, "news");
}

/** The links in what is cached under a key. */
function linksUnder(client: QueryClient, key: QueryKey): readonly Link[] {
  if (partialMatchKey(key, linkQueries.lists)) {
    const list = client.getQueryData<InfiniteData<LinkPage>>(key);
    return list?.pages.flatMap(({ links }) => links) ?? [];
  }
  if (partialMatchKey(key, walkKey)) {
    const answer = client.getQueryData<WalkAnswer>(key);
    return answer?.walk?.steps.map(({ link }) => link) ?? [];
  }
  if (!partialMatchKey(key, linkQueries.all)) return [];
  const detail = client.getQueryData<LinkDetail>(key);
  return detail ? [detail.link] : [];
}
