import * as z from "zod";
import { BelvoError } from "./belvo-error.ts";
import type { CallBelvo } from "./call-belvo.ts";

/** Belvo's largest page. Its sandbox is documented to give 10 whatever is asked for. */
const PAGE_SIZE = 1000;
const MAX_PAGES = 100;

const Page = z.object({ next: z.string().nullish(), results: z.array(z.unknown()) });

/**
 * Gives every item of a list that Belvo pages. Of `next`, only the query is taken: an address in an
 * answer never decides where our keys are sent.
 *
 * @throws {BelvoError} `unreadable` when an item has another form, or the pages do not end.
 */
export async function listPages<T>(
  call: CallBelvo,
  path: string,
  filter: Record<string, string>,
  item: z.ZodType<T>,
): Promise<T[]> {
  const seen = new Set<string>();
  const items: T[] = [];
  let query = new URLSearchParams({ ...filter, page_size: String(PAGE_SIZE) });

  while (!seen.has(query.toString()) && seen.size < MAX_PAGES) {
    seen.add(query.toString());
    const answer = await call({
      method: "GET",
      path,
      query,
      withKeys: true,
      urgency: "background",
    });
    const page = readAs(Page, answer);
    items.push(...readAs(z.array(item), page.results));

    const next = nextQuery(page.next);
    if (next === null) return items;
    query = next;
  }
  throw unreadable();
}

/** @throws {BelvoError} `unreadable`, without what was read. */
export function readAs<T>(schema: z.ZodType<T>, answer: unknown): T {
  const read = schema.safeParse(answer);
  if (!read.success) throw unreadable();
  return read.data;
}

function nextQuery(next: string | null | undefined): URLSearchParams | null {
  if (next === null || next === undefined || next === "") return null;
  if (!URL.canParse(next, "https://belvo.invalid")) throw unreadable();
  return new URL(next, "https://belvo.invalid").searchParams;
}

function unreadable(): BelvoError {
  return new BelvoError({ kind: "unreadable", status: 200 });
}
