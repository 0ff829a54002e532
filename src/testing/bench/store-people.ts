import { randomUUID } from "node:crypto";
import type { Store } from "../../server/store/open-store.ts";
import { timestamp } from "../../server/store/timestamp.ts";
import { unknownHealth } from "../../server/links/link-health.ts";

/** Half of the banks are found by this part of their names. */
export const PART_OF_A_NAME = "bogota";

const BANKS = 60;
const ROWS_A_STATEMENT = 500;
const DAY_MS = 24 * 60 * 60_000;
/** Of ten links, seven need nothing. */
const STATUSES = [
  ...Array.from({ length: 7 }, () => "valid"),
  "invalid",
  "token_required",
  "unconfirmed",
];

/** Puts people with links at many banks into the store, as listings of just now would have. */
export async function storePeople(
  store: Store,
  people: readonly { externalId: string; links: number }[],
): Promise<void> {
  const at = timestamp(Date.now());
  const banks = Array.from({ length: BANKS }, (_, place) => aBank(place, at));
  await store.insertInto("institutions").values(banks).execute();
  for (const { externalId, links } of people) {
    const rows = Array.from({ length: links }, (_, place) => aRow(externalId, place, at));
    for (let from = 0; from < links; from += ROWS_A_STATEMENT) {
      const some = rows.slice(from, from + ROWS_A_STATEMENT);
      await store.insertInto("links").values(some).execute();
    }
  }
}

/** Says of people that their lists have just been read, so that Belvo has no part in an answer. */
export async function freshenLists(store: Store, externalIds: readonly string[]): Promise<void> {
  const listed_at = timestamp(Date.now());
  await store
    .insertInto("listings")
    .values(externalIds.map((external_id) => ({ external_id, listed_at })))
    .onConflict((conflict) => conflict.column("external_id").doUpdateSet({ listed_at }))
    .execute();
}

function aBank(place: number, read_at: string) {
  return {
    name: nameOf(place),
    display_name: place % 2 === 0 ? `Banco de Bogotá ${place}` : `Crédito ${place}`,
    logo: null,
    primary_color: "#1b6048",
    country_codes: JSON.stringify(["CO"]),
    read_at,
  };
}

function aRow(external_id: string, place: number, checked_at: string) {
  return {
    ...unknownHealth,
    id: randomUUID(),
    external_id,
    institution: nameOf(place % BANKS),
    status: STATUSES[place % STATUSES.length] ?? "valid",
    access_mode: "recurrent",
    created_at: timestamp(Date.now() - DAY_MS),
    last_accessed_at: timestamp(Date.now() - (place + 1) * 1000),
    checked_at,
  };
}

function nameOf(place: number): string {
  return `bench_${place}_co_retail`;
}
