import { LinkDetail } from "#contract/history.ts";
import { LinkPage } from "#contract/link.ts";
import { pathTo, routes } from "#contract/routes.ts";
import type { Api } from "../http/api.ts";
import { searchOf, wholeList, type ListView } from "./list-view.ts";

/** Keys under which answers about links are cached; all of them begin with `all`. */
export const linkKeys = {
  all: ["links"],
  /** All lists begin with this, whatever part of the links they show. */
  lists: ["links", "list"],
  list: (view: ListView = wholeList) => ["links", "list", searchOf(view).toString()] as const,
  detail: (linkId: string) => ["links", "detail", linkId] as const,
  /** Where a repair of all links has got to. */
  repairAll: ["links", "repair-all"],
  /** Marks that a link's data are being asked for. */
  refresh: (linkId: string) => ["refresh", linkId] as const,
} as const;

const FIRST_PAGE: string | null = null;

interface PageContext {
  pageParam: string | null;
  signal: AbortSignal;
}

/** What can be asked of links. */
export function createLinkRequests({ request }: Pick<Api, "request">) {
  return {
    list: (view: ListView = wholeList) => ({
      queryKey: linkKeys.list(view),
      queryFn: ({ pageParam, signal }: PageContext) => {
        const search = searchOf(view);
        if (pageParam !== null) search.set("cursor", pageParam);
        const query = search.toString();
        const path = query === "" ? routes.links : `${routes.links}?${query}`;
        return request(LinkPage, path, { signal });
      },
      initialPageParam: FIRST_PAGE,
      getNextPageParam: (page: LinkPage) => page.nextCursor,
    }),

    detail: (linkId: string) => ({
      queryKey: linkKeys.detail(linkId),
      queryFn: ({ signal }: Pick<PageContext, "signal">) =>
        request(LinkDetail, pathTo(routes.link, { linkId }), { signal }),
    }),
  };
}
