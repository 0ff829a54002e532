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
}

export function createBankNames({ log, ...deps }: Dependencies & { log: Log }): BankNames {
  let failedAt = -Infinity;

  return {
    async refresh(externalId) {
      const sinceMs = deps.now() - failedAt;
      if (sinceMs >= 0 && sinceMs < PAUSE_MS) return;
      try {
        await refreshBanks(deps, externalId);
      } catch (error) {
        if (!(error instanceof BelvoError)) throw error;
        failedAt = deps.now();
        log.warn(faultOf(error), "bank names could not be read");
      }
    },
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

/**
 * Reads, for a user's links, the banks that are not known yet or not lately.
 *
 * A bank that Belvo does not have is remembered too, so that it is not asked for again all day.
 */
async function refreshBanks(deps: Dependencies, externalId: string): Promise<void> {
  const { store, belvo, now } = deps;
  const [oldest, newest] = [timestamp(now() - MAX_AGE_MS), timestamp(now())];
  const wanted = await store
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
  if (wanted.length === 0) return;

  const names = wanted.map(({ institution }) => institution);
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
    read_at: readAt,
  };
}
