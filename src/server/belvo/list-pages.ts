import * as v from "valibot";
import { BelvoError, refusalOf } from "./belvo-error.ts";
import type { CallBelvo } from "./call-belvo.ts";
import type { Turn } from "./rate-limiter.ts";

/** Belvo's largest page. Its sandbox is documented to give 10 whatever is asked for. */
const PAGE_SIZE = 1000;
const MAX_PAGES = 100;
/** Longer than any address that our filters make. */
const MAX_QUERY_LENGTH = 8000;

const Page = v.object({ next: v.nullish(v.string()), results: v.array(v.unknown()) });

interface List<T> {
  path: string;
  filter: Record<string, string>;
  turn: Turn;
  /** What is no such item is left out: one odd item must not hide all others. */
  item: v.GenericSchema<unknown, T>;
}

interface PageOfItems<T> {
  items: T[];
  /** What asks for the next page: a query, without host or path. */
  next: string | null;
}

/**
 * Gives every item of a list that Belvo pages. The list shifts while it is read: it ends where the
 * next page is no more, or where pages do not end.
 *
 * @throws {BelvoError} As {@link listPage} does for the first page; for the others, only for what
 *   passes.
 */
export async function listPages<T>(call: CallBelvo, list: List<T>): Promise<T[]> {
  const first = await listPage(call, list, null);
  const items = [...first.items];
  const seen = new Set<string>();

  for (let after = first.next; after !== null && !seen.has(after) && seen.size < MAX_PAGES;) {
    seen.add(after);
    const page = await listPage(call, list, after).catch(endWhenRefused);
    items.push(...page.items);
    after = page.next;
  }
  return items;
}

function endWhenRefused(error: unknown): PageOfItems<never> {
  if (!(error instanceof BelvoError) || refusalOf(error.failure) === null) throw error;
  return { items: [], next: null };
}

/**
 * Gives one page of a list. Of Belvo's `next`, only the query is taken: an address in an answer
 * never decides where our keys are sent.
 *
 * @param after The page before said it with `next`; `null` for the first page.
 * @throws {BelvoError} `unreadable` also when `after` is no such query.
 */
export async function listPage<T>(
  call: CallBelvo,
  { path, filter, turn, item }: List<T>,
  after: string | null,
): Promise<PageOfItems<T>> {
  const query =
    after === null
      ? new URLSearchParams({ ...filter, page_size: String(PAGE_SIZE) })
      : readQuery(after);
  const answer = await call({ method: "GET", path, query, withKeys: true, ...turn });
  const page = readAs(Page, answer);
  const next = nextQuery(page.next);
  const leadsOn = next !== query.toString();
  return { items: readableItems(item, page.results), next: leadsOn ? next : null };
}

function readableItems<T>(item: v.GenericSchema<unknown, T>, results: readonly unknown[]): T[] {
  return results.flatMap((result) => {
    const read = v.safeParse(item, result);
    return read.success ? [read.output] : [];
  });
}

/** @throws {BelvoError} `unreadable`, without what was read. */
export function readAs<T>(schema: v.GenericSchema<unknown, T>, answer: unknown): T {
  const read = v.safeParse(schema, answer);
  if (!read.success) throw unreadable();
  return read.output;
}

/** What leads nowhere is the end of the list: what was read of it counts. */
function nextQuery(next: string | null | undefined): string | null {
  if (!next || !URL.canParse(next, "https://belvo.invalid")) return null;
  const query = new URL(next, "https://belvo.invalid").searchParams.toString();
  return isQuery(query) ? query : null;
}

/** @throws {BelvoError} `unreadable`. */
function readQuery(query: string): URLSearchParams {
  if (!isQuery(query)) throw unreadable();
  return new URLSearchParams(query);
}

/** True for a query as we write it ourselves, in which nothing of an address can stand. */
function isQuery(query: string): boolean {
  const isShort = query !== "" && query.length <= MAX_QUERY_LENGTH;
  return isShort && new URLSearchParams(query).toString() === query;
}

function unreadable(): BelvoError {
  return new BelvoError({ kind: "unreadable", status: 200 });
}
