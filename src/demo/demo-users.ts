import * as v from "valibot";
import { DemoSituation, type DemoUser } from "#contract/session.ts";

/** Long enough that a sandbox which restarts does not empty the start page. */
const MAX_AGE_MS = 30_000;
const TIMEOUT_MS = 2000;

/** A situation that the page has no words for is left out, with its user. */
const SandboxUsers = v.pipe(
  v.array(
    v.object({
      external_id: v.pipe(v.string(), v.minLength(1)),
      name: v.string(),
      situation: v.string(),
    }),
  ),
  v.transform((users) =>
    users.flatMap(({ external_id: id, name, situation }) => {
      const known = v.safeParse(DemoSituation, situation);
      return known.success ? [{ id, name, situation: known.output }] : [];
    }),
  ),
);

interface DemoUsersOptions {
  /** Where the sandbox is. */
  baseUrl: string;
  fetch: typeof globalThis.fetch;
  now: () => number;
}

/** Gives the sandbox's users, or those that it had when it last answered. Never throws. */
export function createDemoUsers(options: DemoUsersOptions): () => Promise<DemoUser[]> {
  const { baseUrl, fetch, now } = options;
  let known: DemoUser[] = [];
  let readAt = -Infinity;

  return async () => {
    if (now() - readAt < MAX_AGE_MS) return known;
    try {
      const response = await fetch(`${baseUrl}/_sandbox/users`, {
        redirect: "error",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      known = v.parse(SandboxUsers, await response.json());
      readAt = now();
    } catch {
      // The sandbox is away; who its users are has not changed.
    }
    return known;
  };
}
