import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { Link, LinkState } from "#contract/link.ts";
import { cachedLinks } from "../links/cached-links.ts";
import { linkQueries } from "../links/link-queries.ts";

/** What we say of a link for ourselves, while Belvo says of it what it said before. */
const OUR_STATES: readonly LinkState[] = ["unsure", "checking"];

interface DiffTools {
  client: QueryClient;
  /** Told of each link that Belvo calls something else than before. */
  onChange: (link: Link) => void;
  signal: AbortSignal;
}

/**
 * Compares what is read of links with what was known of them, so that each change is told once,
 * whichever way it came: live, by a list that was read again, or in the answer to what the person did.
 *
 * @returns What takes a link whose state has changed, whether it is shown or not.
 */
export function diffLinks({ client, onChange, signal }: DiffTools): (link: Link) => void {
  const known = new Map<string, Link>();

  const learn = (link: Link, isChange: boolean) => {
    const before = known.get(link.id);
    const isOlder = before !== undefined && before.checkedAt > link.checkedAt;
    if (isOlder || (before && OUR_STATES.includes(link.state))) return;
    known.set(link.id, link);
    if (before ? before.state !== link.state : isChange) onChange(link);
  };

  const cache = client.getQueryCache();
  const read = (queryKey: QueryKey) => {
    for (const link of cachedLinks(client, queryKey).links) learn(link, false);
  };
  for (const { queryKey } of cache.findAll({ queryKey: linkQueries.all })) read(queryKey);
  const stop = cache.subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "success") return;
    read(cache.get(event.query.queryHash)?.queryKey ?? []);
  });
  signal.addEventListener("abort", stop);

  return (link) => learn(link, true);
}
