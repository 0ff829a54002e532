import { ProblemError } from "../../server/http/problem-error.ts";
import type { Store } from "../../server/store/open-store.ts";
import type { Visit } from "../../server/sync/visit.ts";
import { findOwners } from "./find-owners.ts";
import type { SandboxControl } from "./sandbox-control.ts";

export interface TimeDependencies {
  store: Store;
  visit: Pick<Visit, "readAgain">;
  sandbox: Pick<SandboxControl, "age">;
}

/**
 * Has a link be as if so much time had passed since its data last came, and reads it. The past grows:
 * a clock that was moved on instead would have the page tell of times that are yet to come.
 *
 * @throws {ProblemError} `not_found`.
 * @throws {BelvoError}
 */
export async function letTimePass(
  { store, visit, sandbox }: TimeDependencies,
  { linkId, ms }: { linkId: string; ms: number },
): Promise<void> {
  const externalId = (await findOwners(store, [linkId])).get(linkId);
  if (externalId === undefined) throw new ProblemError("not_found");
  await sandbox.age(linkId, ms);
  await visit.readAgain(externalId);
}
