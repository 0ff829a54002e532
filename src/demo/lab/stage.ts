import type { LabScenarioId, LabScene } from "#contract/lab.ts";
import { pages } from "#contract/routes.ts";
import { BelvoError } from "../../server/belvo/belvo-error.ts";
import { readLinks, type LinkView } from "../../server/links/read-links.ts";
import type { Visit } from "../../server/sync/visit.ts";
import type { Store } from "../../server/store/open-store.ts";
import type { SandboxControl } from "./sandbox-control.ts";
import { scenarios } from "./scenarios.ts";

/** After a scene in which Belvo was away, our own caution lets some seconds pass. */
const READ_AGAIN_MS = 1_000;
const MOST_READINGS = 10;

interface Dependencies extends LinkView {
  store: Store;
  visit: Pick<Visit, "readAgain">;
  sandbox: SandboxControl;
  sleep: (ms: number) => Promise<void>;
}

/**
 * Gives what sets a scenario up, one at a time. The sandbox starts over; our own store is brought up
 * to it by readings alone, so that histories stay and nothing in them is made up.
 */
export function createSceneSetter(
  deps: Dependencies,
): (scenario: LabScenarioId) => Promise<LabScene> {
  let last: Promise<unknown> = Promise.resolve();

  async function set(scenario: LabScenarioId): Promise<LabScene> {
    const { externalId, institution, opens, faults } = scenarios[scenario];
    await deps.sandbox.reset();
    await readPerson(deps, externalId);
    await endOldTrouble(deps, externalId);
    await deps.sandbox.setFaults(faults);

    const linkId = await findLinkAt(deps.store, { externalId, institution });
    const openPath =
      opens === "link" && linkId !== null ? pages.link.replace(":linkId", linkId) : pages.home;
    return { scenario, userId: externalId, linkId, openPath };
  }

  return (scenario) => {
    const mine = last.then(() => set(scenario));
    last = mine.catch(() => undefined);
    return mine;
  };
}

async function readPerson({ visit, sleep }: Dependencies, externalId: string): Promise<void> {
  for (let readings = 1; ; readings += 1) {
    try {
      await visit.readAgain(externalId);
      return;
    } catch (error) {
      if (!(error instanceof BelvoError) || readings >= MOST_READINGS) throw error;
      await sleep(READ_AGAIN_MS);
    }
  }
}

/** A bank's trouble of an earlier scene lasts a quarter of an hour, unless data come in. */
async function endOldTrouble(deps: Dependencies, externalId: string): Promise<void> {
  const links = await readLinks(deps.store, externalId, deps);
  const inTrouble = links.filter(({ state }) => state === "bank_trouble");
  if (inTrouble.length === 0) return;

  await Promise.all(inTrouble.map(({ id }) => deps.sandbox.fetched(id)));
  await readPerson(deps, externalId);
}

async function findLinkAt(
  store: Store,
  { externalId, institution }: { externalId: string; institution: string },
): Promise<string | null> {
  const row = await store
    .selectFrom("links")
    .select("id")
    .where("external_id", "=", externalId)
    .where("institution", "=", institution)
    .where("gone_at", "is", null)
    .executeTakeFirst();
  return row?.id ?? null;
}
