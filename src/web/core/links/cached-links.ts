import {
  partialMatchKey,
  type InfiniteData,
  type QueryClient,
  type QueryKey,
} from "@tanstack/query-core";
import type { LinkDetail } from "#contract/history.ts";
import type { Link, LinkPage } from "#contract/link.ts";
import type { RepairAllAnswer } from "#contract/repair-all.ts";
import { linkKeys } from "./link-queries.ts";

interface CachedLinks {
  links: readonly Link[];
  /** The newest event that the answer knows of; `null` when it does not say. */
  lastEventId: number | null;
}

/** What of links is cached under a key, whichever answer it is; nothing under a key of something else. */
export function cachedLinks(client: QueryClient, key: QueryKey): CachedLinks {
  if (partialMatchKey(key, linkKeys.lists)) {
    const pages = client.getQueryData<InfiniteData<LinkPage>>(key)?.pages ?? [];
    return {
      links: pages.flatMap(({ links }) => links),
      lastEventId: pages.length === 0 ? null : Math.min(...pages.map((page) => page.lastEventId)),
    };
  }
  if (partialMatchKey(key, linkKeys.repairAll)) {
    const steps = client.getQueryData<RepairAllAnswer>(key)?.repairAll?.steps ?? [];
    return { links: steps.map(({ link }) => link), lastEventId: null };
  }
  if (!partialMatchKey(key, linkKeys.all)) return { links: [], lastEventId: null };
  const detail = client.getQueryData<LinkDetail>(key);
  return detail
    ? { links: [detail.link], lastEventId: detail.lastEventId }
    : { links: [], lastEventId: null };
}
