import type { BelvoClient } from "../belvo/belvo-client.ts";
import type { BelvoInstitution } from "../belvo/belvo-institution.ts";
import { BelvoError } from "../belvo/belvo-error.ts";
import { faultOf, type Log } from "../http/log.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

/** Banks hardly change. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000;

/** After bank names could not be had, how long lists go without asking for them. */
const PAUSE_MS = 60_000;

interface Dependencies {
  store: Store;
  belvo: Pick<BelvoClient, "listInstitutions">;
  now: () => number;
}

interface BankNames {
  /** Reads the names of a user's banks. A failure is logged: a list is useful without them. */
  refresh(externalId: string): Promise<void>;
  /** The same for banks by Belvo's names of them. */
  refreshOf(names: Iterable<string>): Promise<void>;
}

export function createBankNames({ log, ...deps }: Dependencies & { log: Log }): BankNames {
  let failedAt = -Infinity;

  async function read(find: () => Promise<readonly string[]>): Promise<void> {
    const sinceMs = deps.now() - failedAt;
    if (sinceMs >= 0 && sinceMs < PAUSE_MS) return;
    try {
      await readBanks(deps, await find());
    } catch (error) {
      if (!(error instanceof BelvoError)) throw error;
      failedAt = deps.now();
      log.warn(faultOf(error), "bank names could not be read");
    }
  }

  return {
    refresh: (externalId) => read(() => findUnread(deps, externalId)),
    refreshOf: (names) => read(() => findUnreadOf(deps, [...new Set(names)])),
  };
}

/** True when Belvo was asked what each bank of a user's links is called. */
export async function areBanksNamed(store: Store, externalId: string): Promise<boolean> {
  const unnamed = await store
    .selectFrom("links")
    .leftJoin("institutions", "institutions.name", "links.institution")
    .select("links.id")
    .where("links.external_id", "=", externalId)
    .where("links.gone_at", "is", null)
    .where("institutions.name", "is", null)
    .executeTakeFirst();
  return unnamed === undefined;
}

/** The banks of a user's links that are not known yet or not lately. */
async function findUnread({ store, now }: Dependencies, externalId: string): Promise<string[]> {
  const [oldest, newest] = [timestamp(now() - MAX_AGE_MS), timestamp(now())];
  const rows = await store
    .selectFrom("links")
    .leftJoin("institutions", (join) =>
      join
        .onRef("institutions.name", "=", "links.institution")
        .on("institutions.read_at", ">", oldest)
        .on("institutions.read_at", "<=", newest),
    )
    .select("links.institution")
    .distinct()
    .where("links.external_id", "=", externalId)
    .where("links.gone_at", "is", null)
    .where("institutions.name", "is", null)
    .execute();
  return rows.map(({ institution }) => institution);
}

async function findUnreadOf({ store, now }: Dependencies, names: string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await store
    .selectFrom("institutions")
    .select("name")
    .where("name", "in", names)
    .where("read_at", ">", timestamp(now() - MAX_AGE_MS))
    .where("read_at", "<=", timestamp(now()))
    .execute();
  const known = new Set(rows.map(({ name }) => name));
  return names.filter((name) => !known.has(name));
}

/** A bank that Belvo does not have is remembered too, so that it is not asked for again all day. */
async function readBanks(deps: Dependencies, names: readonly string[]): Promise<void> {
  const { store, belvo, now } = deps;
  if (names.length === 0) return;

  const found = new Map(
    (await belvo.listInstitutions(names, { priority: "hint" })).map((institution) => [
      institution.name,
      institution,
    ]),
  );
  await store.transaction().execute(async (tx) => {
    for (const name of names) {
      const { name: key, ...changes } = rowOf(name, found.get(name), timestamp(now()));
      await tx
        .insertInto("institutions")
        .values({ name: key, ...changes })
        .onConflict((conflict) => conflict.column("name").doUpdateSet(changes))
        .execute();
    }
  });
}

function rowOf(name: string, institution: BelvoInstitution | undefined, readAt: string) {
  return {
    name,
    display_name: institution?.displayName ?? null,
    logo: institution?.logo ?? null,
    primary_color: institution?.primaryColor ?? null,
    country_codes: JSON.stringify(institution?.countryCodes ?? []),
    type: institution?.type ?? null,
    read_at: readAt,
  };
}
