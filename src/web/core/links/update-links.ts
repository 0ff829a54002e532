import type { InfiniteData, Query, QueryClient } from "@tanstack/query-core";
import type { LinkDetail } from "#contract/history.ts";
import type { Link, LinkPage } from "#contract/link.ts";
import type { RepairAllAnswer } from "#contract/repair-all.ts";
import { cachedLinks } from "./cached-links.ts";
import { linkKeys } from "./link-queries.ts";

type List = InfiniteData<LinkPage, string | null>;

/** Shows what the server just said of a link, and has everything read again that may depend on it. */
export async function updateLink(client: QueryClient, link: Link): Promise<void> {
  await setLink(client, link.id, link);
  void invalidateLinks(client);
}

/**
 * Puts a link wherever it is shown. Answers that are on their way were asked for before, and are
 * cancelled: they would bring the old link back.
 *
 * @param link `null` when Belvo has it no more.
 */
export async function setLink(
  client: QueryClient,
  linkId: string,
  link: Link | null,
): Promise<void> {
  await client.cancelQueries({
    queryKey: linkKeys.all,
    predicate: (query) => !isFirstAnswer(query),
  });
  const newest = (shown: Link) =>
    link?.id === shown.id && link.checkedAt >= shown.checkedAt ? link : shown;
  const isThere = ({ id }: Link) => link !== null || id !== linkId;

  client.setQueriesData<List>(
    { queryKey: linkKeys.lists },
    (list) =>
      list && {
        ...list,
        pages: list.pages.map((page) => ({
          ...page,
          links: page.links.filter(isThere).map(newest),
        })),
      },
  );
  client.setQueryData<LinkDetail>(
    linkKeys.detail(linkId),
    (detail) => detail && { ...detail, link: newest(detail.link) },
  );
  client.setQueryData<RepairAllAnswer>(
    linkKeys.repairAll,
    (answer) =>
      answer && {
        repairAll: answer.repairAll && {
          ...answer.repairAll,
          steps: answer.repairAll.steps.map((step) => ({ ...step, link: newest(step.link) })),
        },
      },
  );
}

/**
 * Has everything about links read again that does not know of an event: at once what is shown, the
 * rest when it is shown.
 *
 * @param lastEventId What an answer must know of; of all there is, when it is not given.
 */
export async function invalidateLinks(client: QueryClient, lastEventId = Infinity): Promise<void> {
  const isOutdated = ({ queryKey }: Query) =>
    (cachedLinks(client, queryKey).lastEventId ?? -Infinity) < lastEventId;
  const queryKey = linkKeys.all;
  const firsts = client.getQueryCache().findAll({ queryKey, predicate: isFirstAnswer });

  await client.invalidateQueries({
    queryKey,
    predicate: (query) => isOutdated(query) && !firsts.includes(query),
  });
  if (firsts.length === 0) return;
  await Promise.allSettled(firsts.flatMap(({ promise }) => promise ?? []));
  await client.invalidateQueries({
    queryKey,
    predicate: (query) => isOutdated(query) && firsts.includes(query),
  });
}

/**
 * True while something is on its way that is not shown yet, a list's next page for one. It is let
 * arrive: cancelled, it would have to be asked for by the person again.
 */
function isFirstAnswer({ state }: Query): boolean {
  const isNext = state.data === undefined || state.fetchMeta?.fetchMore !== undefined;
  return state.fetchStatus === "fetching" && isNext;
}
