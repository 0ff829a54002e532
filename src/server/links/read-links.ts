import * as z from "zod";
import type { Link } from "#contract/link.ts";
import type { Store, StoreTransaction } from "../store/open-store.ts";
import type { InstitutionRow, LinkRow } from "../store/tables.ts";
import { judgeHealth } from "../evidence/judge-health.ts";
import { describeBank, type StoredBank } from "./describe-bank.ts";

/** What the look of a link depends on besides its row. */
export interface LinkView {
  /** Whether the page may load an image from an address. */
  allowsLogo: (url: string) => boolean;
  now: () => number;
}

type StoredLink = LinkRow & {
  [column in Exclude<keyof InstitutionRow, "name" | "read_at">]: InstitutionRow[column] | null;
};

const CountryCodes = z.array(z.string());

/** All links of a user that Belvo lists. */
export async function readLinks(store: Store, externalId: string, view: LinkView): Promise<Link[]> {
  const rows = await storedLinks(store).where("external_id", "=", externalId).execute();
  return rows.map((row) => linkOf(row, view));
}

export interface OwnLink {
  externalId: string;
  linkId: string;
}

/** One link of a user; `null` for someone else's, one that is gone and one that never was. */
export async function findLink(
  store: Store | StoreTransaction,
  { externalId, linkId }: OwnLink,
  view: LinkView,
): Promise<Link | null> {
  const row = await storedLinks(store)
    .where("external_id", "=", externalId)
    .where("links.id", "=", linkId)
    .executeTakeFirst();
  return row ? linkOf(row, view) : null;
}

function storedLinks(store: Store | StoreTransaction) {
  return store
    .selectFrom("links")
    .leftJoin("institutions", "institutions.name", "links.institution")
    .selectAll("links")
    .select(["display_name", "logo", "primary_color", "country_codes"])
    .where("gone_at", "is", null);
}

function linkOf(row: StoredLink, { allowsLogo, now }: LinkView): Link {
  const stored: StoredBank = {
    institution: row.institution,
    displayName: row.display_name,
    logo: row.logo,
    primaryColor: row.primary_color,
    countryCodes:
      row.country_codes === null ? [] : CountryCodes.parse(JSON.parse(row.country_codes)),
  };
  const bank = describeBank(stored, allowsLogo);
  const around = { country: bank.country, accessMode: row.access_mode, now: now() };

  return {
    id: row.id,
    bank,
    ...judgeHealth(row, around),
    since: row.status_since,
    lastAccessedAt: row.last_accessed_at,
    checkedAt: row.checked_at,
    repairedAt: row.repaired_at,
  };
}
