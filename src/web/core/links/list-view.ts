import * as v from "valibot";
import { orNull } from "#contract/formats.ts";
import { LinkSort, LinkState, LONGEST_SEARCH, type Link, type LinkPage } from "#contract/link.ts";

/** Which of a person's banks a list shows, and in which order. */
export interface ListView {
  /** Part of a bank's name; empty for all. */
  q: string;
  /** `null` for all. */
  state: LinkState | null;
  sort: LinkSort;
}

export const wholeList: ListView = { q: "", state: null, sort: "needs" };

/** What an address says of the list; what it says wrong is as if it were not there. */
export function readView(search: URLSearchParams): ListView {
  return {
    q: (search.get("q") ?? "").slice(0, LONGEST_SEARCH),
    state: v.parse(orNull(LinkState), search.get("state")),
    sort: v.parse(v.fallback(LinkSort, wholeList.sort), search.get("sort")),
  };
}

/** The view in an address, the same for the page's and the server's; empty for the whole list. */
export function searchOf({ q, state, sort }: ListView): URLSearchParams {
  const search = new URLSearchParams();
  if (q.trim() !== "") search.set("q", q.trim());
  if (state !== null) search.set("state", state);
  if (sort !== wholeList.sort) search.set("sort", sort);
  return search;
}

/** True where something was chosen for the list besides what is searched for. */
export function isNarrowed({ state, sort }: ListView): boolean {
  return state !== null || sort !== wholeList.sort;
}

/** True where the list may lack some of the person's banks. */
export function isFiltered({ q, state }: ListView): boolean {
  return q.trim() !== "" || state !== null;
}

/**
 * Counts the links of a list that lacks none. What is said above the list is then always what the list
 * shows, also while the server's own count is on its way.
 */
export function countStates(
  links: readonly Link[],
  counts: LinkPage["counts"],
): LinkPage["counts"] {
  return LinkState.options.reduce(
    (sum, each) => ({ ...sum, [each]: links.filter(({ state }) => state === each).length }),
    counts,
  );
}

/** How many links are in one of the states that are meant; in any, unless they are named. */
export function sumOf(
  counts: LinkPage["counts"],
  isMeant: (state: LinkState) => boolean = () => true,
): number {
  return LinkState.options.filter(isMeant).reduce((sum, state) => sum + counts[state], 0);
}
