import type { LabScenarioId, LabScene } from "#contract/lab.ts";
import { pages, pathTo } from "#contract/routes.ts";
import { BelvoError } from "../../server/belvo/belvo-error.ts";
import { readLinks, type LinkView } from "../../server/links/read-links.ts";
import type { Visit } from "../../server/sync/visit.ts";
import type { Store } from "../../server/store/open-store.ts";
import type { SandboxControl } from "./sandbox-control.ts";
import { scenarios } from "./scenarios.ts";

/** After a scene in which Belvo was away, our own caution lets some seconds pass. */
const READ_AGAIN_MS = 1_000;
const MOST_READINGS = 10;

interface StageDependencies extends LinkView {
  store: Store;
  visit: Pick<Visit, "readAgain">;
  sandbox: SandboxControl;
  sleep: (ms: number) => Promise<void>;
}

/** A scene as it stands, before anybody holds it. */
export type SetScene = Omit<LabScene, "id">;

/** Sets up what a scenario is about, and takes it down again. */
export interface Stage {
  /** The sandbox starts over, and what goes wrong in the scenario begins. */
  set(scenario: LabScenarioId): Promise<SetScene>;
  /** The sandbox starts over, and nothing goes wrong. */
  clear(scenario: LabScenarioId): Promise<void>;
}

/**
 * Our own store is brought up to the sandbox by readings alone, so that histories stay and nothing in
 * them is made up.
 */
export function createStage(deps: StageDependencies): Stage {
  async function startOver(scenario: LabScenarioId): Promise<void> {
    const { externalId } = scenarios[scenario];
    await deps.sandbox.reset();
    await readPerson(deps, externalId);
    await endOldTrouble(deps, externalId);
  }

  return {
    async set(scenario) {
      await startOver(scenario);
      const { externalId, institution, opens, faults } = scenarios[scenario];
      await deps.sandbox.setFaults(faults);

      const linkId = await findLinkAt(deps.store, { externalId, institution });
      const openPath =
        opens === "link" && linkId !== null ? pathTo(pages.link, { linkId }) : pages.home;
      const links = await readLinks(deps.store, externalId, deps);
      const banks = links.map(({ id, bank }) => ({ linkId: id, name: bank.name }));
      return { scenario, userId: externalId, linkId, banks, openPath };
    },
    clear: startOver,
  };
}

async function readPerson({ visit, sleep }: StageDependencies, externalId: string): Promise<void> {
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
async function endOldTrouble(deps: StageDependencies, externalId: string): Promise<void> {
  const links = await readLinks(deps.store, externalId, deps);
  const inTrouble = links.filter(({ bankTrouble }) => bankTrouble);
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
