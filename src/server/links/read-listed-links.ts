import type { ExpressionBuilder } from "kysely";
import type { LinkState } from "#contract/link.ts";
import { createStateDeriver, stateOf, timedMarksAt } from "./derive-state.ts";
import type { Store } from "../store/open-store.ts";
import type { Tables } from "../store/tables.ts";
import { describeBank, storedBankOf } from "./describe-bank.ts";

/** As much of a link as its place in a list depends on. */
export interface LinkOutline {
  id: string;
  bankName: string;
  state: LinkState;
  lastAccessedAt: string | null;
}

/** Links of one bank in one status, all in the state that goes with it. */
export interface Heap {
  institution: string;
  status: string;
  bankName: string;
  state: LinkState;
  /** May be off by what was written while it was counted: no reason to leave the heap out. */
  count: number;
}

export interface LinkScope {
  externalId: string;
  /** The one link to read; `null` for all. */
  onlyLinkId: string | null;
}

interface Outlines {
  heaps: Heap[];
  /** The links that are in no heap, since their state depends on more than their status. */
  others: LinkOutline[];
}

/**
 * All links of a user that Belvo lists, in no order. People may have thousands: only those are read
 * whose state depends on times, and the others are counted.
 */
export async function readOutlines(store: Store, scope: LinkScope, now: number): Promise<Outlines> {
  const counts = await countByStatus(store, scope);
  const banks = new Map(counts.map((row) => [row.institution, describe(row)]));
  const bankOf = (institution: string) => banks.get(institution) ?? describe({ institution });
  const deriveStateOf = createStateDeriver(now);
  const rows = await ownLinksAsWritten(store, scope)
    .where((link) => link.not(isInHeap(link, now)))
    .select(["id", "institution", "status", "checked_at", "doubted_at", "bank_trouble_at"])
    .select(["bank_read", "bank_read_at", "data_at", "repaired_at", "last_accessed_at"])
    .execute();
  const apart = new Map<string, number>();
  for (const row of rows) apart.set(heapKey(row), (apart.get(heapKey(row)) ?? 0) + 1);

  return {
    heaps: counts.map(({ institution, status, count }) => {
      const { name, country } = bankOf(institution);
      const state = stateOf({ status, country });
      const left = Math.max(0, count - (apart.get(heapKey({ institution, status })) ?? 0));
      return { institution, status, bankName: name, state, count: left };
    }),
    others: rows.map((row) => {
      const { name, country } = bankOf(row.institution);
      const lastAccessedAt = row.last_accessed_at;
      return { id: row.id, bankName: name, state: deriveStateOf(row, country), lastAccessedAt };
    }),
  };
}

/** The links of a user that Belvo lists, for what is answered by heaps. */
export function ownLinks(store: Store, scope: LinkScope) {
  return inScope(store, scope).where("gone_at", "is", null);
}

/**
 * The same, for what looks at every row. It is put so that no index on heaps fits: by heaps, rows
 * would be fetched from all over the table, which takes SQLite three times as long.
 */
export function ownLinksAsWritten(store: Store, scope: LinkScope) {
  return inScope(store, scope).where((link) => link.fn.coalesce("gone_at", link.val("")), "=", "");
}

function inScope(store: Store, { externalId, onlyLinkId }: LinkScope) {
  const links = store.selectFrom("links").where("external_id", "=", externalId);
  return onlyLinkId === null ? links : links.where("links.id", "=", onlyLinkId);
}

/** True of a link whose status alone says its state. */
export function isInHeap(link: ExpressionBuilder<Tables, "links">, now: number) {
  const { readUntil, troubleAfter } = timedMarksAt(now);
  return link.and([
    link("checked_at", ">", readUntil),
    link("doubted_at", "is", null),
    link(link.fn.coalesce("bank_trouble_at", link.val("")), "<=", troubleAfter),
  ]);
}

function countByStatus(store: Store, scope: LinkScope) {
  const counted = ownLinks(store, scope)
    .select(["institution", "status"])
    .select((link) => link.fn.countAll<number>().as("count"))
    .groupBy(["institution", "status"]);
  return store
    .selectFrom(counted.as("counted"))
    .leftJoin("institutions", "institutions.name", "counted.institution")
    .select(["counted.institution", "counted.status", "counted.count"])
    .select(["display_name", "country_codes"])
    .execute();
}

interface NamedBank {
  institution: string;
  display_name?: string | null;
  country_codes?: string | null;
}

function describe({ institution, display_name = null, country_codes = null }: NamedBank) {
  const row = { institution, display_name, country_codes, logo: null, primary_color: null };
  return describeBank(storedBankOf(row), () => false);
}

function heapKey({ institution, status }: Pick<Heap, "institution" | "status">): string {
  return JSON.stringify([institution, status]);
}
