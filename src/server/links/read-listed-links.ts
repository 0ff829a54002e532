import type { Bank, LinkState } from "#contract/link.ts";
import type { Store } from "../store/open-store.ts";
import { createStateDeriver } from "./derive-state.ts";
import { describeBank, storedBankOf } from "./describe-bank.ts";

/** As much of a link as its place in a list depends on. */
export interface ListedLink {
  id: string;
  bankName: string;
  state: LinkState;
  lastAccessedAt: string | null;
}

export interface ListScope {
  externalId: string;
  /** The one link to read; `null` for all. */
  onlyLinkId: string | null;
}

/** The links of a person that Belvo lists, in no order. */
export async function readListedLinks(
  store: Store,
  { externalId, onlyLinkId }: ListScope,
  now: number,
): Promise<ListedLink[]> {
  let links = store
    .selectFrom("links")
    .where("external_id", "=", externalId)
    .where("gone_at", "is", null)
    .select(["id", "institution", "status", "checked_at", "doubted_at", "bank_trouble_at"])
    .select(["bank_read", "bank_read_at", "data_at", "repaired_at", "last_accessed_at"]);
  if (onlyLinkId !== null) links = links.where("id", "=", onlyLinkId);
  const rows = await links.execute();

  const bankOf = await readBanks(store, new Set(rows.map(({ institution }) => institution)));
  const deriveStateOf = createStateDeriver(now);
  return rows.map((row) => {
    const { name, country } = bankOf(row.institution);
    const lastAccessedAt = row.last_accessed_at;
    return { id: row.id, bankName: name, state: deriveStateOf(row, country), lastAccessedAt };
  });
}

/** Each bank once: many links are at the same. */
async function readBanks(
  store: Store,
  institutions: ReadonlySet<string>,
): Promise<(institution: string) => Bank> {
  const unknown = { display_name: null, logo: null, primary_color: null, country_codes: null };
  const describe = (row: Parameters<typeof storedBankOf>[0]) =>
    describeBank(storedBankOf(row), () => false);
  if (institutions.size === 0) return (institution) => describe({ institution, ...unknown });

  const rows = await store
    .selectFrom("institutions")
    .select(["name as institution", "display_name", "country_codes"])
    .where("name", "in", [...institutions])
    .execute();
  const banks = new Map<string, Bank>();
  for (const institution of institutions)
    banks.set(institution, describe({ institution, ...unknown }));
  for (const row of rows) banks.set(row.institution, describe({ ...unknown, ...row }));
  return (institution) => banks.get(institution) ?? describe({ institution, ...unknown });
}
