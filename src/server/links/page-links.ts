import type { Link, LinkPage, LinkSort, LinkState } from "#contract/link.ts";
import type { Store } from "../store/open-store.ts";
import { foldName } from "./fold-name.ts";
import { comparePlaces, createPlacer, writeCursor, type Place } from "./list-place.ts";
import { readEachHeap, readRecent } from "./read-heaps.ts";
import { readOutlines, type Heap, type LinkOutline, type LinkScope } from "./read-outlines.ts";

const LINKS_A_PAGE = 50;
/** Stands behind all links of one key: their ids begin with a digit, or with a letter up to f. */
const BEHIND_ALL_IDS = "z";

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
export async function pageLinks(
  store: Store,
  { now, ...scope }: LinkScope & { now: number },
  request: PageRequest,
): Promise<PageOutline> {
  const { heaps, others } = await readOutlines(store, scope, now);
  const isWanted = createFilter(request);
  const wanted = heaps.filter(isWanted);
  const apart = others.filter(isWanted);
  const question = { scope, now, heaps: wanted, after: request.after, limit: LINKS_A_PAGE + 1 };
  const part =
    request.sort === "recent"
      ? { links: await readRecent(store, question, wanted.length === heaps.length), end: null }
      : await readNextHeaps(store, question, request.sort);

  return {
    ...cutPage([...apart, ...part.links], part.end, request),
    total: wanted.reduce((sum, { count }) => sum + count, apart.length),
    counts: countStates(heaps, others),
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

/**
 * Reads the heaps in which the next page is.
 *
 * @returns Also where that ends, if heaps are left.
 */
async function readNextHeaps(
  store: Store,
  question: Parameters<typeof readEachHeap>[1],
  sort: LinkSort,
): Promise<{ links: LinkOutline[]; end: Place | null }> {
  const { heaps, after, limit } = question;
  const placeOf = createPlacer(sort);
  const keyed = heaps
    .map((heap) => ({ heap, ...placeOf({ ...heap, id: "", lastAccessedAt: null }) }))
    .filter(({ key }) => after === undefined || key >= after.key)
    .sort(comparePlaces);

  let expected = 0;
  // How many are left of a heap that is begun is not known.
  const isLast = keyed.findIndex(({ heap, key }, place) => {
    if (key !== after?.key) expected += heap.count;
    return expected >= limit && keyed[place + 1]?.key !== key;
  });
  const taken = isLast === -1 ? keyed : keyed.slice(0, isLast + 1);
  const begun = new Set(taken.filter(({ key }) => key === after?.key).map(({ heap }) => heap));
  const links = await readEachHeap(
    store,
    { ...question, heaps: taken.map(({ heap }) => heap) },
    (heap) => begun.has(heap),
  );
  const last = taken.length < keyed.length ? taken.at(-1) : undefined;
  return { links, end: last ? { sort, key: last.key, id: BEHIND_ALL_IDS } : null };
}

/** @param end Up to where the links are all there are; `null` when nothing comes after them. */
function cutPage(
  links: readonly LinkOutline[],
  end: Place | null,
  { sort, after }: PageRequest,
): Pick<PageOutline, "linkIds" | "nextCursor"> {
  const places = links
    .map(createPlacer(sort))
    .filter((place) => after === undefined || comparePlaces(place, after) > 0)
    .filter((place) => end === null || comparePlaces(place, end) < 0)
    .sort(comparePlaces);
  const page = places.slice(0, LINKS_A_PAGE);
  const next = places.length > page.length ? page.at(-1) : end;
  return { linkIds: page.map(({ id }) => id), nextCursor: next ? writeCursor(next) : null };
}

/** Many links are at the same bank, whose name is looked at once. */
function createFilter({ state, q = "" }: PageRequest) {
  const part = foldName(q.trim());
  const known = new Map<string, boolean>();
  return (link: Pick<LinkOutline, "bankName" | "state">): boolean => {
    const hasName = known.get(link.bankName) ?? foldName(link.bankName).includes(part);
    known.set(link.bankName, hasName);
    return hasName && (state === undefined || link.state === state);
  };
}

function countStates(heaps: readonly Heap[], others: readonly LinkOutline[]): LinkPage["counts"] {
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
  for (const { state, count } of heaps) counts[state] += count;
  for (const { state } of others) counts[state] += 1;
  return counts;
}
