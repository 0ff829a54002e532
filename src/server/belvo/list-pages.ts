import * as z from "zod";
import { BelvoError } from "./belvo-error.ts";
import type { CallBelvo } from "./call-belvo.ts";
import type { Turn } from "./rate-limiter.ts";

/** Belvo's largest page. Its sandbox is documented to give 10 whatever is asked for. */
const PAGE_SIZE = 1000;
const MAX_PAGES = 100;
/** Longer than any address that our filters make. */
const MAX_QUERY_LENGTH = 8000;

const Page = z.object({ next: z.string().nullish(), results: z.array(z.unknown()) });

interface List<T> {
  path: string;
  filter: Record<string, string>;
  turn: Turn;
  /** See {@link everyItem} and {@link readableItems}. */
  readItems: (results: unknown[]) => T[];
}

interface PageOfItems<T> {
  items: T[];
  /** What asks for the next page: a query, without host or path. */
  next: string | null;
}

/**
 * Gives every item of a list that Belvo pages.
 *
 * @throws {BelvoError} `unreadable` also when the pages do not end.
 */
export async function listPages<T>(call: CallBelvo, list: List<T>): Promise<T[]> {
  const seen = new Set<string | null>();
  const items: T[] = [];

  let after: string | null = null;
  do {
    seen.add(after);
    const page: PageOfItems<T> = await listPage(call, list, after);
    items.push(...page.items);
    if (page.next === null) return items;
    after = page.next;
  } while (!seen.has(after) && seen.size < MAX_PAGES);
  throw unreadable();
}

/**
 * Gives one page of a list. Of Belvo's `next`, only the query is taken: an address in an answer
 * never decides where our keys are sent.
 *
 * @param after The page before said it with `next`; `null` for the first page.
 * @throws {BelvoError} `unreadable` also when `after` is no such query, or leads to itself.
 */
export async function listPage<T>(
  call: CallBelvo,
  { path, filter, turn, readItems }: List<T>,
  after: string | null,
): Promise<PageOfItems<T>> {
  const query =
    after === null
      ? new URLSearchParams({ ...filter, page_size: String(PAGE_SIZE) })
      : readQuery(after);
  const answer = await call({ method: "GET", path, query, withKeys: true, ...turn });
  const page = readAs(Page, answer);
  const next = nextQuery(page.next);
  if (next === query.toString()) throw unreadable();
  return { items: readItems(page.results), next };
}

/** Makes a list unreadable when an item in it is. */
export function everyItem<T>(item: z.ZodType<T>): (results: unknown[]) => T[] {
  return (results) => readAs(z.array(item), results);
}

/** Leaves out what cannot be read: one odd item must not hide all others. */
export function readableItems<T>(item: z.ZodType<T>): (results: unknown[]) => T[] {
  return (results) =>
    results.flatMap((result) => {
      const read = item.safeParse(result);
      return read.success ? [read.data] : [];
    });
}

/** @throws {BelvoError} `unreadable`, without what was read. */
export function readAs<T>(schema: z.ZodType<T>, answer: unknown): T {
  const read = schema.safeParse(answer);
  if (!read.success) throw unreadable();
  return read.data;
}

function nextQuery(next: string | null | undefined): string | null {
  if (next === null || next === undefined || next === "") return null;
  if (!URL.canParse(next, "https://belvo.invalid")) throw unreadable();
  const query = new URL(next, "https://belvo.invalid").searchParams.toString();
  return readQuery(query).toString();
}

/** Takes a query as we write it ourselves, in which nothing of an address can stand. */
function readQuery(query: string): URLSearchParams {
  const read = new URLSearchParams(query);
  const isOurs = query !== "" && query.length <= MAX_QUERY_LENGTH && read.toString() === query;
  if (!isOurs) throw unreadable();
  return read;
}

function unreadable(): BelvoError {
  return new BelvoError({ kind: "unreadable", status: 200 });
}
