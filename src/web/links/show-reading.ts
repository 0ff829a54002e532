import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { Link, LinkPage } from "#contract/link.ts";
import { laterOf, noteHeard } from "./late-answers.ts";
import { linkQueries, recount } from "./link-queries.ts";
import { putInWalk } from "./shown-walk.ts";

/** Puts what was just learned of a link wherever that link is shown, unless Belvo has said more since. */
export function showReading(client: QueryClient, link: Link): void {
  const { queryKey } = linkQueries.detail(link.id);
  noteHeard(client, link);
  putInList(client, link.id, (shown) => laterOf(shown, link));
  client.setQueryData(queryKey, (data) => data && { ...data, link: laterOf(data.link, link) });
  putInWalk(client, link);
}

/** Takes a link from the lists that Belvo has no more. */
export function showGone(client: QueryClient, linkId: string): void {
  putInList(client, linkId, () => null);
}

/** A link as a list shows it; `undefined` when no page of one that was fetched has it. */
export function listedLink(client: QueryClient, linkId: string): Link | undefined {
  const lists = client.getQueriesData<List>({ queryKey: linkQueries.lists });
  for (const [, list] of lists) {
    const links = list?.pages.flatMap((page) => page.links) ?? [];
    const shown = links.find(({ id }) => id === linkId);
    if (shown) return shown;
  }
  return undefined;
}

type List = InfiniteData<LinkPage, string | null>;

function putInList(
  client: QueryClient,
  linkId: string,
  changed: (shown: Link) => Link | null,
): void {
  const shown = listedLink(client, linkId);
  if (!shown) return;
  const link = changed(shown);
  // Every list counts all links, also those that it does not show.
  client.setQueriesData<List>(
    { queryKey: linkQueries.lists },
    (data) =>
      data && {
        ...data,
        pages: data.pages.map((page) => ({
          ...page,
          counts: recount(page.counts, shown.state, link?.state),
          links: page.links.flatMap((each) => (each.id === linkId ? (link ?? []) : each)),
        })),
      },
  );
}
