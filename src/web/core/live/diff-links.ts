import type { Query, QueryClient } from "@tanstack/query-core";
import type { Link, LinkState } from "#contract/link.ts";
import { cachedLinks } from "../links/cached-links.ts";
import { linkKeys } from "../links/link-queries.ts";

/** What we say of a link for ourselves, while Belvo says of it what it said before. */
const OUR_STATES: readonly LinkState[] = ["unsure", "checking"];

interface DiffTools {
  client: QueryClient;
  /** Told of each link that Belvo calls something else than before. */
  onChange: (link: Link) => void;
  signal: AbortSignal;
}

interface Known {
  link: Link;
  /** False of a link that turned up in a later answer: what brought it there may still come live. */
  isTold: boolean;
}

/**
 * Compares what is read of links with what was known of them, so that each change is told once,
 * whichever way it came: live, by a list that was read again, or in the answer to what the person did.
 *
 * @returns What takes a link whose state has changed, whether it is shown or not.
 */
export function diffLinks({ client, onChange, signal }: DiffTools): (link: Link) => void {
  const known = new Map<string, Known>();

  const learn = (link: Link, from: "first_answer" | "later_answer" | "live") => {
    const before = known.get(link.id);
    const isOlder = before !== undefined && before.link.checkedAt > link.checkedAt;
    if (isOlder || (before && OUR_STATES.includes(link.state))) return;
    const hasChanged = before !== undefined && before.link.state !== link.state;
    const wasTold = before?.isTold === true;
    known.set(link.id, { link, isTold: hasChanged || wasTold || from !== "later_answer" });
    if (hasChanged || (from === "live" && !wasTold)) onChange(link);
  };

  const cache = client.getQueryCache();
  const read = ({ queryKey, state }: Query) => {
    const from = state.dataUpdateCount > 1 ? "later_answer" : "first_answer";
    for (const link of cachedLinks(client, queryKey).links) learn(link, from);
  };
  cache.findAll({ queryKey: linkKeys.all }).forEach(read);
  const stop = cache.subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "success") return;
    const query = cache.get(event.query.queryHash);
    if (query) read(query);
  });
  signal.addEventListener("abort", stop);

  return (link) => learn(link, "live");
}
