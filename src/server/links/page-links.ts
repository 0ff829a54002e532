import type { Link, LinkPage, LinkSort, LinkState } from "#contract/link.ts";
import { foldName } from "./fold-name.ts";
import { comparePlaces, createPlacer, writeCursor, type Place } from "./list-place.ts";
import type { LinkOutline } from "./read-outlines.ts";

const LINKS_A_PAGE = 50;

export interface PageRequest {
  sort: LinkSort;
  /** Of the page before, in the same order; absent for the first. */
  after?: Place | undefined;
  state?: LinkState | undefined;
  /** Part of a bank's name, in any case and with or without accents. */
  q?: string | undefined;
}

interface PageOutline extends Pick<LinkPage, "total" | "counts" | "nextCursor"> {
  linkIds: string[];
}

/** Says which of a user's links a page has. */
export function pageLinks(
  links: readonly LinkOutline[],
  { sort, after, state, q }: PageRequest,
): PageOutline {
  const hasName = createNameFilter(q);
  const matching = links.filter(
    (link) => (state === undefined || link.state === state) && hasName(link.bankName),
  );
  const places = matching
    .map(createPlacer(sort))
    .filter((place) => after === undefined || comparePlaces(place, after) > 0);

  const page = firstPlaces(places, LINKS_A_PAGE);
  const last = page.at(-1);
  return {
    linkIds: page.map(({ id }) => id),
    total: matching.length,
    counts: countStates(links),
    nextCursor: last && places.length > page.length ? writeCursor(last) : null,
  };
}

/** Links in the order of the list, those that need the person first. */
export function sortLinks(links: readonly Link[]): Link[] {
  const placeOf = createPlacer("needs");
  return links
    .map((link) => ({ link, place: placeOf({ ...link, bankName: link.bank.name }) }))
    .sort((a, b) => comparePlaces(a.place, b.place))
    .map(({ link }) => link);
}

/** Many links are at the same bank, whose name is looked at once. */
function createNameFilter(q = ""): (name: string) => boolean {
  const part = foldName(q.trim());
  const known = new Map<string, boolean>();
  return (name) => {
    const answer = known.get(name) ?? foldName(name).includes(part);
    known.set(name, answer);
    return answer;
  };
}

/** The first places in order. What stands behind them is not put in order. */
function firstPlaces(places: readonly Place[], count: number): Place[] {
  const first: Place[] = [];
  for (const place of places) {
    const last = first.at(-1);
    if (first.length === count && last && comparePlaces(place, last) > 0) continue;
    first.splice(rankIn(first, place), 0, place);
    if (first.length > count) first.pop();
  }
  return first;
}

/** How many of the places, which are in order, come before this one. */
function rankIn(places: readonly Place[], place: Place): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = places[middle];
    if (other && comparePlaces(other, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countStates(links: readonly LinkOutline[]): LinkPage["counts"] {
  const counts: LinkPage["counts"] = {
    password_needed: 0,
    code_needed: 0,
    unfinished: 0,
    elsewhere: 0,
    bank_trouble: 0,
    unsure: 0,
    checking: 0,
    connected: 0,
  };
  for (const { state } of links) counts[state] += 1;
  return counts;
}
