import { noChoices, type DemoUser } from "#contract/session.ts";
import type { SignedIn } from "../server/http/app-env.ts";

/** Gives one of the demo's people as who signs in; `null` where there is no such person. */
export async function findDemoPerson(
  demoUsers: () => Promise<DemoUser[]>,
  id: string,
): Promise<SignedIn | null> {
  const user = (await demoUsers()).find((each) => each.id === id);
  return user ? { externalId: user.id, name: user.name, onlyLinkId: null, ...noChoices } : null;
}
