import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { generatePath } from "react-router-dom";
import { LinkPage, type Link, type LinkState } from "#contract/link.ts";
import { LinkDetail } from "#contract/repair.ts";
import { routes } from "#contract/routes.ts";
import { request } from "../http/api.ts";

/** How often an open page asks again, so that it heals by itself. */
const ASK_AGAIN_EVERY_MS = 15_000;

/** Everything cached about links lives under `all`; invalidate that after a repair. */
export const linkQueries = {
  all: ["links"] as const,

  list: () =>
    infiniteQueryOptions({
      queryKey: [...linkQueries.all, "list"] as const,
      queryFn: ({ pageParam, signal }) =>
        request(
          LinkPage,
          pageParam === null
            ? routes.links
            : `${routes.links}?cursor=${encodeURIComponent(pageParam)}`,
          { signal },
        ),
      initialPageParam: FIRST_PAGE,
      getNextPageParam: (page) => page.nextCursor,
      refetchInterval: ASK_AGAIN_EVERY_MS,
    }),

  detail: (linkId: string) =>
    queryOptions({
      queryKey: [...linkQueries.all, "detail", linkId] as const,
      queryFn: ({ signal }) =>
        request(LinkDetail, generatePath(routes.link, { linkId }), { signal }),
      refetchInterval: ASK_AGAIN_EVERY_MS,
    }),
};

const FIRST_PAGE: string | null = null;

/**
 * Puts a fresh reading of one link wherever that link is shown. Answers still on their way are
 * dropped first: they were asked for before the reading and would bring the old state back.
 */
export async function showReading(client: QueryClient, link: Link): Promise<void> {
  await client.cancelQueries({ queryKey: linkQueries.all });

  client.setQueryData(
    linkQueries.list().queryKey,
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          counts: recount(page.counts, stateOnPages(data.pages, link.id), link.state),
          links: page.links.map((shown) => (shown.id === link.id ? link : shown)),
        })),
      },
  );
  client.setQueryData(linkQueries.detail(link.id).queryKey, (data) => data && { ...data, link });
}

function stateOnPages(pages: LinkPage[], linkId: string): LinkState | undefined {
  return pages.flatMap((page) => page.links).find(({ id }) => id === linkId)?.state;
}

function recount(
  counts: LinkPage["counts"],
  from: LinkState | undefined,
  to: LinkState,
): LinkPage["counts"] {
  if (from === undefined || from === to) return counts;
  return { ...counts, [from]: counts[from] - 1, [to]: counts[to] + 1 };
}
