import type { InstitutionType, LinkState } from "#contract/link.ts";
import { prepareQuery } from "../store/prepare-query.ts";
import type { Store } from "../store/open-store.ts";
import { bankWordOf, createStateDeriver, type BankWord, type StateMarks } from "./derive-state.ts";
import { describeBank, storedBankOf } from "./describe-bank.ts";

/** As much of a link as its place in a list depends on. */
export interface ListedLink {
  id: string;
  bankName: string;
  type: InstitutionType;
  state: LinkState;
  lastAccessedAt: string | null;
}

export interface ListScope {
  externalId: string;
  /** The one link to read; `null` for all. */
  onlyLinkId: string | null;
}

/** Of very many links, each column takes its time. */
const readRows = prepareQuery((db, text: (name: "externalId") => string) =>
  db
    .selectFrom("links")
    .where("external_id", "=", text("externalId"))
    .where("gone_at", "is", null)
    .select(["id", "institution", "status", "checked_at", "doubted_at", "bank_trouble_at"])
    .select("last_accessed_at"),
);

/** The links of a person that Belvo lists, in no order. */
export async function readListedLinks(
  store: Store,
  { externalId, onlyLinkId }: ListScope,
  now: number,
): Promise<ListedLink[]> {
  const all = await readRows(store, { externalId });
  const rows = onlyLinkId === null ? all : all.filter(({ id }) => id === onlyLinkId);

  const bankOf = await readBanks(store, new Set(rows.map(({ institution }) => institution)));
  const troubles = await readTroubles(store, rows);
  const deriver = createStateDeriver(now);
  return rows.map((row) => {
    const { name, type, around } = bankOf(row.institution);
    const trouble = troubles.get(row.id);
    const state = trouble
      ? deriver.stateOf({ ...row, ...trouble.marks }, { ...around, bankWord: trouble.bankWord })
      : deriver.stateOf(row, around);
    return { id: row.id, bankName: name, type, state, lastAccessedAt: row.last_accessed_at };
  });
}

interface Trouble {
  marks: Pick<StateMarks, "data_at" | "repaired_at">;
  bankWord: BankWord | null;
}

/** What the states of links that have met bank trouble rest on as well. There are few. */
async function readTroubles(
  store: Store,
  links: readonly { id: string; bank_trouble_at: string | null }[],
): Promise<Map<string, Trouble>> {
  const ids = links.filter(({ bank_trouble_at: at }) => at !== null).map(({ id }) => id);
  if (ids.length === 0) return new Map();

  const rows = await store
    .selectFrom("links")
    .leftJoin("bank_statuses", "bank_statuses.institution", "links.institution")
    .select(["links.id", "data_at", "repaired_at"])
    .select(["bank_statuses.status as bank_status", "bank_statuses.read_at as bank_read_at"])
    .where("links.id", "in", ids)
    .execute();
  return new Map(
    rows.map(({ id, bank_status, bank_read_at, ...marks }) => [
      id,
      { marks, bankWord: bankWordOf(bank_status, bank_read_at) },
    ]),
  );
}

/** What links of a bank have in common. */
interface ListedBank {
  name: string;
  type: InstitutionType;
  around: { country: string | null; bankWord: null };
}

/** Each bank once: many links are at the same. */
async function readBanks(
  store: Store,
  institutions: ReadonlySet<string>,
): Promise<(institution: string) => ListedBank> {
  const banks = new Map<string, ListedBank>();
  if (institutions.size > 0) {
    const rows = await store
      .selectFrom("institutions")
      .select(["name as institution", "display_name", "country_codes", "type"])
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
  type?: string | null;
}

function describe({
  institution,
  display_name = null,
  country_codes = null,
  type: kind = null,
}: NamedBank): ListedBank {
  const looks = { logo: null, primary_color: null };
  const row = { institution, display_name, country_codes, type: kind, ...looks };
  const { name, type, country } = describeBank(storedBankOf(row), () => false);
  return { name, type, around: { country, bankWord: null } };
}
