import { infiniteQueryOptions, queryOptions, type QueryClient } from "@tanstack/react-query";
import { generatePath } from "react-router-dom";
import { LinkDetail } from "#contract/history.ts";
import { LinkPage, type LinkState } from "#contract/link.ts";
import { routes } from "#contract/routes.ts";
import { request } from "../http/api.ts";
import { newestOf } from "./late-answers.ts";
import { searchOf, wholeList, type ListView } from "./list-view.ts";

/** Everything cached about links lives under `all`; invalidate that after a repair. */
export const linkQueries = {
  all: ["links"] as const,

  /** The key that all lists begin with, whatever part of the links they show. */
  lists: ["links", "list"] as const,

  list: (view: ListView = wholeList) =>
    infiniteQueryOptions({
      queryKey: [...linkQueries.lists, searchOf(view).toString()] as const,
      queryFn: async ({ pageParam, signal, client }) => {
        const askedAt = Date.now();
        const query = searchOf(view);
        if (pageParam !== null) query.set("cursor", pageParam);
        const path = query.size === 0 ? routes.links : `${routes.links}?${query.toString()}`;
        return withNewest(client, await request(LinkPage, path, { signal }), askedAt);
      },
      initialPageParam: FIRST_PAGE,
      getNextPageParam: (page) => page.nextCursor,
    }),

  detail: (linkId: string) =>
    queryOptions({
      queryKey: [...linkQueries.all, "detail", linkId] as const,
      queryFn: async ({ signal, client }) => {
        const askedAt = Date.now();
        const path = generatePath(routes.link, { linkId });
        const detail = await request(LinkDetail, path, { signal });
        return { ...detail, link: newestOf(client, detail.link, askedAt) };
      },
    }),
};

/** Marks that a link's data are being asked for. */
export const refreshKey = (linkId: string) => ["refresh", linkId] as const;

const FIRST_PAGE: string | null = null;

function withNewest(client: QueryClient, page: LinkPage, askedAt: number): LinkPage {
  const links = page.links.map((answer) => newestOf(client, answer, askedAt));
  const counts = links.reduce(
    (sum, { state }, place) => recount(sum, page.links[place]?.state, state),
    page.counts,
  );
  return { ...page, links, counts };
}

/** The counts after one link has gone from one state to another, or from the list. */
export function recount(
  counts: LinkPage["counts"],
  from: LinkState | undefined,
  to: LinkState | undefined,
): LinkPage["counts"] {
  if (from === undefined || from === to) return counts;
  const left = { ...counts, [from]: counts[from] - 1 };
  return to === undefined ? left : { ...left, [to]: left[to] + 1 };
}
