import type { LinkState } from "#contract/link.ts";
import { createStateJudge } from "../evidence/judge-health.ts";
import type { Store } from "../store/open-store.ts";
import { describeBank, storedBankOf } from "./describe-bank.ts";

/** As much of a link as its place in a list depends on. */
export interface LinkOutline {
  id: string;
  bankName: string;
  state: LinkState;
  lastAccessedAt: string | null;
}

interface OutlineScope {
  externalId: string;
  /** The one link to read; `null` for all. */
  onlyLinkId: string | null;
}

/**
 * All links of a user that Belvo lists, in no order. People may have thousands: rows are narrow, and
 * each bank is described once.
 */
export async function readOutlines(
  store: Store,
  { externalId, onlyLinkId }: OutlineScope,
  now: number,
): Promise<LinkOutline[]> {
  const bankOf = await readBanks(store, externalId);
  const judgeState = createStateJudge(now);
  let links = store
    .selectFrom("links")
    .where("external_id", "=", externalId)
    .where("gone_at", "is", null)
    .select(["id", "institution", "status", "checked_at", "doubted_at", "bank_trouble_at"])
    .select(["bank_read", "bank_read_at", "data_at", "repaired_at", "last_accessed_at"]);
  if (onlyLinkId !== null) links = links.where("id", "=", onlyLinkId);
  const rows = await links.execute();

  return rows.map((row) => {
    const bank = bankOf(row.institution);
    return {
      id: row.id,
      bankName: bank.name,
      state: judgeState(row, bank.country),
      lastAccessedAt: row.last_accessed_at,
    };
  });
}

async function readBanks(store: Store, externalId: string) {
  const rows = await store
    .selectFrom("institutions")
    .where("name", "in", (links) =>
      links.selectFrom("links").where("external_id", "=", externalId).select("institution"),
    )
    .select(["name as institution", "display_name", "country_codes"])
    .execute();
  const look = { logo: null, primary_color: null };
  const describe = (row: Parameters<typeof storedBankOf>[0]) =>
    describeBank(storedBankOf(row), () => false);
  const banks = new Map(rows.map((row) => [row.institution, describe({ ...row, ...look })]));

  return (institution: string) => {
    const known = banks.get(institution);
    if (known) return known;
    const bank = describe({ institution, display_name: null, country_codes: null, ...look });
    banks.set(institution, bank);
    return bank;
  };
}
