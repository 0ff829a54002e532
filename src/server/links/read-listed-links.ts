import type { Bank, LinkState } from "#contract/link.ts";
import type { Store } from "../store/open-store.ts";
import { bankWordOf, createStateDeriver, type BankWord, type StateMarks } from "./derive-state.ts";
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
  // Of very many links, each column takes its time.
  let links = store
    .selectFrom("links")
    .where("external_id", "=", externalId)
    .where("gone_at", "is", null)
    .select(["id", "institution", "status", "checked_at", "doubted_at", "bank_trouble_at"])
    .select("last_accessed_at");
  if (onlyLinkId !== null) links = links.where("id", "=", onlyLinkId);
  const rows = await links.execute();

  const bankOf = await readBanks(store, new Set(rows.map(({ institution }) => institution)));
  const marksOf = await readTroubleMarks(store, rows);
  const deriver = createStateDeriver(now);
  return rows.map((row) => {
    const { name, country } = bankOf(row.institution);
    const { bankWord, ...marks } = marksOf(row.id);
    const state = deriver.stateOf({ ...row, ...marks }, { country, bankWord });
    return { id: row.id, bankName: name, state, lastAccessedAt: row.last_accessed_at };
  });
}

type TroubleMarks = Pick<StateMarks, "data_at" | "repaired_at"> & { bankWord: BankWord | null };

/** What the state of a link that has met bank trouble rests on as well. There are few. */
async function readTroubleMarks(
  store: Store,
  links: readonly { id: string; bank_trouble_at: string | null }[],
): Promise<(linkId: string) => TroubleMarks> {
  const none = { data_at: null, repaired_at: null, bankWord: null };
  const ids = links.filter(({ bank_trouble_at: at }) => at !== null).map(({ id }) => id);
  if (ids.length === 0) return () => none;

  const rows = await store
    .selectFrom("links")
    .leftJoin("bank_statuses", "bank_statuses.institution", "links.institution")
    .select(["links.id", "data_at", "repaired_at"])
    .select(["bank_statuses.status as bank_status", "bank_statuses.read_at as bank_read_at"])
    .where("links.id", "in", ids)
    .execute();
  const marks = new Map<string, TroubleMarks>();
  for (const { id, data_at, repaired_at, bank_status, bank_read_at } of rows) {
    marks.set(id, { data_at, repaired_at, bankWord: bankWordOf(bank_status, bank_read_at) });
  }
  return (linkId) => marks.get(linkId) ?? none;
}

/** Each bank once: many links are at the same. */
async function readBanks(
  store: Store,
  institutions: ReadonlySet<string>,
): Promise<(institution: string) => Bank> {
  const banks = new Map<string, Bank>();
  if (institutions.size > 0) {
    const rows = await store
      .selectFrom("institutions")
      .select(["name as institution", "display_name", "country_codes"])
      .where("name", "in", [...institutions])
      .execute();
    for (const row of rows) banks.set(row.institution, describe(row));
  }
  return (institution) => {
    const bank = banks.get(institution) ?? describe({ institution });
    banks.set(institution, bank);
    return bank;
  };
}

interface NamedBank {
  institution: string;
  display_name?: string | null;
  country_codes?: string | null;
}

function describe({ institution, display_name = null, country_codes = null }: NamedBank): Bank {
  const row = { institution, display_name, country_codes, logo: null, primary_color: null };
  return describeBank(storedBankOf(row), () => false);
}
