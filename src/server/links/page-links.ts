import type { Link, LinkPage, LinkSort, LinkState } from "#contract/link.ts";
import type { Store } from "../store/open-store.ts";
import {
  compareCursors,
  createCursorOf,
  foldName,
  formatCursor,
  type Cursor,
} from "./list-cursor.ts";
import { readListedLinks, type ListedLink, type ListScope } from "./read-listed-links.ts";

const LINKS_A_PAGE = 50;

export interface PageRequest {
  sort: LinkSort;
  /** The last link of the page before, in the same order; absent for the first. */
  after?: Cursor | undefined;
  state?: LinkState | undefined;
  /** Words, each part of a bank's name: in any case and order, with or without accents. */
  q?: string | undefined;
}

interface PageOfIds extends Pick<LinkPage, "total" | "counts" | "otherCounts" | "nextCursor"> {
  linkIds: string[];
}

/** Says which of a person's links a page has. All of them are sorted, which is made for 1,000. */
export async function pageLinks(
  store: Store,
  { now, ...scope }: ListScope & { now: number },
  request: PageRequest,
): Promise<PageOfIds> {
  const links = await readListedLinks(store, scope, now);
  const wanted = links.filter(createFilter(request));
  const { after } = request;
  const left = wanted
    .map(createCursorOf(request.sort))
    .filter((cursor) => after === undefined || compareCursors(cursor, after) > 0)
    .sort(compareCursors);
  const page = left.slice(0, LINKS_A_PAGE);
  const last = left.length > page.length ? page.at(-1) : undefined;
  return {
    linkIds: page.map(({ id }) => id),
    total: wanted.length,
    counts: countStates(links),
    otherCounts: countStates(links.filter(({ type }) => type !== "bank")),
    nextCursor: last ? formatCursor(last) : null,
  };
}

/** Links in the order of the list, those that need the person first. */
export function sortLinks(links: readonly Link[]): Link[] {
  const cursorOf = createCursorOf("needs");
  return links
    .map((link) => ({
      link,
      cursor: cursorOf({ ...link, bankName: link.bank.name, type: link.bank.type }),
    }))
    .sort((a, b) => compareCursors(a.cursor, b.cursor))
    .map(({ link }) => link);
}

/** Many links are at the same bank, whose name is looked at once. */
function createFilter({ state, q = "" }: PageRequest): (link: ListedLink) => boolean {
  const words = foldName(q)
    .split(/\s+/)
    .filter((word) => word !== "");
  const known = new Map<string, boolean>();
  const hasName = (name: string) => {
    const has = known.get(name) ?? hasWords(foldName(name), words);
    known.set(name, has);
    return has;
  };
  return (link) =>
    (state === undefined || link.state === state) && (words.length === 0 || hasName(link.bankName));
}

function hasWords(name: string, words: readonly string[]): boolean {
  return words.every((word) => name.includes(word));
}

function countStates(links: readonly ListedLink[]): LinkPage["counts"] {
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
