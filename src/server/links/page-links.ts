import * as z from "zod";
import { LinkState, type Link, type LinkPage } from "#contract/link.ts";

const LINKS_A_PAGE = 50;

/** The place of a link in the list, which holds when links come and go between two pages. */
const Place = z.object({ rank: z.int(), name: z.string(), id: z.string() });
type Place = z.infer<typeof Place>;

const collator = new Intl.Collator("es", { sensitivity: "base", numeric: true });

export interface PageRequest {
  /** Of the page before; absent for the first. */
  after?: Place | undefined;
  state?: LinkState | undefined;
  /** Part of a bank's name, in any case. */
  q?: string | undefined;
}

/** Gives one page of a user's links, those that need the person first. */
export function pageLinks(
  links: readonly Link[],
  { after, state, q }: PageRequest,
): Pick<LinkPage, "links" | "counts" | "nextCursor"> {
  const part = q?.trim().toLowerCase() ?? "";
  const matching = links
    .filter((link) => state === undefined || link.state === state)
    .filter((link) => link.bank.name.toLowerCase().includes(part));
  const wanted = inPlace(matching).filter(
    ({ place }) => after === undefined || comparePlaces(place, after) > 0,
  );

  const page = wanted.slice(0, LINKS_A_PAGE);
  const last = page.at(-1);
  return {
    links: page.map(({ link }) => link),
    counts: countStates(links),
    nextCursor: last && wanted.length > page.length ? writeCursor(last.place) : null,
  };
}

/** Links in the order of the list. */
export function sortLinks(links: readonly Link[]): Link[] {
  return inPlace(links).map(({ link }) => link);
}

function inPlace(links: readonly Link[]): { link: Link; place: Place }[] {
  return links
    .map((link) => ({ link, place: placeOf(link) }))
    .sort((a, b) => comparePlaces(a.place, b.place));
}

/** @returns `null` for a text that is no cursor of ours. */
export function readCursor(cursor: string): Place | null {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return Place.safeParse(place).data ?? null;
  } catch {
    return null;
  }
}

function writeCursor(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

function placeOf(link: Link): Place {
  const rank = LinkState.options.indexOf(link.state);
  return { rank, name: link.bank.name, id: link.id };
}

function comparePlaces(a: Place, b: Place): number {
  if (a.rank !== b.rank) return a.rank - b.rank;
  const byName = collator.compare(a.name, b.name);
  if (byName !== 0) return byName;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

function countStates(links: readonly Link[]): LinkPage["counts"] {
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
