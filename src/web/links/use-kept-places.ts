import { useQuery, type InfiniteData, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { useContext, useState } from "react";
import { useLocation } from "react-router-dom";
import type { Link, LinkPage } from "#contract/link.ts";
import { keepPlaces } from "./keep-places.ts";
import { useCore } from "../core-context.ts";
import { PollingContext } from "./polling.ts";

export type ListQuery = UseInfiniteQueryResult<InfiniteData<LinkPage>>;

/** The links of a list, each where the person saw it for as long as they look at the same view. */
export function useKeptPlaces(query: ListQuery, heldLinkId: string | null): readonly Link[] {
  const { search } = useLocation();
  const pages = query.data?.pages;
  const fetched = pages?.flatMap((page) => page.links) ?? [];
  const missing = heldLinkId !== null && !fetched.some(({ id }) => id === heldLinkId);
  const { links: requests } = useCore();
  const refetchInterval = useContext(PollingContext);
  const { data } = useQuery({
    ...requests.detail(heldLinkId ?? ""),
    enabled: missing,
    refetchInterval,
  });
  const held = data?.link ?? null;

  const [seen, setSeen] = useState<{
    search?: string;
    pages?: LinkPage[] | undefined;
    held: Link | null;
    links: readonly Link[];
  }>({ held, links: [] });
  // Another view's links stand here until those of this one have come.
  if (query.isPlaceholderData || (pages === seen.pages && held === seen.held)) return seen.links;

  const before = seen.search === search ? seen.links : [];
  const last = before.find(({ id }) => id === heldLinkId) ?? null;
  const links = keepPlaces(before, fetched, held ?? last);
  setSeen({ search, pages, held, links });
  return links;
}
