import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { generatePath } from "react-router-dom";
import { LinkDetail } from "#contract/history.ts";
import { LinkPage } from "#contract/link.ts";
import { routes } from "#contract/routes.ts";
import { request } from "../http/api.ts";
import { searchOf, wholeList, type ListView } from "./list-view.ts";

/** Everything cached about links lives under `all`. */
export const linkQueries = {
  all: ["links"] as const,

  /** The key that all lists begin with, whatever part of the links they show. */
  lists: ["links", "list"] as const,

  /** Where a repair of all links has got to. */
  repairAll: ["links", "repair-all"] as const,

  list: (view: ListView = wholeList) =>
    infiniteQueryOptions({
      queryKey: [...linkQueries.lists, searchOf(view).toString()] as const,
      queryFn: ({ pageParam, signal }) => {
        const search = searchOf(view);
        if (pageParam !== null) search.set("cursor", pageParam);
        const query = search.toString();
        return request(LinkPage, query === "" ? routes.links : `${routes.links}?${query}`, {
          signal,
        });
      },
      initialPageParam: FIRST_PAGE,
      getNextPageParam: (page) => page.nextCursor,
    }),

  detail: (linkId: string) =>
    queryOptions({
      queryKey: [...linkQueries.all, "detail", linkId] as const,
      queryFn: ({ signal }) =>
        request(LinkDetail, generatePath(routes.link, { linkId }), { signal }),
    }),
};

const FIRST_PAGE: string | null = null;

/** Marks that a link's data are being asked for. */
export const refreshKey = (linkId: string) => ["refresh", linkId] as const;
