import { readLinks, type LinkView } from "../../server/links/read-links.ts";
import type { Store } from "../../server/store/open-store.ts";
import { findOwners } from "./find-owners.ts";
import type { SandboxControl } from "./sandbox-control.ts";

export interface BreakDependencies extends LinkView {
  store: Store;
  sandbox: Pick<SandboxControl, "breakLink">;
}

/**
 * Changes the password at a link's bank or, where that is broken already, at another one of the same
 * person's, so that there is always something to see.
 *
 * @returns The link that is broken now; `null` when none of them is connected.
 */
export async function breakBank(deps: BreakDependencies, linkId: string): Promise<string | null> {
  const { store, sandbox } = deps;
  const externalId = (await findOwners(store, [linkId])).get(linkId);
  if (externalId === undefined) return null;
  const links = await readLinks(store, externalId, deps);
  const connected = links.filter(({ state }) => state === "connected").map(({ id }) => id);
  const chosen = connected.includes(linkId) ? linkId : connected[0];
  if (chosen === undefined) return null;
  await sandbox.breakLink(chosen, "invalid");
  return chosen;
}
