import type { Kysely } from "kysely";
import type { Bank, Link } from "#contract/link.ts";
import { prepareQuery } from "../store/prepare-query.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import type { InstitutionRow, LinkRow, Tables } from "../store/tables.ts";
import { countFailedRepairs, countFailedTries } from "./failed-tries.ts";
import { bankWordOf, createStateDeriver, deriveRepairedBy } from "./derive-state.ts";
import { deriveBankAlert } from "./derive-bank-alert.ts";
import { describeBank, storedBankOf } from "./describe-bank.ts";

/** What the look of a link depends on besides its row. */
export interface LinkView {
  /** Whether the page may load an image from an address. */
  allowsLogo: (url: string) => boolean;
  now: () => number;
}

/** What a link is shown by besides its own row. */
const COLUMNS_AROUND = [
  "display_name",
  "logo",
  "primary_color",
  "country_codes",
  "institutions.type",
  "bank_statuses.status as bank_status",
  "bank_statuses.read_at as bank_read_at",
  "watches.asked_at as watched_at",
  "watches.told_at",
] as const;

type StoredLink = LinkRow & {
  [column in Exclude<keyof InstitutionRow, "name" | "read_at">]: InstitutionRow[column] | null;
} & Record<"bank_status" | "bank_read_at" | "watched_at" | "told_at", string | null>;

/** All links of a user that Belvo lists. */
export async function readLinks(
  store: Store | StoreTransaction,
  externalId: string,
  view: LinkView,
): Promise<Link[]> {
  const rows = await listedLinks(store).where("links.external_id", "=", externalId).execute();
  return rows.map(createLinkOf(view));
}

/** Pages have one of few lengths. */
const rowsOf = memoize((count: number) =>
  prepareQuery((db, text: (place: string) => string) =>
    listedLinks(db).where(
      "links.id",
      "in",
      Array.from({ length: count }, (_, place) => text(String(place))),
    ),
  ),
);

function memoize<T>(make: (count: number) => T): (count: number) => T {
  const made = new Map<number, T>();
  return (count) => {
    const one = made.get(count) ?? make(count);
    made.set(count, one);
    return one;
  };
}

/** Those of a user's links that have one of these ids, in the order of the ids. */
export async function readLinksById(
  store: Store,
  { externalId, linkIds }: { externalId: string; linkIds: readonly string[] },
  view: LinkView,
): Promise<Link[]> {
  if (linkIds.length === 0) return [];
  // Whose they are is looked at here: asked for it, SQLite would go through all of the person's links.
  const texts = Object.fromEntries(linkIds.map((id, place) => [String(place), id]));
  const rows = await rowsOf(linkIds.length)(store, texts);
  const own = rows.filter((row) => row.external_id === externalId);
  const links = new Map(own.map(createLinkOf(view)).map((link) => [link.id, link]));
  return linkIds.flatMap((id) => links.get(id) ?? []);
}

export interface OwnLink {
  externalId: string;
  linkId: string;
}

const findRow = prepareQuery((db, text: (name: "externalId" | "linkId") => string) =>
  listedLinks(db)
    .where("links.external_id", "=", text("externalId"))
    .where("links.id", "=", text("linkId")),
);

/** One link of a user; `null` for someone else's, one that is gone and one that never was. */
export async function findLink(
  store: Store | StoreTransaction,
  { externalId, linkId }: OwnLink,
  view: LinkView,
): Promise<Link | null> {
  const [row] = await findRow(store, { externalId, linkId });
  return row ? createLinkOf(view)(row) : null;
}

/**
 * Links that a person no longer has. What became of one may be somebody else's: all that is told is
 * its bank.
 */
export async function readFormerLinks(
  store: Store | StoreTransaction,
  linkIds: readonly string[],
  view: LinkView,
): Promise<Link[]> {
  if (linkIds.length === 0) return [];
  const rows = await storedLinks(store).where("links.id", "in", linkIds).execute();
  return rows.map(createLinkOf(view)).map((link) => ({ ...link, ...nothingTold }));
}

const nothingTold = {
  state: "unsure",
  actor: null,
  because: null,
  since: null,
  connectedAt: null,
  lastAccessedAt: null,
  repairedAt: null,
  bankTrouble: false,
  fetching: false,
  busyUntil: null,
  failedTries: 0,
  failedRepairs: 0,
  watch: "none",
  repairedBy: null,
} as const satisfies Partial<Link>;

/** A link whose person wants to be told that its bank is back. */
export interface AlertedLink extends OwnLink, Pick<Link, "state" | "bankTrouble"> {
  /** Belvo's name for the bank. */
  institution: string;
  toldAt: string | null;
}

/** The links of anyone who wants to be told. */
export async function readAlertedLinks(
  store: Store | StoreTransaction,
  now: () => number,
): Promise<AlertedLink[]> {
  const rows = await store
    .selectFrom("watches")
    .innerJoin("links", (join) =>
      join
        .onRef("links.id", "=", "watches.link_id")
        .onRef("links.external_id", "=", "watches.external_id"),
    )
    .leftJoin("institutions", "institutions.name", "links.institution")
    .leftJoin("bank_statuses", "bank_statuses.institution", "links.institution")
    .where("gone_at", "is", null)
    .selectAll("links")
    .select(COLUMNS_AROUND)
    .execute();
  const linkOf = createLinkOf({ allowsLogo: () => false, now });
  return rows.map((row) => {
    const { id: linkId, state, bankTrouble } = linkOf(row);
    const { external_id: externalId, institution, told_at: toldAt } = row;
    return { externalId, linkId, institution, state, bankTrouble, toldAt };
  });
}

function listedLinks(store: Kysely<Tables>) {
  return storedLinks(store).where("gone_at", "is", null);
}

function storedLinks(store: Kysely<Tables>) {
  return store
    .selectFrom("links")
    .leftJoin("institutions", "institutions.name", "links.institution")
    .leftJoin("bank_statuses", "bank_statuses.institution", "links.institution")
    .leftJoin("watches", (join) =>
      join
        .onRef("watches.link_id", "=", "links.id")
        .onRef("watches.external_id", "=", "links.external_id"),
    )
    .selectAll("links")
    .select(COLUMNS_AROUND);
}

/** Makes links of rows: what all have in common, the moment and their banks, is looked at once. */
function createLinkOf({ allowsLogo, now }: LinkView): (row: StoredLink) => Link {
  const at = now();
  const deriver = createStateDeriver(at);
  const banks = new Map<string, Bank>();

  function bankOf(row: StoredLink): Bank {
    const bank = banks.get(row.institution) ?? describeBank(storedBankOf(row), allowsLogo);
    banks.set(row.institution, bank);
    return bank;
  }

  return (row) => {
    const bank = bankOf(row);
    const derived = deriver.derive(row, {
      country: bank.country,
      accessMode: row.access_mode,
      bankWord: bankWordOf(row.bank_status, row.bank_read_at),
    });
    return {
      id: row.id,
      bank,
      ...derived,
      since: row.status_since,
      connectedAt: row.created_at,
      lastAccessedAt: row.last_accessed_at,
      checkedAt: row.checked_at,
      repairedAt: row.repaired_at,
      failedTries: countFailedTries(row, at),
      failedRepairs: countFailedRepairs(row, at),
      watch: deriveBankAlert({ ...row, ...derived }, at),
      repairedBy: deriveRepairedBy(row, derived.state),
    };
  };
}
