import type { QueryClient } from "@tanstack/query-core";
import type { Link } from "#contract/link.ts";
import { cachedLinks } from "../links/cached-links.ts";
import { linkKeys } from "../links/link-queries.ts";

/** All that the page has of a link: of the list, of searches in it, and of the bank's own page. */
export function copiesOf(client: QueryClient, linkId: string): Link[] {
  const cached = client.getQueryCache().findAll({ queryKey: linkKeys.all });
  return cached
    .flatMap(({ queryKey }) => cachedLinks(client, queryKey).links)
    .filter(({ id }) => id === linkId);
}

/** The link where the newest reading that the page has of it is of since then, and says that it is connected. */
function findConnected(client: QueryClient, linkId: string, since: number): Link | undefined {
  const readAt = ({ checkedAt }: Link) => Date.parse(checkedAt);
  const [newest] = copiesOf(client, linkId).sort((one, other) => readAt(other) - readAt(one));
  return newest?.state === "connected" && readAt(newest) >= since ? newest : undefined;
}

interface Awaited {
  linkId: string;
  /** When the repair began, by the server's clock. */
  since: number;
}

/** Calls back when a live change, or any other answer, has the link connected; at once where one had. */
export function whenConnected(
  client: QueryClient,
  { linkId, since }: Awaited,
  callback: (link: Link) => void,
): () => void {
  const look = () => {
    const connected = findConnected(client, linkId, since);
    if (connected) callback(connected);
  };
  look();
  return client.getQueryCache().subscribe(look);
}
