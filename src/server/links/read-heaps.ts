import type { ExpressionBuilder } from "kysely";
import type { Store } from "../store/open-store.ts";
import type { Tables } from "../store/tables.ts";
import type { Place } from "./list-place.ts";
import {
  isInHeap,
  ownLinks,
  ownLinksAsWritten,
  type Heap,
  type LinkOutline,
  type LinkScope,
} from "./read-outlines.ts";

/** Some heaps, and which of their links to read. */
interface HeapQuestion {
  scope: LinkScope;
  now: number;
  heaps: readonly Heap[];
  after: Place | undefined;
  limit: number;
}

/** SQLite takes few hundred such parts in one statement. */
const HEAPS_A_STATEMENT = 100;

/**
 * Reads the first links of each heap, in the order of their ids.
 *
 * @param isBegun True of a heap some of whose links stand before `after`.
 */
export async function readEachHeap(
  store: Store,
  question: HeapQuestion,
  isBegun: (heap: Heap) => boolean,
): Promise<LinkOutline[]> {
  const { scope, now, heaps, after, limit } = question;
  const firstOf = (heap: Heap, place: number) => {
    const links = ownLinks(store, scope)
      .where("institution", "=", heap.institution)
      .where("status", "=", heap.status)
      .where((link) => isInHeap(link, now));
    const left = after && isBegun(heap) ? links.where("id", ">", after.id) : links;
    const first = left
      .select(["id", "last_accessed_at"])
      .select((link) => link.lit(place).as("place"))
      .orderBy("id")
      .limit(limit);
    return store.selectFrom(first.as("heap")).selectAll();
  };

  const found: LinkOutline[] = [];
  for (let from = 0; from < heaps.length; from += HEAPS_A_STATEMENT) {
    const [first, ...others] = heaps.slice(from, from + HEAPS_A_STATEMENT).map(firstOf);
    if (!first) break;
    const rows = await others.reduce((all, each) => all.unionAll(each), first).execute();
    found.push(...rows.flatMap((row) => outlineOf(row, heaps[from + row.place])));
  }
  return found;
}

/**
 * Reads the links whose data came last, of all heaps together.
 *
 * @param areAll True when there are no other heaps, so that rows need not be looked up in them.
 */
export async function readRecent(
  store: Store,
  { scope, now, heaps, after, limit }: HeapQuestion,
  areAll: boolean,
): Promise<LinkOutline[]> {
  if (heaps.length === 0) return [];
  const rows = await ownLinksAsWritten(store, scope)
    .where((link) => isInHeap(link, now))
    .$if(!areAll, (links) => links.where((link) => isIn(link, heaps)))
    .$if(after !== undefined, (links) =>
      links.where((link) => {
        const at = link.fn.coalesce("last_accessed_at", link.val(""));
        const { key = "", id = "" } = after ?? {};
        return link.or([link(at, "<", key), link.and([link(at, "=", key), link("id", ">", id)])]);
      }),
    )
    .select(["id", "last_accessed_at", "institution", "status"])
    .orderBy((link) => link.fn.coalesce("last_accessed_at", link.val("")), "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.flatMap((row) =>
    outlineOf(
      row,
      heaps.find((heap) => heap.institution === row.institution && heap.status === row.status),
    ),
  );
}

function isIn(link: ExpressionBuilder<Tables, "links">, heaps: readonly Heap[]) {
  const statuses = [...new Set(heaps.map(({ status }) => status))];
  const banksIn = (status: string) =>
    heaps.filter((heap) => heap.status === status).map(({ institution }) => institution);
  return link.or(
    statuses.map((status) =>
      link.and([link("status", "=", status), link("institution", "in", banksIn(status))]),
    ),
  );
}

function outlineOf(
  row: { id: string; last_accessed_at: string | null },
  heap: Heap | undefined,
): LinkOutline[] {
  if (!heap) return [];
  const { bankName, state } = heap;
  return [{ id: row.id, bankName, state, lastAccessedAt: row.last_accessed_at }];
}
